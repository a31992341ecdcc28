/** Options, ticks, labels and links of all kinds: no fix loses one. */
import fc from 'fast-check'
import {expectOptionsKept, optionBank} from '../properties/options.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'banks with options of all kinds',
  cases: 20_000,
  async tryCase(seed) {
    const [bank] = fc.sample(optionBank, {seed, numRuns: 1})
    if (!bank) return
    try {
      await expectOptionsKept(bank)
    } catch (error) {
      const details = `${JSON.stringify(bank.text)}\n${String(error)}`
      throw Object.assign(new Error('a law is broken', {cause: error}), {
        details
      })
    }
  }
}
