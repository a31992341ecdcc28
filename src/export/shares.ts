/** The weight of options, for programs that mark answers in percent. */
import type {OptionData} from './card-data.ts'

/** Percent that a right option adds, and a wrong one subtracts. */
export interface Shares {
  readonly right: number
  readonly wrong: number
}

/** @returns shares with which all right options give 100 %, and all options 0 % */
export function toShares(options: readonly OptionData[]): Shares {
  const amount = options.filter(({right}) => right).length
  return {
    right: toPercent(amount),
    wrong: amount === 1 ? 0 : toPercent(options.length - amount)
  }
}

/** Moodle compares shares by five decimal places. */
function toPercent(amount: number): number {
  return amount === 0 ? 0 : Number((100 / amount).toFixed(5))
}
