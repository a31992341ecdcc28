/** Where a card begins that has no heading, and how far it goes. */
import type {Range} from '../../markdown/offsets.ts'
import type {Title, TitleReader} from '../../template/card-title.ts'
import type {CardForm} from '../../template/model.ts'

/** The beginning of a card: the range is that of all that stands for its heading. */
export interface FoundTitle extends Range, Title {
  readonly form: CardForm
  /** The item of a list in which it is. */
  readonly item?: TitledItem
  /** Where the title is; all of the text in which it is, if it is not in one piece there. */
  readonly titleRange: Range
  /** Where the card ends by itself; it goes on to the next title or heading where nothing says so. */
  readonly card?: ClosedCard
}

/** An item of a list that begins with a card's title. */
export interface TitledItem {
  /** Columns by which what is in it is indented. */
  readonly indent: number
  /** Where its first paragraph or heading ends. */
  readonly textEnd: number
  /** Where it ends for Markdown. */
  readonly end: number
}

/** What closes a card, tags and all; its fields end before that. */
export interface CardEnd extends Range {
  /** Whether Markdown makes it a part of the list, quote or table above it. */
  readonly isSwallowed: boolean
}

/** A card that says where it ends. */
export interface ClosedCard {
  readonly closing: CardEnd
  /** Offset of the line after it that is not blank. */
  readonly end: number
}

/**
 * @param range of the text with the title, without markup around it
 * @returns title and what is before it, with the range of the title
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
