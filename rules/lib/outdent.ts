/**
 * The text of a label in a bullet is indented like the bullet's text. When the label moves to the start of a line, its
 * text has to move as well: otherwise, Markdown reads it as code or as more text of the label's line.
 */
import type {Field} from '../../src/bank/model.ts'
import {
  columnsBetween,
  dedent,
  isInlineSpace
} from '../../src/markdown/offsets.ts'

/** The value after a label, without the bullet around it. */
export interface Released {
  /** Offset up to which text is replaced. */
  readonly end: number
  /** The new text; empty if only the label moves. */
  readonly rest: string
}

/**
 * @param text the bank's text
 * @returns the text that moves with the field's label
 */
export function release(text: string, {label, value}: Field): Released {
  const nothing = {end: label.end, rest: ''}
  const lineEnd = text.indexOf('\n', label.end)
  if (label.indent === 0 || lineEnd === -1 || lineEnd >= value.end) {
    return nothing
  }

  const start = lineEnd + 1
  const columns = Math.min(label.indent, getFirstIndent(text, start))
  if (columns === 0) return nothing
  return {
    end: value.end,
    rest:
      text.slice(label.end, start) +
      dedent(text.slice(start, value.end), columns)
  }
}

/**
 * @param start of a line
 * @returns columns of white space before the first visible character; blank lines are skipped
 */
function getFirstIndent(text: string, start: number): number {
  let lineStart = start
  let at = start
  for (;;) {
    while (isInlineSpace(text.charCodeAt(at))) at++
    if (text[at] !== '\n') return columnsBetween(text, lineStart, at)
    at++
    lineStart = at
  }
}
