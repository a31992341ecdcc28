/**
 * Two cards that ask nearly the same: one was written without knowing the other. They are compared by the three-word
 * sequences that they share, with their titles and without; sequences that many cards have (a common way to begin) tell
 * nothing and are not looked up, which also keeps the cost linear.
 */
import type {Bank, Card} from '../src/bank/model.ts'
import {SequenceNumbers} from '../src/bank/sequences.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

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
    repair: 'none',
    severity: 'warning'
  },
  function* (bank) {
    const numbers = new SequenceNumbers()
    const texts = bank.cards.map((card) => readText(bank, card, numbers))
    const index = new Index(texts)
    for (const [card, text] of texts.entries()) {
      for (const sequence of text.prose) index.add(card, sequence, true)
      for (const sequence of text.title) index.add(card, sequence, false)
      const found = index.findMostSimilar(card)
      const current = bank.cards[card]
      const other = found && bank.cards[found.card]
      if (!other || !current) continue
      const {heading} = current
      const place = bank.place(other.heading.start, other.heading.end)
      yield {
        place: bank.place(heading.start, heading.end),
        message: `Unexpected card that is ${Math.round(found.likeness * 100)} % like the one on line ${place.start.line}, expected a question of its own`,
        note: `The other card is ${quote(other.heading.title)}.`,
        related: [place]
      }
    }
  }
)

/** Sequences of a card: of its prose, and those that only its title has; none twice. */
interface CardText {
  readonly prose: readonly number[]
  readonly title: readonly number[]
}

/** Which cards have which sequences, and how many a card has in common with those before it. */
class Index {
  /** By sequence: twice the number of each card that has it, and one more where it is in the card's prose. */
  private readonly cards: number[][] = []
  /** By card: how many sequences it has, and how many its prose. */
  private readonly sizes: Uint32Array
  private readonly proseSizes: Uint32Array
  /** By card: how many it has in common with the one that is being added. */
  private readonly common: Uint32Array
  private readonly commonProse: Uint32Array
  /** The cards that have anything in common with it. */
  private touched: number[] = []

  constructor(texts: readonly CardText[]) {
    this.sizes = Uint32Array.from(
      texts,
      ({prose, title}) => prose.length + title.length
    )
    this.proseSizes = Uint32Array.from(texts, ({prose}) => prose.length)
    this.common = new Uint32Array(texts.length)
    this.commonProse = new Uint32Array(texts.length)
  }

  /** Counts the sequence for the cards that have it, and adds the card to them. */
  add(card: number, sequence: number, isProse: boolean): void {
    const {cards, common, commonProse, touched} = this
    const entry = 2 * card + (isProse ? 1 : 0)
    const list = cards[sequence]
    if (!list) {
      cards[sequence] = [entry]
      return
    }

    for (const each of list) {
      const other = each >> 1
      if (!common[other]) touched.push(other)
      common[other] = (common[other] ?? 0) + 1
      if (isProse && each & 1) {
        commonProse[other] = (commonProse[other] ?? 0) + 1
      }
    }

    if (list.length < mostCards) list.push(entry)
  }

  /**
   * @param card of which all sequences have been added, as the last one
   * @returns the card before it that is most like it, if one is like enough
   */
  findMostSimilar(card: number): {card: number; likeness: number} | undefined {
    const {common, commonProse, proseSizes, sizes} = this
    const size = sizes[card] ?? 0
    const proseSize = proseSizes[card] ?? 0
    let found: {card: number; likeness: number} | undefined
    for (const other of this.touched) {
      // Most have so little in common that the other's size makes no difference.
      if (
        3 * (common[other] ?? 0) < size &&
        3 * (commonProse[other] ?? 0) < proseSize
      ) {
        common[other] = 0
        commonProse[other] = 0
        continue
      }

      const likeness = Math.max(
        getLikeness(size, sizes[other] ?? 0, common[other] ?? 0),
        getLikeness(proseSize, proseSizes[other] ?? 0, commonProse[other] ?? 0)
      )
      common[other] = 0
      commonProse[other] = 0
      if (likeness >= threshold && likeness > (found?.likeness ?? 0)) {
        found = {card: other, likeness}
      }
    }

    this.touched = []
    return found
  }
}

/** @returns the common sequences' share of all (Jaccard index); 0 where there are too few to tell */
function getLikeness(size: number, otherSize: number, common: number): number {
  return Math.min(size, otherSize) < fewestSequences
    ? 0
    : common / (size + otherSize - common)
}

function readText(bank: Bank, card: Card, numbers: SequenceNumbers): CardText {
  const prose = new Set<number>()
  for (const {template, value} of card.fields) {
    if (template.kind !== 'prose' && template.kind !== 'content') continue
    const text = bank.text.slice(value.start, value.end)
    for (const sequence of numbers.read(text)) prose.add(sequence)
  }

  const title = new Set(numbers.read(card.heading.title))
  for (const sequence of prose) title.delete(sequence)
  return {prose: [...prose], title: [...title]}
}
