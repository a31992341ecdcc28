/** Banks with mistakes, fixed one by one in any order. */
import fc from 'fast-check'
import {brokenBank} from '../properties/banks.ts'
import {expectSameInAnyOrder} from '../properties/expect-order.ts'
import {makeRandom} from '../support/random.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'banks repaired one by one',
  cases: 2000,
  async tryCase(seed) {
    const [text = ''] = fc.sample(brokenBank, {seed, numRuns: 1})
    await expectSameInAnyOrder(text, makeRandom(seed))
  }
}
