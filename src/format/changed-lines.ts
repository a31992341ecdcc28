import type {Range} from '../bank/model.ts'

/** The lines in which two texts differ, as one replacement. */
export interface LineChange extends Range {
  /** What stands in the changed text instead of the range of the first one. */
  readonly expected: string
}

/**
 * @returns the smallest run of whole lines to replace in `before` to get `after`; at least one line wide, so
 *   that it can be seen, unless `before` is empty
 */
export function findChangedLines(before: string, after: string): LineChange {
  const shortest = Math.min(before.length, after.length)
  let start = 0
  while (start < shortest && before[start] === after[start]) start++
  start = before.lastIndexOf('\n', start - 1) + 1
  if (start === 0 || after.slice(0, start) !== before.slice(0, start)) start = 0

  let tail = 0
  while (
    tail < shortest - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++
  }

  // Back to the start of a line that both texts have.
  let end = before.length - tail
  while (end < before.length && before[end - 1] !== '\n') end++
  if (end === start && end < before.length) {
    const next = before.indexOf('\n', end)
    end = next === -1 ? before.length : next + 1
  }

  return {
    start,
    end,
    expected: after.slice(start, after.length - (before.length - end))
  }
}
