/** Recognizes tables that Prettier prints as they are. */
import type {Grammar} from './text.ts'
import {isPlainText} from './text.ts'

/** The delimiter of a column. */
const delimiter = /^(?::-+:?|-+:?)$/

/** Prettier makes no column narrower than this. */
const narrowest = 3

/**
 * @param text a table without the line ending after it, in which the cells of a column are filled up with spaces to the same width
 * @returns whether all its cells hold plain text of characters whose width is known; then Prettier leaves it alone
 */
export function isPlainTable(
  text: string,
  grammar: Grammar = {isCard: false, quote: '"', keepsCode: false}
): boolean {
  const rows = text.split('\n').map((line) => line.split('|'))
  const [, delimiters = []] = rows
  const columns = delimiters.map((cell) => cell.trim())
  if (!columns.slice(1, -1).every((cell) => delimiter.test(cell))) return false
  const widths = columns.map(() => narrowest)
  for (const row of rows.toSpliced(1, 1)) {
    if (row.length !== columns.length || row.length < 3) return false
    if (row[0] !== '' || row.at(-1) !== '') return false
    for (let at = 1; at < row.length - 1; at++) {
      const width = readCell(row[at] ?? '', columns[at] ?? '', grammar)
      if (width === -1) return false
      widths[at] = Math.max(widths[at] ?? 0, width)
    }
  }

  return delimiters.every((cell, at) => {
    const isOuter = at === 0 || at === delimiters.length - 1
    const column = columns[at] ?? ''
    return isOuter
      ? cell === ''
      : column.length === widths[at] && cell === ` ${column} `
  })
}

/**
 * @param column its delimiter, as wide as the column
 * @returns columns that the text of a cell takes; -1 where the cell is not as Prettier prints it
 */
function readCell(cell: string, column: string, grammar: Grammar): number {
  const text = cell.trim()
  const width = measure(text)
  if (width === -1 || text.includes('\\')) return -1
  const room = column.length - width
  const isToTheRight = column.endsWith(':')
  const before = isToTheRight
    ? column.startsWith(':')
      ? Math.floor(room / 2)
      : room
    : 0
  const isFilled =
    room >= 0 &&
    cell === ` ${' '.repeat(before)}${text}${' '.repeat(room - before)} `
  return isFilled && (text === '' || isPlainText(text, 0, text.length, grammar))
    ? width
    : -1
}

/** Characters that take one column for all versions of Prettier. */
const narrow =
  /[ -~\u00A1-\u00A8\u00AA-\u00AC\u00AF-\u02C6\u0391-\u03A9\u03B1-\u03C9\u0400-\u0482\u048A-\u052F\u05D0-\u05EA\u0620-\u064A\u2013\u2014\u2018\u2019\u201C\u201D\u2026\u2190\u2192\u2248\u2260\u2264\u2265\u20AC]/

/** Characters that take two. */
const wide =
  /[\u3001\u3002\u3008-\u3011\u3041-\u3096\u30A1-\u30FA\u30FC\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uFF01-\uFF5E]/

/** @returns columns that a text takes; -1 where that is not known */
function measure(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  let width = 0
  for (const character of text) {
    if (narrow.test(character)) width++
    else if (wide.test(character)) width += 2
    else return -1
  }

  return width
}
