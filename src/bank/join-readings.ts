/**
 * Joins to one bank what each template reads in a document. A line begins a card if one of the templates says so. If
 * several do, the card gets the one whose lead is in its heading, and then the one with most of its labels. A heading
 * divides if the template of the card above it says so.
 */
import {findFirst} from '../text/binary-search.ts'
import {lineStartOf} from '../markdown/offsets.ts'
import {findCardId} from '../template/card-id.ts'
import type {Template} from '../template/model.ts'
import {formatLead} from '../template/model.ts'
import type {LabelCandidate} from './label-candidates.ts'
import type {Card, Field} from './model.ts'
import type {Range} from '../markdown/offsets.ts'
import type {FieldReader} from './read-fields.ts'
import type {Divider, PlainHeading} from './split-cards.ts'

/** What one template reads in a document. */
export interface Reading {
  readonly template: Template
  /** Its labels, in source order. */
  readonly candidates: readonly LabelCandidate[]
  readonly dividers: readonly Divider[]
  /** Headings that are not cards, but look like cards. */
  readonly doubtful: readonly PlainHeading[]
  readonly readFields: FieldReader
}

/** A card without what depends on other cards, which is not known yet. */
export type OpenCard = {
  -readonly [Key in 'section' | 'number' | 'doubt']: Card[Key]
} & Omit<Card, 'section' | 'number' | 'doubt'>

/** A part of the text from one divider to the next; before the first divider, it has no heading. */
export interface Part extends Range {
  readonly card: OpenCard | undefined
  /** The heading, where it is not a card's. */
  readonly plain: PlainHeading | undefined
}

/**
 * Splits the text at its dividers; deeper headings are content of their card or section.
 *
 * @param readings of the same text, by templates with cards of the same depth; at least one
 */
export function* joinReadings(
  readings: readonly Reading[],
  text: string
): Iterable<Part> {
  const lines = findLines(readings, text)
  const {dividers, ends, starts} = lines
  const first = starts[0] ?? text.length
  if (first > 0) yield {start: 0, end: first, card: undefined, plain: undefined}

  // Index of the reading whose headings divide.
  let above = 0
  for (let line = 0; line < starts.length; line++) {
    const from = line * readings.length
    const nearest = openNearest(readings, lines, from, text)
    if (nearest) above = nearest.at
    const start = starts[line] as number
    const end = ends[from + above] as number
    const divider = dividers[from + above]
    if (nearest) {
      const {card} = nearest
      yield {start, end: card.end, card, plain: undefined}
      // The text between a closed card and the next one belongs to no card.
      if (card.end < end) {
        yield {start: card.end, end, card: undefined, plain: undefined}
      }
    } else if (divider?.type === 'heading') {
      yield {start, end, card: undefined, plain: divider.heading}
    }
  }
}
/** The lines that divide in any reading, in source order. */
interface DividingLines {
  readonly starts: readonly number[]
  /** Line by line, one for each reading: its divider there, if it has one. */
  readonly dividers: readonly (Divider | undefined)[]
  /** Where a part that begins there would end; in the same order. */
  readonly ends: readonly number[]
}

function findLines(readings: readonly Reading[], text: string): DividingLines {
  const outer = readings.map(findOuter)
  const lineStarts = outer.map((own) =>
    own.map(({heading}) => lineStartOf(text, heading.start))
  )
  const next = readings.map(() => 0)
  const starts: number[] = []
  const dividers: (Divider | undefined)[] = []
  for (;;) {
    const start = findLeast(lineStarts, next)
    if (start === undefined) break
    starts.push(start)
    for (let at = 0; at < readings.length; at++) {
      let divider: Divider | undefined
      while (lineStarts[at]?.[next[at] as number] === start) {
        divider = outer[at]?.[(next[at] as number)++]
      }

      dividers.push(divider)
    }
  }

  return {starts, dividers, ends: findEnds(dividers, starts, text)}
}

