/**
 * Recognizes text that is plainly in canonical form: Prettier, with its default options for Markdown, prints it as it is. If
 * it is not sure it says no, and Prettier is asked. A bank that the hook has kept clean is nearly all such text, so
 * checking it loads neither Prettier nor a Markdown parser.
 *
 * Blocks are recognized by the character with which they begin (`constructs`); between two of them is one blank line. What
 * is in a list item or quote is a text of its own, without the item's or quote's indentation or marks.
 *
 * A property test checks that Prettier leaves whatever it accepts alone.
 */
import {endsIndentedCode} from '../leaf-blocks.ts'
import type {Range} from '../offsets.ts'
import {rawEnd, readHtmlStart} from '../scanner/html-starts.ts'
import {countSpaces, isIndent} from '../scanner/line-starts.ts'
import {skipPlainFrontMatter} from './front-matter.ts'
import {
  areNumbersPrinted,
  isBoxAt,
  isBracketed,
  isNumber,
  mayBeginItem,
  readMarker,
  skipBlank
} from './lists.ts'
import type {BlockGrammar} from './options.ts'
import {isKept} from './options.ts'
import {isPlainTable} from './table.ts'
import type {Grammar} from './text.ts'
import {isPlainText, mayBeginBlock, skipPlainLabel} from './text.ts'

const space = 32

/**
 * What a line is part of: a list item is one line long here; `closing` is the tag that closes what is collapsed, `id` a
 * comment with the id of a card, `code` is in a language that Prettier may format, and all that is not listed is `other`.
 */
type Kind =
  | 'heading'
  | 'bullet'
  | 'text'
  | 'number'
  | 'box'
  | 'definition'
  | 'footnote'
  | 'closing'
  | 'id'
  | 'code'
  | 'other'

/** A line of plainly canonical text, or a block of anything else; its range is without hard break and line break. */
export interface PlainLine extends Range {
  readonly kind: Kind
  /** Offset of the text after the marker of a heading or list item, or after a label; `end`, where nothing follows. */
  readonly textStart: number
  /** Offset after the label that begins the line; `start`, where none does. */
  readonly labelEnd: number
}

/**
 * @returns whether a block of text (to be followed by another, unless it ends the text) is plainly canonical
 */
export function isPlainlyCanonical(
  text: string,
  start: number,
  end: number,
  grammar: BlockGrammar = {quote: '"', keepsCode: false}
): boolean {
  const from = start === 0 ? skipPlainFrontMatter(text, grammar) : start
  if (from === -1) return false
  if (from > start && from === end) return true
  const to = findContentEnd(text, from, end)
  if (to === -1) return false
  const {keepsCode, quote} = grammar
  return new Reader(text, {keepsCode, quote, isCard: false}).read(from, to)
}

/** What a card may have, whatever Prettier's options are, unless they say that code is formatted. */
const cardGrammar: Grammar = {isCard: true, keepsCode: true, quote: '"'}

/** Takes a line that is not blank; the object is the same for all. @returns whether reading goes on */
type TakeLine = (line: PlainLine) => boolean

/**
 * @param start of a card: the start of a line
 * @param end of it, after its line breaks: one at the end of the text, two elsewhere
 * @param take is given its lines in source order
 * @returns whether it is plainly canonical; if not, or if reading was to end, some of its lines may have been taken
 */
export function readPlainLines(
  text: string,
  start: number,
  end: number,
  take: TakeLine
): boolean {
  const to = findContentEnd(text, start, end)
  return to !== -1 && new Reader(text, cardGrammar, take).read(start, to)
}

/** Before the line breaks that end a block; -1 where they are not as they should be. */
function findContentEnd(text: string, start: number, end: number): number {
  const ending = end === text.length ? '\n' : '\n\n'
  const to = end - ending.length
  return to >= start && text.startsWith(ending, to) ? to : -1
}

/** Containers are looked into so deep. */
const deepest = 6

/** `3.14` at the start of a paragraph: after a list, Prettier 3.8 takes it for a part of that. */
const nearNumber = /\d{1,9}[.)]/y

/** Reads a block at an offset. @returns where it ends, without its line break; -1 where it is not canonical */
type Construct = (reader: Reader, at: number) => number

