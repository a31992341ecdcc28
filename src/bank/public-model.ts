/**
 * A bank as rules and other programs see it: sections, cards, fields, and where they are. All offsets count UTF-16
 * units in `Bank.text`, from 0; an `end` is exclusive. `model.ts` has what only this package needs.
 */
import type {Range} from '../markdown/offsets.ts'
import type {Heading, Html, ListItem, Paragraph, Root, TableRow} from 'mdast'
import type {Position} from 'unist'
import type {
  CardForm,
  FieldTemplate,
  Template,
  Templates
} from '../template/model.ts'

export type {Range} from '../markdown/offsets.ts'

/**
 * Where a label is: at the start of a paragraph's line; on a later line of a bullet (or quote, table,
 * element), which CommonMark calls a lazy continuation (*glued*); as the text of a bullet; as a heading; after
 * other text of a line; as the summary of a `<details>`; nowhere, where the field has no label.
 */
export type LabelForm =
  'paragraph' | 'glued' | 'bullet' | 'heading' | 'inline' | 'details' | 'none'

/** A label as its author wrote it: from its first character to its last, markup and colon included. */
export interface Label extends Range {
  /** The source text of the range. */
  readonly text: string
  readonly form: LabelForm
  /** Offset of the start of the label's line; after other text of a line, of the label. */
  readonly lineStart: number
}

/** An outermost bullet of a field. */
export interface Bullet extends Range {
  /** The paragraph that it begins with, if it begins with one. */
  readonly text: Range | undefined
  /** The text of that paragraph without markup; empty if there is no paragraph. */
  readonly plainText: string
  /** Whether its check box is ticked; `undefined` if it has none. */
  readonly checked: boolean | undefined
  /** Its node. On a canonical card, reading this parses the whole bank. */
  readonly node: ListItem
}

/** A label with what is between it and the next one. */
export interface Field {
  /** Which field of the template it is. */
  readonly template: FieldTemplate
  readonly label: Label
  /** From the first to the last visible character of the value; without one, empty and after the label. */
  readonly value: Range
  /** The outermost bullets of the value, in source order. */
  readonly bullets: readonly Bullet[]
}

/**
 * How a card's heading is written: as a heading of Markdown (`#` before it or a line below, *setext*), or as a line of
 * text that is meant as one; otherwise, in the form that the template sets.
 */
export type CardHeadingForm = 'atx' | 'setext' | 'text' | CardForm

/** The line or lines that begin a card. */
export interface CardHeading extends Range {
  readonly form: CardHeadingForm
  /** Depth of the heading; of a line of text, its number of `#`s (0 if it has none); 0 in another form. */
  readonly depth: number
  /** The title's source text, in one line, without markers, prefix and the bold around it. */
  readonly title: string
  /**
   * Where the title is: the whole heading if its text is in several pieces; empty, at the end, if there is no title.
   */
  readonly titleRange: Range
  /** The number before the title, if the template has one and it is written. */
  readonly number: number | undefined
}

/** A card: from its heading to the next heading of its level or above. */
export interface Card extends Range {
  readonly heading: CardHeading
  /** The template of the card: the one that fits best. */
  readonly template: Template
  /** Fields in source order, those without a label first; a repeated label gives two. */
  readonly fields: readonly Field[]
  /** The number that the card should have, if the template numbers cards. */
  readonly number: number | undefined
  /** The section that the card is in. */
  readonly section: Section | undefined
}

/** A heading one level above the cards, with the cards below it. */
export interface Section extends Range {
  readonly heading: Heading
  /** Plain text of the heading. */
  readonly title: string
  readonly cards: readonly Card[]
}

/**
 * The text divided at each section and card: together, the blocks are the whole text. A block is formatted separately.
 */
export interface Block extends Range {
  /** The card, if the block is one. */
  readonly card: Card | undefined
}

/**
 * A line of a paragraph or heading, at the top level or in a bullet, without white space around it. That includes lines
 * that belong to a quote, table or element only because they directly follow one. Lines that begin with code or a link
 * are not included.
 */
export interface Line extends Range {
  /** Offset of the start of the line in the source, indentation and bullet included. */
  readonly lineStart: number
  /** The node that Markdown makes it a part of. */
  readonly node: Heading | Paragraph | TableRow | Html
  /** The innermost bullet around it. */
  readonly item: ListItem | undefined
}

/** A bank that has been read. */
export interface Bank {
  /**
   * The file's text without a byte order mark; all offsets refer to it. For a rule, cards that are list items have lost
   * their indent in it: `place` knows where they are in the file.
   */
  readonly source: string
  /** The same with `\n` in place of a lone `\r`, which ends a line in Markdown: offsets are the same. */
  readonly text: string
  /** The tree. Reading it parses the whole bank, which takes longer than all rules together. */
  readonly tree: Root
  /** The lines on which something can begin, in source order; finding them needs the tree. */
  readonly lines: readonly Line[]
  /** The templates of the cards, from front matter, or the default one; several if there are several kinds of cards. */
  readonly templates: Templates
  /**
   * Depth of the headings of cards. If cards have another form: the depth from which on headings are content of cards,
   * or 7 if none are.
   */
  readonly cardDepth: number
  readonly sections: readonly Section[]
  readonly cards: readonly Card[]
  readonly blocks: readonly Block[]
  /** @returns the range as a unist position in the file: lines and columns from 1, with offsets */
  place(start: number, end: number): Position
}
