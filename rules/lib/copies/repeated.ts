/** Finds out which of many hashes are repeated: hardly any, so only the texts of these have to be compared. */

/** Slots for each hash: most hashes are found in the first slot that is checked. */
const slotsPerHash = 2

/** After so many slots, other hashes share the last one: so hashes that were chosen on purpose do not take longer. */
const mostSteps = 16

/** The highest count. */
const mostCounted = 255

/** @returns by index, whether the hash may occur so many times; if it does, this is always `true` */
export function findRepeated(
  hashes: ArrayLike<number>,
  times: number
): (index: number) => boolean {
  const limit = 2 ** Math.ceil(Math.log2(slotsPerHash * (hashes.length + 1)))
  const owners = new Int32Array(limit)
  const counts = new Uint8Array(limit)
  /** @returns the slot of a hash, or the empty slot for it */
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
