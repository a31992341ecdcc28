/**
 * Inserts cards into a bank, each after the last card of its section. They go through the pipeline like all others:
 * they are fixed and formatted, and the list of contents, the numbers and the links are updated. Nothing else in the
 * bank is changed, whatever is wrong there. A card is refused if, beside the others, it would not be read as one card.
 */
import {basename} from 'node:path'
import type {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {Bank, Block, Card} from '../bank/model.ts'
import {readBankFile} from '../engine/bank-file.ts'
import {followAnchors} from '../fix/follow-anchors.ts'
import {applyEdits, selectEdits} from '../message/edits.ts'
import {getRange} from '../message/source.ts'
import {toBank} from '../readme/bank-text.ts'
import {stateOf} from '../rule/state.ts'
import {matchBlocks} from '../since/match-blocks.ts'
import type {CheckedBank} from '../since/select.ts'
import {selectMessages} from '../since/select.ts'
import {formatMarker} from '../template/model.ts'
import type {Adapted} from './adapt-card.ts'
import {adaptCard} from './adapt-card.ts'
import {findCopies, toCardKey} from './find-copies.ts'
import type {BankReading} from './known-bank.ts'
import {readKnownBank} from './known-bank.ts'
import {findTarget, placeCards} from './place-cards.ts'
import {insertTexts} from './texts.ts'
import {pushAll} from '../text/many.ts'

/** A card that is to be put in. */
export interface NewCard {
  /**
   * The card, with its heading. The heading may have any depth, and the number or prefix of another template; even a
   * title alone needs its `#`.
   */
  readonly markdown: string
  /** Name of its section; without it, the bank must have at most one. */
  readonly section?: string
}

/** Options of `insertCards`. */
export interface InsertOptions extends BankReading {
  /**
   * Whether to add sections that the bank does not have, unless a name is similar to an existing one; default: `false`.
   */
  readonly mayAddSections?: boolean
  /** Result of `readKnownBank` for the text; without it, the text is read here. */
  readonly before?: CheckedBank
}

/** A card that is now in the bank. */
export interface PlacedCard {
  /** Index of the card in the input. */
  readonly index: number
  /** The card in the new bank. */
  readonly card: Card
  /** As it is in the bank, without prefix or number. */
  readonly title: string
  readonly section: string | undefined
  /** Line of its heading in the new text, from 1. */
  readonly line: number
  /** Messages about it: what is wrong with it, and which cards are similar. */
  readonly messages: readonly VFileMessage[]
}

/** A card that was not inserted, or was there before. */
export interface RefusedCard {
  /** Index of the card in the input. */
  readonly index: number
  /**
   * `present`: the bank has the same card; `duplicate`: it has one with the same title or question; `section`: there is no such
   * section; `card`: the text is not a card.
   */
  readonly kind: 'present' | 'duplicate' | 'section' | 'card'
  /** Why, in a sentence without a period. */
  readonly reason: string
}

/** The result for the cards. */
export interface Insertion {
  /** Text of the bank with the cards; the original text if no card was inserted. */
  readonly value: string
  /** The bank in that text. */
  readonly bank: Bank
  /** In the order of the bank. */
  readonly placed: readonly PlacedCard[]
  /** In the order of the input. */
  readonly refused: readonly RefusedCard[]
  /** Messages about all changes: about the new cards and outside of them. */
  readonly messages: readonly VFileMessage[]
}

/**
 * @param value text of the bank
 * @param path of the bank, relative to `cwd` or absolute; it is not read
 * @param cards in the order that they should have within a section
 * @throws UserError if the text is not a bank, or its front matter or the configuration cannot be used
 */
export async function insertCards(
  value: string,
  path: string,
  cards: readonly NewCard[],
  options: InsertOptions
): Promise<Insertion> {
  const start = await readStart(value, path, options)
  const {bank} = start.before
  const refused: RefusedCard[] = []
  const wanted: Wanted[] = []
  for (const [index, {markdown, section}] of cards.entries()) {
    const adapted = adaptCard(markdown, bank.templates)
    const target = findTarget(bank, section, options.mayAddSections)
    if (typeof adapted === 'string') {
      refused.push({index, kind: 'card', reason: adapted})
    } else if (typeof target === 'string') {
      refused.push({index, kind: 'section', reason: target})
    } else {
      wanted.push({index, card: adapted, section})
    }
  }

  const done = await insertAll(start, wanted, refused)
  refused.sort((left, right) => left.index - right.index)
  const messages = selectMessages(
    done.now,
    start.before,
    matchOld(start.before.bank, done)
  )
  const placed = done.owners.flatMap((index, at): PlacedCard[] => {
    const card = done.now.bank.cards[at]
    return index === undefined || !card
      ? []
      : [describePlaced(card, index, done.now.bank, messages)]
  })
  return {value: done.value, bank: done.now.bank, placed, refused, messages}
}

/** A card with its place. */
interface Wanted {
  readonly index: number
  readonly card: Adapted
  readonly section: string | undefined
}

/** A bank with some of the cards. */
interface State {
  readonly value: string
  readonly now: CheckedBank
  /** By card of the bank: the index of the new card; `undefined` for an old one. */
  readonly owners: readonly (number | undefined)[]
}

/** The bank as it was, and how it is read. */
interface Start extends State {
  readonly before: CheckedBank
  readonly path: string
  readonly options: InsertOptions
}

async function readStart(
  value: string,
  path: string,
  options: InsertOptions
): Promise<Start> {
  const before = options.before ?? (await readKnownBank(value, path, options))
  const owners = before.bank.cards.map(() => undefined)
  return {value, before, now: before, owners, path, options}
}

/** Inserts cards together; if that fails, each half separately, until the refused cards are found. */
async function insertAll(
  state: Start,
  wanted: readonly Wanted[],
  refused: RefusedCard[]
): Promise<Start> {
  if (wanted.length === 0) return state
  const tried = await tryCards(state, wanted)
  if (tried) {
    const copies = findCopies(tried.now.bank, tried.owners, state.before.bank)
    if (copies.length === 0) return {...state, ...tried}
    pushAll(refused, copies)
    const known = new Set(copies.map(({index}) => index))
    const others = wanted.filter(({index}) => !known.has(index))
    return insertAll(state, others, refused)
  }

  const [first, ...rest] = wanted
  if (first && rest.length === 0) {
    const {template} = first.card
    const lead = `${formatMarker(template, template.card.number?.first)} …`
    const reason = insertTexts.unclear(lead)
    refused.push({index: first.index, kind: 'card', reason})
    return state
  }

  const middle = wanted.length >> 1
  const half = await insertAll(state, wanted.slice(0, middle), refused)
  return insertAll(half, wanted.slice(middle), refused)
}

/** @returns the bank with the cards; `undefined` if they are not read in it as they are alone */
async function tryCards(
  state: Start,
  wanted: readonly Wanted[]
): Promise<State | undefined> {
  const {before, now, options, path, value} = state
  const {bank} = now
  const placings = wanted.flatMap(({card, section}) => {
    const target = findTarget(bank, section, options.mayAddSections)
    return typeof target === 'string' ? [] : [{card, target}]
  })
  const {edits, slots} = placeCards(bank, placings)
  const owners = readOwners(state, slots, wanted)
  const inserted = applyEdits(bank.source, edits)
  const followed = followAnchors(bank, selectEdits(edits), toBank(inserted), {
    basename: basename(path),
    cwd: options.cwd,
    path
  })
  const mark = value.slice(0, value.length - bank.source.length)
  const file = await readBankFile(path, mark + followed, {
    ...options,
    select: (current, messages) =>
      Promise.resolve(selectFixes({bank: current, messages}, {before, owners}))
  })
  const next = file && toState(file, owners)
  return next && isWhole(state, next, slots) ? next : undefined
}

function readOwners(
  {now, owners}: State,
  slots: ReturnType<typeof placeCards>['slots'],
  wanted: readonly Wanted[]
): State['owners'] {
  const byCard = new Map(now.bank.cards.map((card, at) => [card, owners[at]]))
  return slots.map((slot) =>
    typeof slot === 'number' ? wanted[slot]?.index : byCard.get(slot)
  )
}

function toState(file: VFile, owners: State['owners']): State | undefined {
  const {repaired} = stateOf(file)
  if (!repaired || repaired.bank.cards.length !== owners.length)
    return undefined
  const {bank, messages, value} = repaired
  return {value, now: {bank, messages}, owners}
}

/** Fixes that touch new cards, but nothing within the others. */
function selectFixes(
  now: CheckedBank,
  {before, owners}: {before: CheckedBank; owners: State['owners']}
): readonly VFileMessage[] {
  const old = matchOld(before.bank, {now, owners})
  const isOld = (message: VFileMessage): boolean => {
    const range = getRange(message)
    return now.bank.blocks.some(
      (block) =>
        block.card &&
        old.has(block) &&
        range !== undefined &&
        block.start <= range.start &&
        range.start < block.end
    )
  }
  return selectMessages(now, before, old).filter((message) => !isOld(message))
}

/** @returns the blocks that were there before, apart from the numbers of cards */
function matchOld(
  before: Bank,
  {now: {bank}, owners}: Pick<State, 'now' | 'owners'>
): Map<Block, Block> {
  const matches = new Map(matchBlocks(before, bank))
  if (bank.cards.length !== owners.length) return matches
  const own = bank.blocks.filter(({card}) => card)
  const old = before.blocks.filter(({card}) => card)
  let next = 0
  for (const [at, block] of own.entries()) {
    matches.delete(block)
    const match = owners[at] === undefined ? old[next++] : undefined
    if (match) matches.set(block, match)
  }

  return matches
}

/** Whether all old cards are still there, and the new ones are cards of their sections. */
function isWhole(
  before: State,
  after: State,
  slots: ReturnType<typeof placeCards>['slots']
): boolean {
  const {bank} = after.now
  const added = slots.filter((slot) => typeof slot === 'number').length
  const newSections = bank.sections.length - before.now.bank.sections.length
  const parts = before.now.bank.blocks.length + added + newSections
  if (newSections < 0 || bank.blocks.length !== parts) return false
  return slots.every((slot, at) => {
    const card = bank.cards[at]
    return (
      card !== undefined &&
      (typeof slot === 'number' ||
        toCardKey(before.now.bank, slot) === toCardKey(bank, card))
    )
  })
}

function describePlaced(
  card: Card,
  index: number,
  bank: Bank,
  messages: readonly VFileMessage[]
): PlacedCard {
  const {heading, section, start, end} = card
  const isInside = (place: VFileMessage['place']): boolean => {
    const range = getRange({place})
    return range !== undefined && start <= range.start && range.start < end
  }
  return {
    index,
    card,
    title: heading.title,
    section: section?.title,
    line: bank.place(heading.start, heading.end).start.line,
    messages: messages.filter(
      ({place, related}) => isInside(place) || related?.some(isInside)
    )
  }
}
