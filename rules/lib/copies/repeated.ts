/** Which of many hashes may be there several times: nearly none, and only what they stand for is compared. */

/** Slots for each hash: few of different hashes share one. */
const slotsPerHash = 8

/** Amounts are counted up to here. */
const mostCounted = 255

/** @returns by index, whether the hash may be there so many times; where it is, it always says so */
export function findRepeated(
  hashes: ArrayLike<number>,
  times: number
): (index: number) => boolean {
  const slots = 2 ** Math.ceil(Math.log2(slotsPerHash * (hashes.length + 1)))
  const counts = new Uint8Array(slots)
  for (let at = 0; at < hashes.length; at++) {
    const slot = toSlot(hashes[at] as number, slots)
    const count = counts[slot] as number
    if (count < mostCounted) counts[slot] = count + 1
  }

  return (index) =>
    (counts[toSlot(hashes[index] as number, slots)] as number) >= times
}

function toSlot(hash: number, slots: number): number {
  return (hash ^ (hash >>> 15)) & (slots - 1)
}
