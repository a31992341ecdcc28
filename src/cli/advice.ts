/** The command that a report advises. */
import {resolve} from 'node:path'
import {findCommand} from '../files/command.ts'
import {quoteForShell} from '../report/clean.ts'
import type {CliOptions} from './options.ts'
import type {Surroundings} from './streams.ts'

/** A report does not repeat more names than this. */
const mostNames = 5

/**
 * @param names of the run's banks, as given
 * @returns `qbank fix` for what the run was about, as it is typed where the person stands
 */
export function formatFix(
  names: readonly string[],
  {since, cwd}: Pick<CliOptions, 'since' | 'cwd'>,
  surroundings: Pick<Surroundings, 'cwd'>
): string {
  // The Action names the folder in which it runs, on a machine where nobody will repair anything.
  const isElsewhere = resolve(surroundings.cwd, cwd ?? '.') !== surroundings.cwd
  const isRepeated = names.length <= mostNames && !names.includes('-')
  return [
    findCommand(surroundings.cwd),
    'fix',
    ...(since === undefined ? [] : ['--since', quoteForShell(since)]),
    ...(isElsewhere && cwd !== undefined ? ['--cwd', quoteForShell(cwd)] : []),
    ...(isRepeated ? names.map((name) => quoteForShell(name)) : [])
  ].join(' ')
}
