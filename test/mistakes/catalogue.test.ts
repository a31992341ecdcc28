/**
 * Every mistake of the catalogue, alone and in pairs: the card comes back to the byte, or a person is told where. None is
 * silently accepted.
 */
import process from 'node:process'
import * as fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Processed} from '../support/bank.ts'
import {processBank} from '../support/bank.ts'
import type {Mistake} from './catalogue.ts'
import {cleanCard, mistakes} from './catalogue.ts'

const before = `# Workshop

## Drivetrain

### Q: When does a chain need oil?

**Difficulty:** Easy\u0020\u0020
**Tags:** chain,care\u0020\u0020
**Question:** A rider oils every week. Is that too often?\u0020\u0020
**What a strong answer includes:**

- Listens before oiling.
- Wipes off more than goes on.
- Knows what rain does.

**Common pitfalls:**

- Oiling the outside.
- Using grease.

`
const after = `
### Q: How tight is a bottom bracket?

**Difficulty:** Hard\u0020\u0020
**Tags:** bearing,wear\u0020\u0020
**Question:** It creaks on one side only. Where do you look first?\u0020\u0020
**What a strong answer includes:**

- Rules out the pedal.
- Rules out the saddle.
- Names the torque.

**Common pitfalls:**

- Tightening until it stops.
- Replacing both cups.
`

/** Lines of the bank at which the middle card begins and ends. */
const firstLine = before.split('\n').length - 1
const test = suite('mistakes')

async function commit(card: string): Promise<Processed> {
  return processBank(before + card + after)
}

/** Messages that refuse a commit, at the card in the middle or around it. */
function getErrors({remaining}: Processed): Processed['remaining'] {
  return remaining.filter(
    (message) => message.fatal === false && (message.line ?? 0) >= firstLine - 2
  )
}

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
  await fc.assert(
    fc.asyncProperty(pick, pick, async (one: Mistake, other: Mistake) => {
      const card = other.make(one.make(cleanCard))
      if (card === cleanCard) return
      const result = await commit(card)
      const isRestored = isClean(result.value)
      assert.ok(
        isRestored || getErrors(result).length > 0,
        `${one.name} + ${other.name} is silently accepted:\n${result.value}`
      )
      const again = await processBank(result.value)
      assert.is(again.value, result.value)
    }),
    {numRuns: Number(process.env['RUNS'] ?? 500), endOnFailure: true}
  )
})

/** Whether nothing but repaired mojibake tells the bank from the clean one. */
function isClean(value: string): boolean {
  const clean = before + cleanCard + after
  return (
    value === clean ||
    value === clean.replace('cassette, for', 'cassette — for')
  )
}

test.run()
