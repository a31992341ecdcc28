/** How lines begin, which alone decides about blocks (CommonMark 3.1); section numbers are those of CommonMark 0.31. */
import {isDigit, isSpace} from './code-units.ts'
import {mayBeNote} from './definitions.ts'
import {readHtmlStart} from './html-starts.ts'

const lineFeed = 10
const carriageReturn = 13
const space = 32
const hash = 35
const dash = 45

/** With more spaces before it, nothing begins on a line but code (4.4). */
export const mostSpaces = 3

/** @returns the length of the line ending at an offset; 0 where there is none */
export function findLineEnding(text: string, at: number): 0 | 1 | 2 {
  const code = text.charCodeAt(at)
  if (code === lineFeed) return 1
  return code === carriageReturn && text.charCodeAt(at + 1) === lineFeed ? 2 : 0
}

/** @returns the length of a blank line at its start, with its ending; 0 where it is not one */
export function findBlank(text: string, at: number): number {
  let end = at
  while (isSpace(text.charCodeAt(end))) end++
  const ending = findLineEnding(text, end)
  return ending === 0 ? 0 : end + ending - at
}

/** @returns offset of the first line, from `at` on, that is not blank */
export function skipBlankLines(text: string, at: number): number {
  let next = at
  for (;;) {
    const length = findBlank(text, next)
    if (length === 0) return next
    next += length
  }
}

/** @returns how many spaces are at an offset */
export function countSpaces(text: string, at: number): number {
  let end = at
  while (text.charCodeAt(end) === space) end++
  return end - at
}

/** @returns whether so many spaces are at an offset */
export function isIndent(text: string, at: number, indent: number): boolean {
  let end = at
  while (end - at < indent && text.charCodeAt(end) === space) end++
  return end - at === indent
}

/** What begins an item of a list (5.2). */
export interface Marker {
  /** Length, with the spaces after it. */
  readonly width: number
  /** What is the same for all items of a list. */
  readonly mark: string
  readonly number: number | undefined
}

/** With more spaces after the marker, code begins. */
const mostAfterMarker = 4

/** @param at offset of the marker of an item */
export function readMarker(text: string, at: number): Marker {
  let end = at
  while (isDigit(text.charCodeAt(end))) end++
  let next = end + 1
  while (text.charCodeAt(next) === space) next++
  const spaces = next - end - 1
  return {
    width: (spaces > mostAfterMarker ? end + 2 : next) - at,
    mark: text.charAt(end),
    number: end > at ? Number(text.slice(at, end)) : undefined
  }
}

/** @returns whether an item of a list may begin at the start of a line (5.2): a marker with one space and text after it */
export function isItem(text: string, at: number): boolean {
  if (isBullet(text, at)) return true
  let end = at
  while (isDigit(text.charCodeAt(end))) end++
  const code = text.charCodeAt(end)
  return (
    end > at &&
    end - at < 10 &&
    (code === 46 || code === 41) /* `.)` */ &&
    text.charCodeAt(end + 1) === space
  )
}

/** @returns whether what begins on a line ends the paragraph above: of numbered lists, one from 1 on, of HTML, not each kind */
export function isInterrupting(text: string, at: number): boolean {
  switch (text.charCodeAt(at)) {
    case 60 /* `<` */: {
      return ['block', 'comment', 'raw'].includes(readHtmlStart(text, at) ?? '')
    }

    case 62 /* `>` */: {
      return true
    }

    case hash: {
      return isHeading(text, at)
    }

    case 91 /* `[` */: {
      return mayBeNote(text, at)
    }

    case 96 /* backtick */: {
      return text.startsWith('```', at)
    }

    default: {
      return isBullet(text, at) || /^1[.)] +[^\s]/.test(text.slice(at, at + 8))
    }
  }
}

/** @returns whether a line may be one of delimiters of a table, an underline of a heading, or a thematic break */
export function isRuleLike(text: string, at: number): boolean {
  let end = at
  while ('-=:|* \t_'.includes(text.charAt(end) || '\n')) end++
  return end > at && (end >= text.length || findLineEnding(text, end) > 0)
}

/** @returns whether a task's box is ticked (GFM 5.3), where an item's content begins with one */
export function readBox(text: string, at: number): boolean | undefined {
  const box = text.slice(at, at + 4)
  return /^\[[ xX]\] $/.test(box) && text.charCodeAt(at + 4) > space
    ? box !== '[ ] '
    : undefined
}

/** @returns whether an item of a bullet list may begin at the start of a line (5.2): a marker with a space after it */
export function isBullet(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (
    (code === dash || code === 42 /* `*` */ || code === 43) /* `+` */ &&
    text.charCodeAt(at + 1) === space
  )
}

/** @returns whether an ATX heading begins at the start of a line (4.2) */
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

/** @returns whether an item's content begins with a block, and what is in brackets is not the box of a task */
export function mayBeginItem(text: string, at: number): boolean {
  const isBox = /^\[[ \txX]\](?:\s|$)/.test(text.slice(at, at + 4))
  return !isBox && at < text.length && !/\s/.test(text.charAt(at))
}

/** @returns whether a line that begins like a block can only be more of the paragraph above, in which no such block begins */
export function mayGoOn(text: string, at: number): boolean {
  return (
    text.charCodeAt(at) === 60 /* `<` */ && readHtmlStart(text, at) === 'alone'
  )
}

/**
 * @returns whether a line that begins so, without white space in front, can only be text of a paragraph. Not so where it may be a
 * block, an underline of a heading, or a row of a table, and in some cases that are rare enough to be left to others.
 */
export function mayBeginParagraph(text: string, at: number): boolean {
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
    case 61 /* `=` */:
    case dash:
    case 43 /* `+` */:
    case 126 /* `~` */: {
      return false
    }

    case hash: {
      return !isHeading(text, at)
    }

    // HTML; not so what is less than, an autolink, or a tag with text after it.
    case 60 /* `<` */: {
      return readHtmlStart(text, at) === 'text'
    }

    case 124 /* `|` */:
    case 58 /* `:` */: {
      return !isRuleLike(text, at)
    }

    // Lists and thematic breaks (4.1).
    case 42 /* `*` */:
    case 95 /* `_` */: {
      return next === code ? !isRuleLike(text, at) : next > space
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

/** Whether the line may begin an item of an ordered list: a number with `.` or `)` and a space, or nothing, after it (5.2). */
function isOrdered(text: string, at: number): boolean {
  let end = at
  while (isDigit(text.charCodeAt(end))) end++
  return (
    '.)'.includes(text.charAt(end) || ' ') &&
    !(text.charCodeAt(end + 1) > space)
  )
}

const frontMatterFence = /^---[ \t]*(?:\r\n?|\n)/
const frontMatterEnd = /(?:\r\n?|\n)---[ \t]*(?=[\r\n]|$)/g

/**
 * @returns offset after the closing fence of a text's front matter, with the space after it; 0 if it has none; -1 if only
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
