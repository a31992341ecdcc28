/**
 * A bank as this package's own rules see it: the published part (`public-model.ts`), and what is needed to fix labels
 * and headings that are not written as in the template.
 *
 * A card is *canonical* if it was read from the text alone: it has all fields of its template once and in order, and
 * nothing but text, list items of one line each, code, tables and collapsed values, all as Prettier prints it
 * (`canonical-card.ts`). Most cards are canonical. A problem that such a card cannot have is searched for only in the
 * others (`Bank.nonCanonical`).
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
  /** What a glued label has become a part of; without it, of a bullet. */
  readonly swallower: Swallower | undefined
  /** Columns by which a label in a bullet is indented, or the text below it may be. */
  readonly indent: number
  /** End of bold that includes label and value: `**Difficulty: Easy**`. */
  readonly boldEnd: number | undefined
  /** End of the heading that the label is written as. */
  readonly headingEnd: number | undefined
  /** The line of `-` that makes a heading of the label's paragraph. */
  readonly underline: Range | undefined
  /** Set if most cards have this name instead of the template's. */
  readonly ownName?: OwnName
}

/** Why a number is kept although it is not the next one. */
export interface NumberDoubt {
  /** The number that would be next. */
  readonly expected: number
  /**
   * What may be the reason: the first card has another number than the template's; numbers begin again in a section, or
   * do not; cards are missing; cards are in another order; most numbers are names and not a sequence.
   */
  readonly reason:
    'start' | 'restart' | 'no-restart' | 'gap' | 'order' | 'names'
  /** How many numbers are not the next ones, if most are not. */
  readonly count?: number
}

/** A label with what is between it and the next one. */
export interface Field extends published.Field {
  readonly label: Label
  /** What closes a collapsed value; `undefined` if that is missing, or the value is not collapsed. */
  readonly closing: Range | undefined
  /**
   * Whether bullets below the label are so far indented that Markdown reads them as code, or as text of the label's
   * line.
   */
  readonly hasSwallowedBullets: boolean
  /** Options that are not bullets yet, in source order. */
  readonly looseOptions: readonly LooseOption[]
}

/** The line or lines that begin a card. */
export interface CardHeading extends published.CardHeading {
  /** Whether the text that the template has before the title is there, in any form. */
  readonly hasPrefix: boolean
  /** That text as it is written; empty if there is none. */
  readonly lead: string
  /** The part that makes the number before the title another one: `a` of `2a.`. Such a number is not changed. */
  readonly part: string
  /** The last of several numbers: 13 in `12-13.`; otherwise the same as `number`. */
  readonly lastNumber: number | undefined
  /** Whether it is in a bullet. */
  readonly isInBullet: boolean
  /** Whether Markdown reads it as part of HTML above, which goes on to the next blank line. */
  readonly isSwallowed: boolean
}

/** A card: from its heading to the next heading of its level or above. */
export interface Card extends published.Card {
  readonly heading: CardHeading
  readonly fields: readonly Field[]
  /** The comment with its id, below the heading. */
  readonly id: CardId | undefined
  readonly section: Section | undefined
  /** What closes a card that is a whole `<details>`, tags included: `</b></details>`; `undefined` if nothing does. */
  readonly closing: CardEnd | undefined
  /** Why its number is not the next one. */
  readonly doubt: NumberDoubt | undefined
  /**
   * Whether it was read from the text alone: it has its template's labels once and in order (optional ones may be
   * missing), and nothing but text, list items of one line each, code, tables and collapsed values
   * (`canonical-card.ts`).
   */
  readonly isCanonical: boolean
  /** Whether a canonical card has code that Prettier formats if its options allow it. */
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

/**
 * @returns the text before a card's title, as it should be: `Q:`, `12.`; as it is written, if the number has parts:
 *   `12a)`
 */
export function getLead({
  heading,
  number,
  template
}: Pick<Card, 'number' | 'template'> & {
  readonly heading: Pick<CardHeading, 'lead' | 'part'>
}): string {
  return heading.part === '' ? formatLead(template, number) : heading.lead
}

/** @returns where problems of a field are reported: at its label, or at the card's heading if it has no label */
export function getAnchor({heading}: Card, {label}: Field): Range {
  return label.form === 'none' ? heading : label
}

/** @returns where a field ends: after its value, or after what closes it; after its label if it has neither */
export function getFieldEnd({closing, label, value}: Field): number {
  return Math.max(label.end, value.end, closing?.end ?? 0)
}

/** @returns where the fields of a card end: at its end, or before what closes it */
export function getBodyEnd({closing, end}: Card): number {
  return closing?.start ?? end
}

/** @returns the depth for the heading of a new section */
export function getSectionDepth({
  sections,
  templates: [{card}]
}: Pick<Bank, 'sections' | 'templates'>): number {
  const own = sections.find(({heading}) => heading.depth > 1)?.heading.depth
  return own ?? (card.as ? 2 : card.depth - 1)
}

/** @returns whether a section has cards or text */
export function hasContent(
  {text}: Pick<Bank, 'text'>,
  {heading, end}: Section
): boolean {
  return trimEnd(text, end) > (heading.position?.end.offset ?? end)
}

/** @returns whether nothing is between a field and the next one, for example a label that the template does not have */
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
  /** Headings of Markdown that are not cards, but look like cards. */
  readonly doubtful: readonly Range[]
  /** First label of each run of labels without a card's heading above it. */
  readonly strayLabels: readonly Label[]
  /**
   * The bank without its canonical cards: `cards`, `tree` and `lines` are those of the rest, without parsing the whole
   * bank.
   */
  readonly nonCanonical: Bank
  /** The bank with all its cards. */
  readonly whole: Bank
  /**
   * The bank as rules see it. If cards are list items, their content begins at the start of the line there, so text and
   * offsets are not those of the file. For all other banks, the same object.
   */
  readonly outdented: Bank
  /** The positions of the text in the file, if it is not the text of the file. */
  readonly inFile: OutdentedText | undefined
}

/** @returns the names of the sections that cards can be in: first those in front matter, then the existing ones */
export function listSections({
  cards,
  config,
  sections,
  templates: [{card}]
}: Bank): string[] {
  if (card.depth === 2) return []
  // Beside the cards of a bank without sections, there is a license, or something similar.
  const isFlat = cards.length > 0 && cards.every(({section}) => !section)
  const names = isFlat ? [] : sections.map(({title}) => title)
  return [...new Set([...(config.sections ?? []), ...names])]
}
