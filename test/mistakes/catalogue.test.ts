/**
 * Every mistake of the catalogue, alone and in pairs: the card comes back to the byte, or a person is told where. None is
 * silently accepted.
 */
import * as fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {parameters} from '../properties/support.ts'
import {cleanCard, mistakes} from './catalogue.ts'
import {after, before, commit, expectTold, getErrors} from './commit.ts'

const test = suite('mistakes')

test('the clean card is clean', async () => {
  const {messages, value} = await commit(cleanCard)
  assert.equal(messages.map(String), [])
  assert.is(value, before + cleanCard + after)
})

test('at least 80 mistakes, nine in ten of them repaired', () => {
  const repaired = mistakes.filter(({outcome}) => outcome === 'repaired')
  assert.ok(mistakes.length >= 80, String(mistakes.length))
  assert.ok(repaired.length / mistakes.length >= 0.8)
  assert.is(new Set(mistakes.map(({name}) => name)).size, mistakes.length)
})

for (const {name, make, outcome} of mistakes) {
  test(`${outcome}: ${name}`, async () => {
    const card = make(cleanCard)
    assert.is.not(card, cleanCard, 'the mistake changes the card')
    const result = await commit(card)
    if (outcome === 'repaired') {
      const clean =
        name === 'mojibake'
          ? cleanCard.replace('cassette, for', 'cassette — for')
          : cleanCard
      assert.is(result.value, before + clean + after)
      assert.equal(result.remaining.map(String), [])
    } else {
      assert.ok(getErrors(result).length > 0, 'somebody is told')
    }
  })
}

test('pairs: none is silently accepted, and a repair comes to rest', async () => {
  const pick = fc.constantFrom(...mistakes)
  await fc.assert(fc.asyncProperty(pick, pick, expectTold), {
    ...parameters(60),
    endOnFailure: true
  })
})

test.run()
