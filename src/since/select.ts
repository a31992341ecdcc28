/**
 * Selects the messages about a bank that touch a change: those in a changed card, and those that refer to one
 * (`related`: the card with the same title). Outside of cards (front matter, headings, text below them), a message
 * counts if its part has changed, or if the message is new: a section can become too long without a change to its
 * heading.
 */
import type {VFileMessage} from 'vfile-message'
import {getRange} from '../message/source.ts'
import type {Bank, Block} from '../bank/model.ts'
import {findFirst} from '../text/binary-search.ts'
import type {Matches} from './match-blocks.ts'

/** A bank with its messages. */
export interface CheckedBank {
  readonly bank: Bank
  readonly messages: readonly VFileMessage[]
}

/**
 * @param now the bank as it is
 * @param before the bank as it was, checked in the same way
 * @param matches blocks of `now` that have not changed
 * @returns the messages of `now` that touch what has changed
 */
export function selectMessages(
  now: CheckedBank,
  before: CheckedBank,
  matches: Matches
): readonly VFileMessage[] {
  const indexes = new Map(before.bank.blocks.map((block, at) => [block, at]))
  const known = new Set(
    before.messages.map((message) => {
      const [first] = findBlocks(before.bank, message)
      return toKey(message, first, first && indexes.get(first))
    })
  )
  const isChanged = (block: Block): boolean => !matches.has(block)
  return now.messages.filter((message) => {
    const blocks = findBlocks(now.bank, message)
    if (blocks.some(isChanged)) return true
    const related = (message.related ?? []).flatMap((place) =>
      findBlocks(now.bank, {place})
    )
    if (related.some(isChanged)) return true
    if (blocks.some(({card}) => card)) return false
    const [first] = blocks
    const match = first && matches.get(first)
    return !known.has(toKey(message, first, match && indexes.get(match)))
  })
}

/** @returns a key that is the same for equal messages about another version; places count from the block's start */
function toKey(
  message: VFileMessage,
  block: Block | undefined,
  index: number | undefined
): string {
  const {source, ruleId, reason} = message
  const range = getRange(message)
  return JSON.stringify(
    range && block
      ? [
          source,
          ruleId,
          index,
          range.start - block.start,
          range.end - range.start
        ]
      : [source, ruleId, reason]
  )
}

/** @returns the blocks that the text at the message's place belongs to; none if it has no place */
function findBlocks(
  {blocks, text}: Bank,
  message: Pick<VFileMessage, 'place'>
): readonly Block[] {
  const range = getRange(message)
  if (!range) return []
  // A message about something missing at the very end belongs to the last block.
  const start = Math.min(range.start, Math.max(0, text.length - 1))
  const from = findFirst(blocks, (block) => block.end > start)
  const to = findFirst(
    blocks,
    (block) => block.start >= Math.max(range.end, start + 1)
  )
  return blocks.slice(from, to)
}
