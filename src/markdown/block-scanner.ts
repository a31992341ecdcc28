/**
 * Blocks to mdast, for what banks are made of: headings, paragraphs, lists, fenced code, tables, HTML, thematic breaks and front
 * matter. Section numbers are those of CommonMark 0.31. The scanner looks at how each line begins, for that alone decides
 * about blocks (3.1), and declines where a line may begin anything else. Definitions and footnotes it always declines, and so
 * it does quotes, indented code, and what a list item begins with or holds other than text, lists, and code.
 */
import type {Heading, ListItem, Paragraph, RootContent} from 'mdast'
import type {Point} from 'unist'
import {isSpace} from './scanner/code-units.ts'
import {InlineScanner} from './scanner/inline-scanner.ts'
import {
  findFrontMatterEnd,
  findLineEnding,
  isBullet,
  isHeading,
  isIndent,
  isInterrupting,
  isItem,
  isOddIndent,
  mayBeginItem,
  mayBeginParagraph,
  readBox,
  readMarker,
  skipBlankLines
} from './scanner/line-starts.ts'
import {readTable} from './table-rows.ts'

const carriageReturn = 13
const space = 32
const hash = 35
const dash = 45

/** So many lists are followed into each other; after the innermost, each looks over the same blank lines. */
const deepest = 12

/** Scans a block at an offset. @returns offset of the line after it, to which it moves; -1 where it is not sure */
type Construct = (
  scanner: BlockScanner,
  at: number,
  isBehindBlank: boolean
) => number

/** Blocks at the top level, by the character that begins them; all else are paragraphs and numbered lists. */
const constructs: Readonly<Record<string, Construct>> = {
  '#': (scanner, at) => scanner.scanHeading(at),
  '-': (scanner, at, isBehindBlank) =>
    isBullet(scanner.text, at)
      ? scanner.scanList(at, 0)
      : isBehindBlank
        ? scanner.scanThematicBreak(at)
        : -1,
  '<': (scanner, at) => scanner.scanHtml(at),
  '|': (scanner, at) => scanner.scanTable(at),
  '`': (scanner, at) =>
    scanner.text.startsWith('```', at)
      ? scanner.scanFence(at, 0)
      : scanner.scanParagraph(at, 0)
}

/** Scans a text from one heading to the next. */
export class BlockScanner {
  readonly text: string
  private readonly inline: InlineScanner
  /** Of the container whose blocks are being scanned. */
  private children: RootContent[] = []
  /** Offset of the line after the list item that was scanned last. */
  private next = 0
  /** The lists that are open, from the outside in: the spaces before their items, and what marks them. */
  private readonly lists: {readonly indent: number; readonly mark: string}[] =
    []

  constructor(text: string) {
    this.text = text
    this.inline = new InlineScanner(text)
  }

  /** Line at which the scanner is, from 1. */
  get line(): number {
    return this.inline.line
  }

  /** Moves the scanner to the start of a line. */
  moveTo(line: number, offset: number): void {
    this.inline.line = line
    this.inline.lineStart = offset
  }

  /** @returns the point where the text ends, if the scanner is there */
  endPoint(): Point {
    return this.inline.point(this.text.length)
  }

  /**
   * Scans from where the scanner is to the next heading after a blank line, or to the end.
   *
   * @param children to which the blocks are added
   * @returns offset of the end, at which the scanner then is; -1 where it is not sure: what it has added means nothing
   */
  scan(children: RootContent[]): number {
    const {text, inline} = this
    const to = text.length
    const from = inline.lineStart
    this.children = children
    this.lists.length = 0
    let at = from === 0 ? this.scanFrontMatter() : from
    let isBehindBlank = at === from
    while (at !== -1 && at < to) {
      const ending = findLineEnding(text, at)
      if (ending > 0) {
        at = this.skipLine(at + ending)
        isBehindBlank = true
        continue
      }

      const isNext = isBehindBlank && at > from
      if (isNext && text.charCodeAt(at) === hash && isHeading(text, at)) {
        return at
      }

      const construct = constructs[text.charAt(at)]
      at = construct
        ? construct(this, at, isBehindBlank)
        : isItem(text, at)
          ? this.scanList(at, 0)
          : this.scanParagraph(at, 0)
      isBehindBlank = false
    }

    return at
  }

