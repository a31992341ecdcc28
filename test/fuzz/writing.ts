/** Canonical cards, ten in a bank: no rule has anything to say about them. */
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import {canonicalBank} from '../properties/writing.ts'
import {processBank} from '../support/bank.ts'
import type {Fuzz} from './run.ts'

const banks = canonicalBank(10)

export const fuzz: Fuzz = {
  title: 'banks of ten canonical cards',
  cases: 100,
  async tryCase(seed) {
    const [text = ''] = fc.sample(banks, {seed, numRuns: 1})
    const {messages, value} = await processBank(text)
    assert.equal(
      messages.map((message) => `${String(message)} ${message.actual ?? ''}`),
      []
    )
    assert.is(value, text)
  }
}
