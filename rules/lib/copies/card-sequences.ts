/** The three-word sequences of a bank's cards, as numbers, and on how many cards each is. */
import type {CardWords} from './card-words.ts'

/** The highest count of cards. */
const mostCounted = 255

/** A sequence on more cards is a common phrase, not a sign of a copy. */
const mostCards = 20

/** Whether a sequence on so many cards is on another card as well, and on few enough to count. */
export function isShared(amount: number): boolean {
  return amount > 1 && amount <= mostCards
}

/** Sequences of all cards in few large arrays: a bank of ten thousand cards has a quarter of a million of them. */
export class CardSequences {
  /** How many cards there are. */
  readonly cards: number
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
  /** By card: how many of its sequences are shared, at most. */
  readonly mostShared: Uint32Array
  /** How many different numbers there may be. */
  readonly limit: number
  /**
   * By twice the number, which is a slot of a hash table with open addressing: the sequence's hash (32 bits), and after it the last
   * card with it, plus one, times 256, plus on how many cards it is, up to 255. They are side by side, as most are read from
   * memory that is not in a processor's caches.
   */
  private readonly slots: Int32Array

  constructor({ends, firsts, words}: CardWords) {
    this.cards = firsts.length - 1
    this.limit = 2 ** Math.ceil(Math.log2(2 * (words.size + 1)))
    this.numbers = new Int32Array(words.size)
    this.bounds = new Uint32Array(2 * firsts.length - 1)
    this.mostShared = new Uint32Array(this.cards)
    this.slots = new Int32Array(2 * this.limit)
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

  /** @returns how many sequences a card's prose has, and how many prose and title have together */
  getSizes(card: number): {prose: number; all: number} {
    const {bounds} = this
    const start = bounds[2 * card] ?? 0
    return {
      prose: (bounds[2 * card + 1] ?? 0) - start,
      all: (bounds[2 * card + 2] ?? 0) - start
    }
  }

  /** @returns whether the sequence with this number is on another card as well, and on few enough to count */
  isShared(number: number): boolean {
    return isShared((this.slots[2 * number + 1] as number) & mostCounted)
  }

  /** @returns how many of the sequences from one index to another are shared */
  countShared(start: number, end: number): number {
    const {numbers, slots} = this
    let amount = 0
    for (let at = start; at < end; at++) {
      const entry = slots[2 * (numbers[at] as number) + 1] as number
      if (isShared(entry & mostCounted)) amount++
    }

    return amount
  }

  /** Adds the sequences of a card's text that it does not have yet; @returns how many there are then */
  private add(
    words: Int32Array,
    text: {start: number; end: number; card: number; size: number}
  ): number {
    const {limit, mostShared, numbers, slots} = this
    const {card, end} = text
    let {size} = text
    for (let at = text.start + 2; at < end; at++) {
      const hash = hashThree(words, at)
      let slot = (hash ^ (hash >>> 13)) & (limit - 1)
      let entry: number
      while ((entry = slots[2 * slot + 1] as number) !== 0) {
        if (slots[2 * slot] === hash) break
        slot = (slot + 1) & (limit - 1)
      }

      const last = (entry >>> 8) - 1
      if (last === card) continue
      const amount = entry & mostCounted
      slots[2 * slot] = hash
      slots[2 * slot + 1] =
        ((card + 1) << 8) | Math.min(amount + 1, mostCounted)
      numbers[size++] = slot
      if (!isShared(amount + 1)) continue
      mostShared[card] = (mostShared[card] as number) + 1
      // The first card with it did not share it until now.
      if (amount === 1) mostShared[last] = (mostShared[last] as number) + 1
    }

    return size
  }
}

/** @returns a hash of a word, by its index, and the two before it */
function hashThree(words: Int32Array, at: number): number {
  const two =
    Math.imul(words[at - 2] as number, 0x9e_37_79_b1) ^
    Math.imul(words[at - 1] as number, 0x85_eb_ca_77)
  return Math.imul(two ^ (two >>> 15) ^ (words[at] as number), 0xc2_b2_ae_3d)
}
