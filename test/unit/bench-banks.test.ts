/** The banks of the benchmark say what it measures, so what it says of them must be true. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {makeBank} from '../../bench/banks.ts'
import {processBank} from '../support/bank.ts'

const test = suite('banks of the benchmark')

test('a clean bank is clean', async () => {
  const text = makeBank({cards: 100})
  const {bank, messages, value} = await processBank(text)
  assert.equal(messages.map(String), [])
  assert.is(value, text)
  assert.is(bank.cards.length, 100)
  assert.is(bank.sections.length, 9)
})

test('a broken bank is fixed to the clean one', async () => {
  const clean = makeBank({cards: 20})
  const broken = makeBank({cards: 20, broken: 0.5})
  const {bank, messages, value} = await processBank(broken)
  assert.is(value, clean)
  const cards = bank.cards.filter(({heading, end}) =>
    messages.some(({place}) => {
      const start = place && ('start' in place ? place.start : place)
      const offset = start?.offset ?? -1
      return offset >= heading.start && offset < end
    })
  )
  assert.is(cards.length, 10)
})

test('one percent of a few cards is one card', () => {
  const clean = makeBank({cards: 84}).split('### Q: ')
  const broken = makeBank({cards: 84, broken: 0.01}).split('### Q: ')
  assert.is(broken.length, clean.length)
  assert.is(broken.filter((card, at) => card !== clean[at]).length, 1)
})

test('no two of the most cards share a title or a bullet', () => {
  const text = makeBank({cards: 24_389})
  for (const pattern of [/^### .*/gm, /^- .*/gm, /^## .*/gm]) {
    const found = text.match(pattern) ?? []
    assert.is(new Set(found).size, found.length)
  }
})

test('a card is as long as in the public bank', () => {
  const length = makeBank({cards: 1008}).length / 1008
  assert.ok(length > 540 && length < 590, String(length))
})

test('a seed gives the same bank, another one another', () => {
  assert.is(makeBank({cards: 9, seed: 3}), makeBank({cards: 9, seed: 3}))
  assert.is.not(makeBank({cards: 9, seed: 3}), makeBank({cards: 9, seed: 4}))
})

test('there are not more cards than phrases', () => {
  assert.throws(() => makeBank({cards: 24_390}), /Expected 1 to 24389 cards/)
  assert.throws(() => makeBank({cards: 0}), /not 0/)
})

test.run()
