/** Where links and definitions lead (CommonMark 6.3 and 4.7): destinations and titles, in one line. */
import {isSpace} from './code-units.ts'
import {decode} from './entities.ts'

/** A destination, and perhaps a title. */
export interface Destination {
  readonly url: string
  readonly title: string | null
  /** Offset after it. */
  readonly end: number
}

/** So deep may parentheses be in each other in the address of a link. */
const deepest = 32

/** No title that is read is longer. */
const longestTitle = 1000

/**
 * @param at offset of the `(` after the text of a link or image
 * @param to where the text ends
 * @returns `undefined` where it is text; `unsure` where it may go on over lines, or has something in it that is rare
 */
export function readResource(
  text: string,
  at: number,
  to: number
): Destination | 'unsure' | undefined {
  const start = skipSpaces(text, at + 1)
  const isEmpty = text.charCodeAt(start) === 41 && start < to
  if (isEmpty) return {url: '', title: null, end: start + 1}
  const found = readDestination(text, start, to)
  if (typeof found !== 'object') return found
  const close = skipSpaces(text, found.end)
  if (close >= to) return undefined
  if (isLineEnding(text.charCodeAt(close))) return 'unsure'
  return text.charCodeAt(close) === 41 ? {...found, end: close + 1} : undefined
}

/**
 * @param at offset of the address
 * @returns it, with the title after it, if there is one
 */
export function readDestination(
  text: string,
  at: number,
  to: number
): Destination | 'unsure' | undefined {
  if (at < to && isLineEnding(text.charCodeAt(at))) return 'unsure'
  const isEnclosed = text.charCodeAt(at) === 60 /* `<` */
  const end = isEnclosed ? skipEnclosed(text, at, to) : skipBare(text, at, to)
  if (end === -1) return undefined
  const url = decode(
    isEnclosed ? text.slice(at + 1, end - 1) : text.slice(at, end)
  )
  const titleStart = skipSpaces(text, end)
  const isTitled =
    titleStart > end &&
    titleStart < to &&
    `"'(`.includes(text.charAt(titleStart))
  const close = isTitled ? findTitleEnd(text, titleStart, to) : undefined
  if (typeof close === 'string') return close
  const after = close === undefined ? end : close + 1
  if (url === undefined || /[\t\0]/.test(text.slice(at, after))) return 'unsure'
  if (close === undefined) return {url, title: null, end}
  const title = decode(text.slice(titleStart + 1, close))
  return title === undefined ? 'unsure' : {url, title, end: after}
}

/** An address between `<` and `>`. */
function skipEnclosed(text: string, from: number, to: number): number {
  for (let at = from + 1; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 62 /* `>` */) return at + 1
    if (code === 60 || isLineEnding(code)) return -1
    if (code === 92 && '<>\\'.includes(text.charAt(at + 1) || ' ')) at++
  }

  return -1
}

/** An address without spaces, in which parentheses are in pairs. */
function skipBare(text: string, from: number, to: number): number {
  let depth = 0
  let at = from
  for (; at < to; at++) {
    const code = text.charCodeAt(at)
    const isEnd = isSpace(code) || isLineEnding(code) || code === 41
    if (depth === 0 && isEnd) break
    if (code === 41) depth--
    else if (code === 40 && ++depth > deepest) return -1
    else if (code < 33 || code === 127) return -1
    if (code === 92 && '()\\'.includes(text.charAt(at + 1) || ' ')) at++
  }

  const end = Math.min(at, to)
  return depth === 0 && end > from ? end : -1
}

/** @returns `undefined` where none closes it; `unsure` where it may be closed on another line */
function findTitleEnd(
  text: string,
  from: number,
  to: number
): number | 'unsure' | undefined {
  const open = text.charAt(from)
  const close = open === '(' ? ')' : open
  for (let at = from + 1; at < to; at++) {
    const character = text.charAt(at)
    if (character === close) return at
    const isLong = at - from > longestTitle
    if (isLong || isLineEnding(text.charCodeAt(at))) return 'unsure'
    if (character === '\\' && [close, '\\'].includes(text.charAt(at + 1))) at++
  }

  return undefined
}

function skipSpaces(text: string, from: number): number {
  let at = from
  while (isSpace(text.charCodeAt(at))) at++
  return at
}

function isLineEnding(code: number): boolean {
  return code === 10 || code === 13
}
