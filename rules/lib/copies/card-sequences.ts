/** The three-word sequences of a bank's cards, as numbers, and on how many cards each is. */
import type {CardWords} from './card-words.ts'

/** The highest count of cards. */
const mostCounted = 255

/** Sequences of all cards in few large arrays: a bank of ten thousand cards has a quarter of a million of them. */
export class CardSequences {
  /**
   * Card by card, without repetition in a card; first those of its prose, then those that only its title has. Equal
   * sequences have the same number.
   */
  readonly numbers: Int32Array
  /**
   * By twice the card: the index of its first sequence, and of the first one of its title. The last item is the end of
   * all.
   */
  readonly bounds: Uint32Array
  /** By number: on how many cards the sequence is, up to 255. */
  readonly amounts: Uint8Array
  /** By number, which is a slot of a hash table with open addressing: the sequence's hash (32 bits). */
  private readonly hashes: Int32Array
  /** By number: the last card with it, plus one. */
  private readonly lastCards: Int32Array

  constructor({ends, firsts, words}: CardWords) {
    const limit = 2 ** Math.ceil(Math.log2(2 * (words.size + 1)))
    this.numbers = new Int32Array(words.size)
    this.bounds = new Uint32Array(2 * firsts.length - 1)
    this.amounts = new Uint8Array(limit)
    this.hashes = new Int32Array(limit)
    this.lastCards = new Int32Array(limit)
    let size = 0
    for (let card = 0; card + 1 < firsts.length; card++) {
      const title = (firsts[card + 1] as number) - 1
      this.bounds[2 * card] = size
      for (let text = firsts[card] as number; text <= title; text++) {
        if (text === title) this.bounds[2 * card + 1] = size
        const start = ends[text - 1] ?? 0
        size = this.add(words.hashes, {start, end: ends[text] ?? 0, card, size})
      }
    }

    this.bounds[2 * firsts.length - 2] = size
  }

  /** How many cards there are. */
  get cards(): number {
    return (this.bounds.length - 1) / 2
  }

  /** @returns how many sequences a card's prose has, and how many prose and title have together */
  getSizes(card: number): {prose: number; all: number} {
    const {bounds} = this
    const start = bounds[2 * card] ?? 0
    return {
      prose: (bounds[2 * card + 1] ?? 0) - start,
      all: (bounds[2 * card + 2] ?? 0) - start
    }
  }

  /** Adds the sequences of a card's text that it does not have yet; @returns how many there are then */
  private add(
    words: Int32Array,
    text: {start: number; end: number; card: number; size: number}
  ): number {
    const {amounts, lastCards, numbers} = this
    let {size} = text
    for (let at = text.start + 2; at < text.end; at++) {
      const number = this.find(
        hashThree(words[at - 2] ?? 0, words[at - 1] ?? 0, words[at] ?? 0)
      )
      if (lastCards[number] === text.card + 1) continue
      lastCards[number] = text.card + 1
      const amount = amounts[number] as number
      if (amount < mostCounted) amounts[number] = amount + 1
      numbers[size++] = number
    }

    return size
  }

  /** @returns the slot of a sequence, or the empty slot for it */
  private find(hash: number): number {
    const {amounts, hashes} = this
    const mask = hashes.length - 1
    let slot = (hash ^ (hash >>> 13)) & mask
    while (amounts[slot] !== 0 && hashes[slot] !== hash) {
      slot = (slot + 1) & mask
    }

    hashes[slot] = hash
    return slot
  }
}

function hashThree(first: number, second: number, third: number): number {
  const two = Math.imul(first, 0x9e_37_79_b1) ^ Math.imul(second, 0x85_eb_ca_77)
  return Math.imul(two ^ (two >>> 15) ^ third, 0xc2_b2_ae_3d)
}
