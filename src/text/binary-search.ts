/**
 * @param sorted items; those that do not pass come first
 * @returns index of the first that passes; the length if none passes
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
