/**
 * One bank of what each of its templates makes of it. A line begins a card where a template says so. Of the templates that do, the
 * card has the one whose lead is in its heading and of which it has most labels; a heading divides where the template of the card
 * above it says so.
 */
import {findFirst} from '../text/binary-search.ts'
import {lineStartOf} from '../markdown/offsets.ts'
import type {CardId} from '../template/card-id.ts'
import {findCardId} from '../template/card-id.ts'
import type {Template} from '../template/model.ts'
import {formatLead} from '../template/model.ts'
import type {CardEnd} from './titles/find-titles.ts'
import type {LabelCandidate} from './label-candidates.ts'
import type {CardHeading, Field} from './model.ts'
import type {Range} from '../markdown/offsets.ts'
import type {FieldReader} from './read-fields.ts'
import type {ScannedCard} from './scanned-card.ts'
import type {Divider, PlainHeading} from './split-cards.ts'

/** What a template makes of a document. */
export interface Reading {
  readonly template: Template
  /** Its labels, in source order. */
  readonly candidates: readonly LabelCandidate[]
  readonly dividers: readonly Divider[]
  /** Headings that are no cards, and look as if they were meant as such. */
  readonly doubtful: readonly PlainHeading[]
  readonly readFields: FieldReader
}

/** What begins a card, by the template that the card has. */
export interface CardPart {
  readonly heading: CardHeading
  readonly id: CardId | undefined
  readonly template: Template
  readonly fields: readonly Field[]
  readonly scanned: ScannedCard | undefined
  readonly closing: CardEnd | undefined
}

/** A stretch of the text from one divider to the next; the first begins with none if the text does. */
export interface Part extends Range {
  readonly card: CardPart | undefined
  /** The heading, where it is no card's. */
  readonly plain: PlainHeading | undefined
}

/** A line on which a reading divides the text. */
interface DividingLine {
  /** Of the line. */
  readonly start: number
  /** By reading. */
  readonly dividers: readonly (Divider | undefined)[]
  /** Where a part ends that begins here, by reading. */
  readonly ends: readonly number[]
}

/**
 * Cuts the text at its dividers; deeper headings are content of the card or section in which they stand.
 *
 * @param readings of the same text, by templates with cards of the same depth; at least one
 */
export function joinReadings(
  readings: readonly Reading[],
  text: string
): Part[] {
  const lines = findLines(readings, text)
  const parts: Part[] = []
  const [first] = lines
  if (first?.start !== 0 && text !== '') {
    const end = first?.start ?? text.length
    parts.push({start: 0, end, card: undefined, plain: undefined})
  }

  // Whose headings divide.
  let above = 0
  for (const line of lines) {
    const nearest = readNearest(readings, line, text)
    if (nearest) above = nearest.at
    const {dividers, ends, start} = line
    const divider = dividers[above]
    const end = ends[above] ?? text.length
    if (nearest) {
      const {card, end: stop} = nearest
      parts.push({start, end: stop, card, plain: undefined})
      // What is between a closed card and the next one belongs to none.
      if (stop < end) {
        parts.push({start: stop, end, card: undefined, plain: undefined})
      }
    } else if (divider?.type === 'heading') {
      parts.push({start, end, card: undefined, plain: divider.heading})
    }
  }

  return parts
}

/** @returns the card that begins on a line, and which reading reads it best */
function readNearest(
  readings: readonly Reading[],
  {dividers, ends}: DividingLine,
  text: string
): {at: number; card: CardPart; end: number} | undefined {
  let nearest: ReturnType<typeof readNearest>
  for (const [at, reading] of readings.entries()) {
    const divider = dividers[at]
    if (divider?.type !== 'card') continue
    const next = ends[at] ?? text.length
    const end = Math.min(divider.closed?.end ?? next, next)
    const card = readCard(reading, divider, {text, end})
    if (!nearest || isNearer(card, nearest.card)) nearest = {at, card, end}
  }

  return nearest
}

/** The lines on which any reading divides, in source order. */
function findLines(
  readings: readonly Reading[],
  text: string
): readonly DividingLine[] {
  const byStart = new Map<number, (Divider | undefined)[]>()
  for (const [at, {dividers, template}] of readings.entries()) {
    for (const divider of dividers) {
      const isOuter =
        divider.type === 'card' ||
        divider.heading.node.depth <= template.card.depth
      if (!isOuter) continue
      const start = lineStartOf(text, divider.heading.start)
      const found =
        byStart.get(start) ?? new Array<Divider | undefined>(readings.length)
      found[at] = divider
      byStart.set(start, found)
    }
  }

  const ends = readings.map(() => text.length)
  return [...byStart]
    .toSorted(([left], [right]) => right - left)
    .map(([start, dividers]): DividingLine => {
      const line = {start, dividers, ends: [...ends]}
      const isCard = dividers.some((divider) => divider?.type === 'card')
      for (const at of readings.keys()) {
        if (isCard || dividers[at]) ends[at] = start
      }

      return line
    })
    .reverse()
}

function readCard(
  reading: Reading,
  {closed, heading, scanned}: Extract<Divider, {type: 'card'}>,
  {text, end}: {readonly text: string; readonly end: number}
): CardPart {
  const {readFields, template} = reading
  const id = scanned ? scanned.id : findCardId(text, heading.end, end)
  const head = id?.end ?? heading.end
  const closing = closed?.closing
  const bodyEnd = Math.min(closing?.start ?? end, end)
  const fields =
    scanned?.fields ??
    readFields(labelsIn(reading, {start: head, end: bodyEnd}), head, bodyEnd)
  return {heading, id, template, fields, scanned, closing}
}

/** @returns the labels of a reading that begin in a range */
export function labelsIn(
  {candidates}: Pick<Reading, 'candidates'>,
  {start, end}: Range
): readonly LabelCandidate[] {
  return candidates.slice(
    findFirst(candidates, (label) => label.start >= start),
    findFirst(candidates, (label) => label.start >= end)
  )
}

/** Whether a card is read better in the first way: its own lead, more labels, fewer fields that are missing. */
function isNearer(left: CardPart, right: CardPart): boolean {
  const [ours, theirs] = [rate(left), rate(right)]
  const at = ours.findIndex((each, index) => each !== theirs[index])
  return (ours[at] ?? 0) > (theirs[at] ?? 0)
}

function rate({fields, heading, template}: CardPart): readonly number[] {
  const present = new Set(fields.map((field) => field.template))
  const missing = template.fields.filter(
    (field) => !field.optional && !present.has(field)
  )
  const hasLead = heading.hasPrefix && formatLead(template) !== ''
  const proved = new Set(fields.filter(isProof).map((field) => field.template))
  return [hasLead ? 1 : 0, proved.size, -missing.length]
}

/** Whether what is there can be nothing else: a label, or options with a check box. */
function isProof({bullets, label, template}: Field): boolean {
  if (label.form !== 'none') return true
  return (
    template.kind === 'options' &&
    bullets.some(({node}) => typeof node.checked === 'boolean')
  )
}
