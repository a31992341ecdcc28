/** Blocks that have no other blocks in them, and footnotes of one line. */
import type {BlockContent, Heading} from 'mdast'
import type {BlockScanner} from './block-scanner.ts'
import {isHeadingAt} from './chunks.ts'
import {isSpace} from './scanner/code-units.ts'
import {mayBeNote, readDefinition, readNoteMark} from './scanner/definitions.ts'
import {rawEnd, readHtmlStart} from './scanner/html-starts.ts'
import {
  countSpaces,
  findBlank,
  findFrontMatterEnd,
  findLineEnding,
  isIndent,
  mayBeginParagraph,
  skipBlankLines,
  mostSpaces
} from './scanner/line-starts.ts'
import type {Table} from './table-rows.ts'
import {readTable} from './table-rows.ts'

const space = 32
const hash = 35
const dash = 45

/** The extension for front matter: from `---` on the first line to the next such line; else there is none. */
export function scanFrontMatter(scanner: BlockScanner): number {
  const {text, inline} = scanner
  const end = findFrontMatterEnd(text)
  if (end <= 0) return end
  if (/\r(?!\n)|\0/.test(text.slice(0, end + 2))) return -1
  const start = inline.point(0)
  let line = scanner.findLineEnd(0)
  const valueStart = scanner.endLine(line)
  let valueEnd = valueStart
  for (let at = valueStart; ;) {
    line = scanner.findLineEnd(at)
    if (line >= end) break
    valueEnd = line
    at = scanner.endLine(line)
  }

  scanner.children.push({
    type: 'yaml',
    value: text.slice(valueStart, valueEnd),
    position: {start, end: inline.point(end)}
  })
  return scanner.endLine(end)
}

/** An ATX heading without closing sequence (4.2); the spaces at its end are part of it. */
export function scanHeading(scanner: BlockScanner, at: number): number {
  const {text, inline} = scanner
  let from = at
  while (text.charCodeAt(from) === hash) from++
  const depth = from - at
  if (depth > 6 || text.charCodeAt(from) !== space) return -1
  while (text.charCodeAt(from) === space) from++
  const end = scanner.findLineEnd(from)
  let to = end
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--
  let close = to
  while (text.charCodeAt(close - 1) === hash) close--
  if (from >= to || (close < to && close <= from)) return -1
  if (close < to && isSpace(text.charCodeAt(close - 1))) return -1
  const start = inline.point(at)
  const heading: Heading = {
    type: 'heading',
    depth: depth as Heading['depth'],
    children: [],
    position: {start, end: inline.point(end)}
  }
  scanner.children.push(heading)
  return inline.scan(from, to, heading.children) ? scanner.endLine(end) : -1
}

/** A definition (4.7) or a footnote in one line; else a paragraph. */
export function scanDefinition(
  scanner: BlockScanner,
  at: number,
  indent: number
): number {
  const {inline, text} = scanner
  if (mayBeNote(text, at)) return scanNote(scanner, at, indent)
  const end = scanner.findLineEnd(at)
  const found = readDefinition(text, at, end)
  if (!found) return scanner.scanParagraph(at, indent)
  if (found === 'unsure' || !scanner.isAtMargin(at)) return -1
  const position = {start: inline.point(at), end: inline.point(end)}
  scanner.children.push({type: 'definition', ...found, position})
  const next = scanner.endLine(end)
  const isApart =
    next >= text.length ||
    findBlank(text, next) > 0 ||
    (mayBeginParagraph(text, next) && !readTable(text, next, indent))
  // The title may be on the next line.
  const isWhole = found.title !== null || !/^["'(]/.test(text.charAt(next))
  return isApart && isWhole ? next : -1
}

/** A footnote of one line, after which is a blank line, and no text that is indented as its own, or another one. */
function scanNote(scanner: BlockScanner, at: number, indent: number): number {
  const {children: around, inline, text} = scanner
  const found = readNoteMark(text, at)
  const lineEnd = scanner.findLineEnd(at)
  const below = lineEnd + findLineEnding(text, lineEnd)
  const isBlank = findBlank(text, below) > 0
  const isAlone =
    below >= text.length ||
    (isBlank && !isSpace(text.charCodeAt(skipBlankLines(text, below)))) ||
    (!isBlank && mayBeNote(text, below))
  const isText =
    found &&
    found.end < lineEnd &&
    !mayBeNote(text, found.end) &&
    !readDefinition(text, found.end, lineEnd)
  const isLine = isText && isAlone
  if (!isLine || !scanner.isAtMargin(at)) return -1
  const start = inline.point(at)
  const children: BlockContent[] = []
  scanner.children = children
  const next = scanner.scanParagraph(found.end, indent)
  scanner.children = around
  const end = children[0]?.position?.end
  if (next === -1 || !end) return -1
  const {identifier, label} = found
  around.push({
    type: 'footnoteDefinition',
    identifier,
    label,
    children,
    position: {start, end: {...end}}
  })
  return next
}

export function scanThematicBreak(scanner: BlockScanner, at: number): number {
  const {inline} = scanner
  const end = scanner.findLineEnd(at)
  for (let each = at; each < end; each++) {
    if (scanner.text.charCodeAt(each) !== dash) return -1
  }

  if (end - at < 3) return -1
  scanner.children.push({
    type: 'thematicBreak',
    position: {start: inline.point(at), end: inline.point(end)}
  })
  return scanner.endLine(end)
}

/** The first line of fenced code: its fence, and what is after it. */
const fenceOpening =
  /^(`{3,}|~{3,}) *(?:([^\s`&\\\0]+)(?: +([^\s`&\\\0]+(?: [^\s`&\\\0]+)*)| *))?$/

