/** Check boxes before options, in all the ways in which people write them. */
import {isWordCharacter} from '../../markdown/scanner/code-units.ts'

/** What comes before an option's text. */
export interface OptionMarker {
  /** Number of its characters, including the white space after it. */
  readonly length: number
  /** Whether the option is right; `undefined` if people mean different things by the mark in the box. */
  readonly isTicked: boolean | undefined
  /** The letter or number before the box, with a space: `a) `. It stays, as other text may refer to it. */
  readonly enumerator: string
}

/** Only so many characters are read before an option's text: no marker is longer. */
export const longestMarker = 32

/**
 * Brackets, also full-width or escaped ones, and their content; not before characters that would make a link or
 * definition of them.
 */
const brackets = /^\\?[[［【]([^[\]［］【】()\n]{0,12}?)\\?[\]］】](?![[(:：])/u

/** Letters in parentheses are an enumeration, except for those that look like a tick. */
const parentheses =
  /^\([ \t]{0,3}([xXхХvV✓✔×•●*]?)\uFE0F?[ \t]{0,3}\)(?=[ \t])/u

/** A symbol that is a check box, or means the same. */
const sign = /^(?:([☑☒✅✔✓🗸🗹])|[☐❌⬜❎✗✘□◻])\uFE0F?/u

/** What people put into a box that is ticked. */
const ticked = /^[xхχvy×✕✖⨯╳✓✔√☑☒✅🗸🗹*+•●⬤■█]$/u

/** What people put into a box that is not ticked. */
const empty = /^[-‐‑–—_☐□⬜◻○]?$/u

/** What may be a tick: a word for yes or no, or so short a text that it could be anything. */
const unsure =
  /^(?:.{1,3}|yes|true|false|right|wrong|correct|incorrect|nein|falsch|richtig|vrai|faux|нет)$/u

const enumerator = /^\(?(?:[A-Za-z]|\d{1,2})[.):．）、][ \t]*/u

/** @returns whether text begins with a letter or digit of ASCII, and neither an enumeration nor a box does */
export function beginsWithAsciiWord(text: string, at: number): boolean {
  return (
    isWordCharacter(text.charCodeAt(at)) &&
    !endsEnumerator(text.charCodeAt(at + 1)) &&
    !endsEnumerator(text.charCodeAt(at + 2))
  )
}

/** Whether a UTF-16 unit ends the letter or number of an enumeration. */
function endsEnumerator(code: number): boolean {
  return (
    code === 46 /* `.` */ ||
    code === 41 /* `)` */ ||
    code === 58 /* `:` */ ||
    code === 0xff_0e /* `．` */ ||
    code === 0xff_09 /* `）` */ ||
    code === 0x30_01 /* `、` */
  )
}

/** @returns whether a box with that content is ticked, as far as can be known; nothing, where it is not a box */
function readMark(content: string): Pick<OptionMarker, 'isTicked'> | undefined {
  const mark = content
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Mn}]/gu, '')
    .toLowerCase()
  if (ticked.test(mark)) return {isTicked: true}
  if (empty.test(mark)) return {isTicked: false}
  return unsure.test(mark) ? {isTicked: undefined} : undefined
}

/** @returns the check box with which the text begins, however it is written */
function readBox(text: string): OptionMarker | undefined {
  const found = brackets.exec(text) ?? parentheses.exec(text) ?? sign.exec(text)
  if (!found) return undefined
  const [source, content = ''] = found
  const mark = readMark(content)
  const space = /^[ \t\u00A0\u3000]*/.exec(text.slice(source.length))?.[0] ?? ''
  const length = source.length + space.length
  if (!mark) return undefined
  // `[a]b` is more likely an index.
  const isText = mark.isTicked === undefined && space === ''
  if (isText && length < text.length) return undefined
  return {length, enumerator: '', ...mark}
}

/** @returns the check box with which the text begins, also after a letter or number: `a) [x] text` */
export function readOption(text: string): OptionMarker | undefined {
  const first = readBox(text)
  const lead = first ? undefined : enumerator.exec(text)?.[0]
  const box = lead === undefined ? first : readBox(text.slice(lead.length))
  if (!box || lead === undefined) return box
  const length = lead.length + box.length
  return {...box, length, enumerator: `${lead.trimEnd()} `}
}

/**
 * @param text a line of text
 * @returns the beginning of the line, if it is meant as an option: `-[ ]` without the space, a box or a symbol
 *   without a bullet
 */
export function readLooseOption(text: string): OptionMarker | undefined {
  const bullet = /^(?:[-*+•·・‣◦●–—][ \t]{0,3})?/u.exec(text)?.[0] ?? ''
  const found = readOption(text.slice(bullet.length))
  if (!found) return undefined
  // Many lines begin with text in parentheses.
  if (text.startsWith('(', bullet.length)) return undefined
  return {...found, length: bullet.length + found.length}
}

/** A tick after the text. */
const tickAtEnd =
  /(?:[✅✔✓☑]\uFE0F?|\[[xX✓]\]|\((?:correct|right|answer)\))[.*_ \t]*$/iu

/** @returns whether an option's text ends in what its author may mean as a tick */
export function endsInTick(text: string): boolean {
  return tickAtEnd.test(text.slice(-24))
}

/** @returns a check box as it should be, with its bullet */
export function formatOption(isTicked: boolean): string {
  return `- [${isTicked ? 'x' : ' '}] `
}
