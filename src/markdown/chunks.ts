/** Where a text can be cut into stretches that Markdown reads alike alone and together; `parse.ts` says why. */
import {isSpace} from './scanner/code-units.ts'
import {
  countSpaces,
  findBlank,
  findFrontMatterEnd,
  isHeading,
  isInterrupting,
  isItem,
  mayBeginParagraph,
  readMarker,
  mostSpaces
} from './scanner/line-starts.ts'

const tab = 9
const lineFeed = 10
const carriageReturn = 13
const hash = 35

/** Where a text can be cut. */
export interface Cut {
  readonly offset: number
  /** Whether an item of a list begins there, and indented code is above it. */
  readonly isBelowCode: boolean
}

/**
 * @param from where a stretch begins, at the start of a line
 * @param isBelowCode the same of its cut
 * @returns where the next stretch begins: at the first heading or text after a blank line that is, so far as can be seen from the
 *   lines alone, not in fenced code or HTML, and not indented, or at an item of a list; else the end
 */
export function findStretchEnd(
  text: string,
  from: number,
  isBelowCode: boolean
): Cut {
  const to = text.length
  const atEnd = {offset: to, isBelowCode: false}
  const start = from === 0 ? findFrontMatterEnd(text) : from
  if (start === -1) return atEnd
  let isAfterBlank = true
  let isAfterSpace = true
  let isClosing: IsClosing | undefined
  const items = new ItemCuts(text, isBelowCode)
  for (let at = start; at < to;) {
    const lineBreak = text.indexOf('\n', at)
    const end = lineBreak === -1 || lineBreak >= to ? to : lineBreak
    if (isClosing) {
      if (isClosing(text.slice(at, end))) isClosing = undefined
    } else {
      if (isAfterBlank && at > start) {
        const isOther = isHeadingAt(text, at) || mayBeginParagraph(text, at)
        if (isOther) return {offset: at, isBelowCode: false}
        if (items.isAt(at)) return {offset: at, isBelowCode: items.isBelowCode}
      }

      isClosing = findOpening(text, at, end)
      const hasSpace = findBlank(text, at) > 0
      if (!hasSpace) items.pass(at, end, isAfterSpace)
      isAfterSpace = hasSpace
    }

    isAfterBlank = isBlank(text, at, end)
    at = end + 1
  }

  return atEnd
}

/** A line that may be an item of a list with nothing in it. */
const emptyItem = /^(?:[-*+]|\d{1,9}[.)])\s*$/

/**
 * Says at which items a text can be cut. Below indented code, micromark takes some items for text, as the code might go on; below a
 * footnote, too. So it must be known whether the line above is code: it is if nothing is open that it may be in.
 */
class ItemCuts {
  private readonly text: string
  /** The spaces before what is in the item that is open; 0 where none is. */
  private width = 0
  private mark = ''
  /** What the last line is. */
  private line: Line
  /** Whether nothing may be open but the item. */
  private isKnown = true
  private hasNote = false

  constructor(text: string, isBelowCode: boolean) {
    this.text = text
    this.line = isBelowCode ? 'code' : 'other'
  }

  get isBelowCode(): boolean {
    return this.line === 'code'
  }

  /** @returns whether the text can be cut before a line that follows a blank line */
  isAt(at: number): boolean {
    return this.line !== 'unsure' && !this.hasNote && isItem(this.text, at)
  }

  /** Looks at a line that is not blank. */
  pass(at: number, end: number, isAfterBlank: boolean): void {
    const {text, width} = this
    this.hasNote ||= mayHaveNote(text.slice(at, end))
    const columns = countColumns(text, at)
    const first = at + countSpaces(text, at)
    if (width > 0 && columns >= width) {
      this.line = 'other'
    } else if (columns > mostSpaces) {
      if (!isAfterBlank && this.line === 'text') return
      const isCode =
        isAfterBlank || this.line === 'code' || this.line === 'listed'
      this.isKnown &&= isCode && text.charCodeAt(first) !== tab
      const known = width > 0 ? 'listed' : 'code'
      this.line = this.isKnown ? known : 'unsure'
      this.width = 0
    } else if (isItem(text, first)) {
      this.line = this.openItem(first, columns, isAfterBlank)
    } else {
      const isEmpty = emptyItem.test(text.slice(first, end))
      this.isKnown = isAfterBlank && (columns === 0 || this.isKnown) && !isEmpty
      const isText = isAfterBlank || this.line === 'text'
      this.line = isText && mayBeginParagraph(text, first) ? 'text' : 'other'
      this.width = 0
    }
  }

