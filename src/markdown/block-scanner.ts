/**
 * Blocks to mdast, for text that has the form of cards: headings, paragraphs, tight bullet lists, fenced code, thematic breaks
 * and front matter. Section numbers are those of CommonMark 0.31. The scanner looks at how each line begins, for that alone
 * decides about blocks (3.1), and declines where a line may begin anything else.
 */
import type {Heading, List, Paragraph, RootContent} from 'mdast'
import type {Point} from 'unist'
import {InlineScanner} from './inline-scanner.ts'

const lineFeed = 10
const carriageReturn = 13
const space = 32
const hash = 35
const dash = 45

/** A comment, in which no other begins or ends. */
const isComment = /^<!--[^-<>\0\t\r](?:[^-\0\t\r]|-(?!->))*-->$/

/** Scans a text from one heading to the next. */
export class BlockScanner {
  private readonly text: string
  private readonly inline: InlineScanner
  private children: RootContent[] = []

  constructor(text: string) {
    this.text = text
    this.inline = new InlineScanner(text)
  }

  /** Line at which the scanner stands, from 1. */
  get line(): number {
    return this.inline.line
  }

  /** Moves the scanner to the start of a line. */
  moveTo(line: number, offset: number): void {
    this.inline.line = line
    this.inline.lineStart = offset
  }

  /** @returns the point where the text ends, if the scanner stands there */
  endPoint(): Point {
    return this.inline.point(this.text.length)
  }