/**
 * Fenced code (4.5) that is closed.
 *
 * @param indent spaces before its later lines, in a list
 */
export function scanFence(
  scanner: BlockScanner,
  at: number,
  indent: number
): number {
  const {text, inline} = scanner
  const first = scanner.findLineEnd(at)
  const [, fence = '', lang, meta] =
    fenceOpening.exec(text.slice(at, first)) ?? []
  if (fence === '' || first >= text.length) return -1
  const start = inline.point(at)
  const extra = scanner.countExtra(at, indent)
  const lines: string[] = []
  for (let from = scanner.endLine(first), ending = ''; from < text.length;) {
    const end = scanner.findLineEnd(from)
    const isIndented = indent === 0 || isIndent(text, from, indent)
    if (!isIndented && findBlank(text, from) === 0) return -1
    const line = isIndented ? text.slice(from + indent, end) : ''
    if (isClosing(line, fence)) {
      scanner.children.push({
        type: 'code',
        lang: lang ?? null,
        meta: meta ?? null,
        value: lines.join(''),
        position: {start, end: inline.point(end)}
      })
      return scanner.endLine(end)
    }

    // What is not taken as it is.
    if (/[\0\r]/.test(line)) return -1
    if (indent + extra > 0 && /^\s*\t/.test(line)) return -1
    lines.push(ending, line.slice(Math.min(extra, countSpaces(line, 0))))
    from = scanner.endLine(end)
    ending = text.slice(end, from)
  }

  return -1
}

/** @returns whether a line closes what a fence opens: with as many of its signs, or more */
function isClosing(line: string, fence: string): boolean {
  const from = countSpaces(line, 0)
  if (from > mostSpaces || !line.startsWith(fence, from)) return false
  let to = from + fence.length
  while (line.charAt(to) === fence.charAt(0)) to++
  return /^[ \t]*$/.test(line.slice(to))
}

