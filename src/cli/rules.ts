/** `qbank rules`: the rules in a table, or all that the documentation says of one. */
import {readFileSync} from 'node:fs'
import picocolors from 'picocolors'
import {allRules} from '../../rules/index.ts'
import {findNearest} from '../bank/match.ts'
import {rulesTexts} from '../messages.ts'
import {getRuleUrl} from '../rule/define-rule.ts'
import {UserError} from '../user-error.ts'
import type {CliOptions} from './options.ts'
import {usesColor} from './options.ts'
import {exitCodes} from './exit-codes.ts'
import type {Surroundings} from './streams.ts'

/**
 * @param ids of rules; all of them in a table where none is named
 * @returns the exit code
 * @throws UserError if there is no such rule
 */
export function rules(
  ids: readonly string[],
  options: CliOptions,
  surroundings: Surroundings
): number {
  const {stdout} = surroundings
  const colors = picocolors.createColors(usesColor(options, surroundings))
  const metas = allRules
    .map(({meta}) => meta)
    .sort((left, right) => (left.id < right.id ? -1 : 1))
  if (ids.length === 0) {
    const width = Math.max(...metas.map(({id}) => id.length))
    for (const {id, severity, repair, description} of metas) {
      const name = colors.bold(id.padEnd(width))
      const kind = rulesTexts.repairs[repair]
      stdout.write(
        `${name}  ${severity.padEnd('warning'.length)}  ${kind.padEnd(10)}  ${description}\n`
      )
    }

    stdout.write(`\n${rulesTexts.more}\n`)
    return exitCodes.clean
  }

  for (const id of ids) {
    const meta = metas.find((each) => each.id === id)
    if (!meta) {
      const nearest = findNearest(id, metas, (each) => each.id)
      throw new UserError(rulesTexts.unknown(id, nearest?.id))
    }

    stdout.write(`${readPage(id)}\n`)
  }

  return exitCodes.clean
}

/** The rule's part of `rules/README.md`, which comes with the package. */
function readPage(id: string): string {
  const url = new URL(getRuleUrl(id))
  url.hash = ''
  const page = readFileSync(url, 'utf8')
  const start = page.indexOf(`\n## ${id}\n`) + 1
  const next = page.indexOf('\n## ', start)
  return page
    .slice(start, next === -1 ? page.length : next)
    .replaceAll('<!-- prettier-ignore -->\n', '')
    .trim()
}
