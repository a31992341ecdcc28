/** How much an option counts, where programs mark answers in percent. */
import type {OptionData} from './card-data.ts'

/** Percent that a right option adds, and that a wrong one takes away. */
export interface Shares {
  readonly right: number
  readonly wrong: number
}

/** @returns shares by which all right options are 100 %, and all options 0 % */
export function toShares(options: readonly OptionData[]): Shares {
  const amount = options.filter(({right}) => right).length
  return {
    right: toPercent(amount),
    wrong: amount === 1 ? 0 : toPercent(options.length - amount)
  }
}

/** Moodle knows shares by five digits after the point. */
function toPercent(amount: number): number {
  return amount === 0 ? 0 : Number((100 / amount).toFixed(5))
}
