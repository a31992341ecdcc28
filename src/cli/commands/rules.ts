/** `qbank rules`: prints the rules in a table, or the documentation of one. */
import {readFileSync} from 'node:fs'
import picocolors from 'picocolors'
import {borrowed} from '../../../rules/borrowed/index.ts'
import {allRules} from '../../../rules/index.ts'
import {findNearest} from '../../text/fuzzy-match.ts'
import {cliTexts, rulesTexts} from '../lib/texts.ts'
import {regionRuleId} from '../../regions/region.ts'
import {describeFixing, getRuleUrl} from '../../rule/define-rule.ts'
import {UserError} from '../../text/user-error.ts'
import type {CliOptions} from '../lib/options.ts'
import {usesColor} from '../../text/color.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import type {Surroundings} from '../lib/environment.ts'
import type {CommandFile} from '../lib/command-file.ts'

/** Rules with a page in `rules/docs`. */
const ownIds = [...allRules.map(({meta}) => meta.id), regionRuleId]

/** The command, for `main.ts`. */
export const command: CommandFile = {
  argumentTexts: [cliTexts.ruleIds],
  run: rules
}

/**
 * @param ids of rules; without any, all of them in a table
 * @returns the exit code
 * @throws UserError if there is no such rule
 */
function rules(
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
    const fixings = metas.map(describeFixing)
    const fixingWidth = Math.max(...fixings.map(({length}) => length))
    for (const [index, {id, severity, description}] of metas.entries()) {
      const name = colors.bold(id.padEnd(width))
      const fixing = (fixings[index] ?? '').padEnd(fixingWidth)
      stdout.write(
        `${name}  ${severity.padEnd('warning'.length)}  ${fixing}  ${description}\n`
      )
    }

    stdout.write(`\n${rulesTexts.more}\n`)
    return exitCodes.clean
  }

  for (const id of ids) {
    stdout.write(
      `${ownIds.includes(id) ? readPage(id) : describeBorrowed(id)}\n`
    )
  }

  return exitCodes.clean
}

/**
 * Finds a rule of another package: reports name it in the same place as ours.
 *
 * @throws UserError if there is no such rule
 */
function describeBorrowed(id: string): string {
  const other = borrowed.find(
    (each) => each.id === id || each.messageIds?.includes(id)
  )
  if (other) {
    return rulesTexts.borrowed(id, other.description, other.packageName)
  }

  const nearest = findNearest(
    id,
    [...ownIds, ...borrowed.map((each) => each.id)],
    (each) => each
  )
  throw new UserError(rulesTexts.unknown(id, nearest))
}

/** The rule's page in the package, without the comment at its top. */
function readPage(id: string): string {
  return readFileSync(new URL(getRuleUrl(id)), 'utf8')
    .replace(/^<!--.*-->\n+/, '')
    .trim()
}
