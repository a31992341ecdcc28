/**
 * Drops messages that only repeat another one: three bullets without their space are three mistakes. That their field
 * then has no bullets, or has text, is not another mistake.
 */
import type {VFileMessage} from 'vfile-message'
import type {Bank} from '../bank/model.ts'
import {getFieldEnd} from '../bank/model.ts'
import type {Range} from '../markdown/offsets.ts'
import {toSafeEdit} from '../message/edits.ts'
import {getRange} from '../message/source.ts'
import {findFirst} from '../text/binary-search.ts'

/** @returns the messages without those that can only be checked after a fix in the same field */
export function dropEchoes(
  {cards}: Bank,
  messages: readonly VFileMessage[]
): VFileMessage[] {
  if (!messages.some(({awaitsFixes}) => awaitsFixes)) return [...messages]
  const fixes = messages
    .flatMap((message) => toSafeEdit(message)?.start ?? [])
    .sort((left, right) => left - right)
  return messages.filter((message) => {
    const at = message.awaitsFixes ? getRange(message)?.start : undefined
    const field = at === undefined ? undefined : findField(cards, at)
    if (!field) return true
    const next = fixes[findFirst(fixes, (fix) => fix >= field.start)]
    return next === undefined || next > field.end
  })
}

function findField(cards: Bank['cards'], offset: number): Range | undefined {
  const card = cards[findFirst(cards, ({end}) => end > offset)]
  const fields = card?.fields ?? []
  let at = findFirst(fields, ({label}) => label.lineStart > offset) - 1
  while (fields[at]?.label.form === 'none') at--
  const field = fields[at]
  const {kind} = field?.template ?? {}
  // Only lists have rules that count.
  return field && (kind === 'bullets' || kind === 'options')
    ? {start: field.label.lineStart, end: getFieldEnd(field)}
    : undefined
}