  /** @returns offset of the next line, to which the scanner moves */
  private skipLine(next: number): number {
    this.inline.line++
    this.inline.lineStart = next
    return next
  }

  /** Moves to the line after a line ending, or to the end of the text. */
  private endLine(at: number): number {
    if (at >= this.text.length) return at
    return this.skipLine(
      at + (this.text.charCodeAt(at) === carriageReturn ? 2 : 1)
    )
  }

  /** @returns offset of the end of the line, without its ending */
  private findLineEnd(at: number): number {
    const end = this.text.indexOf('\n', at)
    if (end === -1 || end >= this.text.length) return this.text.length
    return end > at && this.text.charCodeAt(end - 1) === carriageReturn
      ? end - 1
      : end
  }

  /** The extension for front matter: from `---` on the first line to the next such line; else there is none. */
  private scanFrontMatter(): number {
    const {text, inline} = this
    const end = findFrontMatterEnd(text)
    if (end <= 0) return end
    if (/\r(?!\n)|\0/.test(text.slice(0, end + 2))) return -1
    const start = inline.point(0)
    let line = this.findLineEnd(0)
    const valueStart = this.endLine(line)
    let valueEnd = valueStart
    for (let at = valueStart; ;) {
      line = this.findLineEnd(at)
      if (line >= end) break
      valueEnd = line
      at = this.endLine(line)
    }

    this.children.push({
      type: 'yaml',
      value: text.slice(valueStart, valueEnd),
      position: {start, end: inline.point(end)}
    })
    return this.endLine(end)
  }

  /** An ATX heading without closing sequence (4.2). */
  scanHeading(at: number): number {
    const {text, inline} = this
    let from = at
    while (text.charCodeAt(from) === hash) from++
    const depth = from - at
    if (depth > 6 || text.charCodeAt(from) !== space) return -1
    while (text.charCodeAt(from) === space) from++
    const end = this.findLineEnd(from)
    const last = text.charCodeAt(end - 1)
    if (from >= end || isSpace(last) || last === hash) return -1
    const start = inline.point(at)
    const heading: Heading = {
      type: 'heading',
      depth: depth as Heading['depth'],
      children: [],
      position: {start, end: inline.point(end)}
    }
    this.children.push(heading)
    return inline.scan(from, end, heading.children) ? this.endLine(end) : -1
  }

  scanThematicBreak(at: number): number {
    const {inline} = this
    const end = this.findLineEnd(at)
    for (let each = at; each < end; each++) {
      if (this.text.charCodeAt(each) !== dash) return -1
    }

    if (end - at < 3) return -1
    this.children.push({
      type: 'thematicBreak',
      position: {start: inline.point(at), end: inline.point(end)}
    })
    return this.endLine(end)
  }