/** Dividers, without headings that are content of a card or section. */
function findOuter({dividers, template}: Reading): readonly Divider[] {
  return dividers.filter(
    (divider) =>
      divider.type === 'card' ||
      divider.heading.node.depth <= template.card.depth
  )
}

/** @returns the smallest of the next numbers of all lists; `undefined` if all lists are at their ends */
function findLeast(
  lists: readonly (readonly number[])[],
  next: readonly number[]
): number | undefined {
  let least: number | undefined
  for (let at = 0; at < lists.length; at++) {
    const own = lists[at]?.[next[at] as number]
    if (least === undefined || (own !== undefined && own < least)) least = own
  }

  return least
}

/** A card ends where any reading has the next card, or its own reading has a heading. */
function findEnds(
  dividers: readonly (Divider | undefined)[],
  starts: readonly number[],
  text: string
): number[] {
  const width = dividers.length / starts.length
  const ends = new Array<number>(dividers.length)
  const open = new Array<number>(width || 0).fill(text.length)
  for (let line = starts.length - 1; line >= 0; line--) {
    const from = line * width
    let isCard = false
    for (let at = 0; at < width; at++) {
      ends[from + at] = open[at] as number
      if (dividers[from + at]?.type === 'card') isCard = true
    }

    for (let at = 0; at < width; at++) {
      if (isCard || dividers[from + at]) open[at] = starts[line] as number
    }
  }

  return ends
}

/**
 * @param from index of the line's first divider
 * @returns the card that begins on a line, and the index of the reading that fits it best
 */
function openNearest(
  readings: readonly Reading[],
  {dividers, ends}: DividingLines,
  from: number,
  text: string
): {at: number; card: OpenCard} | undefined {
  let nearest: {at: number; card: OpenCard} | undefined
  for (let at = 0; at < readings.length; at++) {
    const divider = dividers[from + at]
    if (divider?.type !== 'card') continue
    const next = ends[from + at] as number
    const end = Math.min(divider.closed?.end ?? next, next)
    const card = openCard(readings[at] as Reading, divider, {text, end})
    if (!nearest || isNearer(card, nearest.card)) nearest = {at, card}
  }

  return nearest
}

function openCard(
  reading: Reading,
  {closed, heading, scanned}: Extract<Divider, {type: 'card'}>,
  {text, end}: {readonly text: string; readonly end: number}
): OpenCard {
  if (scanned) {
    scanned.end = end
    return scanned
  }

  const {readFields, template} = reading
  const id = findCardId(text, heading.end, end)
  const head = id?.end ?? heading.end
  const closing = closed?.closing
  const bodyEnd = Math.min(closing?.start ?? end, end)
  const labels = labelsIn(reading, {start: head, end: bodyEnd})
  return {
    start: lineStartOf(text, heading.start),
    end,
    heading,
    id,
    template,
    fields: readFields(labels, head, bodyEnd),
    section: undefined,
    isCanonical: false,
    closing,
    number: undefined,
    doubt: undefined
  }
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

/** Whether the first reading of a card fits better: its own lead, more labels, fewer missing fields. */
function isNearer(left: OpenCard, right: OpenCard): boolean {
  const [ours, theirs] = [rate(left), rate(right)]
  const at = ours.findIndex((each, index) => each !== theirs[index])
  return (ours[at] ?? 0) > (theirs[at] ?? 0)
}

function rate({fields, heading, template}: OpenCard): readonly number[] {
  const present = new Set(fields.map((field) => field.template))
  const missing = template.fields.filter(
    (field) => !field.optional && !present.has(field)
  )
  const hasLead = heading.hasPrefix && formatLead(template) !== ''
  const proved = new Set(fields.filter(isProof).map((field) => field.template))
  return [hasLead ? 1 : 0, proved.size, -missing.length]
}

/** Whether a field was certainly recognized: by a label, or by options with a check box. */
function isProof({bullets, label, template}: Field): boolean {
  if (label.form !== 'none') return true
  return (
    template.kind === 'options' &&
    bullets.some(({node}) => typeof node.checked === 'boolean')
  )
}
