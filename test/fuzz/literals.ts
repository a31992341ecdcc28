/** Signs that are meant as signs, code of all kinds of fences, and HTML, in many more banks than `npm test` has time for. */
import fc from 'fast-check'
import {bankOfLiterals, expectLiteralsKept} from '../properties/literals.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'banks of literal signs',
  cases: 100_000,
  async tryCase(seed) {
    const [text = ''] = fc.sample(bankOfLiterals, {seed, numRuns: 1})
    try {
      await expectLiteralsKept(text)
    } catch (error) {
      const details = `${JSON.stringify(text)}\n${String(error)}\n${JSON.stringify(error, ['details'])}`
      throw Object.assign(new Error('a law is broken', {cause: error}), {
        details
      })
    }
  }
}