/** Blocks by the character that begins them; all else are paragraphs. */
const byCharacter: Readonly<Record<string, Construct>> = {
  '#': (reader, at) => reader.readHeading(at),
  '-': (reader, at) =>
    reader.text.startsWith('- ', at)
      ? reader.readList(at)
      : reader.readRule(at),
  '`': (reader, at) =>
    reader.text.startsWith('```', at)
      ? reader.readFence(at)
      : reader.readParagraph(at),
  '|': (reader, at) => reader.readTable(at),
  '<': (reader, at) => reader.readHtml(at),
  '>': (reader, at) => reader.readQuote(at),
  ' ': (reader, at) => reader.readIndented(at),
  $: (reader, at) => reader.readMath(at),
  '[': (reader, at) => reader.readDefinition(at)
}

/** The same by code, in which V8 finds them sooner. */
const constructs: (Construct | undefined)[] = []
for (const [character, construct] of Object.entries(byCharacter)) {
  constructs[character.charCodeAt(0)] = construct
}

/** Reads a text, or what is in one of its containers. */
class Reader {
  readonly text: string
  private readonly grammar: Grammar
  private readonly take: TakeLine | undefined
  private readonly depth: number
  private readonly isQuoted: boolean
  private readonly line: {-readonly [Key in keyof PlainLine]: PlainLine[Key]} =
    {kind: 'other', start: 0, end: 0, textStart: 0, labelEnd: 0}
  private to = 0
  /** Of the block before. */
  private previous: Kind | undefined = undefined
  private kind: Kind = 'other'
  /** Whether the item that was read last has a blank line in it. */
  private hasBlank = false
  /** Whether a block that is not a paragraph is right below one in it. */
  private isStacked = false

  constructor(
    text: string,
    grammar: Grammar,
    take?: TakeLine,
    depth = 0,
    isQuoted = false
  ) {
    this.text = text
    this.grammar = grammar
    this.take = take
    this.depth = depth
    this.isQuoted = isQuoted
  }

  /** @returns whether blocks with a blank line between each two are all that is there */
  read(from: number, to: number): boolean {
    const {text} = this
    this.to = to
    let at = from
    for (;;) {
      const end = this.readBlock(at)
      if (end === to) return true
      if (end === -1 || !text.startsWith('\n\n', end)) return false
      at = end + 2
      if (at >= to || text.charCodeAt(at) === 10) return false
      this.previous = this.kind
    }
  }

  /** Reads what is in a list item without blank lines: a paragraph, perhaps with code below it, and perhaps a list. */
  readTight(): boolean {
    const {text} = this
    const to = text.length
    this.to = to
    let at = this.readParagraph(0)
    this.isStacked = at !== -1 && at < to
    if (this.isStacked && text.startsWith('\n```', at)) {
      at = this.readFence(at + 1)
    }

    // Another number would not end the paragraph.
    if (at !== -1 && at < to && /^\n(?:- |1\. )/.test(text.slice(at, at + 4))) {
      at = this.readList(at + 1)
    }

    return at === to
  }

  private readBlock(at: number): number {
    this.kind = 'other'
    const read = constructs[this.text.charCodeAt(at)]
    if (read) return read(this, at)
    if (isNumber(this.text, at)) return this.readList(at)
    nearNumber.lastIndex = at
    return nearNumber.test(this.text) ? -1 : this.readParagraph(at)
  }

  private findLineEnd(at: number): number {
    const end = this.text.indexOf('\n', at)
    return end === -1 || end > this.to ? this.to : end
  }

  /** Before the blank line that follows. */
  private findBlockEnd(at: number): number {
    const end = this.text.indexOf('\n\n', at)
    return end === -1 || end > this.to ? this.to : end
  }

  private isText(from: number, to: number): boolean {
    return isPlainText(this.text, from, to, this.grammar)
  }

  /** @returns `end`; -1 where nobody wants to read on */
  private push(
    kind: Kind,
    start: number,
    end: number,
    textStart = start,
    labelEnd = start
  ): number {
    this.kind = kind
    const {line, take} = this
    if (!take) return end
    line.kind = kind
    line.start = start
    line.end = end
    line.textStart = textStart
    line.labelEnd = labelEnd
    return take(line) ? end : -1
  }

  readHeading(start: number): number {
    const end = this.findLineEnd(start)
    let at = start
    while (this.text.charCodeAt(at) === 35 /* `#` */) at++
    const isHeading = at - start <= 6 && this.text.charCodeAt(at) === space
    // The text of a heading is what is in its tags.
    const isBare =
      !this.grammar.isCard || !/<\/?[a-z]+ *\/?>/.test(this.text.slice(at, end))
    return isHeading && isBare && this.isText(at + 1, end)
      ? this.push('heading', start, end, at + 1)
      : -1
  }

