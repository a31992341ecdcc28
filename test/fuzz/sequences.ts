/** The invariants of numbers and headings over many more banks than `npm test` has time for. */
import fc from 'fast-check'
import {expectSequenceKept, sequenceBank} from '../properties/sequences.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'banks with sequences of headings',
  cases: 50_000,
  async tryCase(seed) {
    const [bank] = fc.sample(sequenceBank, {seed, numRuns: 1})
    if (!bank) return
    try {
      await expectSequenceKept(bank)
    } catch (error) {
      const details = `${JSON.stringify(bank.text)}\n${String(error)}`
      throw Object.assign(new Error('a law is broken', {cause: error}), {
        details
      })
    }
  }
}