  /**
   * Fenced code (4.5) that is closed by a line as its first.
   *
   * @param indent spaces before its later lines, in a list
   */
  scanFence(at: number, indent: number): number {
    const {text, inline} = this
    const first = this.findLineEnd(at)
    const [, fence = '', lang, meta] =
      /^(`{3,})(?:([^\s`&\\\0]+)(?: ([^\s`&\\\0]+(?: [^\s`&\\\0]+)*))?)?$/.exec(
        text.slice(at, first)
      ) ?? []
    if (fence === '' || first >= text.length) return -1
    const start = inline.point(at)
    const lines: string[] = []
    for (let from = this.endLine(first), ending = ''; from < text.length;) {
      const end = this.findLineEnd(from)
      const isIndented = indent === 0 || isIndent(text, from, indent)
      if (!isIndented && end > from) return -1
      const line = isIndented ? text.slice(from + indent, end) : ''
      if (line === fence) {
        this.children.push({
          type: 'code',
          lang: lang ?? null,
          meta: meta ?? null,
          value: lines.join(''),
          position: {start, end: inline.point(end)}
        })
        return this.endLine(end)
      }

      // Another line that may close it, and what is not taken as it is.
      if (/^ {0,3}`{3}|[\0\r]/.test(line)) return -1
      if (indent > 0 && /^\s*\t|^ +$/.test(line)) return -1
      lines.push(ending, line)
      from = this.endLine(end)
      ending = text.slice(end, from)
    }

    return -1
  }

  /** HTML of kind 6 (4.6), which ends with a blank line, and comments (kind 2) that end with a line, or where they begin. */
  scanHtml(at: number): number {
    const {text, inline} = this
    const isComment = text.startsWith('<!--', at)
    if (!isComment && !htmlBlock.test(text.slice(at, at + 20))) {
      return this.scanParagraph(at, 0)
    }

    const start = inline.point(at)
    const close = isComment ? text.indexOf('-->', at + 4) : -1
    if (isComment && close === -1) return -1
    let end = at
    for (;;) {
      end = this.findLineEnd(end)
      const next = end + findLineEnding(text, end)
      if (next === end || next >= text.length) break
      if (isComment ? end > close : findLineEnding(text, next) > 0) break
      this.skipLine(next)
      end = next
    }

    const value = text.slice(at, end)
    if (/[\0\r\t]|\n +(?:\n|$)/.test(value)) return -1
    if (isComment && (close + 3 < end || /^<!---?>/.test(value))) return -1
    this.children.push({
      type: 'html',
      value,
      position: {start, end: inline.point(end)}
    })
    return this.endLine(end)
  }

  /** A table (GFM 4.10) that a blank line ends, each row of which has as many cells as the first, between bars. */
  scanTable(at: number): number {
    const {text, inline} = this
    const table = readTable(text, at)
    if (!table) return -1
    const start = inline.point(at)
    const rows = table.rows.map(
      ({start: rowStart, end: rowEnd, cells}, row) => {
        if (row === 1) this.skipLine(table.delimiterStart)
        if (row > 0) this.skipLine(rowStart)
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
    const isSure = rows.every(
      ({children}, row) => children.length === table.rows[row]?.cells.length
    )
    if (!isSure) return -1
    if (rows.length === 1) this.skipLine(table.delimiterStart)
    this.children.push({
      type: 'table',
      align: table.align,
      children: rows,
      position: {start, end: inline.point(table.end)}
    })
    return this.endLine(table.end)
  }

  /**
   * A list (5.3) of items that begin with a paragraph. It ends before a line that can be neither an item of it nor more of an
   * item; lines that are indented in another way are declined, as they may be content of the last item (5.2).
   *
   * @param indent spaces before its later items, in another list
   */
  scanList(from: number, indent: number): number {
    const {text, children: around, inline} = this
    const first = readMarker(text, from)
    const start = inline.point(from)
    const items: ListItem[] = []
    if (this.lists.length >= deepest) return -1
    this.lists.push({indent, mark: first.mark})
    let isSpread = false
    let at = from
    for (;;) {
      const item = this.scanItem(at, indent)
      if (!item) return -1
      items.push(item)
      const line = this.next
      const next = skipBlankLines(text, line)
      if (next >= text.length) break
      const isMore =
        isIndent(text, next, indent) &&
        isItem(text, next + indent) &&
        readMarker(text, next + indent).mark === first.mark
      if (!isMore) {
        // Another list, or content of an item that is not a list.
        const isOther = next > line && isItem(text, next)
        if (isOther || isOddIndent(text, next, indent)) return -1
        break
      }

      isSpread ||= next > line
      this.skipLines(next)
      at = next + indent
    }

    this.lists.pop()
    this.children = around
    const end = items.at(-1)?.position?.end
    if (!end) return -1
    around.push({
      type: 'list',
      ordered: first.number !== undefined,
      start: first.number ?? null,
      spread: isSpread,
      children: items,
      position: {start, end: {...end}}
    })
    return this.next
  }

  /**
   * @param listIndent spaces before its list's later items
   * @returns an item of a list, after which the scanner moves to the `next` line
   */
  private scanItem(from: number, listIndent: number): ListItem | undefined {
    const {text, inline} = this
    const {width} = readMarker(text, from)
    const indent = listIndent + width
    const start = inline.point(from)
    const children: ListItem['children'] = []
    this.children = children
    const box = readBox(text, from + width)
    const content = from + width + (box === undefined ? 0 : 4)
    if (!mayBeginItem(text, content)) return undefined
    let at = this.scanParagraph(content, indent)
    if (box !== undefined && at !== -1) moveToBox(children[0], content)
    let isSpread = false
    while (at !== -1) {
      const next = skipBlankLines(text, at)
      if (next >= text.length || !isIndent(text, next, indent)) break
      if (text.charCodeAt(next + indent) === space) return undefined
      isSpread ||= next > at
      this.skipLines(next)
      at = this.scanInItem(next + indent, indent, next > at)
    }

    this.next = at
    const end = children.at(-1)?.position?.end
    return at === -1 || !end
      ? undefined
      : {
          type: 'listItem',
          spread: isSpread,
          checked: box ?? null,
          children,
          position: {start, end: {...end}}
        }
  }

  /** A block in a list item, other than its first. */
  private scanInItem(
    at: number,
    indent: number,
    isBehindBlank: boolean
  ): number {
    const {text} = this
    if (text.startsWith('```', at)) return this.scanFence(at, indent)
    if (isItem(text, at)) return this.scanList(at, indent)
    return isBehindBlank && mayBeginItem(text, at)
      ? this.scanParagraph(at, indent)
      : -1
  }

  private skipLines(to: number): void {
    let {lineStart} = this.inline
    while (lineStart < to) {
      lineStart = this.skipLine(
        lineStart + findLineEnding(this.text, lineStart)
      )
    }
  }

  /**
   * A paragraph (4.8): up to a blank line or a line that begins something else. Whatever may turn the lines above into
   * something else is declined: underlines of headings (4.3), delimiter rows of tables.
   *
   * @param indent spaces before its later lines, in a list; there, a line without is lazy (5.2)
   */
  scanParagraph(from: number, indent: number): number {
    const {text, inline} = this
    if (!mayBeginParagraph(text, from)) return -1
    const to = text.length
    const start = inline.point(from)
    let end = this.findLineEnd(from)
    for (;;) {
      const at = end + findLineEnding(text, end)
      if (at >= to) break
      const isIndented = isIndent(text, at, indent)
      if (!isIndented && this.endsItem(at)) break
      const first = isIndented ? at + indent : at
      if (findLineEnding(text, first) > 0) {
        if (first > at) return -1
        break
      }

      if (first === at && text.charCodeAt(at) === hash && isHeading(text, at)) {
        break
      }

      if (isBullet(text, first) || isInterrupting(text, first, indent)) break
      if (!mayBeginParagraph(text, first)) return -1
      end = this.findLineEnd(first)
    }

    if (isSpace(text.charCodeAt(end - 1))) return -1
    const content: Heading['children'] = []
    if (!inline.scan(from, end, content)) return -1
    const paragraph: Paragraph = {
      type: 'paragraph',
      children: content,
      position: {start, end: inline.point(end)}
    }
    this.children.push(paragraph)
    return this.endLine(end)
  }

  /** Whether a line begins another item of a list that is open, or a list that ends a paragraph. */
  private endsItem(at: number): boolean {
    const {text} = this
    let first = at
    while (text.charCodeAt(first) === space) first++
    if (!isItem(text, first)) return false
    const {mark, number = 1} = readMarker(text, first)
    const isSibling = this.lists.some(
      (list) => list.indent === first - at && list.mark === mark
    )
    return number === 1 || isSibling
  }
}

/** mdast-util-gfm-task-list-item leaves the paragraph where the box begins, unless it begins with text. */
function moveToBox(
  paragraph: ListItem['children'][number] | undefined,
  content: number
): void {
  if (paragraph?.type !== 'paragraph' || !paragraph.position) return
  if (paragraph.children[0]?.type === 'text') return
  const {column, line} = paragraph.position.start
  paragraph.position.start = {line, column: column - 4, offset: content - 4}
}

/** HTML of kind 6, in tags that banks have. */
const htmlBlock =
  /^<\/?(?:center|details|div|h[1-6]|hr|li|ol|p|summary|table|tbody|td|th|thead|tr|ul)(?:[ >\n]|\/>|$)/
