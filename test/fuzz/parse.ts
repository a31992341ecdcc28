/** The invariant of the parser over texts of all kinds, and over versions of texts. */
import fc from 'fast-check'
import {
  anyText,
  expectSameTree,
  expectSameTreeAgain,
  versions
} from '../properties/parse-law.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'times a hundred texts and ten histories of a text',
  cases: 5000,
  tryCase(seed) {
    for (const text of fc.sample(anyText, {numRuns: 100, seed})) {
      expectSameTree(text)
    }

    for (const texts of fc.sample(versions, {numRuns: 10, seed})) {
      expectSameTreeAgain(texts)
    }
  }
}
