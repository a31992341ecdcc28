/** Finds new cards that a bank already has: the same card, or one with the same title or question. */
import {
  findSameQuestions,
  findSameTitles
} from '../../rules/lib/copies/copies.ts'
import type {Bank, Card} from '../bank/model.ts'
import {insertTexts} from './texts.ts'

/** A new card that equals another card. */
export interface Copy {
  /** Index of the card in the input. */
  readonly index: number
  /** `present`: the other card is the same; `duplicate`: it has the same title or question. */
  readonly kind: 'present' | 'duplicate'
  /** The place of the other card, in a sentence without a period. */
  readonly reason: string
}

/**
 * @param bank with the new cards
 * @param owners by card of the bank: the index of the new card; `undefined` for an old one
 * @param before the bank without them
 * @returns the new cards that already exist, or are repeated
 */
export function findCopies(
  bank: Bank,
  owners: readonly (number | undefined)[],
  before: Bank
): Copy[] {
  const indexes = new Map(bank.cards.map((card, at) => [card, owners[at]]))
  // With the lines before the insertion: people know these.
  const known = new Map(
    bank.cards
      .filter((_, at) => owners[at] === undefined)
      .map((card, at) => [card, before.cards[at]])
  )
  const firsts = new Map<string, Card>()
  const same = bank.cards
    .toSorted((left, right) => rank(left) - rank(right))
    .flatMap((card) => {
      const key = toCardKey(bank, card)
      const first = firsts.get(key)
      if (!first) firsts.set(key, card)
      return first ? [{card, first}] : []
    })
  const found = new Map<number, Copy>()
  const add = (
    copies: readonly {card: Card; first: Card}[],
    kind: 'present' | 'duplicate'
  ): void => {
    for (const pair of copies) {
      const {card, first} = pair
      const isLater = rank(card) > rank(first)
      const [copy, other] = isLater ? [card, first] : [first, card]
      const index = indexes.get(copy)
      const isKnown = [card, first].some((each) => found.has(rank(each)))
      if (index === undefined || isKnown) continue
      found.set(index, {index, kind, reason: insertTexts[kind](lineOf(other))})
    }
  }

  function rank(card: Card): number {
    return indexes.get(card) ?? -1
  }

  function lineOf(card: Card): number | undefined {
    const old = known.get(card)
    return old && before.place(old.start, old.start).start.line
  }

  add(same, 'present')
  add([...findSameTitles(bank), ...findSameQuestions(bank)], 'duplicate')
  return [...found.values()]
}

/** @returns the content of a card, apart from its number and the numbers of cards that it links to */
export function toCardKey({text}: Bank, {heading, end}: Card): string {
  return `${heading.title}\n${text.slice(heading.end, end)}`
    .replace(/#[^\s()<>"']*/g, '#')
    .replace(/\s+/g, ' ')
    .trim()
}
