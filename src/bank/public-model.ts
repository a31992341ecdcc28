/**
 * A bank as rules and other programs see it: sections, cards, fields, and where they are. All offsets count UTF-16 units in
 * `Bank.text`, from 0; an `end` is exclusive. What else this package itself knows of a bank is in `model.ts`.
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
  /** Offset of the start of the line on which the label is; of the label, after other text. */
  readonly lineStart: number
}

/** An outermost bullet of a field. */
export interface Bullet extends Range {
  /** The paragraph that it begins with, if it begins with one. */
  readonly text: Range | undefined
  /** The text of that paragraph without markup; empty where there is none. */
  readonly plainText: string
  /** Whether its check box is ticked; `undefined` where it has none. */
  readonly checked: boolean | undefined
  /** Its node. On a canonical card, reading this parses the whole bank. */
  readonly node: ListItem
}

/** A label with what is between it and the next one. */
export interface Field {
  /** Which field of the template it is. */
  readonly template: FieldTemplate
  readonly label: Label
  /** From the first to the last visible character of the value; empty, after the label, where there is none. */
  readonly value: Range
  /** The outermost bullets of the value, in source order. */
  readonly bullets: readonly Bullet[]
}

/**
 * How a card's heading is written: as a heading of Markdown (`#` before it or a line below, *setext*), or as
 * a line of text that is meant as one; in a template of another form, as that.
 */
export type CardHeadingForm = 'atx' | 'setext' | 'text' | CardForm

/** The line or lines that begin a card. */
export interface CardHeading extends Range {
  readonly form: CardHeadingForm
  /** Depth of the heading; of a line of text, the number of its `#` (0 where it has none); 0 in another form. */
  readonly depth: number
  /** The title's source text, in one line, without markers, prefix and the bold around it. */
  readonly title: string
  /** Where the title is; the whole heading where its text is not in one piece; empty, at the end, where it is empty. */
  readonly titleRange: Range
  /** The number before the title, where the template has one and it is written. */
  readonly number: number | undefined
}

/** A card: from its heading to the next heading of its level or above. */
export interface Card extends Range {
  readonly heading: CardHeading
  /** The template that the card has, or is nearest to. */
  readonly template: Template
  /** Fields in source order, those without a label first; a label that is there twice gives two. */
  readonly fields: readonly Field[]
  /** The number that the card should have, where the template numbers cards. */
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
 * The text cut at each section and card: together the blocks are the whole text. A block is the unit that is
 * formatted on its own.
 */
export interface Block extends Range {
  /** The card, where the block is one. */
  readonly card: Card | undefined
}

/**
 * A line of a paragraph or heading, at the top level or in a bullet, without white space around it. Lines that belong to a
 * quote, table or element only because they directly follow one are here, too; lines that begin with code or a link are not.
 */
export interface Line extends Range {
  /** Offset of the start of the line in the source, indentation and bullet included. */
  readonly lineStart: number
  /** What Markdown makes it a part of. */
  readonly node: Heading | Paragraph | TableRow | Html
  /** The innermost bullet that it is in. */
  readonly item: ListItem | undefined
}

/** A bank that has been read. */
export interface Bank {
  /**
   * The file's text without a byte order mark; all offsets refer to it. For a rule it is without the indent of list items where cards
   * are such: `place` knows where it is in the file.
   */
  readonly source: string
  /** The same with `\n` where the source has a lone `\r`, which ends a line for Markdown: offsets are the same. */
  readonly text: string
  /** The Markdown. Looking into it parses the whole bank, which takes longer than all rules together. */
  readonly tree: Root
  /** The lines on which something can begin, in source order; they are found in the tree. */
  readonly lines: readonly Line[]
  /** What the front matter says about cards, or the default; several, where there are cards of several kinds. */
  readonly templates: Templates
  /** Depth of the headings of cards; where these have another form, that from which on headings are content of cards: 7 if none is. */
  readonly cardDepth: number
  readonly sections: readonly Section[]
  readonly cards: readonly Card[]
  readonly blocks: readonly Block[]
  /** @returns the range as a unist position in the file: lines and columns from 1, with offsets */
  place(start: number, end: number): Position
}