  /** Lines of text; in an item without blank lines, a block may follow. */
  readParagraph(start: number): number {
    const {text, to} = this
    for (let at = start; ;) {
      const lineEnd = this.findLineEnd(at)
      const isBroken = this.isBroken(lineEnd)
      const end = isBroken ? lineEnd - isBroken : lineEnd
      if (!this.readLine(at, end)) return -1
      const isLast =
        lineEnd === to ||
        text.charCodeAt(lineEnd + 1) === 10 ||
        (this.depth > 0 && mayBeginBlock(text, lineEnd + 1))
      // A hard break has a line of the same paragraph after it.
      if (isLast) return isBroken ? -1 : end
      at = lineEnd + 1
    }
  }

  /** @returns the length of the hard break at a line's end */
  private isBroken(lineEnd: number): 0 | 1 | 2 {
    const {grammar, text} = this
    if (text.startsWith('  ', lineEnd - 2)) return 2
    const isEscape = !grammar.isCard && text.charAt(lineEnd - 1) === '\\'
    return isEscape && text.charAt(lineEnd - 2) !== '\\' ? 1 : 0
  }

  /** A line of a paragraph, perhaps with a label. */
  private readLine(start: number, end: number): boolean {
    const {grammar, text} = this
    const labelEnd = grammar.isCard ? skipPlainLabel(text, start, end) : -1
    const hasLabel = labelEnd !== -1
    const textStart = hasLabel ? Math.min(labelEnd + 1, end) : start
    const isApart = hasLabel
      ? text.charCodeAt(labelEnd) === space
      : !mayBeginBlock(text, start)
    // A label that has nothing after it has no break either.
    const isRight =
      labelEnd === end
        ? !text.startsWith('  ', end)
        : isApart && this.isText(textStart, end)
    return (
      isRight &&
      this.push('text', start, end, textStart, hasLabel ? labelEnd : start) !==
        -1
    )
  }

