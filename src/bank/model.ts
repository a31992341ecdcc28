/**
 * A bank as this package's own rules see it: the published part (`public-model.ts`), and what is needed to fix labels
 * and headings that are not written as in the template.
 *
 * A card is *canonical* where it was read from the text alone: it has all fields of its template once and in order, and
 * nothing but text, list items of one line each, code, tables and collapsed values, all as Prettier prints it
 * (`canonical-card.ts`). Most cards are; whatever such a card cannot have is looked for in the others alone (`Bank.nonCanonical`).
 */
import type {BankConfig} from '../template/config.ts'
import type {OutdentedText} from './items/outdented-text.ts'
import type {LooseOption} from './options/loose-options.ts'
import type {Line, Swallower} from './text-lines.ts'
import type {OwnName} from '../template/near-labels.ts'
import type * as published from './public-model.ts'
import type {Range} from '../markdown/offsets.ts'
import type {CardId} from '../template/card-id.ts'
import type {CardEnd} from './titles/find-titles.ts'
import {trimEnd} from '../markdown/offsets.ts'
import type {FieldTemplate} from '../template/model.ts'
import {formatLead} from '../template/model.ts'

export type {Bullet, LabelForm} from './public-model.ts'
export type {Range} from '../markdown/offsets.ts'

/** A label as a person wrote it. */
export interface Label extends published.Label {
  readonly field: FieldTemplate
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
  /** Set where most cards write this name, which is not the template's. */
  readonly ownName?: OwnName
}

/** Why the number of a card is kept that is not the next one. */
export interface NumberDoubt {
  /** The number that would be next. */
  readonly expected: number
  /**
   * What may be meant: the first card has another number than the template's; numbers begin anew in a section, or do not; cards
   * are missing; cards are in another order; most numbers are names and no sequence.
   */
  readonly reason:
    'start' | 'restart' | 'no-restart' | 'gap' | 'order' | 'names'
  /** How many numbers are not the next ones, where that is most of them. */
  readonly count?: number
}

/** A label with what is between it and the next one. */
export interface Field extends published.Field {
  readonly label: Label
  /** What closes a collapsed value; none where it is missing, or the value is not collapsed. */
  readonly closing: Range | undefined
  /** Whether bullets below the label are indented so far that Markdown reads code or more of the label's line. */
  readonly hasSwallowedBullets: boolean
  /** Options that are not bullets yet, in source order. */
  readonly looseOptions: readonly LooseOption[]
}

/** The line or lines that begin a card. */
export interface CardHeading extends published.CardHeading {
  /** Whether the text before the title is there, however it is written. */
  readonly hasPrefix: boolean
  /** That text as it is written; empty for nothing. */
  readonly lead: string
  /** What makes a number of its own of the one before the title: `a` of `2a.`; then all of it stays as it is. */
  readonly part: string
  /** The last of several numbers: 13 of `12-13.`; the same as `number` otherwise. */
  readonly lastNumber: number | undefined
  /** Whether it is in a bullet. */
  readonly isInBullet: boolean
  /** Whether HTML that is above has swallowed it: it goes on to the next blank line. */
  readonly isSwallowed: boolean
}

/** A card: from its heading to the next heading of its level or above. */
export interface Card extends published.Card {
  readonly heading: CardHeading
  readonly fields: readonly Field[]
  /** The comment below the heading by which the card is known. */
  readonly id: CardId | undefined
  readonly section: Section | undefined
  /** What closes a card that encloses its fields, with its tags: `</b></details>`; none where nothing does. */
  readonly closing: CardEnd | undefined
  /** Why its number is not the one that would be next. */
  readonly doubt: NumberDoubt | undefined
  /**
   * Whether it was read from the text alone: it has its template's labels once and in order (optional ones may be missing), and
   * nothing but text, list items of one line each, code, tables and collapsed values (`canonical-card.ts`).
   */
  readonly isCanonical: boolean
  /** Whether a canonical card has code that Prettier formats where its options say so. */
  readonly hasForeignCode?: boolean
}

/** A heading one level above the cards, with the cards below it. */
export interface Section extends published.Section {
  readonly cards: Card[]
}

/** A part of the text that is formatted on its own. */
export interface Block extends published.Block {
  readonly card: Card | undefined
}

/** @returns what is before a card's title: `Q:`, `12.`; as it is written, where a number is a part of one: `12a)` */
export function getLead({
  heading,
  number,
  template
}: Pick<Card, 'number' | 'template'> & {
  readonly heading: Pick<CardHeading, 'lead' | 'part'>
}): string {
  return heading.part === '' ? formatLead(template, number) : heading.lead
}

/** @returns where a problem of a field is reported: at its label; at the card's heading, where it has none */
export function getAnchor({heading}: Card, {label}: Field): Range {
  return label.form === 'none' ? heading : label
}

/** @returns where a field ends: its value, or what closes it; its label, where it has none */
export function getFieldEnd({closing, label, value}: Field): number {
  return Math.max(label.end, value.end, closing?.end ?? 0)
}

/** @returns where the fields of a card end: at its end, or at what closes it */
export function getBodyEnd({closing, end}: Card): number {
  return closing?.start ?? end
}

/** @returns the depth that the heading of a new section is to have */
export function getSectionDepth({
  sections,
  templates: [{card}]
}: Pick<Bank, 'sections' | 'templates'>): number {
  const own = sections.find(({heading}) => heading.depth > 1)?.heading.depth
  return own ?? (card.as ? 2 : card.depth - 1)
}

/** @returns whether a section has more than its heading, cards or text */
export function hasContent(
  {text}: Pick<Bank, 'text'>,
  {heading, end}: Section
): boolean {
  return trimEnd(text, end) > (heading.position?.end.offset ?? end)
}

/** @returns whether nothing is between a field and the next one, such as a label that the template does not have */
export function isRightBefore(
  field: Field,
  next: Field,
  text: string
): boolean {
  return !/[^\s\\]/.test(text.slice(getFieldEnd(field), next.label.lineStart))
}

/** A parsed bank. */
export interface Bank extends published.Bank {
  readonly config: BankConfig
  readonly lines: readonly Line[]
  readonly sections: readonly Section[]
  readonly cards: readonly Card[]
  readonly blocks: readonly Block[]
  /** Headings of Markdown that are not cards, and look as if they were meant as such. */
  readonly doubtful: readonly Range[]
  /** First label of each run of labels that has no card's heading above it. */
  readonly strayLabels: readonly Label[]
  /** The bank without its canonical cards: `cards`, `tree` and `lines` are those of the rest, which needs no parser for them. */
  readonly nonCanonical: Bank
  /** The bank with all of its cards. */
  readonly whole: Bank
  /**
   * The bank as rules see it. Where cards are items of lists, what is in these begins at the start of its line there, and the text and
   * all offsets are others than the file's; the same object for all other banks.
   */
  readonly outdented: Bank
  /** Where the text is in the file, if it is another one. */
  readonly inFile: OutdentedText | undefined
}

/** @returns the names of the sections that cards can be in: those that front matter declares, and then those that there are */
export function listSections({
  cards,
  config,
  sections,
  templates: [{card}]
}: Bank): string[] {
  if (card.depth === 2) return []
  // What is beside the cards of a bank without sections is a license, or the like.
  const isFlat = cards.length > 0 && cards.every(({section}) => !section)
  const names = isFlat ? [] : sections.map(({title}) => title)
  return [...new Set([...(config.sections ?? []), ...names])]
}
