/** Tables (GFM 4.10) cut into their cells, where each row is between bars and has as many cells as the first. */
import type {AlignType} from 'mdast'

/** A cell, from its bar on; the last one with the bar after it. Its content is from `from` to `to`. */
interface Cell {
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
}

/** A row; offsets count UTF-16 units. */
interface Row {
  readonly start: number
  readonly end: number
  readonly cells: readonly Cell[]
}

/** A table without its row of delimiters. */
interface Table {
  readonly rows: readonly Row[]
  readonly align: AlignType[]
  /** Offset of the line that has the delimiters. */
  readonly delimiterStart: number
  readonly end: number
}

/** Alignments by whether the delimiter has a colon to the left and to the right. */
const aligns: Readonly<Record<string, AlignType>> = {
  '--': null,
  ':-': 'left',
  '-:': 'right',
  '::': 'center'
}

/** @returns the table that begins at the offset; `undefined` where there is none, or one in another form */
export function readTable(text: string, at: number): Table | undefined {
  const rows: Row[] = []
  let align: AlignType[] = []
  let delimiterStart = -1
  let end: number
  for (let start = at; ;) {
    const lineBreak = text.indexOf('\n', start)
    end = lineBreak === -1 ? text.length : lineBreak
    if (start === at || delimiterStart !== -1) {
      const row = readRow(text, start, end)
      if (row?.cells.length !== (rows[0] ?? row)?.cells.length || !row) {
        return undefined
      }

      rows.push(row)
    } else {
      delimiterStart = start
      align = readDelimiters(text.slice(start, end))
      if (align.length !== rows[0]?.cells.length) return undefined
    }

    start = end + 1
    if (start >= text.length || text.charCodeAt(start) === 10) break
  }

  return delimiterStart === -1 ? undefined : {rows, align, delimiterStart, end}
}

function readRow(text: string, start: number, end: number): Row | undefined {
  const isBetweenBars =
    end - start > 1 &&
    text.charCodeAt(start) === 124 &&
    text.charCodeAt(end - 1) === 124
  if (!isBetweenBars) return undefined
  const cells: Cell[] = []
  for (let bar = start; bar < end - 1;) {
    const next = text.indexOf('|', bar + 1)
    const isLast = next === end - 1
    let from = bar + 1
    let to = next
    while (from < to && text.charCodeAt(from) === 32) from++
    while (to > from && text.charCodeAt(to - 1) === 32) to--
    cells.push({start: bar, end: isLast ? end : next, from, to})
    bar = next
  }

  // What escapes a bar goes.
  return /[\\\t\r\0]/.test(text.slice(start, end))
    ? undefined
    : {start, end, cells}
}

function readDelimiters(line: string): AlignType[] {
  if (!/^(?:\| *:?-+:? *)+\|$/.test(line)) return []
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())
    .map((cell) => aligns[`${cell.charAt(0)}${cell.slice(-1)}`] ?? null)
}
