/**
 * Numbers for sequences of three words: equal sequences have the same number, and comparing numbers takes a fraction of the time
 * that comparing text takes. A bank of ten thousand cards has a quarter of a million of them.
 */
import {hashWords} from './words.ts'

/** A hash table with open addressing is kept at least half empty. */
const smallestTable = 1024

/** Gives sequences their numbers. */
export class SequenceNumbers {
  /** For each sequence, its three words (`hashWords`). */
  private triples = new Int32Array(3 * smallestTable)
  /** By hash, one more than a sequence's number; 0 where there is none. */
  private slots = new Int32Array(2 * smallestTable)
  private count = 0

  /** How many sequences have numbers. */
  get size(): number {
    return this.count
  }

  /** @returns the sequences of a text, as numbers from 0 on, in order; a number may come twice */
  read(text: string): number[] {
    const words = hashWords(text)
    const sequences: number[] = []
    for (let at = 2; at < words.length; at++) {
      sequences.push(
        this.toSequence(words[at - 2] ?? 0, words[at - 1] ?? 0, words[at] ?? 0)
      )
    }

    return sequences
  }

  private toSequence(first: number, second: number, third: number): number {
    const slot = this.findSlot(first, second, third)
    const known = this.slots[slot] ?? 0
    if (known > 0) return known - 1
    const added = this.count++
    this.triples[3 * added] = first
    this.triples[3 * added + 1] = second
    this.triples[3 * added + 2] = third
    this.slots[slot] = added + 1
    if (2 * this.count === this.slots.length) this.grow()
    return added
  }

  /** The slot of a sequence, or the empty one where it belongs. */
  private findSlot(first: number, second: number, third: number): number {
    const {slots, triples} = this
    const mask = slots.length - 1
    let hash =
      Math.imul(first, 0x9e_37_79_b1) ^ Math.imul(second, 0x85_eb_ca_77)
    hash = Math.imul(hash ^ (hash >>> 15) ^ third, 0xc2_b2_ae_3d)
    let slot = (hash ^ (hash >>> 13)) & mask
    for (;;) {
      const at = 3 * ((slots[slot] ?? 0) - 1)
      if (
        at < 0 ||
        (triples[at] === first &&
          triples[at + 1] === second &&
          triples[at + 2] === third)
      ) {
        return slot
      }

      slot = (slot + 1) & mask
    }
  }

  private grow(): void {
    const triples = new Int32Array(6 * this.count)
    triples.set(this.triples)
    this.triples = triples
    this.slots = new Int32Array(4 * this.count)
    for (let each = 0; each < this.count; each++) {
      const at = 3 * each
      const slot = this.findSlot(
        triples[at] ?? 0,
        triples[at + 1] ?? 0,
        triples[at + 2] ?? 0
      )
      this.slots[slot] = each + 1
    }
  }
}