  private openItem(first: number, spaces: number, isAfterBlank: boolean): Line {
    const {line, text} = this
    const {mark, width} = readMarker(text, first)
    const isSibling = isAfterBlank
      ? line !== 'code' && line !== 'unsure'
      : this.width > 0 && mark === this.mark
    const isList = isSibling || isInterrupting(text, first)
    const isEmpty = findBlank(text, first + width) > 0
    // At the margin, nothing else is open.
    const isOuter = spaces === 0 || this.isKnown
    this.isKnown = isOuter && (isList ? !isEmpty : line === 'code')
    this.width = isList && !isEmpty ? spaces + width : 0
    this.mark = mark
    return isList ? 'other' : 'text'
  }
}

/** Whether the mark of a footnote may be somewhere in a line. */
function mayHaveNote(line: string): boolean {
  const open = line.indexOf('[^')
  return open !== -1 && line.includes(']:', open)
}

/** A line: code; code right below a list, which does not go on; what may be code; text of a paragraph. */
type Line = 'code' | 'listed' | 'unsure' | 'text' | 'other'

/** @returns the width of the white space at the start of a line (2.2) */
function countColumns(text: string, at: number): number {
  let columns = 0
  for (let each = at; isSpace(text.charCodeAt(each)); each++) {
    columns += text.charCodeAt(each) === tab ? 4 - (columns % 4) : 1
  }

  return columns
}

/**
 * @param block from its first sign on
 * @param indent spaces before the lines of what it is in
 * @returns whether it is fenced code or HTML that nothing in it closes
 */
export function isLeftOpen(block: string, indent: number): boolean {
  const [first = '', ...lines] = block.split('\n')
  const isClosing = findOpening(first, 0, first.length)
  // What closes code is not indented as code is (4.5).
  const isNear = (line: string): boolean =>
    first.startsWith('<') ||
    (!/^ *\t/.test(line) && countSpaces(line, 0) < indent + 4)
  return (
    isClosing !== undefined &&
    !lines.some((line) => isNear(line) && isClosing(line))
  )
}

/** @returns whether a heading without indentation begins at the start of a line */
export function isHeadingAt(text: string, at: number): boolean {
  return text.charCodeAt(at) === hash && isHeading(text, at)
}

/** @returns how many lines end in a part of a text */
export function countLineEndings(
  text: string,
  from: number,
  to: number
): number {
  const part = text.slice(from, to)
  let count = 0
  let at = part.indexOf('\n')
  for (; at !== -1; at = part.indexOf('\n', at + 1)) count++
  at = part.indexOf('\r')
  for (; at !== -1; at = part.indexOf('\r', at + 1)) {
    if (text.charCodeAt(from + at + 1) !== lineFeed) count++
  }

  return count
}

/** Blank without white space, which is all that is needed. */
function isBlank(text: string, at: number, end: number): boolean {
  return (
    at === end || (end === at + 1 && text.charCodeAt(at) === carriageReturn)
  )
}

/** HTML of kinds 1 to 5 (CommonMark 4.6): how it begins, and how the line looks on which it ends. */
const htmlKinds: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^<(?:pre|script|style|textarea)(?:[\s>]|$)/i,
    /<\/(?:pre|script|style|textarea)>/i
  ],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![A-Za-z]/, />/],
  [/^<!\[CDATA\[/, /\]\]>/]
]

/** Whether a line closes what is open. */
type IsClosing = (line: string) => boolean

/** @returns what closes the fenced code or HTML that a line opens, if it does and does not close it itself */
function findOpening(
  text: string,
  at: number,
  end: number
): IsClosing | undefined {
  let start = at
  while (start < end && start - at < 4 && text.charCodeAt(start) === 32) start++
  switch (text.charCodeAt(start)) {
    case 60 /* `<` */: {
      const line = text.slice(start, end)
      const closing = htmlKinds.find(([opening]) => opening.test(line))?.[1]
      if (!closing || closing.test(line)) return undefined
      return (each) => closing.test(each)
    }

    case 96 /* backtick */:
    case 126 /* `~` */: {
      const line = text.slice(start, end)
      const fence = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[0]
      if (fence === undefined) return undefined
      return (each) => isClosingFence(each.trim(), fence)
    }

    default: {
      return undefined
    }
  }
}

/** @param line without white space around it */
function isClosingFence(line: string, fence: string): boolean {
  if (!line.startsWith(fence)) return false
  for (let at = fence.length; at < line.length; at++) {
    if (line[at] !== fence[0]) return false
  }

  return true
}