/** An item of a list whose text begins with nothing that means anything to Markdown but a heading. */
const sureItem = /^(?:[-*+]|\d{1,9}[.)]) {1,4}[^\s!-"$-@[-`{-~]/

/** So many spaces are before each line of code. */
const codeIndent = 4

/**
 * Indented code (4.4) after a blank line, outside of lists and quotes: each line has four spaces, or nothing. Below a list, micromark
 * makes two of it, the first of one line; and what is below that one alone, it reads as below the list.
 */
export function scanIndentedCode(
  scanner: BlockScanner,
  at: number,
  _indent: number,
  isAfterBlank: boolean
): number {
  const {text} = scanner
  if (!scanner.isAtMargin(at) || !isAfterBlank) return -1
  let isBelowList = scanner.children.at(-1)?.type === 'list'
  let after = -1
  let start = at
  for (let from = at; isIndent(text, from, codeIndent);) {
    const end = scanner.findLineEnd(from)
    if (/[\0\r]|^\s*$/.test(text.slice(from, end))) return -1
    const below = end + findLineEnding(text, end)
    const next = skipBlankLines(text, below)
    const gap = text.slice(below, next)
    if (/[\t\r]/.test(gap)) return -1
    from = next
    const isMore = isIndent(text, next, codeIndent)
    if (isMore && !isBelowList) continue
    if (!isMore) {
      // It ends with such a line.
      const isApart =
        !/^ {4}/m.test(gap) &&
        (next >= text.length || (next > below && endsCode(text, next)))
      if (!isApart) return -1
      if (!isBelowList) scanner.afterCode = next
    }

    after = addCode(scanner, start, end)
    if (isMore) after = passLines(scanner, after, next)
    isBelowList = false
    start = next
  }

  return after
}

/** Adds indented code from where the scanner is. @returns offset of the next line, to which it moves */
function addCode(scanner: BlockScanner, from: number, to: number): number {
  const {inline, text} = scanner
  const start = inline.point(from)
  const lines: string[] = []
  for (let at = from; ;) {
    const end = scanner.findLineEnd(at)
    lines.push(text.slice(Math.min(at + codeIndent, end), end))
    if (end === to) break
    at = scanner.endLine(end)
  }

  scanner.children.push({
    type: 'code',
    lang: null,
    meta: null,
    value: lines.join('\n'),
    position: {start, end: inline.point(to)}
  })
  return scanner.endLine(to)
}

function passLines(scanner: BlockScanner, from: number, to: number): number {
  let at = from
  while (at < to) at = scanner.endLine(scanner.findLineEnd(at))
  return at
}

/** @returns whether what begins at the start of a line, after a blank line, is a list, or what else ends indented code */
function endsCode(text: string, at: number): boolean {
  return isSureItem(text, at) || endsIndentedCode(text, at)
}

/** @returns whether it can be seen from an item of a list below indented code whether parsers take it for text */
export function isSureItem(text: string, at: number): boolean {
  return sureItem.test(text.slice(at, at + 24))
}

/**
 * HTML (4.6) of the kinds that `readHtmlStart` knows.
 *
 * @param indent spaces before its later lines, in a list
 */
export function scanHtml(
  scanner: BlockScanner,
  at: number,
  indent: number
): number {
  const {text, inline} = scanner
  const kind = readHtmlStart(text, at)
  if (kind === undefined) return -1
  if (kind === 'text') return scanner.scanParagraph(at, indent)
  // What is before it is part of it.
  const first = at - scanner.countExtra(at, indent)
  const start = inline.point(first)
  let value = ''
  let end: number
  for (let from = first; ;) {
    end = scanner.findLineEnd(from)
    const line = text.slice(from, end)
    value += line
    const next = end + findLineEnding(text, end)
    const isAtEnd = next >= text.length
    if (kind === 'block' || kind === 'alone') {
      if (isAtEnd || findBlank(text, next) > 0) break
    } else if (
      endsHtml(kind, from === first ? line.trimStart().slice(4) : line)
    ) {
      break
    } else if (isAtEnd) {
      return -1
    }

    if (!isIndent(text, next, indent)) return -1
    value += text.slice(end, next)
    from = scanner.endLine(end) + indent
  }

  if (/[\0\r\t]|\n +\n|\n *$|^<!---?>/.test(value)) return -1
  scanner.children.push({
    type: 'html',
    value,
    position: {start, end: inline.point(end)}
  })
  return scanner.endLine(end)
}

/**
 * As indented code might go on, parsers take some blocks after it for text.
 *
 * @returns whether what begins at the start of a line, after a blank line, is what it looks like: a heading, or a paragraph
 */
export function endsIndentedCode(text: string, at: number): boolean {
  if (isHeadingAt(text, at)) return true
  const isDefinition = text.startsWith('[', at)
  return !isDefinition && mayBeginParagraph(text, at) && !readTable(text, at, 0)
}

/** A table (GFM 4.10) that a blank line ends. */
export function scanTable(
  scanner: BlockScanner,
  at: number,
  table: Table
): number {
  const {inline} = scanner
  inline.isInTable = true
  const start = inline.point(at)
  const rows = table.rows.map(
    ({lineStart, start: rowStart, end: rowEnd, cells}, row) => {
      if (row === 1) scanner.skipLine(table.delimiterLine)
      if (row > 0) scanner.skipLine(lineStart)
      const children = cells.map((cell) => {
        const content: Heading['children'] = []
        const isSure =
          cell.from === cell.to || inline.scan(cell.from, cell.to, content)
        const position = {
          start: inline.point(cell.start),
          end: inline.point(cell.end)
        }
        return isSure
          ? {type: 'tableCell' as const, children: content, position}
          : undefined
      })
      return {
        type: 'tableRow' as const,
        children: children.filter((cell) => cell !== undefined),
        position: {start: inline.point(rowStart), end: inline.point(rowEnd)}
      }
    }
  )
  inline.isInTable = false
  const isSure = rows.every(
    ({children}, row) => children.length === table.rows[row]?.cells.length
  )
  if (!isSure) return -1
  if (rows.length === 1) scanner.skipLine(table.delimiterLine)
  scanner.children.push({
    type: 'table',
    align: table.align,
    children: rows,
    position: {start, end: inline.point(table.end)}
  })
  return scanner.endLine(table.end)
}

/** Whether HTML that goes on over blank lines ends on a line. */
function endsHtml(kind: 'comment' | 'raw', line: string): boolean {
  return kind === 'comment' ? line.includes('-->') : rawEnd.test(line)
}
