/** Banks in which something is to be left alone. */
import fc from 'fast-check'
import {bankWithIgnored, expectIgnoredKept} from '../properties/ignored.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'banks with what Prettier is to ignore',
  cases: 2000,
  async tryCase(seed) {
    const [text = ''] = fc.sample(bankWithIgnored, {seed, numRuns: 1})
    await expectIgnoredKept(text)
  }
}
