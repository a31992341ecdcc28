/** Recognises tables that Prettier prints as they stand. */
import {isPlainText} from './canonical-text.ts'

/** The delimiter of a column, to the left or to the right; narrower ones Prettier makes wider. */
const delimiter = /^ (?::-{2,}|-{3,}|-{2,}:) $/

/**
 * @param text a table, each row in a line, in which the cells of a column are filled up with spaces to the same width
 * @returns whether all its cells hold plain text of characters that are one column wide, and none is centered; then Prettier
 *   leaves it alone, unless lines may not be longer than its print width
 */
export function isPlainTable(text: string): boolean {
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : []
  const rows = lines.map((line) => line.split('|'))
  const [head, columns, ...body] = rows
  if (!head || !columns?.slice(1, -1).every((cell) => delimiter.test(cell))) {
    return false
  }

  return [head, ...body].every(
    (row) =>
      row.length === columns.length &&
      row.every((cell, at) => isPlainCell(cell, columns[at] as string))
  )
}

/** @param column the cell of the delimiter row; empty outside of the table */
function isPlainCell(cell: string, column: string): boolean {
  if (cell.length !== column.length) return false
  if (column === '') return true
  const text = cell.trim()
  const filled = column.endsWith(': ')
    ? `${text} `.padStart(cell.length)
    : ` ${text} `.padEnd(cell.length)
  return (
    cell === filled &&
    /^[ -\u024F]+$/.test(text) &&
    isPlainText(text, 0, text.length)
  )
}
