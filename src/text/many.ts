/** For lists that may have any number of entries: a hundred thousand of them are too many for the arguments of a call. */

/** Adds to the end of a list, in place. */
export function pushAll<Entry>(list: Entry[], entries: Iterable<Entry>): void {
  for (const entry of entries) list.push(entry)
}

/** @returns the largest of numbers; `-Infinity` without any */
export function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, each) => Math.max(most, each), -Infinity)
}

/** @returns the smallest of numbers; `Infinity` without any */
export function smallest(numbers: readonly number[]): number {
  return numbers.reduce((least, each) => Math.min(least, each), Infinity)
}
