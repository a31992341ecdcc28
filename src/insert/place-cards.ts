/**
 * Finds the places of new cards in a bank: after the last card of their section, with the next number; the following
 * numbers are moved.
 */
import type {Bank, Card, Section} from '../bank/model.ts'
import {getSectionDepth, listSections} from '../bank/model.ts'
import {getLineBreak} from '../markdown/offsets.ts'
import type {Edit} from '../message/edits.ts'
import type {CardNumber, CardTemplate, Template} from '../template/model.ts'
import {getSequence} from '../template/model.ts'
import {findNumeralIn, writeNumeral} from '../template/numerals.ts'
import {findNearest, fold} from '../text/fuzzy-match.ts'
import type {Adapted} from './adapt-card.ts'
import {formatAdapted} from './adapt-card.ts'
import {insertTexts} from './texts.ts'
import {pushAll} from '../text/many.ts'

/** A place for new cards. */
export interface Target {
  /** Offset in the bank's text: the end of a card or section. */
  readonly at: number
  /** The section, if it exists. */
  readonly section?: Section
  /** The name of the section, if it does not exist yet. */
  readonly newSection?: string
}

/** A card with its place. */
export interface Placing {
  readonly target: Target
  readonly card: Adapted
}

/** A card of the resulting text: an old one, or the index of a new one. */
export type Slot = Card | number

/**
 * @param name of the section; without it, the bank must have at most one
 * @param mayAdd whether to add a section that front matter does not declare
 * @returns the place, or why there is none, in a sentence
 */
export function findTarget(
  bank: Bank,
  name: string | undefined,
  mayAdd = false
): Target | string {
  const {
    cards,
    sections,
    templates: [template],
    text
  } = bank
  const names = listSections(bank)
  if (name === undefined) {
    if (names.length > 1) return insertTexts.whichSection(names)
    const [only] = names
    if (only !== undefined) return findTarget(bank, only)
    return {at: cards.at(-1)?.end ?? text.length}
  }

  if (template.card.depth === 2) return insertTexts.noSections(name)
  const wanted = fold(name)
  const section = sections.find(({title}) => fold(title) === wanted)
  if (section) return {at: section.cards.at(-1)?.end ?? section.end, section}
  const declared = bank.config.sections?.find((each) => fold(each) === wanted)
  if (declared !== undefined) return placeDeclared(bank, declared)
  const nearest = findNearest(name, names, (each) => each)
  if (mayAdd && nearest === undefined) {
    const {end = text.length} = findLastSection(bank) ?? {}
    return {at: end, newSection: name.replace(/\s+/g, ' ').trim()}
  }

  return names.length === 0
    ? insertTexts.noSections(name)
    : insertTexts.unknownSection(name, nearest, names)
}

/** A missing section of front matter's list is placed before the next one of the list. */
function placeDeclared(bank: Bank, newSection: string): Target {
  const names = bank.config.sections ?? []
  const index = names.indexOf(newSection)
  const next = bank.sections.find(({title}) => names.indexOf(title) > index)
  const {end = bank.text.length} = findLastSection(bank) ?? {}
  return {at: next?.start ?? end, newSection}
}

/** The last section with cards: text after it may be a license. */
function findLastSection({sections}: Bank): Section | undefined {
  return sections.findLast(({cards}) => cards.length > 0) ?? sections.at(-1)
}

/** New cards that come after one another. */
interface Group {
  readonly target: Target
  /** Indexes of new cards. */
  readonly indexes: number[]
}

/**
 * @param placings in the order of the input
 * @returns edits of the bank's source that insert the cards, and the cards of the result in order
 */
