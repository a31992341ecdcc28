/**
 * Two cards that ask nearly the same: one was written without knowing the other. They are compared by the three-word
 * sequences that they share, with their titles and without; sequences that many cards have (a common way to begin) say
 * nothing and are not looked up, which also keeps the cost linear.
 *
 * @off Your bank asks the same question at several levels.
 * @limits Cards are reported from 50 % common word sequences on. Texts with fewer than 8 sequences are not compared,
 * and sequences on more than 20 cards do not count. The same question in other words is not found. Exact copies are left to
 * `no-duplicate-card` and `no-duplicate-title`.
 * @example copied-and-touched-up
 */
import type {Bank, Card} from '../src/bank/model.ts'
import {CardSequences} from './lib/copies/card-sequences.ts'
import {readCardWords} from './lib/copies/card-words.ts'
import {findSameQuestions, findSameTitles} from './lib/copies/copies.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

/** From this share of common sequences on (of all sequences of both), cards are similar. */
const threshold = 0.5

/** Shorter texts have common sequences by chance. */
const fewestSequences = 8

export default defineRule(
  {
    id: 'no-similar-card',
    description: 'Disallow two cards that ask nearly the same',
    severity: 'warning'
  },
  function* (bank) {
    const sequences = new CardSequences(readCardWords(bank))
    const candidates = findCandidates(sequences)
    if (candidates.length === 0) return
    const index = new Index(sequences)
    let copies: ReadonlySet<Card> | undefined
    for (const card of candidates) {
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
        message: `Unexpected card that is ${Math.round(found.likeness * 100)} % like the one on line ${place.start.line}, expected a different question`,
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

/**
 * @returns the cards, in their order, that have half of their sequences in common with others. Hardly any has, and no
 *   other card can be similar
 */
function findCandidates(sequences: CardSequences): number[] {
  const {bounds, cards, mostShared} = sequences
  const candidates: number[] = []
  for (let card = 0; card < cards; card++) {
    const {all, prose} = sequences.getSizes(card)
    // All are at least as many as those of the prose.
    const fewest = threshold * prose
    if (all < fewestSequences || (mostShared[card] as number) < fewest) continue
    const start = bounds[2 * card] as number
    const inProse = sequences.countShared(start, start + prose)
    const inTitle = sequences.countShared(start + prose, start + all)
    const isLikeProse = prose >= fewestSequences && inProse >= fewest
    if (isLikeProse || inProse + inTitle >= threshold * all) {
      candidates.push(card)
    }
  }

  return candidates
}

/**
 * Which cards have which sequences, and how many a card has in common with those before it. Few large arrays are used,
 * as making a list for each sequence would take as long as all else.
 */
class Index {
  private readonly sequences: CardSequences
  /** By sequence: its last entry, plus one. */
  private readonly last: Uint32Array
  /**
   * By entry: twice a card that has the sequence, plus one if it is in the card's prose; and the previous entry, as
   * above.
   */
  private readonly entries: number[] = []
  private readonly previous: number[] = []
  /** By card: how many sequences it has in common with the one that is being added. */
  private readonly common: Uint32Array
  private readonly commonProse: Uint32Array
  /** The cards with common sequences. */
  private touched: number[] = []

  constructor(sequences: CardSequences) {
    this.sequences = sequences
    this.last = new Uint32Array(sequences.size)
    this.common = new Uint32Array(sequences.cards)
    this.commonProse = new Uint32Array(sequences.cards)
  }

  /** @returns the most similar of the cards that were added before, if it is similar enough */
  add(card: number): {card: number; likeness: number} | undefined {
    const {bounds, numbers} = this.sequences
    const {all, prose} = this.sequences.getSizes(card)
    const start = bounds[2 * card] ?? 0
    for (let at = start; at < start + all; at++) {
      const sequence = numbers[at] as number
      if (!this.sequences.isShared(sequence)) continue
      this.addSequence(card, sequence, at < start + prose)
    }

    return this.findMostSimilar(card)
  }

  /** Counts the sequence for the cards that have it, and adds the card to them. */
  private addSequence(card: number, sequence: number, isProse: boolean): void {
    const {common, commonProse, entries, last, previous} = this
    let entry = last[sequence] as number
    while (entry > 0) {
      const each = entries[entry - 1] as number
      const other = each >> 1
      if (common[other] === 0) this.touched.push(other)
      common[other] = (common[other] as number) + 1
      if (isProse && each & 1) {
        commonProse[other] = (commonProse[other] as number) + 1
      }

      entry = previous[entry - 1] as number
    }

    previous.push(last[sequence] as number)
    last[sequence] = entries.push(2 * card + (isProse ? 1 : 0))
  }

  private findMostSimilar(
    card: number
  ): {card: number; likeness: number} | undefined {
    const {common, commonProse} = this
    const {prose, all} = this.sequences.getSizes(card)
    let found: {card: number; likeness: number} | undefined
    // If several are equally similar, the first one.
    for (const other of this.touched.sort((left, right) => left - right)) {
      const inAll = common[other] as number
      const inProse = commonProse[other] as number
      common[other] = 0
      commonProse[other] = 0
      const sizes = this.sequences.getSizes(other)
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
}

/** @returns the common sequences' share of all (Jaccard index); 0 if there are too few to tell */
function getLikeness(size: number, otherSize: number, common: number): number {
  return Math.min(size, otherSize) < fewestSequences
    ? 0
    : common / (size + otherSize - common)
}
