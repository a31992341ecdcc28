/** How items of lists begin, and which numbers Prettier prints for them. */
import {isDigit} from '../scanner/code-units.ts'
import {mayBeginBlock} from './text.ts'

/** @returns the offset after a blank line at `at`, if there is one */
export function skipBlank(text: string, at: number): number {
  return text.charCodeAt(at) === 10 ? at + 1 : at
}

/** A bracket may begin a link, but no box and no definition. */
export function mayBeginItem(inner: string): boolean {
  return (
    !/^(?:[#<$ ]|\[(?:.?\](?!\()|[^\]\n]*\]:))/.test(inner) &&
    !mayBeginBlock(inner, 0)
  )
}

/** Whether the box of a task, with nothing around it, is at the offset. */
export function isBracketed(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 91 || text.charCodeAt(at + 2) !== 93) return false
  const mark = text.charCodeAt(at + 1)
  return mark === 32 || mark === 120 /* `x` */
}

/** Whether an item's content begins with the box of a task, and has text after it. */
export function isBoxAt(text: string, at: number): boolean {
  if (!isBracketed(text, at) || text.charCodeAt(at + 3) !== 32) return false
  return at + 4 < text.length && text.charCodeAt(at + 4) !== 32
}

/** No number of a list has more digits (CommonMark 5.2). */
const mostDigits = 9

/** @returns the length of the marker that begins an item, with its space; 0 where none of the kind does */
export function readMarker(
  text: string,
  at: number,
  isOrdered: boolean
): number {
  if (!isOrdered) return text.startsWith('- ', at) ? 2 : 0
  let end = at
  while (isDigit(text.charCodeAt(end))) end++
  const isNumber = end > at && end - at <= mostDigits
  return isNumber && text.startsWith('. ', end) ? end + 2 - at : 0
}

export function isNumber(text: string, at: number): boolean {
  return readMarker(text, at, true) > 0
}

/** No number of a list is greater (CommonMark 5.2). */
const greatest = 999_999_999

/**
 * @param written the numbers of a list's items, as they are written
 * @returns the numbers that Prettier prints for them: it counts on from the first, or repeats the one of the second
 */
export function toPrintedNumbers(written: readonly string[]): string[] {
  const [first = 0, second, third] = written.map(Number)
  const isSame =
    second === 1 && (first !== 0 || third === undefined || third === 1)
  return written.map((_, index) =>
    String(index === 0 || !isSame ? Math.min(first + index, greatest) : 1)
  )
}

const usualNumbers = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

export function areNumbersPrinted(numbers: readonly string[]): boolean {
  // Most lists are numbered so, and short.
  if (numbers.every((number, at) => number === usualNumbers[at])) return true
  const printed = toPrintedNumbers(numbers)
  return numbers.every((number, at) => number === printed[at])
}
