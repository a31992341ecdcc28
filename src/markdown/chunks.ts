/** Where a text can be cut into stretches that Markdown reads alike alone and together; `parse.ts` says why. */
import {
  findFrontMatterEnd,
  isHeading,
  isIndent,
  isItem,
  mayBeginParagraph,
  readMarker
} from './scanner/line-starts.ts'

const lineFeed = 10
const carriageReturn = 13
const hash = 35

/**
 * @param from where a stretch begins, at the start of a line
 * @returns where the next stretch begins: at the first heading or text after a blank line that is, so far as can be seen from the
 *   lines alone, not in fenced code or HTML, and not indented, or at an item of a list; else the end
 */
export function findStretchEnd(text: string, from: number): number {
  const to = text.length
  let at = from === 0 ? findFrontMatterEnd(text) : from
  if (at === -1) return to
  let isAfterBlank = false
  let isClosing: IsClosing | undefined
  const items = new ItemCuts(text, at)
  while (at < to) {
    const lineBreak = text.indexOf('\n', at)
    const end = lineBreak === -1 || lineBreak >= to ? to : lineBreak
    if (isClosing) {
      if (isClosing(text.slice(at, end))) isClosing = undefined
    } else if (
      isAfterBlank &&
      (isHeadingAt(text, at) || mayBeginParagraph(text, at) || items.isAt(at))
    ) {
      return at
    } else {
      isClosing = findOpening(text, at, end)
    }

    isAfterBlank = isBlank(text, at, end)
    if (!isAfterBlank) items.pass(at, end)
    at = end + 1
  }

  return to
}

/** A footnote's mark, wherever it is in a line. */
const footnote = /\[\^[^\]]*\]:/

/**
 * Says at which items a text can be cut. After code that is indented, and after a footnote, micromark takes some items for text: so the
 * line above must either not be code, or be a part of an item of the list that begins the stretch.
 */
class ItemCuts {
  private readonly text: string
  /** The spaces before what is in the item of the last line; 0 where it may not be in one. */
  private width: number
  private hasNote = false
  private isCode = false

  /** @param at offset of the first line */
  constructor(text: string, at: number) {
    this.text = text
    this.width = this.widthAt(at)
  }

  /** @returns whether the text can be cut before a line that follows a blank line */
  isAt(at: number): boolean {
    const isSure = this.width > 0 || !this.isCode
    return isSure && !this.hasNote && isItem(this.text, at)
  }

  /** Looks at a line that is not blank. */
  pass(at: number, end: number): void {
    const {text, width} = this
    this.hasNote ||= footnote.test(text.slice(at, end))
    this.isCode = /^(?: {4}| {0,3}\t)/.test(text.slice(at, at + 4))
    if (width > 0 && !isIndent(text, at, width)) this.width = this.widthAt(at)
  }

  private widthAt(at: number): number {
    return isItem(this.text, at) ? readMarker(this.text, at).width : 0
  }
}

/** @returns whether a block, from its first sign on, is fenced code or HTML that nothing in it closes */
export function isLeftOpen(block: string): boolean {
  const [first = '', ...lines] = block.split('\n')
  const isClosing = findOpening(first, 0, first.length)
  return isClosing !== undefined && !lines.some((line) => isClosing(line))
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
