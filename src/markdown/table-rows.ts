/** Tables (GFM 4.10) cut into their cells. Rows have as many cells as they are written with, with bars around them or without. */
import type {AlignType} from 'mdast'
import {
  countSpaces,
  isIndent,
  isInterrupting,
  isItem,
  mayBeginParagraph,
  mostSpaces
} from './scanner/line-starts.ts'

/** A cell, from its bar on, if it has one; the last one with the bar after it. Its content is from `from` to `to`. */
interface Cell {
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
}

/** A row; offsets count UTF-16 units. */
interface Row {
  readonly lineStart: number
  /** After the white space before it. */
  readonly start: number
  readonly end: number
  readonly cells: readonly Cell[]
}

/** A table without its row of delimiters. */
export interface Table {
  readonly rows: readonly Row[]
  readonly align: AlignType[]
  /** Offset of the line with the delimiters. */
  readonly delimiterLine: number
  readonly end: number
}

/** Alignments by whether the delimiter has a colon to the left and to the right. */
const aligns: Readonly<Record<string, AlignType>> = {
  ':-': 'left',
  '-:': 'right',
  '::': 'center'
}

const bar = 124
const backslash = 92

/**
 * @param indent spaces before its later lines, in a list
 * @returns the table that begins at the offset; `undefined` where there is none, or one in another form
 */
export function readTable(
  text: string,
  at: number,
  indent: number
): Table | undefined {
  const headEnd = findLineEnd(text, at)
  const delimiterLine = headEnd + 1
  const delimiterStart = findStart(text, delimiterLine, indent)
  // Nearly all lines are not followed by such a one.
  if (!'|:-'.includes(text.charAt(delimiterStart) || ' ')) return undefined
  let end = findLineEnd(text, delimiterStart)
  const align = readDelimiters(text.slice(delimiterStart, end))
  const head = readRow(text, at, at, headEnd)
  if (!head || align?.length !== head.cells.length) return undefined
  const rows = [head]
  while (end + 1 < text.length && text.charCodeAt(end + 1) !== 10) {
    const lineStart = end + 1
    // Another item, perhaps; not the end of the item that the table is in.
    if (!isIndent(text, lineStart, indent)) {
      return isItem(text, lineStart)
        ? {rows, align, delimiterLine, end}
        : undefined
    }

    const start = findStart(text, lineStart, indent)
    if (start === -1 || start >= text.length) return undefined
    if (isInterrupting(text, start)) break
    end = findLineEnd(text, start)
    const row = readRow(text, lineStart, start, end)
    if (!row) return undefined
    rows.push(row)
  }

  return {rows, align, delimiterLine, end}
}

/** @returns where a line of a table begins: after its indentation, and up to three spaces more; else -1 */
function findStart(text: string, lineStart: number, indent: number): number {
  const spaces = countSpaces(text, lineStart)
  return spaces < indent || spaces > indent + mostSpaces
    ? -1
    : lineStart + spaces
}

function findLineEnd(text: string, at: number): number {
  const lineBreak = text.indexOf('\n', at)
  return lineBreak === -1 ? text.length : lineBreak
}

/** @returns `undefined` where the line may be something else */
function readRow(
  text: string,
  lineStart: number,
  start: number,
  end: number
): Row | undefined {
  const hasBar = text.charCodeAt(start) === bar
  if (!hasBar && !mayBeginParagraph(text, start)) return undefined
  if (/[\t\r\0]/.test(text.slice(start, end))) return undefined
  const bars: number[] = []
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === bar) bars.push(at)
    const next = text.charCodeAt(at + 1)
    if (code === backslash && (next === bar || next === backslash)) at++
  }

  let last = end - 1
  while (text.charCodeAt(last) === 32) last--
  if (hasBar && last === start) return undefined
  const isClosed = bars.at(-1) === last
  const starts = isClosed ? bars.slice(0, -1) : bars
  if (!hasBar || starts.length === 0) starts.unshift(start)
  const cells = starts.map((cellStart, index): Cell => {
    const isLast = index === starts.length - 1
    const cellEnd = starts[index + 1] ?? end
    let to = isLast && isClosed ? last : cellEnd
    let from = text.charCodeAt(cellStart) === bar ? cellStart + 1 : cellStart
    while (from < to && text.charCodeAt(from) === 32) from++
    while (to > from && text.charCodeAt(to - 1) === 32) to--
    return {start: cellStart, end: cellEnd, from: Math.min(from, to), to}
  })
  return {lineStart, start, end, cells}
}

/** @returns `undefined` where the line is not one of delimiters, or may be an underline or a list as well */
function readDelimiters(line: string): AlignType[] | undefined {
  const isDelimiter =
    /^\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$/.test(line) &&
    /[|:]/.test(line) &&
    !line.startsWith('- ')
  if (!isDelimiter) return undefined
  return line
    .trimEnd()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())
    .map((cell) => aligns[`${cell.charAt(0)}${cell.slice(-1)}`] ?? null)
}
