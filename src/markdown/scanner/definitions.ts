/** Definitions (CommonMark 4.7) and footnotes, which begin with a label in brackets and a colon. */
import {readDestination} from './destinations.ts'
import {normalizeLabel} from './labels.ts'

/** What a footnote may begin with. */
const noteStart = /\[\^[^\r\n]*\]:/y

/** The same, with a label that has neither escapes nor entities. */
const noteMark = /\[\^([^[\]\\&\s\0]{1,999})\]: */y

/** What a definition may begin with. */
const definitionStart = /\[(?:\\.|[^\\[\]\r\n])*\]:/y

/** The same, with such a label. */
const definitionMark = /\[([^[\]\\&\s\0]+(?: [^[\]\\&\s\0]+)*)\]: */y

/** What a node of a definition has. */
interface Definition {
  readonly identifier: string
  readonly label: string
  readonly url: string
  readonly title: string | null
}

/** @returns whether a footnote may begin at the start of a line, which ends what is above */
export function mayBeNote(text: string, at: number): boolean {
  noteStart.lastIndex = at
  return noteStart.test(text)
}

/** @returns what begins a footnote, and the offset after it; `undefined` where that is in another form */
export function readNoteMark(
  text: string,
  at: number
): {identifier: string; label: string; end: number} | undefined {
  noteMark.lastIndex = at
  const label = noteMark.exec(text)?.[1]
  return label === undefined
    ? undefined
    : {identifier: normalizeLabel(label), label, end: noteMark.lastIndex}
}

/**
 * @param at offset of a line that a paragraph may begin
 * @param end offset of its end
 * @returns what the line defines; `undefined` where it is text, `unsure` where it may be either
 */
export function readDefinition(
  text: string,
  at: number,
  end: number
): Definition | 'unsure' | undefined {
  definitionStart.lastIndex = at
  if (!definitionStart.test(text)) return undefined
  definitionMark.lastIndex = at
  const label = definitionMark.exec(text)?.[1]
  const from = definitionMark.lastIndex
  if (label === undefined || label.length > 999 || from >= end) return 'unsure'
  const found = readDestination(text, from, end)
  if (typeof found !== 'object') return found
  const {title, url} = found
  if (found.end < end)
    return text.charAt(end - 1) === ' ' ? 'unsure' : undefined
  return {identifier: normalizeLabel(label), label, url, title}
}
