/**
 * A bank as the rules see it. All offsets count UTF-16 units in `Bank.text`, from 0; an `end` is exclusive.
 */
import type {Heading, ListItem, Root} from 'mdast'
import type {Position} from 'unist'
import type {BankConfig} from './config-model.ts'
import type {Swallower} from './lines.ts'
import type {FieldTemplate, Template} from './template.ts'

/** A stretch of the bank's text. */
export interface Range {
  readonly start: number
  readonly end: number
}

/**
 * Where a label stands: at the start of a paragraph's line; on a later line of a bullet (or quote, table,
 * element), which CommonMark calls a lazy continuation (*glued*); as the text of a bullet; as a heading; behind
 * other text of a line; as the summary of a `<details>`; not at all, where the field has no label.
 */
export type LabelForm =
  'paragraph' | 'glued' | 'bullet' | 'heading' | 'inline' | 'details' | 'none'

/** A label as a person wrote it; its range is from its first character to its last (markup and colon included). */
export interface Label extends Range {
  readonly field: FieldTemplate
  /** The source text of the range. */
  readonly text: string
  readonly form: LabelForm
  /** Offset of the start of the line on which the label stands; of the label, behind other text. */
  readonly lineStart: number
  /** What a glued label has become a part of. */
  readonly swallower: Swallower | undefined
  /** Columns by which the label in a bullet is indented, or what belongs to it may be. */
  readonly indent: number
  /** Where the bold ends that is around label and value: `**Difficulty: Easy**`. */
  readonly boldEnd: number | undefined
  /** Where the heading ends that the label is written as. */
  readonly headingEnd: number | undefined
  /** The line of `-` that makes a heading of the label's paragraph. */
  readonly underline: Range | undefined
}

/** An outermost bullet of a field. */
export interface Bullet extends Range {
  /** The paragraph that it begins with, if it begins with one. */
  readonly text: Range | undefined
  readonly node: ListItem
}

/** A label with what stands between it and the next one. */
export interface Field {
  readonly template: FieldTemplate
  readonly label: Label
  /** From the first to the last visible character of the value; empty, after the label, where there is none. */
  readonly value: Range
  /** The outermost bullets of the value, in source order. */
  readonly bullets: readonly Bullet[]
  /** What closes a collapsed value; none where it is missing, or the value is not collapsed. */
  readonly closing: Range | undefined
  /** Whether bullets below the label are indented so far that Markdown reads code or more of the label's line. */
  readonly hasSwallowedBullets: boolean
}

/**
 * How a card's heading is written: as a heading of Markdown (`#` in front or a line below, *setext*), or as
 * a line of text that is meant as one.
 */
export type CardHeadingForm = 'atx' | 'setext' | 'text'

/** The line or lines that begin a card. */
export interface CardHeading extends Range {
  readonly form: CardHeadingForm
  /** Depth of the heading; of a line of text, the number of its `#` (0 where it has none). */
  readonly depth: number
  /** Whether the text in front of the title is there, however it is written. */
  readonly hasPrefix: boolean
  /** The title's source text, in one line, without markers, prefix and the bold around it. */
  readonly title: string
  /** The number in front of the title, where the template has one and it is written. */
  readonly number: number | undefined
  /** Whether it stands in a bullet. */
  readonly isInBullet: boolean
  /** Whether HTML that stands above has swallowed it: it goes on to the next blank line. */
  readonly isSwallowed: boolean
}

/** A card: from its heading to the next heading of its level or above. */
export interface Card extends Range {
  readonly heading: CardHeading
  /** Fields in source order, those without a label first; a label that stands twice gives two. */
  readonly fields: readonly Field[]
  /** The number that the card is to have, where the template numbers cards. */
  readonly number: number | undefined
  /** The section in which the card stands. */
  readonly section: Section | undefined
  /**
   * Whether the card was read from the text alone: it is canonical, has its template's labels once and in order (optional
   * ones may be missing), and nothing but headings, lines of text and bullets of one line each (`scan-card.ts`).
   */
  readonly isPlain: boolean
}

/** A heading one level above the cards, with the cards below it. */
export interface Section extends Range {
  readonly heading: Heading
  /** Plain text of the heading. */
  readonly title: string
  readonly cards: Card[]
}

/**
 * The text cut at each section and card: together the blocks are the whole text. A block is the unit that is
 * formatted on its own.
 */
export interface Block extends Range {
  /** The card, where the block is one. */
  readonly card: Card | undefined
}

/** @returns where a field is told about: at its label; at the card's heading, where it has none */
export function getAnchor({heading}: Card, {label}: Field): Range {
  return label.form === 'none' ? heading : label
}

/** @returns where a field ends: its value, or what closes it; its label, where it has none */
export function getFieldEnd({closing, label, value}: Field): number {
  return Math.max(label.end, value.end, closing?.end ?? 0)
}

/** A parsed bank. */
export interface Bank {
  /** The file's text without a byte order mark; all offsets refer to it. */
  readonly source: string
  /** The same with `\n` where the source has a lone `\r`, which ends a line for Markdown: offsets are the same. */
  readonly text: string
  readonly tree: Root
  /** The tree without the cards that are plain; it is there without parsing these. */
  readonly rest: Root
  readonly config: BankConfig
  readonly template: Template
  readonly sections: readonly Section[]
  readonly cards: readonly Card[]
  /** The cards that are not plain: for rules about what all plain cards have right. */
  readonly irregularCards: readonly Card[]
  readonly blocks: readonly Block[]
  /** First label of each run of labels that has no card's heading above it. */
  readonly strayLabels: readonly Label[]
  /** @returns the range as a unist position: lines and columns from 1, with offsets */
  place(start: number, end: number): Position
}
