/** Every example of CommonMark's and GitHub's Markdown in every place of a card; a run of all cases tries each once. */
import {expectLaws} from '../properties/expect-laws.ts'
import {examples, placements} from '../properties/examples.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'examples of Markdown in cards',
  cases: examples.length * placements.length,
  async tryCase(seed) {
    const example = examples[seed % examples.length]
    const place = Math.floor(seed / examples.length) % placements.length
    const text = placements[place]?.(example?.text ?? '') ?? ''
    try {
      await expectLaws(text)
    } catch (error) {
      const details = `${example?.name} in place ${place}: ${JSON.stringify(text)}\n${String(error)}`
      throw Object.assign(new Error('a law is broken', {cause: error}), {
        details
      })
    }
  }
}
