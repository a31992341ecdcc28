/**
 * Makes edits of messages. A message with one candidate and a range is a safe fix; all others have to be fixed by hand.
 */
import type {VFileMessage} from 'vfile-message'
import type {Range} from '../markdown/offsets.ts'
import {messageSource} from './source.ts'

/** Replaces the text of a range; offsets count UTF-16 units of the text without byte order mark. */
export interface Edit extends Range {
  readonly text: string
}

/**
 * @param message of any plugin
 * @param fixSources sources, in addition to ours, whose lone candidates may be applied
 * @returns the edit that fixes the message, or `undefined` if it is not safe
 */
export function toSafeEdit(
  message: VFileMessage,
  fixSources: readonly string[] = []
): Edit | undefined {
  const {expected, place, source} = message
  if (source === undefined) return undefined
  if (source !== messageSource && !fixSources.includes(source)) return undefined

  const [text, ...others] = expected ?? []
  if (text === undefined || others.length > 0) return undefined
  if (!place || !('start' in place)) return undefined
  const start = place.start.offset
  const end = place.end.offset
  if (start === undefined || end === undefined) return undefined
  // Written so that `NaN` is rejected, too.
  if (!(start >= 0 && end >= start)) return undefined
  return {start, end, text}
}

/**
 * @param edits in any order
 * @returns those that can be applied together, by offset. If two overlap, or begin at the same place, the first is
 *   used; the other waits for the next pass. Equal edits are applied once
 */
export function selectEdits(edits: readonly Edit[]): Edit[] {
  const sorted = edits.toSorted(
    (left, right) =>
      left.start - right.start ||
      left.end - right.end ||
      (left.text < right.text ? -1 : left.text > right.text ? 1 : 0)
  )
  const selected: Edit[] = []
  for (const edit of sorted) {
    const previous = selected.at(-1)
    if (
      previous &&
      (edit.start < previous.end || edit.start === previous.start)
    ) {
      continue
    }

    selected.push(edit)
  }

  return selected
}

/**
 * @param text what the edits' offsets refer to
 * @param edits in any order; if some overlap, the first is applied
 * @returns the edited text
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = []
  let at = 0
  for (const edit of selectEdits(edits)) {
    parts.push(text.slice(at, edit.start), edit.text)
    at = edit.end
  }

  parts.push(text.slice(at))
  return parts.join('')
}
