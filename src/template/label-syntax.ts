/**
 * Reads all forms in which people write `**Name:**`: with other markup or none, escaped markup, the colon outside,
 * doubled, full-width or missing. Linear: each character is read once.
 */

import {isNarrowUnit, mostEdits} from '../text/fuzzy-match.ts'

/** What begins a line and has the form of a label. */
export interface Scan {
  /** The name, as it is written. */
  readonly name: string
  /** Offset after the label: markup, colon and dash included. */
  readonly end: number
  readonly isBold: boolean
  /** Whether the markup that was opened before the name is closed after it. */
  readonly isClosed: boolean
}

/** A label's name has no more characters than this: what comes later on a line is text. */
export const longestName = 80

/**
 * @param from where the label would begin
 * @param to end of the line
 * @param isHeading whether the line is a heading: then a text without any markup is also a name
 * @returns what is at `from`, if it has the form of a label
 */
export function scanLabel(
  text: string,
  from: number,
  to: number,
  isHeading: boolean
): Scan | undefined {
  const open = skipMarkup(text, from, to)
  const nameStart = skipSpaces(text, open, to)
  const limit = Math.min(to, nameStart + longestName)
  let at = nameStart
  while (at < limit && !isNameEnd(text, at)) at++
  if (at === limit && at < to) return undefined
  const name = text.slice(nameStart, at).trim()
  if (name === '') return undefined

  const nameEnd = at
  at = skipColons(text, at, to)
  const hasColon = at > nameEnd
  if (open === from) {
    if (hasColon) {
      // A stray marker may follow: `Tags:**`.
      const end = isAtGap(text, skipMarkup(text, at, to), to)
        ? skipMarkup(text, at, to)
        : at
      return {name, end, isBold: false, isClosed: true}
    }

    return isHeading && at === to
      ? {name, end: at, isBold: false, isClosed: true}
      : undefined
  }

  const closeStart = skipSpaces(text, at, to)
  const close = skipMarkup(text, closeStart, to)
  if (close === closeStart) {
    return hasColon ? {name, end: at, isBold: true, isClosed: false} : undefined
  }

  return {
    name,
    end: skipSeparator(text, close, to, hasColon),
    isBold: true,
    isClosed: true
  }
}

/** So many places of a name are compared: a bit of a small integer for each. */
const places = 30

/** All of these bits. */
const anywhere = 2 ** places - 1

/** This bit says that a character is known. */
const known = 2 ** places

/** What may end a name, or depends on the characters around it. */
const unclear = -1

/**
 * @param names of labels, folded
 * @returns a quick test of whether a part of a text certainly does not begin with a label that has one of these names,
 *   with up to two edits: in nearly all text, three of the first letters are not where two edits can move them
 */
export function createNameFilter(
  names: readonly string[]
): (text: string, start: number, end: number) => boolean {
  /** By UTF-16 unit: where a name that is near may have it; `unclear`, or 0 if that is not known yet. */
  const placesOf = new Int32Array(0x1_00_00)
  const learn = (code: number): number => {
    const letter = String.fromCharCode(code).toLowerCase()
    // Folding may change a wide letter, and the one before it, but not such punctuation.
    const isClear =
      isNarrowUnit(code) ||
      (/[\p{P}\p{S}]/u.test(letter) && letter.normalize('NFKC') === letter)
    if (!isClear || letter === '\\' || isNameEnd(letter, 0)) {
      return (placesOf[code] = unclear)
    }

    // White space around the name does not count.
    let found = letter === ' ' ? known | anywhere : known
    for (let place = 0; place < places; place++) {
      const from = Math.max(0, place - mostEdits)
      const isNear = names.some((name) =>
        name.slice(from, place + mostEdits + 1).includes(letter)
      )
      if (isNear) found |= 1 << place
    }

    return (placesOf[code] = found)
  }

  return (text, start, end) => {
    let from = start
    while (isMarker(text.charCodeAt(from))) from++
    const to = Math.min(end, from + places)
    let previous = 32
    let foreign = 0
    for (let at = from; at < to; at++) {
      const code = text.charCodeAt(at)
      const found = placesOf[code] || learn(code)
      // Folding makes one space of several.
      if (found < 0 || (code === 32 && previous === 32)) return false
      previous = code
      if ((found & (1 << (at - from))) !== 0 || ++foreign <= mostEdits) continue
      return at + 1 < to && isNarrowUnit(text.charCodeAt(at + 1))
    }

    return false
  }
}

/** @returns the bold name with a colon at the start of a text */
export function readLead(
  text: string,
  start: number,
  end: number
): Scan | undefined {
  if (!/^[*_<\\]/.test(text.charAt(start))) return undefined
  const scan = scanLabel(text, start, end, false)
  if (!scan?.isBold || !scan.isClosed) return undefined
  return /[:\uFF1A]/.test(text.slice(start, scan.end)) ? scan : undefined
}

/** The offset after a colon outside the bold, or a dash instead of the colon. */
function skipSeparator(
  text: string,
  from: number,
  to: number,
  hasColon: boolean
): number {
  const start = skipSpaces(text, from, to)
  const colons = skipColons(text, start, to)
  if (colons > start) {
    // After a label with its own colon, `:smile:` is a value.
    return hasColon && !(start === from && isAtGap(text, colons, to))
      ? from
      : colons
  }

  const isDash = !hasColon && /[-–—=]/.test(text.charAt(start))
  return isDash && start > from && isAtGap(text, start + 1, to)
    ? start + 1
    : from
}

/** Whether white space, or the end, is at the offset. */
function isAtGap(text: string, at: number, to: number): boolean {
  return at >= to || /[\s\\]/.test(text.charAt(at))
}

/** Whether a name must end here: at a colon, or the beginning of markup. */
function isNameEnd(text: string, at: number): boolean {
  // Called for nearly every character of a bank, so it does not use strings.
  const code = text.charCodeAt(at)
  return (
    code === 58 /* `:` */ ||
    code === 0xff_1a /* `：` */ ||
    isMarker(code) ||
    code === 60 /* `<` */ ||
    (code === 92 /* `\` */ && isMarker(text.charCodeAt(at + 1)))
  )
}

function isMarker(code: number): boolean {
  return code === 42 /* `*` */ || code === 95 /* `_` */
}

function isColon(character: string): boolean {
  return character === ':' || character === '\uFF1A'
}

function skipColons(text: string, from: number, to: number): number {
  let at = from
  while (at < to && isColon(text.charAt(at))) at++
  return at
}

/** @returns offset of the first character, from `from` on, that is neither space nor tab */
export function skipSpaces(text: string, from: number, to: number): number {
  let at = from
  while (at < to && (text[at] === ' ' || text[at] === '\t')) at++
  return at
}

const tag = /<\/?(?:b|strong)>/iy

/** The offset after up to three `*` or `_`, escaped ones included, or after a tag for bold. */
function skipMarkup(text: string, from: number, to: number): number {
  if (text.charCodeAt(from) === 60 /* `<` */) {
    tag.lastIndex = from
    if (tag.test(text) && tag.lastIndex <= to) return tag.lastIndex
  }

  let at = from
  for (let count = 0; count < 3 && at < to; count++) {
    const step = text[at] === '\\' ? 1 : 0
    if (at + step >= to || !isMarker(text.charCodeAt(at + step))) break
    at += step + 1
  }

  return at
}
