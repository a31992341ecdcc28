/**
 * Blocks to mdast, for what banks are made of: headings, paragraphs, lists, quotes, fenced code, tables, HTML, thematic breaks and
 * front matter. Section numbers are those of CommonMark 0.31. The scanner looks at how each line begins, for that alone decides
 * about blocks (3.1), and declines where a line may begin anything else. Definitions and footnotes it always declines, and so
 * it does indented code, tables in list items, and lazy lines (5.1) of quotes. Text of a paragraph that it is not sure of can be
 * deferred (`deferred-text.ts`).
 */
import type {
  BlockContent,
  Heading,
  ListItem,
  Nodes,
  Paragraph,
  RootContent
} from 'mdast'
import type {Point} from 'unist'
import type {DeferredText} from './deferred-text.ts'
import {isSpace} from './scanner/code-units.ts'
import {rawEnd, readHtmlStart} from './scanner/html-starts.ts'
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
  isRuleLike,
  mayBeginItem,
  mayBeginParagraph,
  mayGoOn,
  readBox,
  readMarker,
  skipBlankLines
} from './scanner/line-starts.ts'
import type {Table} from './table-rows.ts'
import {readTable} from './table-rows.ts'
import {pushAll} from '../text/many.ts'

const carriageReturn = 13
const space = 32
const hash = 35
const dash = 45

/** So many lists are followed into each other; after the innermost, each looks over the same blank lines. */
const deepest = 12

/** Quotes are followed into each other so deep; each copies what is in it. */
const deepestQuote = 4

/** Scans a block at an offset. @returns offset of the line after it, to which it moves; -1 where it is not sure */
type Construct = (
  scanner: BlockScanner,
  at: number,
  indent: number,
  isBehindBlank: boolean
) => number

