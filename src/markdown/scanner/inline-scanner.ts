/**
 * Inline content of a paragraph or heading to mdast: text, code, emphasis, links, line breaks, escapes. Section
 * numbers are those of CommonMark 0.31. Where what a character means depends on more than its neighbors and a stack of
 * what is open, the scanner declines; what it accepts can be read in one way only:
 *
 * - A run of `*` or `_` (6.2) closes only the opener on top of the stack, with as many markers of the same kind, and one that can
 *   do both opens only where none of its kind is open. Then the specification's search for the nearest opener finds that opener,
 *   and its rule about multiples of three does not apply.
 * - Code (6.1) binds tighter than links, links tighter than emphasis (6.3): a link's text has not one half of an emphasis; code
 *   ends on the line on which it begins.
 * - A link or image has its address behind it, or is one between `<` and `>`. `[…]` alone is text where nothing in the whole text
 *   can be a definition of that name, and a reference where there seems to be one, which has to be made sure of (`labels.ts`).
 *   An image's text has no markup.
 * - What GFM finds in plain text (`www.`, `https://`, `@` with a domain behind it) is declined.
 */
import type {PhrasingContent} from 'mdast'
import type {Point} from 'unist'
import {isAsciiPunctuation} from './code-units.ts'
import {tag} from './html-starts.ts'
import {Labels} from './labels.ts'
import {findLiteralEnd} from './literal-links.ts'

/** What is open: `*`, `_` or `[`, with the content of the node around it. */
interface Opener {
  readonly marker: number
  readonly length: number
  /** Whether a bracket has a link behind it, and so cannot be one. */
  isInactive: boolean
  /** Whether an address is in a bracket, which is text in a link alone. */
  hasAddress: boolean
  readonly start: Point
  readonly around: PhrasingContent[]
  readonly below: Opener | undefined
  /** How many there are, with those below. */
  readonly depth: number
}

/** What is open is searched, and moved where it is text: so many may be. */
const mostOpen = 64

const lineFeed = 10
const carriageReturn = 13
const space = 32
const leftBracket = 91
const backslash = 92
const rightBracket = 93
const backtick = 96
const tilde = 126

/** Whether a UTF-16 unit can mean something: 1 where it can, 0 where it is text wherever it is. */
const isSpecial = new Uint8Array(0x1_00_00)
for (const character of '\0\t\n\r&*.:<@[\\]_`~') {
  isSpecial[character.charCodeAt(0)] = 1
}

/** What GFM turns into links; wider than what it accepts. */
const autolink = /www\.|https?:\/\/|@[-\w.]*\.[-\w]/i

/** A character reference (2.5), with its code or name. */
const entity = /&(?:#(\d{1,7})|#[Xx]([\dA-Fa-f]{1,6})|([\dA-Za-z]{1,31}));/y

/** The names that texts have; there are two thousand others. */
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  copy: '©',
  gt: '>',
  hellip: '…',
  ldquo: '“',
  lsquo: '‘',
  lt: '<',
  mdash: '—',
  nbsp: '\u00A0',
  ndash: '–',
  quot: '"',
  rarr: '→',
  rdquo: '”',
  rsquo: '’',
  times: '×'
}

/** `<` and what may follow it without being the beginning of an element, a comment, or an address. */
const harmlessAngle = /<[\d.,%=]*(?:[ \r\n)]|$)/y

