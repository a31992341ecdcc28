/** `qbank stats`: how many cards there are of each kind. */
import {selectCards} from '../../export/export-banks.ts'
import type {RoleLabels} from '../../export/roles.ts'
import {countBanks} from '../../stats/count-banks.ts'
import {formatCounts} from '../../stats/format-counts.ts'
import {cleanJson} from '../../text/clean.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import type {Surroundings} from '../lib/environment.ts'
import {forStream, loadCards} from '../lib/load-cards.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd} from '../lib/options.ts'

/** Options of `qbank stats`. */
export interface StatsOptions extends CliOptions, Pick<RoleLabels, 'answer'> {
  readonly where?: string
  readonly json?: boolean
}

/** @returns the exit code */
export async function countCards(
  names: readonly string[],
  options: StatsOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stdout, stderr} = surroundings
  const cwd = getCwd(options, surroundings)
  const banks = await loadCards('stats', names, {cwd, options, stderr})
  const chosen = selectCards(
    banks.map(({data}) => data),
    options.where
  )
  const counts = countBanks(
    chosen.map((data, index) => ({
      data,
      path: banks[index]?.path ?? ''
    })),
    options.answer
  )
  stdout.write(
    options.json
      ? `${cleanJson(JSON.stringify(counts, undefined, 2))}\n`
      : forStream(formatCounts(counts), true)
  )
  return exitCodes.clean
}