/** Blocks by the character that begins them; all else are paragraphs and numbered lists. */
const constructs: Readonly<Record<string, Construct>> = {
  '#': (scanner, at) => scanner.scanHeading(at),
  '-': (scanner, at, indent, isBehindBlank) =>
    isBullet(scanner.text, at)
      ? scanner.scanList(at, indent)
      : isBehindBlank
        ? scanner.scanThematicBreak(at)
        : -1,
  '<': (scanner, at, indent) => scanner.scanHtml(at, indent),
  '>': (scanner, at, indent) => scanner.scanQuote(at, indent),
  '`': (scanner, at, indent) =>
    scanner.text.startsWith('```', at)
      ? scanner.scanFence(at, indent)
      : scanner.scanParagraph(at, indent)
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

  /** How many quotes are around the text. */
  private readonly depth: number

  /** Where texts of paragraphs go that the scanner declines; else it declines what they are in. */
  private readonly deferred: DeferredText[] | undefined

  /** @param around scans the text of which this one is in a quote, or `deferred` takes texts that another parser has to read */
  constructor(text: string, around?: BlockScanner, deferred?: DeferredText[]) {
    this.text = text
    // A definition could make something else of them.
    this.deferred = text.includes(']:') ? undefined : deferred
    this.inline = new InlineScanner(text, around?.inline.labels)
    this.depth = around ? around.depth + 1 : 0
  }

  /** Line at which the scanner is, from 1. */
  get line(): number {
    return this.inline.line
  }

  /** Identifiers of definitions of which it has taken for granted that the text has them. */
  get assumed(): ReadonlySet<string> {
    return this.inline.labels.assumed
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
    let at = from === 0 && this.depth === 0 ? this.scanFrontMatter() : from
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

      at = this.scanBlock(at, 0, isBehindBlank)
      isBehindBlank = false
    }

    return at
  }

  /** @param indent spaces before its later lines, in a list */
  private scanBlock(
    at: number,
    indent: number,
    isBehindBlank: boolean
  ): number {
    const {text} = this
    const construct = constructs[text.charAt(at)]
    if (construct) return construct(this, at, indent, isBehindBlank)
    if (isItem(text, at)) return this.scanList(at, indent)
    const table = indent === 0 ? readTable(text, at) : undefined
    return table ? this.scanTable(at, table) : this.scanParagraph(at, indent)
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

  /** An ATX heading without closing sequence (4.2); the spaces at its end are part of it. */
  scanHeading(at: number): number {
    const {text, inline} = this
    let from = at
    while (text.charCodeAt(from) === hash) from++
    const depth = from - at
    if (depth > 6 || text.charCodeAt(from) !== space) return -1
    while (text.charCodeAt(from) === space) from++
    const end = this.findLineEnd(from)
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
    this.children.push(heading)
    return inline.scan(from, to, heading.children) ? this.endLine(end) : -1
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

  /**
   * HTML (4.6) of the kinds that `readHtmlStart` knows.
   *
   * @param indent spaces before its later lines, in a list
   */
  scanHtml(at: number, indent: number): number {
    const {text, inline} = this
    const kind = readHtmlStart(text, at)
    if (kind === undefined) return -1
    if (kind === 'text') return this.scanParagraph(at, indent)
    const start = inline.point(at)
    let value = ''
    let end: number
    for (let from = at; ;) {
      end = this.findLineEnd(from)
      const line = text.slice(from, end)
      value += line
      const next = end + findLineEnding(text, end)
      const isAtEnd = next >= text.length
      if (kind === 'block' || kind === 'alone') {
        if (isAtEnd || findLineEnding(text, next) > 0) break
      } else if (endsHtml(kind, from === at ? line.slice(4) : line)) {
        break
      } else if (isAtEnd) {
        return -1
      }

      if (!isIndent(text, next, indent)) return -1
      value += text.slice(end, next)
      from = this.endLine(end) + indent
    }

    if (/[\0\r\t]|\n +(?:\n|$)|^<!---?>/.test(value)) return -1
    this.children.push({
      type: 'html',
      value,
      position: {start, end: inline.point(end)}
    })
    return this.endLine(end)
  }

  /**
   * A quote (5.1) of which each line begins with its mark, and that a blank line ends: what is in it is a text of its own.
   *
   * @param indent spaces before its later lines, in a list
   */
  scanQuote(at: number, indent: number): number {
    const {text, inline} = this
    const start = inline.point(at)
    const lines: QuotedLine[] = []
    let end: number
    let inner = ''
    for (let from = at; ;) {
      end = this.findLineEnd(from)
      const {line, lineStart} = inline
      const length = text.charCodeAt(from + 1) === space ? 2 : 1
      const content = Math.min(from + length, end)
      lines.push({line, lineStart, content, inner: inner.length})
      inner += text.slice(content, end)
      const next = end + findLineEnding(text, end)
      if (next >= text.length || findLineEnding(text, next) > 0) break
      const isMore =
        isIndent(text, next, indent) &&
        text.charCodeAt(next + indent) === 62 /* `>` */
      if (!isMore) return -1
      inner += '\n'
      from = this.skipLine(next) + indent
    }

    const children: RootContent[] = []
    const isScanned =
      this.depth < deepestQuote &&
      !/[\r\t]|(?:^|\n)$/.test(text.slice(at, end)) &&
      !/(?:^|\n) *$/.test(inner) &&
      new BlockScanner(inner, this).scanAll(children)
    // Lists would reach over the mark on the blank line below them.
    const listStart = findList(children)
    if (!isScanned || inner.includes('\n\n', listStart)) return -1
    for (const child of children) moveOut(child, lines)
    this.children.push({
      type: 'blockquote',
      children: children as BlockContent[],
      position: {start, end: inline.point(end)}
    })
    return this.endLine(end)
  }

  /** @returns whether it is sure of the whole text */
  private scanAll(children: RootContent[]): boolean {
    let at = 0
    while (at !== -1 && at < this.text.length) at = this.scan(children)
    return at !== -1
  }

  /** A table (GFM 4.10) that a blank line ends. */
  private scanTable(at: number, table: Table): number {
    const {inline} = this
    inline.isInTable = true
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
    inline.isInTable = false
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
   * A list (5.3). It ends before a line that can be neither an item of it nor more of an
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
        if (isOddIndent(text, next, indent)) return -1
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
    if (isRuleLike(text, from)) return undefined
    if (box === undefined && !mayBeginItem(text, content)) return undefined
    let at =
      box === undefined
        ? this.scanBlock(content, indent, true)
        : this.scanParagraph(content, indent, true)
    if (box !== undefined && at !== -1) moveToBox(children[0], content)
    let isSpread = false
    while (at !== -1) {
      const next = skipBlankLines(text, at)
      if (next >= text.length || !isIndent(text, next, indent)) break
      if (text.charCodeAt(next + indent) === space) return undefined
      isSpread ||= next > at
      this.skipLines(next)
      this.children = children
      at = this.scanBlock(next + indent, indent, next > at)
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
   * @param isBoxed whether it is after the box of a task: nothing else begins there
   */
  scanParagraph(from: number, indent: number, isBoxed = false): number {
    const {text, inline} = this
    if (!isBoxed && !mayBeginParagraph(text, from)) return -1
    const start = inline.point(from)
    let end = this.findLineEnd(from)
    for (;;) {
      const at = end + findLineEnding(text, end)
      if (at >= text.length) break
      const isIndented = isIndent(text, at, indent)
      if (!isIndented && this.endsItem(at)) break
      const first = isIndented ? at + indent : at
      if (findLineEnding(text, first) > 0) {
        if (first > at) return -1
        break
      }

      if (isInterrupting(text, first)) break
      const isMore =
        mayBeginParagraph(text, first) || (isIndented && mayGoOn(text, first))
      if (!isMore) return -1
      end = this.findLineEnd(first)
    }

    let to = end
    while (text.charCodeAt(to - 1) === space) to--
    if (text.charCodeAt(to - 1) === 9) return -1
    const content: Heading['children'] = []
    const isScanned = inline.scan(from, to, content)
    const source = isScanned ? '' : text.slice(from, end)
    if (!isScanned && (isBoxed || !this.passOver(source, start, indent))) {
      return -1
    }

    const paragraph: Paragraph = {
      type: 'paragraph',
      children: content,
      position: {start, end: inline.point(end)}
    }
    this.children.push(paragraph)
    if (!isScanned) this.deferred?.push({paragraph, source})
    return this.endLine(end)
  }

  /**
   * Moves over the text of a paragraph that is to be deferred, to its last line.
   *
   * @param source the text, which begins at the point
   * @returns whether it can be: of later lines in a list, the indentation is not part of it
   */
  private passOver(
    source: string,
    {column, line, offset = 0}: Point,
    indent: number
  ): boolean {
    if (!this.deferred || /\0|\r(?!\n)/.test(source)) return false
    const lines = source.split('\n').length - 1
    if (lines > 0 && indent > 0) return false
    const lineStart = lines === 0 ? 1 - column : source.lastIndexOf('\n') + 1
    this.moveTo(line + lines, offset + lineStart)
    return true
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

/** Whether HTML that goes on over blank lines ends on a line. */
function endsHtml(kind: 'comment' | 'raw', line: string): boolean {
  return kind === 'comment' ? line.includes('-->') : rawEnd.test(line)
}

/** A line of a quote. */
interface QuotedLine {
  readonly line: number
  readonly lineStart: number
  /** Offset of what is after the mark. */
  readonly content: number
  /** The same in the text that is in the quote. */
  readonly inner: number
}

/** @returns offset of the first list that is somewhere in nodes; `Infinity` where there is none */
function findList(nodes: readonly Nodes[]): number {
  let first = Infinity
  for (const node of nodes) {
    const start = node.type === 'list' ? node.position?.start.offset : undefined
    const found =
      start ?? ('children' in node ? findList(node.children) : Infinity)
    first = Math.min(first, found)
  }

  return first
}

/** Moves a node from the text that is in a quote to the text with the quote. */
function moveOut(node: Nodes, lines: readonly QuotedLine[]): void {
  const pending = [node]
  const toOuter = ({column, line, offset = 0}: Point, isEnd: boolean) => {
    const quoted = lines[line - 1]
    if (!quoted) throw new RangeError('There is no such line')
    // What ends with a line break ends where the next line begins, with its mark.
    const at =
      isEnd && column === 1
        ? quoted.lineStart
        : quoted.content + offset - quoted.inner
    return {line: quoted.line, column: at - quoted.lineStart + 1, offset: at}
  }

  for (let next = pending.pop(); next; next = pending.pop()) {
    const {position} = next
    if (position) {
      const start = toOuter(position.start, false)
      next.position = {start, end: toOuter(position.end, true)}
    }

    if ('children' in next) pushAll(pending, next.children)
  }
}
