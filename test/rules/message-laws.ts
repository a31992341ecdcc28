/** What holds for every message: one short line of the same grammar, whatever the texts are that it shows. */
import * as assert from 'uvu/assert'
import type {VFileMessage} from 'vfile-message'
import {messageSource} from '../../src/message/source.ts'
import {longestMessage} from '../../src/text/wording.ts'

/** What is wrong, and what is expected; more that a person needs may follow. */
const grammar = /^Unexpected \S(?:.*\S)?, expected \S(?:.*[^.\s])?$/

/** A message that blames, begs, or exclaims. */
const tone = /\b(?:please|invalid|illegal|wrong|oops)\b|!$/i

/** Holds messages of our rules to it. */
export function expectMessages(messages: readonly VFileMessage[]): void {
  for (const {reason, ruleId, source, actual, expected} of messages) {
    if (source !== messageSource) continue
    const name = `${ruleId}: ${reason}`
    assert.match(reason, grammar, name)
    // Texts in backticks are from the bank.
    assert.not.match(reason.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, ''), tone, name)
    assert.ok(
      reason.length <= longestMessage,
      `${reason.length} characters: ${name}`
    )
    assert.not.match(reason, /\p{Cc}/u, name)
    assert.type(actual, 'string', name)
    assert.is.not(expected?.length, 0, `${name}: no candidate is no list`)
    assert.not.equal(expected, [actual], `${name}: changes nothing`)
  }
}
