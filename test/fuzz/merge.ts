/** Random banks and what two authors make of them: no card is lost or doubled, whichever side is ours. */
import {tryMerge} from '../merge/merge-laws.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'merges',
  cases: 50_000,
  tryCase: tryMerge
}
