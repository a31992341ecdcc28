/** The command that a report recommends. */
import {resolve} from 'node:path'
import {formatFix} from '../../files/command.ts'
import type {CliOptions} from './options.ts'
import type {Surroundings} from './environment.ts'

/** A report does not repeat more names than this. */
const mostNames = 5

/**
 * @param names of the run's banks, as given
 * @returns the `qbank fix` for the same banks as the run, as the person would type it
 */
export function adviseFix(
  names: readonly string[],
  {since, cwd}: Pick<CliOptions, 'since' | 'cwd'>,
  {cwd: here}: Pick<Surroundings, 'cwd'>
): string {
  // The Action names the folder in which it runs; contributors fix banks on their own machines, which do not have it.
  const isElsewhere = resolve(here, cwd ?? '.') !== here
  const isRepeated = names.length <= mostNames && !names.includes('-')
  return formatFix(here, {
    names: isRepeated ? names : [],
    since,
    cwd: isElsewhere ? cwd : undefined
  })
}
