/** The invariants of a fix over many more texts than `npm test` has time for; each kind in proportion to its share. */
import fc from 'fast-check'
import {expectLaws} from '../properties/expect-laws.ts'
import type {Generator} from '../properties/generators.ts'
import {generators} from '../properties/generators.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'texts of all kinds',
  cases: 200_000,
  async tryCase(seed) {
    const {name, texts, mayBeGuarded} = pick(seed % 100)
    const [text = ''] = fc.sample(texts, {seed, numRuns: 1})
    try {
      await expectLaws(text, {}, {mayBeGuarded})
    } catch (error) {
      const details = `${name}: ${JSON.stringify(text)}\n${String(error)}`
      throw Object.assign(new Error('a law is broken', {cause: error}), {
        details
      })
    }
  }
}

/** @param number from 0 to 99 */
function pick(number: number): Generator {
  let sum = 0
  for (const generator of generators) {
    sum += generator.share
    if (number < sum) return generator
  }

  throw new Error(`The shares are ${sum}, not 100`)
}