/** An autolink (6.5) to the web in ASCII. */
const angleLink = /<https?:\/\/[!#-%'-;=?-[\]-~]*>/y

/** Text of an image (6.4), which is not Markdown, without anything that could be. */
const alternative = /\[([^[\]\\`*_~<>;&\p{Cc}]*)\]/uy

/** The label after the text of a reference (6.3), or none. */
const fullLabel = /\[([^[\]]{0,999})\]/y

/** Where a link leads, without the text that does. */
type Target =
  | {readonly type: 'link'; readonly title: string | null; readonly url: string}
  | {
      readonly type: 'linkReference'
      readonly identifier: string
      readonly label: string
      readonly referenceType: 'collapsed' | 'full' | 'shortcut'
    }

/** Scans one piece of inline content after another of the same text. */
export class InlineScanner {
  /** Line that the scanner has reached, from 1. */
  line = 1
  /** Offset at which that line begins. */
  lineStart = 0
  /** Whether what is scanned is in cells of a table, in which bars are escaped in code, too. */
  isInTable = false

  private readonly text: string
  private at = 0
  private from = 0
  private to = 0
  private children: PhrasingContent[] = []
  private opener: Opener | undefined = undefined
  private tildes = 0
  /** What `findLastBreak` has found in the text. */
  private lastBreak: number | undefined
  /** Offset at which the text node begins that is being read; -1 where none is. */
  private textStart = -1
  private textLine = 1
  private textLineStart = 0
  /** What has been read of its value, up to `cut`. */
  private value = ''
  private cut = 0
  /** Offset of the first text on a line that is in the same node as the end of the line before. */
  private lineText = -1
  private mayLink = false

  readonly labels: Labels

  /** @param labels those of the whole text, if this is a part of one */
  constructor(text: string, labels = new Labels(text)) {
    this.text = text
    this.labels = labels
  }

  /**
   * Scans content that has no white space at either end and at which `line` and `lineStart` point; afterwards they
   * point at its last line.
   *
   * @param children to which the nodes are added
   * @returns whether the scanner is sure; if not, what it has added means nothing
   */
  scan(from: number, to: number, children: PhrasingContent[]): boolean {
    const {text} = this
    this.at = from
    this.from = from
    this.to = to
    this.children = children
    this.opener = undefined
    this.tildes = 0
    this.lastBreak = undefined
    this.textStart = -1
    for (;;) {
      let at = this.at
      while (at < to && isSpecial[text.charCodeAt(at)] === 0) at++
      if (at > this.at) {
        if (this.textStart === -1) this.beginText(this.at)
        this.at = at
      }

      if (at >= to) break
      if (!this.scanSpecial(text.charCodeAt(at))) return false
    }

    return this.flush(to) && this.dropAll()
  }

  /** @returns the point at an offset on the current line */
  point(offset: number): Point {
    return {line: this.line, column: offset - this.lineStart + 1, offset}
  }

  private scanSpecial(code: number): boolean {
    const {text, at} = this
    switch (code) {
      case lineFeed:
      case carriageReturn: {
        return this.scanLineEnding(at)
      }

      case 46 /* `.` */:
      case 58 /* `:` */:
      case 64 /* `@` */: {
        if (this.scanLiteral()) return true
        this.keep(1)
        this.mayLink ||= isLinkSign(text, at)
        return true
      }

      case 42 /* `*` */:
      case 95 /* `_` */: {
        return this.scanAttention(code)
      }

      case backtick: {
        return this.scanCode()
      }

      case backslash: {
        return this.scanBackslash()
      }

      case 38 /* `&` */: {
        return this.scanEntity()
      }

      case 60 /* `<` */: {
        harmlessAngle.lastIndex = at
        return harmlessAngle.test(text)
          ? this.keep(1)
          : this.scanTag() || this.scanAutolink()
      }

      case leftBracket: {
        return this.openLink()
      }

      case rightBracket: {
        return this.closeLink()
      }

      case tilde: {
        return this.scanTildes()
      }

      default: {
        return false
      }
    }
  }

  private scanEntity(): boolean {
    const {text, at} = this
    entity.lastIndex = at
    const found = entity.exec(text)
    if (!found) return this.keep(1)
    const [source, decimal, hexadecimal, name] = found
    const character =
      name === undefined
        ? toCharacter(
            Number.parseInt(decimal ?? hexadecimal ?? '', decimal ? 10 : 16)
          )
        : entities[name]
    if (character === undefined || entity.lastIndex > this.to) return false
    if (this.textStart === -1) this.beginText(at)
    this.mayLink = true
    this.cutOut(at, at + source.length)
    this.value += character
    this.at = at + source.length
    return true
  }

  /** One run alone strikes nothing through. */
  private scanTildes(): boolean {
    const {text, at} = this
    if (this.tildes++ > 0) return false
    let end = at + 1
    while (text.charCodeAt(end) === tilde) end++
    return this.keep(end - at)
  }

  /** Takes characters for text. */
  private keep(length: number): true {
    if (this.textStart === -1) this.beginText(this.at)
    this.at += length
    return true
  }

  private beginText(start: number): void {
    this.textStart = start
    this.textLine = this.line
    this.textLineStart = this.lineStart
    this.value = ''
    this.cut = start
    this.mayLink = false
  }

  /** Ends the text node that is being read, if there is one. */
  private flush(end: number): boolean {
    const {textStart, cut} = this
    if (textStart === -1) return true
    const rest = this.text.slice(cut, end)
    const value = this.value === '' ? rest : this.value + rest
    if (this.mayLink && autolink.test(value)) {
      const bracket = this.findOpen(leftBracket)
      if (!bracket) return false
      bracket.hasAddress = true
    }

    this.push({
      type: 'text',
      value,
      position: {
        start: {
          line: this.textLine,
          column: textStart - this.textLineStart + 1,
          offset: textStart
        },
        // Text that ends a line ends there, and not after the white space of the next.
        end: this.point(this.lineText === end ? this.lineStart : end)
      }
    })
    this.textStart = -1
    return true
  }

  /** Adds a node; text goes on with the text before it. */
  private push(node: PhrasingContent): void {
    const last = this.children.at(-1)
    if (node.type === 'text' && last?.type === 'text') {
      last.value += node.value
      if (last.position && node.position) last.position.end = node.position.end
    } else {
      this.children.push(node)
    }
  }

  /** Soft and hard line breaks (6.7, 6.8): spaces around the line ending are dropped, two or more of them break. */
  private scanLineEnding(at: number): boolean {
    const {text} = this
    let end = at + 1
    if (text.charCodeAt(at) === carriageReturn) {
      if (text.charCodeAt(end) !== lineFeed) return false
      end++
    }

    let trail = at
    while (text.charCodeAt(trail - 1) === space) trail--
    // After code or emphasis, the spaces are all that there is of the text.
    const isBare = this.textStart === -1 || this.textStart >= trail
    if (isBare) this.textStart = -1
    let next = end
    while (text.charCodeAt(next) === space) next++
    if (at - trail > 1) {
      if (!this.flush(trail)) return false
      this.breakLine(trail, end)
    } else {
      if (isBare) this.beginText(at)
      else if (trail < at) this.cutOut(trail, at)
      this.startLine(end)
      if (next > end) this.cutOut(end, next)
      this.lineText = next
    }

    this.at = next
    return true
  }

  private breakLine(start: number, end: number): void {
    const point = this.point(start)
    this.startLine(end)
    this.children.push({
      type: 'break',
      position: {start: point, end: this.point(end)}
    })
  }

  private startLine(start: number): void {
    this.line++
    this.lineStart = start
  }

  /** Leaves a part of the source out of the text's value. */
  private cutOut(start: number, end: number): void {
    this.value += this.text.slice(this.cut, start)
    this.cut = end
  }

  /** Escapes (2.4), and a hard break (6.7). */
  private scanBackslash(): boolean {
    const {text, at} = this
    const code = text.charCodeAt(at + 1)
    // The last character of the content is a backslash and nothing else; rare enough.
    if (at + 1 >= this.to) return false
    if (code === lineFeed || code === carriageReturn) {
      let end = at + 2
      if (code === carriageReturn) {
        if (text.charCodeAt(end) !== lineFeed) return false
        end++
      }

      if (!this.flush(at)) return false
      this.breakLine(at, end)
      while (text.charCodeAt(end) === space) end++
      this.at = end
      return true
    }

    if (!isAsciiPunctuation(code)) return this.keep(1)
    if (this.textStart === -1) this.beginText(at)
    // What is escaped looks like an autolink to GFM, which goes by the value.
    this.mayLink = true
    this.cutOut(at, at + 1)
    this.at = at + 2
    return true
  }

  /** Code (6.1): closed by as many backticks as open it. */
  private scanCode(): boolean {
    const {text, at, to} = this
    let start = at
    while (start < to && text.charCodeAt(start) === backtick) start++
    const length = start - at
    let end = start
    for (;;) {
      const code = text.charCodeAt(end)
      if (end >= to || code === 0) return false
      // Line endings become spaces; not here.
      if (code === lineFeed || code === carriageReturn) return false
      if (code !== backtick) {
        end++
        continue
      }

      const from = end
      while (end < to && text.charCodeAt(end) === backtick) end++
      if (end - from === length) break
    }

    const close = end - length
    let value = text.slice(start, close)
    // One space on both sides goes, if there is more than space.
    if (value.startsWith(' ') && value.endsWith(' ') && /[^ ]/.test(value)) {
      value = value.slice(1, -1)
    }

    if (this.isInTable) {
      value = value.replace(/\\([|\\])/g, (pair, sign: string) =>
        sign === '|' ? sign : pair
      )
    }

    if (!this.flush(at)) return false
    this.children.push({
      type: 'inlineCode',
      value,
      position: {start: this.point(at), end: this.point(end)}
    })
    this.at = end
    return true
  }

  /** Emphasis and strong emphasis (6.2). */
  private scanAttention(marker: number): boolean {
    const {text, at, to} = this
    let end = at
    while (end < to && text.charCodeAt(end) === marker) end++
    const length = end - at
    const before = at === this.from ? 'space' : classify(text, at - 1)
    const after = end === to ? 'space' : classify(text, end)
    // A marker of deleted text counts as open to any side.
    const mayOpen =
      after === 'other' ||
      (after === 'punctuation' && before !== 'other') ||
      (end < to && text.charCodeAt(end) === tilde)
    const mayClose =
      before === 'other' ||
      (before === 'punctuation' && after !== 'other') ||
      (at > this.from && text.charCodeAt(at - 1) === tilde)
    const isAsterisk = marker === 42
    const opens = mayOpen && (isAsterisk || before !== 'other' || !mayClose)
    const closes = mayClose && (isAsterisk || after !== 'other' || !mayOpen)
    if (!opens && !closes) return this.keep(length)
    const {opener} = this
    const isMatch = opener?.marker === marker && opener.length === length
    if (length > 3 || (closes && !isMatch && this.findOpen(marker)))
      return false
    if (!isMatch && !opens) return this.keep(length)
    if (!this.flush(at)) return false
    this.at = end
    if (!closes || !isMatch) return this.open(marker, length, at)
    this.closeAttention(opener, at)
    return true
  }

  /** Three markers are emphasis around strong text. */
  private closeAttention(
    {around, below, length, start}: Opener,
    at: number
  ): void {
    let {children} = this
    if (length > 1) {
      const position = {
        start: move(start, length - 2),
        end: this.point(at + 2)
      }
      children = [{type: 'strong', children, position}]
    }

    if (length !== 2) {
      const position = {start, end: this.point(at + length)}
      children = [{type: 'emphasis', children, position}]
    }

    this.children = around
    this.opener = below
    this.children.push(...children)
  }

  /** @returns the innermost run of the marker that is open */
  private findOpen(marker: number): Opener | undefined {
    let {opener} = this
    while (opener && opener.marker !== marker) opener = opener.below
    return opener
  }

  /** @returns whether so many may be open */
  private open(marker: number, length: number, at: number): boolean {
    const depth = (this.opener?.depth ?? 0) + 1
    this.opener = {
      depth,
      marker,
      length,
      isInactive: false,
      hasAddress: false,
      start: this.point(at),
      around: this.children,
      below: this.opener
    }
    this.children = []
    return depth <= mostOpen
  }

  /** An address between `<` and `>`: escapes, entities and emphasis mean nothing in it. */
  private scanAutolink(): boolean {
    const {text, at} = this
    angleLink.lastIndex = at
    const found = angleLink.exec(text)?.[0]
    const end = angleLink.lastIndex
    if (found === undefined || end > this.to || this.findOpen(leftBracket))
      return false
    if (!this.flush(at)) return false
    const url = found.slice(1, -1)
    const position = {start: this.point(at + 1), end: this.point(end - 1)}
    this.children.push({
      type: 'link',
      title: null,
      url,
      children: [{type: 'text', value: url, position}],
      position: {start: this.point(at), end: this.point(end)}
    })
    this.at = end
    return true
  }

  /** An address as it is, of which the protocol has been taken for text. */
  private scanLiteral(): boolean {
    const {text, at, textStart} = this
    if (!text.startsWith('://', at)) return false
    const end = findLiteralEnd(text, at, this.from)
    const start = at - (text.charCodeAt(at - 1) === 115 /* `s` */ ? 5 : 4)
    const isLink =
      end !== -1 &&
      end <= this.to &&
      Math.max(textStart, this.cut) <= start &&
      !this.findOpen(leftBracket)
    if (!isLink) return false
    if (textStart === start) this.textStart = -1
    else if (!this.flush(start)) return false
    const position = {start: this.point(start), end: this.point(end)}
    const url = text.slice(start, end)
    const children = [{type: 'text' as const, value: url, position}]
    this.children.push({
      type: 'link',
      title: null,
      url,
      children,
      position: {start: {...position.start}, end: {...position.end}}
    })
    this.at = end
    return true
  }

  /** HTML (6.6). */
  private scanTag(): boolean {
    const {text, at} = this
    tag.lastIndex = at
    const found = tag.exec(text)?.[0]
    const end = tag.lastIndex
    if (found === undefined || end > this.to || !this.flush(at)) return false
    this.children.push({
      type: 'html',
      value: found,
      position: {start: this.point(at), end: this.point(end)}
    })
    this.at = end
    return true
  }

  private openLink(): boolean {
    const {text, at} = this
    if (at > this.from && text.charCodeAt(at - 1) === 33) {
      return this.scanImage(at - 1)
    }

    // A footnote.
    if (text.charCodeAt(at + 1) === 94 && this.labels.hasNotes) return false
    if (!this.flush(at)) return false
    this.at = at + 1
    return this.open(leftBracket, 1, at)
  }

  private closeLink(): boolean {
    const {at, opener} = this
    if (opener?.marker !== leftBracket)
      return !this.findOpen(leftBracket) && this.keep(1)
    if (!this.flush(at)) return false
    const target = this.readTarget(opener, at)
    if (target === 'unsure') return false
    if (!target) return this.drop(opener) && this.keep(1)
    for (let outer = opener.below; outer; outer = outer.below) {
      outer.isInactive = true
    }

    const {children} = this
    this.children = opener.around
    this.opener = opener.below
    this.children.push({
      ...target,
      children,
      position: {start: opener.start, end: this.point(this.at)}
    })
    return true
  }

  /**
   * Reads what the text in brackets leads to, and moves after it.
   *
   * @param at offset of the bracket that closes the text
   * @returns `undefined` where it leads nowhere
   */
  private readTarget(
    {isInactive, start}: Opener,
    at: number
  ): Target | 'unsure' | undefined {
    const {labels, text} = this
    const next = text.charCodeAt(at + 1)
    if (isInactive) return undefined
    if (next === 40 /* `(` */) {
      const address = this.readAddress(at + 1)
      const isSure = address && this.children.length > 0
      return isSure ? {type: 'link', ...address} : 'unsure'
    }

    const {offset = 0} = start
    fullLabel.lastIndex = at + 1
    const [full, second = ''] = fullLabel.exec(text) ?? []
    // micromark looks for the end of a label on later lines, and has other positions for what is there in lists and quotes.
    if (next === leftBracket && full === undefined && at < this.findLastBreak())
      return 'unsure'
    const own = text.slice(offset + 1, at)
    const mayRefer = labels.mayDefine(own) || labels.mayDefine(second)
    if (!mayRefer) return undefined
    // A definition, or brackets in brackets.
    const isOther =
      (offset === this.from && next === 58) /* `:` */ ||
      (next === leftBracket && full === undefined) ||
      at + 1 + (full?.length ?? 0) > this.to
    const label = second === '' ? own : second
    const identifier = isOther ? undefined : labels.assume(label)
    if (identifier === undefined) return 'unsure'
    this.at = at + 1 + (full?.length ?? 0)
    const referenceType =
      second !== '' ? 'full' : full === undefined ? 'shortcut' : 'collapsed'
    return {type: 'linkReference', identifier, label, referenceType}
  }

  /**
   * Makes text of what nothing has closed, and puts what follows after it.
   *
   * @returns whether that is sure
   */
  private drop(opener: Opener): boolean {
    const {children} = this
    const {around, below, hasAddress, length, marker, start} = opener
    this.children = around
    this.opener = below
    this.push({
      type: 'text',
      value: String.fromCharCode(marker).repeat(length),
      position: {start, end: move(start, length)}
    })
    for (const child of children) this.push(child)
    return !hasAddress
  }

  /** Makes text of all that is open. @returns whether that is sure */
  private dropAll(): boolean {
    for (let {opener} = this; opener; opener = opener.below) {
      if (!this.drop(opener)) return false
    }

    return true
  }

  /** @returns offset of the last line break of the text; less than where that begins, if it has none */
  private findLastBreak(): number {
    this.lastBreak ??= this.text.lastIndexOf('\n', this.to - 1)
    return this.lastBreak
  }

  /** Reads a destination, and moves after it. */
  private readAddress(
    at: number
  ): {title: string | null; url: string} | undefined {
    // Without escapes, perhaps with a title; brackets are in pairs, and an entity needs a semicolon (6.3).
    const destination =
      /\((?:<([^<>\\;\p{Cc}]*)>|((?:[^\s()<>\\;\p{Cc}]|\((?:[^\s()<>\\;\p{Cc}]|\([^\s()<>\\;\p{Cc}]*\))*\))*))(?: (?:"([^"\\;\p{Cc}]+)"|'([^'\\;\p{Cc}]+)'))?\)/uy
    destination.lastIndex = at
    const found = destination.exec(this.text)
    if (!found || destination.lastIndex > this.to) return undefined
    this.at = destination.lastIndex
    const [, quoted, bare, double, single] = found
    const title = double ?? single ?? null
    // A title alone is none.
    if (title !== null && quoted === undefined && !bare) return undefined
    return {title, url: quoted ?? bare ?? ''}
  }

  /** @param at offset of the `!`, which has been taken for text */
  private scanImage(at: number): boolean {
    const {text} = this
    alternative.lastIndex = at + 1
    const alt = alternative.exec(text)?.[1]
    const isEscaped = at > this.from && text.charCodeAt(at - 1) === backslash
    if (alt === undefined || isEscaped) return false
    if (this.textStart === at) this.textStart = -1
    else if (!this.flush(at)) return false
    const address = this.readAddress(alternative.lastIndex)
    if (!address) return false
    this.children.push({
      type: 'image',
      ...address,
      alt,
      position: {start: this.point(at), end: this.point(this.at)}
    })
    return true
  }
}

/** @returns the point so many characters to the right */
function move({column, line, offset = 0}: Point, length: number): Point {
  return {line, column: column + length, offset: offset + length}
}

/** @returns the character that a code stands for; `undefined` for those that nobody writes so, of which some stand for others */
function toCharacter(code: number): string | undefined {
  const isUsual =
    (code > 31 && code < 127) ||
    (code > 159 && code < 0xd8_00) ||
    (code > 0xff_ff && code < 0x2_00_00)
  return isUsual ? String.fromCodePoint(code) : undefined
}

/** Whether GFM may find a link around a `.`, `:` or `@`. */
function isLinkSign(text: string, at: number): boolean {
  switch (text.charCodeAt(at)) {
    case 46 /* `.` */: {
      return (text.charCodeAt(at - 1) | 32) === 119 /* `w` */
    }

    case 58 /* `:` */: {
      return text.charCodeAt(at + 1) === 47 /* `/` */
    }

    default: {
      return true
    }
  }
}

/** Kinds of characters around a run of `*` or `_` (2.1); by UTF-16 unit, as micromark has it. */
function classify(text: string, at: number): 'space' | 'punctuation' | 'other' {
  const code = text.charCodeAt(at)
  if (code < 128) {
    if (code === space || (code >= 9 && code <= 13)) return 'space'
    return isAsciiPunctuation(code) ? 'punctuation' : 'other'
  }

  const character = text.charAt(at)
  if (/\s/.test(character)) return 'space'
  return /[\p{P}\p{S}]/u.test(character) ? 'punctuation' : 'other'
}
