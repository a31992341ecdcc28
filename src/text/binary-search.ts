/**
 * @param sorted items of which those that pass are after those that do not
 * @returns index of the first that passes; the length, where none does
 */
export function findFirst<Item>(
  sorted: readonly Item[],
  passes: (item: Item) => boolean
): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(sorted[middle] as Item)) high = middle
    else low = middle + 1
  }

  return low
}
