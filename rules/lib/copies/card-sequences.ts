/** The three-word sequences of a bank's cards, as numbers, and on how many cards each is. */
import type {CardWords} from './card-words.ts'

/** The highest count of cards. */
const mostCounted = 255

/** So many slots a new hash table has. */
const fewestSlots = 2 ** 12

/** Half of the slots stay empty, so that most hashes are found in the first one that is checked. */
const slotsPerNumber = 2

/** A sequence on more cards is a common phrase, not a sign of a copy. */
const mostCards = 20

/** Whether a sequence on so many cards is on another card as well, and on few enough to count. */
function isShared(amount: number): boolean {
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
  /** How many numbers there are. */
  size = 0
  /**
   * By number: the last card with the sequence, plus one, times 256, plus on how many cards it is, up to 255.
   */
  private entries = new Int32Array(fewestSlots / slotsPerNumber)
  /**
   * A hash table with open addressing, which grows: in a bank whose cards are alike, it fits into a processor's caches. Two items
   * for each slot: the sequence's hash (32 bits), and its number, plus one.
   */
  private slots = new Int32Array(2 * fewestSlots)

  constructor({ends, firsts, words}: CardWords) {
    this.cards = firsts.length - 1
    this.numbers = new Int32Array(words.size)
    this.bounds = new Uint32Array(2 * firsts.length - 1)
    this.mostShared = new Uint32Array(this.cards)
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
    return isShared((this.entries[number] as number) & mostCounted)
  }

  /** @returns how many of the sequences from one index to another are shared */
  countShared(start: number, end: number): number {
    const {entries, numbers} = this
    let amount = 0
    for (let at = start; at < end; at++) {
      const entry = entries[numbers[at] as number] as number
      if (isShared(entry & mostCounted)) amount++
    }

    return amount
  }

  /** Adds the sequences of a card's text that it does not have yet; @returns how many there are then */
  private add(
    words: Int32Array,
    text: {start: number; end: number; card: number; size: number}
  ): number {
    const {mostShared, numbers} = this
    const {card, end} = text
    let {size} = text
    for (let at = text.start + 2; at < end; at++) {
      const number = this.find(hashThree(words, at))
      const entry = this.entries[number] as number
      const last = (entry >>> 8) - 1
      if (last === card) continue
      const amount = (entry & mostCounted) + 1
      this.entries[number] = ((card + 1) << 8) | Math.min(amount, mostCounted)
      numbers[size++] = number
      if (!isShared(amount)) continue
      mostShared[card] = (mostShared[card] as number) + 1
      // The first card with it did not share it until now.
      if (amount === 2) mostShared[last] = (mostShared[last] as number) + 1
    }

    return size
  }

  /** @returns the number of a sequence; a new one, if it has none */
  private find(hash: number): number {
    const {slots} = this
    const at = findSlot(slots, hash)
    const found = slots[at + 1] as number
    if (found > 0) return found - 1
    slots[at] = hash
    slots[at + 1] = ++this.size
    if (this.size === this.entries.length) this.grow()
    return this.size - 1
  }

  /** Makes room for twice as many numbers. */
  private grow(): void {
    const {entries, slots} = this
    this.entries = new Int32Array(2 * entries.length)
    this.entries.set(entries)
    this.slots = new Int32Array(2 * slots.length)
    for (let at = 0; at < slots.length; at += 2) {
      const number = slots[at + 1] as number
      if (number === 0) continue
      const hash = slots[at] as number
      const slot = findSlot(this.slots, hash)
      this.slots[slot] = hash
      this.slots[slot + 1] = number
    }
  }
}

/** @returns index of the first item of a hash's slot, or of the empty slot for it */
function findSlot(slots: Int32Array, hash: number): number {
  const mask = slots.length - 2
  let at = ((hash ^ (hash >>> 13)) << 1) & mask
  while (slots[at + 1] !== 0 && slots[at] !== hash) at = (at + 2) & mask
  return at
}

/** @returns a hash of a word, by its index, and the two before it */
function hashThree(words: Int32Array, at: number): number {
  const two =
    Math.imul(words[at - 2] as number, 0x9e_37_79_b1) ^
    Math.imul(words[at - 1] as number, 0x85_eb_ca_77)
  return Math.imul(two ^ (two >>> 15) ^ (words[at] as number), 0xc2_b2_ae_3d)
}