  /** Fenced code: as many backticks as it takes, and no spaces at the ends of lines. */
  readFence(start: number): number {
    const {grammar, text, to} = this
    const first = this.findLineEnd(start)
    const [, fence = '', language = '', more = ''] =
      /^(`{3,})(?:([\w#+.-]+)((?: [\w#+.,=:/{}"'()-]+)*))?$/.exec(
        text.slice(start, first)
      ) ?? []
    const isSafe = isKept(language)
    // More words may be code on the line of the fence, which a rule reports.
    const isPlain = !grammar.isCard || more === ''
    if (fence === '' || !(isSafe || (grammar.keepsCode && isPlain))) return -1
    const close = text.indexOf(`\n${fence}`, first)
    const end = close + 1 + fence.length
    if (close <= first || end > to) return -1
    if (end < to && text.charCodeAt(end) !== 10) return -1
    const code = text.slice(first, close)
    const runs = code.includes('```') ? (code.match(/`{3,}/g) ?? []) : []
    const longest = Math.max(2, ...runs.map(({length}) => length))
    // In containers, tabs mean as many spaces as it takes to the next stop.
    const isOdd = this.depth > 0 ? /[^\P{Cc}\n]/u : /[^\P{Cc}\n\t]/u
    return fence.length === longest + 1 &&
      !isOdd.test(code) &&
      !/[ \t](?:\n|$)/.test(code)
      ? this.push(isSafe ? 'other' : 'code', start, end)
      : -1
  }

  /** Code after a blank line, indented by four spaces. */
  readIndented(start: number): number {
    const {grammar, previous, text} = this
    const end = this.findBlockEnd(start)
    // It would belong to an item, or to a footnote.
    const isInner = ['bullet', 'number', 'footnote'].includes(previous ?? '')
    if (isInner) return -1
    const form = grammar.isCard ? cardCode : indentedCode
    const lines = text.slice(start, end).split('\n')
    const isApart = end >= this.to || endsIndentedCode(text, end + 2)
    return isApart && lines.every((line) => form.test(line))
      ? this.push('other', start + countSpaces(text, start), end)
      : -1
  }

  /** A thematic break; as the first block of a text, and in lists, it is printed with stars. */
  readRule(start: number): number {
    const end = start + 3
    const isFirst = this.previous === undefined || this.depth > 0
    const isRule = this.text.startsWith('---', start) && !isFirst
    return isRule && this.findLineEnd(start) === end
      ? this.push('other', start, end)
      : -1
  }

  readTable(start: number): number {
    const end = this.findBlockEnd(start)
    return isPlainTable(this.text.slice(start, end), this.grammar)
      ? this.push('other', start, end)
      : -1
  }

  /** Lines of math, for which Prettier looks, though GFM does not. */
  readMath(start: number): number {
    const {grammar, text} = this
    const end = this.findBlockEnd(start)
    if (!text.startsWith('$$', start)) return this.readParagraph(start)
    const isMath =
      /^\$\$\n(?:[^\p{Cc}$`]*[^\s\p{Cc}$`]\n)+\$\$$/u.test(
        text.slice(start, end)
      ) && !/^ /m.test(text.slice(start, end))
    return isMath && !grammar.isCard ? end : -1
  }

  /** HTML that ends with a blank line (CommonMark 4.6, kind 6) or is a comment in one piece. */
  readHtml(start: number): number {
    const {grammar, text} = this
    const kind = readHtmlStart(text, start)
    if (kind === 'text') return this.readParagraph(start)
    const end = this.findBlockEnd(start)
    const html = text.slice(start, end)
    // Prettier 3.8 makes a heading of a tag above such a line.
    const isUnderlined = /\n(?:-+|=+)(?:\n|$)/.test(html)
    const isKnown =
      kind === 'alone' ||
      (kind === 'block' && !newTag.test(html)) ||
      (kind === 'raw' && isRawBlock(html)) ||
      isComment(html)
    const isHtml = isKnown && !isUnderlined
    if (!isHtml || this.depth > 0 || /[^\P{Cc}\n]|\s(?:\n|$)/u.test(html)) {
      return -1
    }

    if (!grammar.isCard) return end
    if (html === '</details>') return this.push('closing', start, end)
    if (cardId.test(html)) return this.push('id', start, end)
    // It has the form of a label.
    return /^<details>\n<summary>[^<>&\n]+<\/summary>$/.test(html)
      ? this.push('other', start, end, end, end)
      : -1
  }

  /** Definitions, one a line, or a footnote of one line. */
  readDefinition(start: number): number {
    const {grammar, text} = this
    const end = this.findBlockEnd(start)
    const lines = text.slice(start, end).split('\n')
    if (grammar.isCard || !/^\[[^\]]*\]:/.test(lines[0] ?? '')) {
      return this.readParagraph(start)
    }

    if (this.depth > 0) return -1
    const footnote = /^\[\^[\w-]+\]: (?=[^ ])/.exec(text.slice(start, end))
    if (footnote) {
      const from = start + footnote[0].length
      this.kind = 'footnote'
      const isLine = lines.length === 1 && !mayBeginBlock(text, from)
      return isLine && text.charCodeAt(from) !== 35 && this.isText(from, end)
        ? end
        : -1
    }

    // With a blank line between, they would be moved together.
    this.kind = 'definition'
    // Prettier 3.8 takes what begins like a title below them for one.
    const isTitle = /["'(]/.test(text.charAt(end + 2))
    return this.previous !== 'definition' &&
      !isTitle &&
      lines.every((line) => isDefinition(line, grammar))
      ? end
      : -1
  }

  /** Lines that each begin with the mark of a quote: what is after the marks is a text of its own. */
  readQuote(start: number): number {
    const {grammar, text} = this
    const end = this.findBlockEnd(start)
    const lines = text.slice(start, end).split('\n')
    if (grammar.isCard || this.depth >= deepest) return -1
    if (!lines.every((line) => line === '>' || /^> [^ ]/.test(line))) return -1
    const alert = /^> \[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]$/
    const isAlert = alert.test(lines[0] ?? '') && lines.length > 1
    const inner = lines
      .slice(isAlert ? 1 : 0)
      .map((line) => line.slice(2))
      .join('\n')
    if (isAlert && (/^\\/m.test(inner) || !mayBeginItem(inner))) return -1
    const depth = this.depth + 1
    const reader = new Reader(inner, grammar, undefined, depth, true)
    return reader.read(0, inner.length) ? end : -1
  }

  /**
   * A list, ordered or not, perhaps with check boxes, after which no other of its kind follows. Its items are all without
   * blank lines between and in them, or all have one between.
   */
  readList(start: number): number {
    const {text, to} = this
    const isOrdered = text.charCodeAt(start) !== 45 /* `-` */
    const numbers: string[] = []
    let isLoose: boolean | undefined
    let hasBlank = false
    let isStacked = false
    let width = readMarker(text, start, isOrdered)
    for (let at = start; ;) {
      if (isOrdered) numbers.push(text.slice(at, at + width - 2))
      const end = this.readItem(at, width)
      if (end === -1) return -1
      hasBlank ||= this.hasBlank
      isStacked ||= this.isStacked
      const next = skipBlank(text, end + 1)
      width = end < to ? readMarker(text, next, isOrdered) : 0
      if (width === 0) {
        // In quotes, Prettier 3.8 takes away the blank lines.
        const isConsistent = isLoose
          ? !isStacked && !this.isQuoted
          : isLoose !== false || !hasBlank
        const isRight = !isOrdered || areNumbersPrinted(numbers)
        return isConsistent && isRight && this.endList(isOrdered) ? end : -1
      }

      isLoose ??= next > end + 1
      if (isLoose !== next > end + 1) return -1
      at = next
    }
  }

  /** @returns whether the list does not go on with another one, which would have other markers */
  private endList(isOrdered: boolean): boolean {
    this.kind = isOrdered ? 'number' : 'bullet'
    return this.previous !== this.kind
  }

  /** @returns where the item ends; -1 where it is not canonical */
  private readItem(start: number, width: number): number {
    const {grammar, isQuoted, text, to} = this
    this.hasBlank = false
    this.isStacked = false
    const lineEnd = this.findLineEnd(start)
    const isBox = isBoxAt(text, start + width)
    const textStart = start + width + (isBox ? 4 : 0)
    // A box after a box is text, which Prettier 3.8 prints without the blank line below.
    if (isBox && isBracketed(text, textStart)) return -1
    let end = lineEnd
    while (end < to) {
      const next = skipBlank(text, end + 1)
      if (next >= to || !isIndent(text, next, width)) break
      this.hasBlank ||= next > end + 1
      end = this.findLineEnd(next)
    }

    if (end === lineEnd) {
      const kind = isBox ? 'box' : width === 2 ? 'bullet' : 'number'
      const isNumber = isBox && /^\d+[.)]$/.test(text.slice(textStart, end))
      return isNumber || this.isItemText(textStart, end)
        ? this.push(kind, start, end, textStart)
        : -1
    }

    if (grammar.isCard || this.depth >= deepest) return -1
    const inner = text
      .slice(textStart, end)
      .replaceAll(`\n${' '.repeat(width)}`, '\n')
    // The later lines of a paragraph would be indented as far as the box's text.
    if (isBox && !/^.*\n(?:\n|- |```|1\. )/.test(inner)) return -1
    if (!mayBeginItem(inner)) return -1
    // Prettier 3.6 takes such a blank line out, later versions keep it.
    if (this.hasBlank && /\n\n(?:- |\d+[.)] )/.test(inner)) return -1
    const depth = this.depth + 1
    const reader = new Reader(inner, grammar, undefined, depth, isQuoted)
    const isInner = this.hasBlank
      ? reader.read(0, inner.length)
      : reader.readTight()
    this.isStacked = reader.isStacked && !this.hasBlank
    return isInner ? end : -1
  }

  private isItemText(from: number, to: number): boolean {
    const {grammar, text} = this
    if (mayBeginBlock(text, from)) return false
    // A lead in bold, `- **Must:** text`, has the form of a label.
    const leadEnd = grammar.isCard ? skipPlainLabel(text, from, to) : -1
    const hasLead = leadEnd !== -1
    const isApart = !hasLead || text.charCodeAt(leadEnd) === space
    return isApart && this.isText(hasLead ? leadEnd + 1 : from, to)
  }
}

const indentedCode = /^ {4}[^\p{Cc}]*[^\s\p{Cc}]$/u

/** The same on a card, without what may be an item of a list, a label or a fence. */
const cardCode = /^ {4} *[\p{L}_$({}/"](?:[^\p{Cc}:*`]*[^\s\p{Cc}:*`])?$/u

/** HTML of kind 6 that Prettier 3.8 does not know. */
const newTag = /^<\/?search/i

/** HTML of kind 1 that is closed where it ends, and not earlier; Prettier 3.8 does not know that `textarea` is such. */
function isRawBlock(html: string): boolean {
  const close = rawEnd.exec(html)
  const end = close && close.index + close[0].length
  return end === html.length && !/^<textarea/i.test(html)
}

/** The comment with a card's id, as `formatCardId` writes it. */
const cardId = /^<!--id:[\w-]{1,64}-->$/

/** A comment that ends where its block does; `<!-->` is a whole one. */
function isComment(html: string): boolean {
  return html.startsWith('<!--') && html.indexOf('-->', 2) === html.length - 3
}

function isDefinition(line: string, {quote}: Grammar): boolean {
  const found =
    /^\[[^[\]\\^\s]+(?: [^[\]\\^\s]+)*\]: ((?:[\p{L}\p{M}\p{N}\-./#_~:?=%+,@!$*]|&(?![^\s)]*;))+)(?: (?<title>"[^"'\\&]+"|'[^"'\\&]+'))?$/u.exec(
      line
    )
  const title = found?.groups?.['title']
  return found !== null && (title === undefined || title.startsWith(quote))
}
