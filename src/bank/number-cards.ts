/**
 * Finds the numbers that cards should have. The bank's own sequence decides. A number that its neighbors contradict is
 * fixed; a number that is there twice moves those after it; one missing number is closed up. What can be read in two
 * ways is kept, and reported as doubtful.
 */
import type {CardHeading, NumberDoubt} from './model.ts'
import {mentionsNumber} from '../template/card-title.ts'
import {latin} from '../template/numerals.ts'
import type {CardTemplate, Template} from '../template/model.ts'

/** A card to be numbered. */
export interface Countable {
  readonly heading: CardHeading
  /** Whether it is the first one of its section. */
  readonly isFirst: boolean
}

/** The number that a card should have. */
export interface Numbered {
  readonly number: number
  /** Why it is not the next one. */
  readonly doubt: NumberDoubt | undefined
}

/**
 * @param cards of a bank, in source order
 * @param text of the bank
 * @returns their numbers; none if the template does not number cards
 */
export function numberCards(
  cards: readonly Countable[],
  text: string,
  template: Template
): readonly Numbered[] {
  if (!template.card.number) return []
  const counter = new Counter(cards, text, template.card)
  const numbered = cards.map((_, at) => counter.count(at))
  const {firstEvent, events} = counter
  // If most numbers are not the next ones, they are names and not a sequence.
  if (events <= mostEvents || events * 4 <= cards.length) return numbered
  return numbered.map(({number, doubt}, at) => ({
    number: cards[at]?.heading.number ?? number,
    doubt:
      at === firstEvent
        ? {expected: doubt?.expected ?? number, reason: 'names', count: events}
        : undefined
  }))
}

/** Even the smallest bank may have so many wrong numbers. */
const mostEvents = 2

/** What is wrong with a number that is not the next one. */
type Verdict = 'typo' | 'again' | 'closed' | NumberDoubt['reason']

/** Goes through the cards once. */
class Counter {
  /** How many numbers were not the next ones. */
  events = 0
  /** Index of the first of them; -1 if there is none. */
  firstEvent = -1
  private readonly cards: readonly Countable[]
  private readonly text: string
  private readonly card: CardTemplate
  private readonly first: number
  /** Index of the last card whose number has a part: nothing before it is moved. */
  private readonly lastPart: number
  /** The number of the card before. */
  private last: number
  /** How much the following numbers are moved. */
  private offset = 0

  constructor(cards: readonly Countable[], text: string, card: CardTemplate) {
    this.cards = cards
    this.text = text
    this.card = card
    this.first = card.number?.first ?? 1
    this.last = this.first - 1
    this.lastPart = cards.findLastIndex(({heading}) => heading.part !== '')
  }

  /** @param at index of the card; called for each card in order */
  count(at: number): Numbered {
    const {heading} = this.cards[at] as Countable
    if (this.isRestart(at)) {
      this.last = this.first - 1
      this.offset = 0
    }

    const expected = this.last + 1
    const {number: own = expected, lastNumber = own, part} = heading
    const verdict = this.check(at, expected)
    if (verdict) {
      this.events++
      if (this.firstEvent === -1) this.firstEvent = at
    }

    const isMoved = verdict === 'again' || verdict === 'closed'
    if (isMoved) this.offset = expected - own
    if (part === '' && (!verdict || isMoved || verdict === 'typo')) {
      this.last = expected
      return {number: expected, doubt: undefined}
    }

    this.last = lastNumber
    if (!verdict || isMoved || verdict === 'typo') {
      return {number: own, doubt: undefined}
    }

    this.offset = 0
    return {number: own, doubt: {expected, reason: verdict}}
  }

  /** @returns what is wrong with a number; `undefined` if it is the next one */
  private check(at: number, expected: number): Verdict | undefined {
    const written = this.cards[at]?.heading.number
    if (written === undefined) return undefined
    const own = written + this.offset
    if (own === expected) return undefined
    if (this.cards[at]?.heading.part !== '') {
      return own === this.last ? undefined : 'order'
    }

    const next = this.isRestart(at + 1) ? undefined : this.cards[at + 1]
    const following = next?.heading.number
    if (following !== undefined && following + this.offset === expected + 1) {
      if (this.card.as !== 'item') return 'typo'
      return own > expected ? 'gap' : 'order'
    }

    const begins = this.checkBeginning(at, written)
    if (begins) return begins
    // Moving the following numbers is only safe in some forms: answers also have steps in bold, and Markdown counts
    // items itself.
    const isCertain = this.card.as === undefined || this.card.as === 'details'
    const mayMove =
      isCertain && at > this.lastPart && (!next || following === written + 1)
    const isMissing = own === expected + 1 && !this.isMentioned(at, expected)
    if (mayMove && own === this.last) return next ? 'again' : 'typo'
    if (mayMove && isMissing) return next ? 'closed' : 'typo'
    return own > expected ? 'gap' : 'order'
  }

  /** At the beginning of the bank, or of a section, another number may be intended. */
  private checkBeginning(at: number, own: number): Verdict | undefined {
    const {cards, card, first} = this
    if (at === 0) return 'start'
    if (!cards[at]?.isFirst) return undefined
    if (!card.restart) return own === first ? 'restart' : undefined
    return own === (cards[at - 1]?.heading.lastNumber ?? 0) + 1
      ? 'no-restart'
      : 'start'
  }

  private isRestart(at: number): boolean {
    return this.card.restart === true && this.cards[at]?.isFirst === true
  }

  /** Whether the text before a card mentions a number, so that the card with it may exist without being read as one. */
  private isMentioned(at: number, number: number): boolean {
    const from = this.cards[at - 1]?.heading.end ?? 0
    const source = this.text.slice(from, this.cards[at]?.heading.start)
    if (new RegExp(`^#{${this.card.depth}}[ \\t]`, 'm').test(source))
      return true
    return mentionsNumber(source, number, this.card.number?.numerals ?? latin)
  }
}
