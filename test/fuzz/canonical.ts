/** The law of canonical text, over texts in ten scripts. */
import fc from 'fast-check'
import {
  canonicalOptions,
  canonicalText,
  expectPrinted
} from '../properties/canonical-law.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'times a hundred texts in ten scripts',
  cases: 5000,
  async tryCase(seed) {
    const [options = {}] = fc.sample(canonicalOptions, {numRuns: 1, seed})
    for (const text of fc.sample(canonicalText, {numRuns: 100, seed})) {
      await expectPrinted(text, options)
    }
  }
}