  /**
   * Scans from where the scanner stands to the next heading behind a blank line, or to the end.
   *
   * @param children to which the blocks are added
   * @returns offset of the end, at which the scanner then stands; -1 where it is not sure: what it has added means nothing
   */
  scan(children: RootContent[]): number {
    const {text, inline} = this
    const to = text.length
    const from = inline.lineStart
    this.children = children
    let at = from === 0 ? this.scanFrontMatter() : from
    let isBehindBlank = at === from
    while (at !== -1 && at < to) {
      switch (text.charCodeAt(at)) {
        case lineFeed: {
          at = this.skipLine(at + 1)
          isBehindBlank = true
          continue
        }

        case carriageReturn: {
          if (text.charCodeAt(at + 1) !== lineFeed) return -1
          at = this.skipLine(at + 2)
          isBehindBlank = true
          continue
        }

        case hash: {
          if (isBehindBlank && at > from && isHeading(text, at)) return at
          at = this.scanHeading(at)
          break
        }

        case dash: {
          if (isBullet(text, at)) at = this.scanList(at)
          else at = isBehindBlank ? this.scanThematicBreak(at) : -1
          break
        }

        case 60 /* `<` */: {
          at = this.scanComment(at)
          break
        }

        default: {
          if (isBullet(text, at)) at = this.scanList(at)
          else if (mayBeginParagraph(text, at)) {
            at = this.scanParagraph(at, children, 0)
          } else at = this.scanFence(at)
        }
      }

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

  /** Moves to the line behind a line ending, or to the end of the text. */
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
  private scanHeading(at: number): number {
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

  private scanThematicBreak(at: number): number {
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

  /** Fenced code (4.5) that is closed by a line as its first, with at most one word behind that. */
  private scanFence(at: number): number {
    const {text, inline} = this
    const first = this.findLineEnd(at)
    const [, fence = '', lang] =
      /^(`{3,})([\w#+.-]*)$/.exec(text.slice(at, first)) ?? []
    if (fence === '' || first >= text.length) return -1
    const start = inline.point(at)
    const valueStart = this.endLine(first)
    let valueEnd = valueStart
    for (let from = valueStart; from < text.length;) {
      const end = this.findLineEnd(from)
      const line = text.slice(from, end)
      if (line === fence) {
        this.children.push({
          type: 'code',
          lang: lang === '' || lang === undefined ? null : lang,
          meta: null,
          value: text.slice(valueStart, valueEnd),
          position: {start, end: inline.point(end)}
        })
        return this.endLine(end)
      }

      // Another line that may close it, and what is not taken as it is.
      if (/^ {0,3}`{3}|[\0\r]/.test(line)) return -1
      valueEnd = end
      from = this.endLine(end)
    }

    return -1
  }

  /** HTML of kind 2 (4.6), where it is a comment that ends with the line on which it begins. */
  private scanComment(at: number): number {
    const {text, inline} = this
    const end = this.findLineEnd(at)
    const value = text.slice(at, end)
    if (!isComment.test(value)) return -1
    this.children.push({
      type: 'html',
      value,
      position: {start: inline.point(at), end: inline.point(end)}
    })
    return this.endLine(end)
  }

  /**
   * A tight list (5.3) of items of one paragraph each. It ends before a line that can be neither an item of it nor more of
   * an item's paragraph; lines that begin with white space are declined, as they may be content of the last item (5.2).
   */
  private scanList(from: number): number {
    const {text, inline} = this
    const to = text.length
    const list: List = {
      type: 'list',
      ordered: false,
      start: null,
      spread: false,
      children: [],
      position: {start: inline.point(from), end: inline.point(from)}
    }
    this.children.push(list)
    const marker = text.charCodeAt(from)
    let at = from
    while (at < to && text.charCodeAt(at) === marker && isBullet(text, at)) {
      const content = at + 2
      if (content >= to || !mayBeginItem(text, content)) return -1
      const start = inline.point(at)
      const children: Paragraph[] = []
      at = this.scanParagraph(content, children, 2)
      const end = children[0]?.position?.end
      if (at === -1 || !end) return -1
      list.children.push({
        type: 'listItem',
        spread: false,
        checked: null,
        children,
        position: {start, end: {...end}}
      })
      if (list.position) list.position.end = {...end}
    }

    // A blank line, and then an item or content of one: the list is loose, or has nested blocks.
    let next = at
    let code = text.charCodeAt(next)
    while (next < to && (code === lineFeed || code === carriageReturn)) {
      code = text.charCodeAt(++next)
    }

    const isMore = isSpace(code) || (next > at && isBullet(text, next))
    return next < to && isMore ? -1 : at
  }

  /**
   * A paragraph (4.8): up to a blank line or a line that begins something else. Whatever may turn the lines above into
   * something else is declined: underlines of headings (4.3), delimiter rows of tables.
   *
   * @param indent spaces in front of its later lines, in a list; there, a line without is lazy (5.2)
   */
  private scanParagraph(
    from: number,
    children: Pick<Paragraph[], 'push'>,
    indent: 0 | 2
  ): number {
    const {text, inline} = this
    const to = text.length
    const start = inline.point(from)
    let end = this.findLineEnd(from)
    for (;;) {
      const at =
        end >= to ? to : end + (text.charCodeAt(end) === carriageReturn ? 2 : 1)
      if (at >= to) break
      let first = at
      if (indent === 2 && text.charCodeAt(at) === space) {
        if (text.charCodeAt(at + 1) !== space) return -1
        first = at + 2
      }

      const code = text.charCodeAt(first)
      if (code === lineFeed || code === carriageReturn) {
        if (first > at) return -1
        break
      }

      if (first === at) {
        if (code === hash && isHeading(text, at)) break
        if (isBullet(text, at)) break
      }

      if (!mayBeginParagraph(text, first)) return -1
      end = this.findLineEnd(first)
    }

    if (isSpace(text.charCodeAt(end - 1))) return -1
    const content: Heading['children'] = []
    if (!inline.scan(from, end, content)) return -1
    children.push({
      type: 'paragraph',
      children: content,
      position: {start, end: inline.point(end)}
    })
    return this.endLine(end)
  }
}

function isSpace(code: number): boolean {
  return code === space || code === 9
}

/** Whether an item of a bullet list may begin at the start of a line (5.2): a marker with a space behind it. */
function isBullet(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (
    (code === dash || code === 42 /* `*` */ || code === 43) /* `+` */ &&
    text.charCodeAt(at + 1) === space
  )
}

/** Whether an ATX heading begins at the start of a line (4.2). */
export function isHeading(text: string, at: number): boolean {
  let end = at
  while (text.charCodeAt(end) === hash) end++
  if (end - at > 6) return false
  const code = text.charCodeAt(end)
  return (
    isSpace(code) ||
    code === lineFeed ||
    code === carriageReturn ||
    end >= text.length
  )
}

/** Whether an item's content is a paragraph: without a mark of a task (GFM 5.3), which needs white space behind. */
function mayBeginItem(text: string, at: number): boolean {
  if (
    text.charCodeAt(at) === 91 /* `[` */ &&
    text.charCodeAt(at + 2) === 93 /* `]` */
  ) {
    return text.charCodeAt(at + 3) === 40 /* `(` */
  }

  return mayBeginParagraph(text, at)
}

/**
 * Whether a line that begins so, without white space in front, can only be text of a paragraph. Not so where it may be a
 * block, an underline of a heading, or a row of a table, and in some cases that are rare enough to be left to others.
 */
function mayBeginParagraph(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  const next = text.charCodeAt(at + 1)
  switch (code) {
    // White space, which may be code (4.4); quotes (5.1), HTML (4.6), headings (4.2, 4.3), lists (5.2), tables, fences (4.5).
    case 9:
    case lineFeed:
    case carriageReturn:
    case 11:
    case 12:
    case space:
    case 62 /* `>` */:
    case 60 /* `<` */:
    case hash:
    case 61 /* `=` */:
    case dash:
    case 43 /* `+` */:
    case 124 /* `|` */:
    case 58 /* `:` */:
    case 126 /* `~` */: {
      return false
    }

    // Lists and thematic breaks (4.1).
    case 42 /* `*` */:
    case 95 /* `_` */: {
      if (next !== code) return next > space
      const third = text.charCodeAt(at + 2)
      return third > space && third !== code
    }

    // Fenced code.
    case 96 /* backtick */: {
      return next !== code || text.charCodeAt(at + 2) !== code
    }

    default: {
      return code < 48 || code > 57 || !isOrdered(text, at)
    }
  }
}

/** Whether the line may begin an item of an ordered list: a number with `.` or `)` and no other digit behind it (5.2). */
function isOrdered(text: string, at: number): boolean {
  let end = at
  for (;;) {
    const code = text.charCodeAt(end)
    // At the end of the text it is no number.
    if (!(code >= 48 && code <= 57)) {
      const next = text.charCodeAt(end + 1)
      return (code === 46 || code === 41) && !(next >= 48 && next <= 57)
    }

    end++
  }
}

const frontMatterFence = /^---[ \t]*(?:\r\n?|\n)/
const frontMatterEnd = /(?:\r\n?|\n)---[ \t]*(?=[\r\n]|$)/g

/**
 * @returns offset after the closing fence of a text's front matter, with the space behind it; 0 if it has none; -1 if only
 *   its opening fence is there, which makes micromark read the rest of the text as if it were front matter, too: without lists
 *   and quotes
 */
export function findFrontMatterEnd(text: string): number {
  const open = frontMatterFence.exec(text)
  if (!open) return 0
  // The closing fence may be on the next line.
  frontMatterEnd.lastIndex = open[0].length - 1
  return frontMatterEnd.test(text) ? frontMatterEnd.lastIndex : -1
}
