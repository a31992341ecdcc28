/** The invariant of canonical text, over texts in ten scripts, what Prettier makes of them, and mutations of that. */
import fc from 'fast-check'
import {
  canonicalMutations,
  canonicalOptions,
  canonicalText,
  expectPrintedAlike
} from '../properties/canonical-law.ts'
import type {Fuzz} from './run.ts'

const cases = fc.tuple(canonicalText, canonicalMutations)

export const fuzz: Fuzz = {
  title: 'times a hundred texts in ten scripts, each in three forms',
  cases: 2000,
  async tryCase(seed) {
    const [options = {}] = fc.sample(canonicalOptions, {numRuns: 1, seed})
    for (const [text, mutations] of fc.sample(cases, {numRuns: 100, seed})) {
      await expectPrintedAlike(text, options, mutations)
    }
  }
}
