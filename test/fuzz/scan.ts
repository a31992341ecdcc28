/** The invariant of plain cards over banks of all kinds. */
import fc from 'fast-check'
import {
  anyBank,
  expectSameBank,
  expectSameMessages
} from '../properties/scan-law.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'times a hundred banks, ten of them with their messages',
  cases: 2000,
  async tryCase(seed) {
    for (const text of fc.sample(anyBank, {numRuns: 100, seed})) {
      expectSameBank(text)
    }

    for (const text of fc.sample(anyBank, {numRuns: 10, seed})) {
      await expectSameMessages(text)
    }
  }
}
