/** Random numbers that can be repeated: a case that was found by chance is reported with its seed. */

/** Numbers from 0 to 1 that depend on nothing but the seed (mulberry32). */
export type Random = () => number

/** @returns numbers for this seed */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** @returns one of the items; there must be at least one */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item
}
