/** Mistakes in pairs; a run of all cases tries each pair once. */
import {mistakes} from '../mistakes/catalogue.ts'
import {expectTold} from '../mistakes/commit.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'pairs of mistakes',
  cases: mistakes.length ** 2,
  async tryCase(seed) {
    const one = mistakes[seed % mistakes.length]
    const other = mistakes[Math.floor(seed / mistakes.length) % mistakes.length]
    if (one && other) await expectTold(one, other)
  }
}
