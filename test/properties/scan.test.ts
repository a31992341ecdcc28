/** The invariant of plain cards over random banks; `npm run fuzz scan` tries many more. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {
  anyBank,
  expectSameBank,
  expectSameMessages,
  plainBank
} from './scan-law.ts'
import {parameters} from './support.ts'

const test = suite('the law of plain cards')

test('a bank read from the text is the bank read from the tree', () => {
  fc.assert(
    fc.property(anyBank, (text) => void expectSameBank(text)),
    parameters(80)
  )
})

test('the same is said about it and made of it', async () => {
  await fc.assert(fc.asyncProperty(anyBank, expectSameMessages), parameters(10))
})

test('enough of them have cards that are plain', () => {
  const counts = fc
    .sample(plainBank, {numRuns: 100, seed: 1})
    .map((text) => expectSameBank(text))
  const plain = counts.reduce((sum, each) => sum + each.plain, 0)
  const cards = counts.reduce((sum, each) => sum + each.cards, 0)
  assert.ok(plain > cards / 4 && plain < cards, `${plain} of ${cards}`)
})

test.run()
