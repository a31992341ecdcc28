import type {Range} from '../markdown/offsets.ts'

/** The lines in which two texts differ, as one replacement. */
export interface LineChange extends Range {
  /** Text to put in place of the range of the first text. */
  readonly expected: string
}

/**
 * @returns the smallest run of whole lines to replace in `before`, by whole lines, to get `after`; at least one line
 *   wide, so that it can be seen, unless `before` is empty
 */
export function findChangedLines(before: string, after: string): LineChange {
  const shortest = Math.min(before.length, after.length)
  const growth = after.length - before.length
  let start = 0
  while (start < shortest && before[start] === after[start]) start++
  start = getLineStart(before, start)

  let end = before.length
  while (
    end > start &&
    end + growth > start &&
    before[end - 1] === after[end + growth - 1]
  ) {
    end--
  }

  // Go on to a place where a line begins in both texts: `b` is not a line of `a b`.
  while (
    end < before.length &&
    !(isLineStart(before, end) && isLineStart(after, end + growth))
  ) {
    end++
  }

  if (start === end) {
    if (end < before.length) end = getLineEnd(before, end)
    else if (start > 0) start = getLineStart(before, start - 1)
  }

  return {start, end, expected: after.slice(start, end + growth)}
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n'
}

function getLineStart(text: string, offset: number): number {
  let at = offset
  while (!isLineStart(text, at)) at--
  return at
}

/** @returns offset after the line's line break */
function getLineEnd(text: string, offset: number): number {
  const lineBreak = text.indexOf('\n', offset)
  return lineBreak === -1 ? text.length : lineBreak + 1
}
