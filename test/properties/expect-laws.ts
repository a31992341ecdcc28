/** The invariants of a fix. */
import type * as prettier from 'prettier'
import * as assert from 'uvu/assert'
import {toSafeEdit} from '../../src/message/edits.ts'
import {processBank} from '../support/bank.ts'
import {printBank} from '../support/prettier.ts'

/**
 * Checks all invariants that hold for any text.
 *
 * @param mayBeGuarded whether the loss check may keep a part of the text as it is
 * @returns the fixed text
 */
export async function expectLaws(
  text: string,
  prettierOptions: prettier.Options = {},
  {mayBeGuarded = true, path}: {mayBeGuarded?: boolean; path?: string} = {}
): Promise<string> {
  const options = {prettierOptions, ...(path !== undefined && {path})}
  const {messages, value, remaining} = await processBank(text, options)
  assert.is(
    remaining.find(({ruleId}) => ruleId === 'unsettled-fix')?.note,
    undefined,
    'comes to rest'
  )
  assert.equal(
    remaining.filter((message) => toSafeEdit(message)).map(String),
    [],
    'nothing is left to fix'
  )
  assert.is(
    messages.some((message) => toSafeEdit(message)),
    value !== text,
    'something is reported exactly when something changes'
  )
  if (!mayBeGuarded) {
    assert.is(
      remaining.find(({ruleId}) => ruleId === 'format-guard')?.reason,
      undefined,
      'the guard is silent'
    )
  }

  const again = await processBank(value, options)
  assert.is(again.value, value, 'a second repair changes nothing')
  assert.equal(again.messages.map(String).sort(), remaining.map(String).sort())
  if (!remaining.some(({note}) => note !== undefined)) {
    assert.is(
      await printBank(value, prettierOptions),
      value,
      'Prettier changes nothing'
    )
  }
  return value
}
