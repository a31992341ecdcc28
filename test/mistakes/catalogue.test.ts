/**
 * Every mistake of the catalogue, alone and in pairs: the card comes back to the byte, or one rule reports the line that has
 * to be fixed by hand. None is silently accepted.
 */
import * as fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {parameters} from '../properties/support.ts'
import {cleanCard, mistakes} from './catalogue.ts'
import {
  after,
  before,
  commit,
  expectTold,
  getErrors,
  toReport
} from './commit.ts'

const test = suite('mistakes')

test('the clean card is clean', async () => {
  const {messages, value} = await commit(cleanCard)
  assert.equal(messages.map(String), [])
  assert.is(value, before + cleanCard + after)
})

test('at least 100 mistakes, six in seven of them fixed', () => {
  const repaired = mistakes.filter(({report}) => !report)
  assert.ok(mistakes.length >= 100, String(mistakes.length))
  assert.ok(repaired.length / mistakes.length >= 6 / 7)
  assert.is(new Set(mistakes.map(({name}) => name)).size, mistakes.length)
})

for (const {name, make, report} of mistakes) {
  test(`${report ? 'reported' : 'fixed'}: ${name}`, async () => {
    const card = make(cleanCard)
    assert.is.not(card, cleanCard, 'the mistake changes the card')
    const result = await commit(card)
    if (report) {
      const errors = getErrors(result)
      assert.equal(errors.map(toReport), [report])
    } else {
      const clean =
        name === 'mojibake'
          ? cleanCard.replace('cassette, for', 'cassette — for')
          : cleanCard
      assert.is(result.value, before + clean + after)
      assert.equal(result.remaining.map(String), [])
    }
  })
}

test('pairs: none is silently accepted, and a fix comes to rest', async () => {
  const pick = fc.constantFrom(...mistakes)
  await fc.assert(fc.asyncProperty(pick, pick, expectTold), {
    ...parameters(25),
    endOnFailure: true
  })
})

test.run()
