/**
 * Blocks to mdast, for what banks are made of: headings, paragraphs, lists, quotes, fenced code, tables, HTML, thematic breaks and
 * front matter, definitions. Section numbers are those of CommonMark 0.31. The scanner looks at how each line begins, for that
 * alone decides about blocks (3.1), and declines where a line may begin anything else: code that is indented in lists, definitions
 * in lists and quotes, footnotes of several blocks, lazy lines (5.1) of quotes. Lists and paragraphs are here, other blocks in
 * `leaf-blocks.ts` and `quotes.ts`. Text of a paragraph that it is not sure of can be deferred (`deferred-text.ts`).
 */
import type {Heading, List, ListItem, Paragraph, RootContent} from 'mdast'
import type {Point} from 'unist'
import type {DeferredText} from './deferred-text.ts'
import {isLineInExcess} from './budget.ts'
import {InlineScanner} from './scanner/inline-scanner.ts'
import {
  isSureItem,
  scanDefinition,
  scanFence,
  scanFrontMatter,
  scanHeading,
  scanHtml,
  scanIndentedCode,
  scanTable,
  scanThematicBreak
} from './leaf-blocks.ts'
import {scanQuote} from './quotes.ts'
import type {Labels} from './scanner/labels.ts'
import type {Marker} from './scanner/line-starts.ts'
import {mayDefine} from './scanner/labels.ts'
import {
  countSpaces,
  findBlank,
  findLineEnding,
  isBullet,
  isHeading,
  isIndent,
  isInterrupting,
  isItem,
  isRuleLike,
  mayBeginItem,
  mayBeginParagraph,
  mayGoOn,
  readBox,
  readMarker,
  skipBlankLines,
  mostSpaces
} from './scanner/line-starts.ts'
import {readTable} from './table-rows.ts'

const carriageReturn = 13
const space = 32
const hash = 35

/** So many lists are followed into each other; after the innermost, each looks over the same blank lines. */
const deepest = 12

/** Scans a block at an offset. @returns offset of the line after it, to which it moves; -1 where it is not sure */
type Construct = (
  scanner: BlockScanner,
  at: number,
  indent: number,
  isAfterBlank: boolean
) => number

/** Blocks by the character that begins them; all else are paragraphs and numbered lists. */
const constructs: Readonly<Record<string, Construct>> = {
  ' ': scanIndentedCode,
  '#': (scanner, at, indent) =>
    isHeading(scanner.text, at)
      ? scanHeading(scanner, at)
      : scanner.scanParagraph(at, indent),
  '-': (scanner, at, indent, isAfterBlank) =>
    isBullet(scanner.text, at)
      ? scanner.scanList(at, indent)
      : isAfterBlank
        ? scanThematicBreak(scanner, at)
        : -1,
  '<': scanHtml,
  '>': scanQuote,
  '[': scanDefinition,
  '`': (scanner, at, indent) =>
    scanner.text.startsWith('```', at)
      ? scanFence(scanner, at, indent)
      : scanner.scanParagraph(at, indent),
  '~': scanFence
}

/** Where the scanner is sure of all that is before. */
interface Sure {
  readonly offset: number
  readonly line: number
  /** Whether an item begins there, and indented code is above it. */
  readonly isBelowCode: boolean
  /** How many blocks, and deferred texts, are before. */
  readonly children: number
  readonly deferred: number
  /** Makes a list of the items before, if it is in a list. */
  readonly makeList: (() => List) | undefined
}

interface OpenList {
  /** Spaces before the lines of the container that it is in. */
  readonly outer: number
  /** What marks its items. */
  readonly mark: string
}

/** Scans a text from one heading to the next. */
export class BlockScanner {
  readonly text: string
  readonly inline: InlineScanner
  /** Of the container whose blocks are being scanned. */
  children: RootContent[] = []
  /** Offset of the line after the list item that was scanned last. */
  private next = 0
  /**
   * Offset of the line after indented code and blank lines. There, for micromark, a list may begin only as it may below a paragraph
   * (5.3), because the code might go on.
   */
  afterCode = -1
  /** The lists that are open, from the outside in. */
  private readonly lists: OpenList[] = []

  /** How many quotes are around the text. */
  readonly depth: number

  /** How far the scanner was sure when it last declined: the start of a block after a blank line, or of an item of a list. */
  sure: Sure = {
    ...{offset: 0, line: 1, isBelowCode: false, children: 0, deferred: 0},
    makeList: undefined
  }

  /** Where texts of paragraphs go that the scanner declines; else it declines what they are in. */
  private readonly deferred: DeferredText[] | undefined

  /** @param around scans the text around the quote in which this one is, or `deferred` takes texts that another parser has to read */
  constructor(text: string, around?: BlockScanner, deferred?: DeferredText[]) {
    this.text = text
    this.deferred = deferred
    this.inline = new InlineScanner(text, around?.inline.labels)
    this.depth = around ? around.depth + 1 : 0
  }

  /** Line at which the scanner is, from 1. */
  get line(): number {
    return this.inline.line
  }

