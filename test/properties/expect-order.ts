/** Fixes applied one at a time, in any order, as a person does who clicks through the squiggles. */
import * as assert from 'uvu/assert'
import {applyEdits, toSafeEdit} from '../../src/message/edits.ts'
import {checkBank, processBank} from '../support/bank.ts'
import type {Random} from '../support/random.ts'
import {pick} from '../support/random.ts'

/** More than any text of the properties has mistakes. */
const mostFixes = 200

/** Checks that the result is the same as that of all fixes at once. */
export async function expectSameInAnyOrder(
  text: string,
  random: Random
): Promise<void> {
  const {value} = await processBank(text)
  const applied: string[] = []
  let current = text
  for (;;) {
    const {messages} = await checkBank(current)
    const fixes = messages.flatMap((message) => {
      const edit = toSafeEdit(message)
      return edit ? [{edit, told: String(message)}] : []
    })
    if (fixes.length === 0) break
    const {edit, told} = pick(random, fixes)
    applied.push(told)
    current = applyEdits(current, [edit])
    assert.ok(applied.length < mostFixes, `no end:\n${applied.join('\n')}`)
  }

  assert.is(current, value, applied.join('\n'))
}