export function placeCards(
  bank: Bank,
  placings: readonly Placing[]
): {edits: Edit[]; slots: Slot[]} {
  const groups = groupCards(placings)
  const parts: OrderedPart[] = []
  let next = 0
  for (const card of [...bank.cards, undefined]) {
    for (let group = groups[next]; group; group = groups[next]) {
      if (card && group.target.at > card.start) break
      for (const index of group.indexes) parts.push({slot: index, group})
      next++
    }

    if (card) parts.push({slot: card})
  }

  const {edits, numbers} = numberParts(parts, placings, bank.source)
  const texts = new Map<number, string>()
  for (const {target, indexes} of groups) {
    const cards = indexes.map((index) => {
      const {card} = placings[index] as Placing
      return formatAdapted(card, numbers.get(index))
    })
    const {at, newSection} = target
    const heading =
      newSection === undefined
        ? []
        : [`${'#'.repeat(getSectionDepth(bank))} ${newSection}`]
    const text = [...heading, ...cards].map((each) => `${each}\n\n`).join('')
    texts.set(at, (texts.get(at) ?? gapAt(bank.source, at)) + text)
  }

  const lineBreak = getLineBreak(bank.source)
  for (const [at, text] of texts) {
    const isLast = bank.source.slice(at).trim() === ''
    const own = isLast ? `${text.trimEnd()}\n` : text
    edits.push({start: at, end: at, text: own.replaceAll('\n', lineBreak)})
  }

  return {edits, slots: parts.map(({slot}) => slot)}
}

/** @returns the line breaks that end the text above, with a blank line after it */
function gapAt(source: string, at: number): string {
  const above = source.slice(Math.max(0, at - 4), at).replace(/\r\n?/g, '\n')
  if (at === 0 || above.endsWith('\n\n')) return ''
  return above.endsWith('\n') ? '\n' : '\n\n'
}

/** Cards for one place are grouped, and those of an existing section come before a new section. */
function groupCards(placings: readonly Placing[]): Group[] {
  const groups = new Map<string, Group>()
  for (const [index, {target}] of placings.entries()) {
    const key = JSON.stringify([target.at, target.newSection])
    const group = groups.get(key)
    if (group) group.indexes.push(index)
    else groups.set(key, {target, indexes: [index]})
  }

  const isNew = ({target}: Group): number =>
    target.newSection === undefined ? 0 : 1
  return [...groups.values()].sort(
    (left, right) =>
      left.target.at - right.target.at || isNew(left) - isNew(right)
  )
}

/** A card of the resulting text, with its place if it is new. */
interface OrderedPart {
  readonly slot: Slot
  readonly group?: Group
}

/** Edits of the bank's source, and by index the numbers of new cards. */
interface Numbering {
  readonly edits: Edit[]
  readonly numbers: Map<number, number>
}

/** Cards with the same kind of heading are counted together. */
function numberParts(
  parts: readonly OrderedPart[],
  placings: readonly Placing[],
  source: string
): Numbering {
  const numbering: Numbering = {edits: [], numbers: new Map()}
  const sequences = new Map<string, {template: Template; own: OrderedPart[]}>()
  for (const part of parts) {
    const {slot} = part
    const {template} =
      typeof slot === 'number' ? (placings[slot] as Placing).card : slot
    const key = getSequence(template)
    const sequence = sequences.get(key)
    if (sequence) sequence.own.push(part)
    else sequences.set(key, {template, own: [part]})
  }

  for (const {template, own} of sequences.values()) {
    numberSequence(own, template.card, source, numbering)
  }

  return numbering
}

/** Numbers new cards, and moves the numbers that follow without a gap. */
function numberSequence(
  parts: readonly OrderedPart[],
  {number, restart}: CardTemplate,
  source: string,
  {edits, numbers}: Numbering
): void {
  if (!number) return
  let last = number.first - 1
  // The old number of the previous card.
  let lastOld = last
  let section: unknown
  for (const {slot, group} of parts) {
    const {target} = group ?? {}
    const own =
      typeof slot === 'number'
        ? (target?.newSection ?? target?.section)
        : slot.section
    if (restart && own !== section) last = lastOld = number.first - 1
    section = own
    if (typeof slot === 'number') {
      numbers.set(slot, ++last)
      continue
    }

    const {heading} = slot
    const written = heading.number ?? slot.number ?? 0
    const mustMove = written <= last && written === lastOld + 1
    lastOld = heading.lastNumber ?? written
    if (mustMove && heading.part === '') {
      last++
      pushAll(edits, renumber(slot, last, source, number))
    } else {
      last = lastOld
    }
  }
}

/** @returns the edit that gives the card another number; nothing if it has no number */
function renumber(
  {heading: {start, lead}}: Card,
  number: number,
  source: string,
  {numerals, width}: CardNumber
): Edit[] {
  const digits = findNumeralIn(lead, numerals)
  const at = source.indexOf(lead, start)
  if (!digits || at === -1) return []
  const from = at + digits.index
  const text = writeNumeral(number, numerals, width)
  return [{start: from, end: from + digits.text.length, text}]
}
