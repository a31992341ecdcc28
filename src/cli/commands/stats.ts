/** `qbank stats`: counts the cards of each kind. */
import {selectCards} from '../../export/export-banks.ts'
import type {RoleLabels} from '../../export/roles.ts'
import type {CountedBank} from '../../stats/count-banks.ts'
import {countBanks} from '../../stats/count-banks.ts'
import {findCardChanges} from '../../stats/last-change.ts'
import {formatCounts} from '../../stats/format-counts.ts'
import {formatCoverage} from '../../stats/coverage-page.ts'
import {loadPlan} from '../../stats/plan.ts'
import {planTexts} from '../../stats/texts.ts'
import type {BankConfig} from '../../template/config.ts'
import {cleanJson} from '../../text/clean.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import {UserError} from '../../text/user-error.ts'
import type {Surroundings} from '../lib/environment.ts'
import {forStream, loadCards} from '../lib/load-cards.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd} from '../lib/options.ts'
import type {CommandFile} from '../lib/command-file.ts'
import {cliTexts} from '../lib/texts.ts'

/** Options of `qbank stats`. */
export interface StatsOptions extends CliOptions, Pick<RoleLabels, 'answer'> {
  readonly where?: string
  readonly json?: boolean
  /** Whether to print only the coverage of plans, as Markdown. */
  readonly coverage?: boolean
  /** Whether to ask git when each card has changed. */
  readonly changes?: boolean
}

/** The command, for `main.ts`. */
export const command: CommandFile = {
  argumentTexts: [cliTexts.cardFiles],
  addOptions: (command) =>
    command
      .option('--where <terms>', cliTexts.where)
      .option('--changes', cliTexts.statsChanges)
      .option('--coverage', cliTexts.statsCoverage)
      .option('--json', cliTexts.statsJson)
      .option('--answer <label>', cliTexts.role.answer),
  run: countCards
}

/** @returns the exit code */
async function countCards(
  names: readonly string[],
  options: StatsOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stdout, stderr} = surroundings
  const cwd = getCwd(options, surroundings)
  const plans: BankConfig['plan'][] = []
  const banks = await loadCards('stats', names, {
    cwd,
    options,
    stderr,
    look: ({config}) => plans.push(config.plan)
  })
  const chosen = selectCards(
    banks.map(({data}) => data),
    options.where
  )
  const counted: CountedBank[] = []
  for (const [index, data] of chosen.entries()) {
    const bank = banks[index]
    if (!bank) continue
    const {path} = bank
    const plan = await loadPlan(plans[index], path, cwd)
    // Including cards that are not counted: the next one ends a card.
    const lines = bank.data.cards.map(({line}) => line)
    const {depth} = data.templates[0].card
    const changes = options.changes && findCardChanges(path, lines, depth)
    counted.push({data, path, plan, ...(changes && {changes})})
  }

  if (options.coverage && counted.every(({plan}) => !plan)) {
    throw new UserError(planTexts.none)
  }

  const counts = countBanks(counted, options.answer)
  if (options.json) {
    stdout.write(`${cleanJson(JSON.stringify(counts, undefined, 2))}\n`)
  } else if (options.coverage) {
    stdout.write(forStream(formatCoverage(counts.banks), true))
  } else stdout.write(forStream(formatCounts(counts), true))
  return exitCodes.clean
}
