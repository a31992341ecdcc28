/** Questions about the source text around an offset (UTF-16 units from 0). All look only as far as they must. */
import type {Nodes} from 'mdast'

/** A part of the bank's text. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** @returns where a node is, if that is known */
export function rangeOf(node: Nodes | undefined): Range | undefined {
  const start = node?.position?.start.offset
  const end = node?.position?.end.offset
  return start === undefined || end === undefined ? undefined : {start, end}
}

/** @returns where a node begins; 0 where that is not known */
export function startOf({position}: Nodes): number {
  return position?.start.offset ?? 0
}

/** Code of a byte order mark. */
export const byteOrderMark = 0xfe_ff

/**
 * Micromark drops a byte order mark and counts offsets without it, so everything here does, too.
 */
export function stripByteOrderMark(text: string): string {
  return text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text
}

/** @returns offset of the start of the line on which `offset` is */
export function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** @returns offset of the start of the line below the one that `offset` is on, or the end of the text */
export function nextLineOf(text: string, offset: number): number {
  const lineBreak = text.indexOf('\n', offset)
  return lineBreak === -1 ? text.length : lineBreak + 1
}

/** @returns whether nothing or a blank line is above the line that starts at `lineStart` */
export function isAfterBlankLine(text: string, lineStart: number): boolean {
  if (lineStart === 0) return true
  let at = lineStart - 2
  while (at >= 0 && isInlineSpace(text.charCodeAt(at))) at--
  return at < 0 || text[at] === '\n'
}

/** @returns offset after the last visible character before `end` */
export function trimEnd(text: string, end: number): number {
  let at = end
  while (at > 0 && /\s/.test(text.charAt(at - 1))) at--
  return at
}

/** @returns how the text ends its first line; `\n` if it has but one */
export function getLineBreak(text: string): '\n' | '\r\n' | '\r' {
  const first = /\r\n?|\n/.exec(text)?.[0]
  return first === '\r\n' || first === '\r' ? first : '\n'
}

/** @returns whether the code unit is a space, tab, or carriage return */
export function isInlineSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 13
}

/**
 * @param from where a line, or the part of it that is counted, starts
 * @returns columns that the text up to `to` takes: a tab goes on to the next multiple of four (CommonMark 2.2)
 */
export function columnsBetween(text: string, from: number, to: number): number {
  let columns = 0
  for (let at = from; at < to; at++) {
    columns += text[at] === '\t' ? 4 - (columns % 4) : 1
  }

  return columns
}

/**
 * @param text lines that begin at their start
 * @returns the text with up to so many columns of white space less before each line
 */
export function dedent(text: string, columns: number): string {
  return text.replace(/^[ \t]+/gm, (space) => {
    let width = 0
    let at = 0
    while (at < space.length && width < columns) {
      width += space[at] === '\t' ? 4 - (width % 4) : 1
      at++
    }

    // What is left of a tab stays as spaces.
    return ' '.repeat(Math.max(0, width - columns)) + space.slice(at)
  })
}

/** @returns whether the text ends in a backslash that no other one escapes */
export function endsInBackslash(text: string): boolean {
  let at = text.length
  while (text[at - 1] === '\\') at--
  return (text.length - at) % 2 === 1
}

/** @returns whether a text is one line that is the same as code and as a paragraph of Markdown */
export function isPlainLine(text: string): boolean {
  return (
    /^[\p{L}"'][^\\`*_<>[\]&~$|{}#@\n]*$/u.test(text) &&
    !/:\/\/|www\./i.test(text)
  )
}

/** @returns an equal text in its own memory: for a part that was cut out of a text, V8 keeps the whole text */
export function copyText(part: string): string {
  return copyTexts([part])[0] as string
}

/** @returns the same of several texts */
export function copyTexts(parts: readonly string[]): string[] {
  return JSON.parse(JSON.stringify(parts)) as string[]
}

/** @returns whether a heading with `#` is the next thing after an offset, with nothing but white space between */
export function isHeadingNext(text: string, offset: number): boolean {
  const next = /\s*#{1,6}[ \t]/y
  next.lastIndex = offset
  return next.test(text)
}
