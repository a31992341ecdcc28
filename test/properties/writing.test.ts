/** No false alarm about canonical cards, and no stumbling over any kind of Markdown; `npm run fuzz` tries all. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {processBank} from '../support/bank.ts'
import {examples, placements} from './examples.ts'
import {expectLaws} from './expect-laws.ts'
import {parameters} from './support.ts'
import {canonicalBank} from './writing.ts'

const test = suite('writing')

test('nothing is said about canonical cards in any script', async () => {
  await fc.assert(
    fc.asyncProperty(canonicalBank(10), async (text) => {
      const {messages, value} = await processBank(text)
      assert.equal(messages.map(String), [])
      assert.is(value, text)
    }),
    parameters(8)
  )
})

test('CommonMark has 652 examples, GitHub adds some', () => {
  assert.ok(examples.length > 652 + 24)
})

for (const [index, {name, text}] of examples.entries()) {
  // One in 24, each in another place.
  if (index % 24 !== 5) continue
  test(`as the contents of a card: ${name}`, async () => {
    const place = placements[Math.floor(index / 24) % placements.length]
    assert.ok(place)
    await expectLaws(place(text))
  })
}

test.run()
