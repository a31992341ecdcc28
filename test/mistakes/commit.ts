/** A card with mistakes between two clean ones, and what becomes of it. */
import * as assert from 'uvu/assert'
import type {VFileMessage} from 'vfile-message'
import type {Processed} from '../support/bank.ts'
import {processBank} from '../support/bank.ts'
import type {Mistake, Report} from './catalogue.ts'
import {cleanCard} from './catalogue.ts'

export const before = `# Workshop

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
export const after = `
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

/** Lines of the bank above the card in the middle. */
const linesBefore = before.split('\n').length - 1

/** @returns what becomes of the card */
export async function commit(card: string): Promise<Processed> {
  return processBank(before + card + after)
}

/** @returns messages that refuse a commit, at the card in the middle or around it. */
export function getErrors({remaining}: Processed): Processed['remaining'] {
  return remaining.filter(
    (message) =>
      message.fatal === false && (message.line ?? 0) >= linesBefore - 2
  )
}

/** @returns which rule reports which line of the card in the middle */
export function toReport({ruleId = '', line = 0}: VFileMessage): Report {
  return {ruleId, line: line - linesBefore}
}

/**
 * Makes two mistakes, one after the other: the card comes back, or a message is reported, and another fix changes
 * nothing.
 */
export async function expectTold(one: Mistake, other: Mistake): Promise<void> {
  const card = other.make(one.make(cleanCard))
  if (card === cleanCard) return
  const result = await commit(card)
  assert.ok(
    isClean(result.value) || getErrors(result).length > 0,
    `${one.name} + ${other.name} is silently accepted:\n${result.value}`
  )
  const again = await processBank(result.value)
  assert.is(again.value, result.value)
}

/** Whether the bank is the clean one, apart from mojibake that was fixed. */
function isClean(value: string): boolean {
  const clean = before + cleanCard + after
  return (
    value === clean ||
    value === clean.replace('cassette, for', 'cassette — for')
  )
}