  /** What the text may define, and what has been taken for granted of that. */
  get labels(): Labels {
    return this.inline.labels
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
   * @returns offset of the end, at which the scanner then is; -1 where it is not sure: what it has added after `sure` means nothing
   */
  scan(children: RootContent[]): number {
    const {text, inline} = this
    const to = text.length
    const from = inline.lineStart
    this.children = children
    this.lists.length = 0
    this.keepSure(from)
    let at = from === 0 && this.depth === 0 ? scanFrontMatter(this) : from
    let isAfterBlank = at === from
    while (at !== -1 && at < to) {
      const blank = findBlank(text, at)
      if (blank > 0) {
        at = this.skipLine(at + blank)
        isAfterBlank = true
        continue
      }

      const isNext = isAfterBlank && at > from
      if (isNext && text.charCodeAt(at) === hash && isHeading(text, at)) {
        return at
      }

      // The parser would not begin with white space where the text does.
      if (isAfterBlank && text.charCodeAt(at) !== space) this.keepSure(at)
      at = this.scanBlock(at, 0, isAfterBlank)
      isAfterBlank = false
    }

    return at
  }

  private keepSure(
    offset: number,
    {length} = this.children,
    makeList?: () => List
  ): void {
    this.sure = {
      offset,
      line: this.line,
      isBelowCode: offset === this.afterCode && isItem(this.text, offset),
      children: length,
      deferred: this.deferred?.length ?? 0,
      makeList
    }
  }

  /** Goes back to where it was sure, after it has declined. @param children that it has added to; what it is sure of is left */
  goBack(children: RootContent[]): void {
    const {offset, line, makeList, ...count} = this.sure
    children.length = count.children
    if (makeList) children.push(makeList())
    if (this.deferred) this.deferred.length = count.deferred
    this.moveTo(line, offset)
  }

  /**
   * @param from where it begins, with up to three spaces that mean nothing
   * @param indent spaces before its later lines, in a list
   */
  private scanBlock(
    from: number,
    indent: number,
    isAfterBlank: boolean
  ): number {
    const {text} = this
    const spaces = countSpaces(text, from)
    const at = spaces > mostSpaces ? from : from + spaces
    if (at >= text.length) return -1
    const construct = constructs[text.charAt(at)]
    if (construct) return construct(this, at, indent, isAfterBlank)
    if (isItem(text, at)) {
      if (from !== this.afterCode) return this.scanList(at, indent)
      if (!isSureItem(text, at)) return -1
      return isInterrupting(text, at)
        ? this.scanList(at, indent)
        : this.scanParagraph(at, indent, true)
    }

    const table = readTable(text, at, indent)
    return table ? scanTable(this, at, table) : this.scanParagraph(at, indent)
  }

  /** @returns offset of the next line, to which the scanner moves */
  skipLine(next: number): number {
    this.inline.line++
    this.inline.lineStart = next
    return next
  }

  /** @returns whether a block begins a line that is in nothing else */
  isAtMargin(at: number): boolean {
    return at === this.inline.lineStart && this.depth === 0
  }

  /** @returns how many spaces are between the indentation of a list and a block that begins on the line */
  countExtra(at: number, indent: number): number {
    return at - this.inline.lineStart - indent
  }

  /** Moves to the line after a line ending, or to the end of the text. */
  endLine(at: number): number {
    if (at >= this.text.length) return at
    return this.skipLine(
      at + (this.text.charCodeAt(at) === carriageReturn ? 2 : 1)
    )
  }

  /** @returns offset of the end of the line, without its ending */
  findLineEnd(at: number): number {
    const end = this.text.indexOf('\n', at)
    if (end === -1 || end >= this.text.length) return this.text.length
    return end > at && this.text.charCodeAt(end - 1) === carriageReturn
      ? end - 1
      : end
  }

  /** Scans the text in a quote. @returns whether it is sure of all of it */
  scanQuoted(text: string, children: RootContent[]): boolean {
    const scanner = new BlockScanner(text, this)
    let at = 0
    while (at !== -1 && at < text.length) at = scanner.scan(children)
    return at !== -1
  }

  /**
   * A list (5.3). It ends before a line that can be neither an item of it nor more of an
   * item; lines that are indented in another way are declined, as they may be content of the last item (5.2).
   *
   * @param outer spaces before the lines of the item that it is in
   */
  scanList(from: number, outer: number): number {
    const {text, children: around, inline} = this
    const first = readMarker(text, from)
    const start = inline.point(from)
    const items: ListItem[] = []
    if (this.lists.length >= deepest) return -1
    const list = {outer, mark: first.mark}
    this.lists.push(list)
    const isOutermost = this.lists.length === 1 && outer === 0
    let isSpread = false
    let at = from
    for (;;) {
      const item = this.scanItem(at)
      if (item) items.push(item)
      const line = this.next
      const next = item ? skipBlankLines(text, line) : line
      const isGap = next > line
      const isMore = this.isItemOf(list, next)
      const isEnd =
        next >= text.length || (!isMore && !this.isOddIndent(next, isGap))
      if (item && isEnd) break
      if (!item || !isMore) return -1
      this.skipLines(next)
      at = next + countSpaces(text, next)
      // Of the outermost list, the items are sure up to the last blank line before another one.
      if (isOutermost && isGap && at === next) {
        const count = items.length
        const wasSpread = isSpread
        this.keepSure(at, around, () =>
          toList(start, first, items.slice(0, count), wasSpread)
        )
      }

      isSpread ||= isGap
    }

    this.lists.pop()
    this.children = around
    around.push(toList(start, first, items, isSpread))
    return this.next
  }

  /**
   * @param from offset of its marker
   * @returns an item of a list, after which the scanner moves to the `next` line
   */
  private scanItem(from: number): ListItem | undefined {
    const {text, inline} = this
    const {width} = readMarker(text, from)
    const indent = from - inline.lineStart + width
    const start = inline.point(from)
    const children: ListItem['children'] = []
    this.children = children
    const box = readBox(text, from + width)
    const content = from + width + (box === undefined ? 0 : 4)
    if (isRuleLike(text, from)) return undefined
    if (box === undefined && !mayBeginItem(text, content)) return undefined
    // Right below text, micromark takes a number for text.
    if (isItem(text, content) && !isInterrupting(text, content)) {
      return undefined
    }

    let at =
      box === undefined
        ? this.scanBlock(content, indent, true)
        : this.scanParagraph(content, indent, true)
    if (box !== undefined && at !== -1) moveToBox(children[0], content)
    let isSpread = false
    while (at !== -1) {
      const next = skipBlankLines(text, at)
      if (next >= text.length || !isIndent(text, next, indent)) break
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
      lineStart = this.skipLine(lineStart + findBlank(this.text, lineStart))
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
      if (at >= text.length || findBlank(text, at) > 0) break
      const goesOn = this.readLater(at, indent)
      if (goesOn === 'unsure') return -1
      if (!goesOn) break
      end = this.findLineEnd(at)
    }

    let to = end
    while (text.charCodeAt(to - 1) === space) to--
    if (text.charCodeAt(to - 1) === 9) return -1
    const content: Heading['children'] = []
    inline.indent = indent
    inline.isInContainer = indent > 0 || this.depth > 0
    const isScanned =
      !isLineInExcess(text, from, to) && inline.scan(from, to, content)
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
    // It may be a definition.
    if (source.startsWith('[') && mayDefine(source)) return false
    const lines = source.split('\n').length - 1
    if (lines > 0 && indent > 0) return false
    const lineStart = lines === 0 ? 1 - column : source.lastIndexOf('\n') + 1
    this.moveTo(line + lines, offset + lineStart)
    return true
  }

  /** @returns whether a line, which is not blank, goes on with the paragraph above */
  private readLater(at: number, indent: number): boolean | 'unsure' {
    const {text} = this
    const spaces = countSpaces(text, at)
    const first = at + spaces
    if (first >= text.length) return 'unsure'
    const isIndented = spaces >= indent
    if (!isIndented && this.endsItem(at)) return false
    // With so many, nothing else begins.
    if (isIndented && spaces - indent > mostSpaces) return true
    if (isInterrupting(text, first)) {
      return isIndented || spaces === 0 ? false : 'unsure'
    }

    const isMore =
      mayBeginParagraph(text, first) || (isIndented && mayGoOn(text, first))
    return isMore || 'unsure'
  }

  /** @returns whether a line after a list has spaces with which it may go on with one of its items, or be another one */
  private isOddIndent(at: number, isAfterBlank: boolean): boolean {
    const {lists, text} = this
    const spaces = countSpaces(text, at)
    if (text.charCodeAt(at + spaces) === 9) return true
    return isItem(text, at + spaces)
      ? spaces > (lists.at(-1)?.outer ?? 0) + mostSpaces
      : spaces > 0 && !isAfterBlank
  }

  /** @returns whether a line begins an item of a list: in the same container, with up to three spaces before it (5.2) */
  private isItemOf({outer, mark}: OpenList, at: number): boolean {
    const {text} = this
    const spaces = countSpaces(text, at)
    return (
      spaces >= outer &&
      spaces <= outer + mostSpaces &&
      isItem(text, at + spaces) &&
      readMarker(text, at + spaces).mark === mark
    )
  }

  /** Whether a line begins another item of a list that is open, or a list that ends a paragraph. */
  private endsItem(at: number): boolean {
    const {text} = this
    const first = at + countSpaces(text, at)
    if (!isItem(text, first)) return false
    const {number = 1} = readMarker(text, first)
    return number === 1 || this.lists.some((list) => this.isItemOf(list, at))
  }
}

function toList(
  start: Point,
  {number}: Marker,
  children: ListItem[],
  spread: boolean
): List {
  const end = children.at(-1)?.position?.end ?? start
  return {
    type: 'list',
    ordered: number !== undefined,
    start: number ?? null,
    spread,
    children,
    position: {start, end: {...end}}
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
