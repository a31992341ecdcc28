/** Where a card without a heading begins and ends. */
import type {Range} from '../../markdown/offsets.ts'
import type {Title, TitleReader} from '../../template/card-title.ts'
import type {CardForm} from '../../template/model.ts'

/** The beginning of a card; the range is all that replaces its heading. */
export interface FoundTitle extends Range, Title {
  readonly form: CardForm
  /** The list item that contains it. */
  readonly item?: TitledItem
  /** Where the title is; the whole text that contains it, if it is in several pieces. */
  readonly titleRange: Range
  /** Where the card ends, if it shows that itself; otherwise it continues to the next title or heading. */
  readonly card?: ClosedCard
}

/** An item of a list that begins with a card's title. */
export interface TitledItem {
  /** Columns by which its content is indented. */
  readonly indent: number
  /** Where its first paragraph or heading ends. */
  readonly textEnd: number
  /** Where it ends in Markdown. */
  readonly end: number
}

/** What closes a card, including tags; its fields end before that. */
export interface CardEnd extends Range {
  /** Whether Markdown makes it part of the list, quote or table above. */
  readonly isSwallowed: boolean
}

/** A card that shows where it ends. */
export interface ClosedCard {
  readonly closing: CardEnd
  /** Offset of the next line after it that is not blank. */
  readonly end: number
}

/**
 * @param range of the text with the title, without markup around it
 * @returns the title and the text before it, with the range of the title
 */
export function readRange(
  text: string,
  {start, end}: Range,
  readTitle: TitleReader
): Title & {readonly titleRange: Range} {
  const source = text.slice(start, end)
  const read = readTitle(source.replace(/\s*\n\s*/g, ' '))
  const at = source.lastIndexOf(read.title)
  const from = start + at
  const titleRange =
    at === -1 ? {start, end} : {start: from, end: from + read.title.length}
  return {...read, titleRange}
}

/** @returns offset of the next line that is not blank */
export function skipBlankLines(text: string, from: number): number {
  const lineBreak = text.indexOf('\n', from)
  if (lineBreak === -1) return text.length
  const blank = /(?:[ \t]*\r?\n)*/y
  blank.lastIndex = lineBreak + 1
  blank.exec(text)
  const at = blank.lastIndex
  return text.slice(at).trim() === '' ? text.length : at
}
