/**
 * Two cards that ask nearly the same: one was written without knowing the other. They are compared by the three-word
 * sequences that they share, with their titles and without; sequences that many cards have (a common way to begin) tell
 * nothing and are not looked up, which also keeps the cost linear.
 *
 * @off Your bank asks the same question at several levels.
 * @limits Cards are reported from 50 % common word sequences on. Texts with fewer than 8 sequences are not compared,
 * and sequences on more than 20 cards do not count. The same question in other words is not found. Exact copies are left to
 * `no-duplicate-card` and `no-duplicate-title`.
 */
import type {Bank, Card} from '../src/bank/model.ts'
import {findSameQuestions, findSameTitles} from './lib/copies.ts'
import {SequenceNumbers} from './lib/shingles.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

/** Share of common sequences (of all that the two cards have) from which cards are similar. */
const threshold = 0.5

/** A sequence on more cards than this is a phrase, not a sign of a copy. */
const mostCards = 20

/** Shorter texts share sequences by chance. */
const fewestSequences = 8

export default defineRule(
  {
    id: 'no-similar-card',
    description: 'Disallow two cards that ask nearly the same',
    severity: 'warning'
  },
  function* (bank) {
    const texts = readTexts(bank)
    const index = new Index(texts)
    let copies: ReadonlySet<Card> | undefined
    for (const card of bank.cards.keys()) {
      const found = index.add(card)
      const current = bank.cards[card]
      const other = found && bank.cards[found.card]
      if (!other || !current) continue
      copies ??= findCopies(bank)
      if (copies.has(current)) continue
      const {heading} = current
      const place = bank.place(other.heading.start, other.heading.end)
      yield {
        place: bank.place(heading.start, heading.end),
        message: `Unexpected card that is ${Math.round(found.likeness * 100)} % like the one on line ${place.start.line}, expected a question of its own`,
        ...(other.heading.title !== '' && {
          note: `The other card is ${quote(other.heading.title)}.`
        }),
        related: [place]
      }
    }
  }
)

/** Cards that are reported as copies of others. */
function findCopies(bank: Bank): ReadonlySet<Card> {
  const copies = [...findSameTitles(bank), ...findSameQuestions(bank)]
  return new Set(copies.map(({card}) => card))
}

/** Sequences of all cards, none twice in a card; those of its prose stand before those that only its title has. */
interface CardTexts {
  readonly sequences: readonly number[]
  /** By card: where its sequences begin, where those of its title do, and where the next card's begin. */
  readonly bounds: readonly (readonly [number, number, number])[]
  /** Sequences have numbers below this. */
  readonly limit: number
}

/**
 * Which cards have which sequences, and how many a card has in common with those before it. Kept in few large arrays: a list
 * for each sequence would take as long to make as all else.
 */
class Index {
  private readonly texts: CardTexts
  /** By sequence: how many cards have it, and the first and last of its entries. */
  private readonly amounts: Uint8Array
  private readonly first: Uint32Array
  private readonly last: Uint32Array
  /** By entry: twice a card that has the sequence, and one more where it is in the card's prose; and the entry that follows. */
  private readonly entries: Uint32Array
  private readonly next: Uint32Array
  private size = 0
  /** By card: how many it has in common with the one that is being added. */
  private readonly common: Uint32Array
  private readonly commonProse: Uint32Array
  /** The cards that have anything in common with it. */
  private touched: number[] = []

  constructor(texts: CardTexts) {
    const {bounds, limit, sequences} = texts
    this.texts = texts
    this.amounts = new Uint8Array(limit)
    this.first = new Uint32Array(limit)
    this.last = new Uint32Array(limit)
    this.entries = new Uint32Array(sequences.length)
    this.next = new Uint32Array(sequences.length)
    this.common = new Uint32Array(bounds.length)
    this.commonProse = new Uint32Array(bounds.length)
  }

  /** @returns the card, of those added before, that is most like this one, if one is like enough */
  add(card: number): {card: number; likeness: number} | undefined {
    const {bounds, sequences} = this.texts
    const [start, titleStart, end] = bounds[card] ?? [0, 0, 0]
    for (let at = start; at < end; at++) {
      this.addSequence(card, sequences[at] as number, at < titleStart)
    }

    return this.findMostSimilar(card)
  }

  /** Counts the sequence for the cards that have it, and adds the card to them. */
  private addSequence(card: number, sequence: number, isProse: boolean): void {
    const {amounts, common, commonProse, entries, first, last, next} = this
    const amount = amounts[sequence] as number
    let entry = first[sequence] as number
    for (let left = amount; left > 0; left--) {
      const each = entries[entry] as number
      const other = each >> 1
      if (common[other] === 0) this.touched.push(other)
      common[other] = (common[other] as number) + 1
      if (isProse && each & 1) {
        commonProse[other] = (commonProse[other] as number) + 1
      }

      entry = next[entry] as number
    }

    if (amount === mostCards) return
    amounts[sequence] = amount + 1
    entry = this.size++
    entries[entry] = 2 * card + (isProse ? 1 : 0)
    if (amount === 0) first[sequence] = entry
    else next[last[sequence] as number] = entry
    last[sequence] = entry
  }

  private findMostSimilar(
    card: number
  ): {card: number; likeness: number} | undefined {
    const {common, commonProse} = this
    const {prose, all} = this.getSizes(card)
    let found: {card: number; likeness: number} | undefined
    for (const other of this.touched) {
      const inAll = common[other] as number
      const inProse = commonProse[other] as number
      common[other] = 0
      commonProse[other] = 0
      // Most have so little in common that the other's size makes no difference.
      if (3 * inAll < all && 3 * inProse < prose) continue
      const sizes = this.getSizes(other)
      const likeness = Math.max(
        getLikeness(all, sizes.all, inAll),
        getLikeness(prose, sizes.prose, inProse)
      )
      if (likeness >= threshold && likeness > (found?.likeness ?? 0)) {
        found = {card: other, likeness}
      }
    }

    this.touched = []
    return found
  }

  /** How many sequences a card's prose has, and how many it has with its title. */
  private getSizes(card: number): {prose: number; all: number} {
    const [start, titleStart, end] = this.texts.bounds[card] ?? [0, 0, 0]
    return {prose: titleStart - start, all: end - start}
  }
}

/** @returns the common sequences' share of all (Jaccard index); 0 where there are too few to tell */
function getLikeness(size: number, otherSize: number, common: number): number {
  return Math.min(size, otherSize) < fewestSequences
    ? 0
    : common / (size + otherSize - common)
}

function readTexts({cards, text}: Bank): CardTexts {
  const numbers = new SequenceNumbers()
  const sequences: number[] = []
  // By sequence: the last card that has it.
  const cardOf: number[] = []
  const bounds = cards.map(({fields, heading}, card) => {
    const add = (source: string): number => {
      for (const sequence of numbers.read(source)) {
        if (cardOf[sequence] === card) continue
        cardOf[sequence] = card
        sequences.push(sequence)
      }

      return sequences.length
    }

    const start = sequences.length
    for (const {template, value} of fields) {
      if (template.kind !== 'prose' && template.kind !== 'content') continue
      add(text.slice(value.start, value.end))
    }

    const titleStart = sequences.length
    return [start, titleStart, add(heading.title)] as const
  })
  return {sequences, bounds, limit: numbers.size}
}
