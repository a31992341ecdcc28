/** Which of many hashes are there several times: nearly none, and only what they stand for is compared. */

/** Slots for each hash: most are found in the first one that is looked at. */
const slotsPerHash = 2

/** After so many slots, other hashes share the last one: hashes that were chosen on purpose do not take longer. */
const mostSteps = 16

/** Amounts are counted up to here. */
const mostCounted = 255

/** @returns by index, whether the hash may be there so many times; where it is, it always says so */
export function findRepeated(
  hashes: ArrayLike<number>,
  times: number
): (index: number) => boolean {
  const limit = 2 ** Math.ceil(Math.log2(slotsPerHash * (hashes.length + 1)))
  const owners = new Int32Array(limit)
  const counts = new Uint8Array(limit)
  /** @returns the slot of a hash, or the empty one where it belongs */
  const findSlot = (hash: number): number => {
    let slot = (hash ^ (hash >>> 15)) & (limit - 1)
    for (let step = 1; step < mostSteps; step++) {
      if (counts[slot] === 0 || owners[slot] === hash) break
      slot = (slot + 1) & (limit - 1)
    }

    return slot
  }

  for (let at = 0; at < hashes.length; at++) {
    const hash = (hashes[at] as number) | 0
    const slot = findSlot(hash)
    const count = counts[slot] as number
    if (count === 0) owners[slot] = hash
    if (count < mostCounted) counts[slot] = count + 1
  }

  return (index) =>
    (counts[findSlot((hashes[index] as number) | 0)] as number) >= times
}
