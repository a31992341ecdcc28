/** Looks for characters that hardly any text has: once through a text, for all rules that ask about it. */

import {rememberLast} from '../../src/text/remember-last.ts'

/** The sets of characters that are looked for. */
const sets: RegExp[] = []

/** Per UTF-16 unit: nothing yet (0), or 1 and a bit for each set in which it is. */
const kinds = new Uint8Array(0x1_00_00)

let findLast = rememberLast(findKinds)

/**
 * @param set fits one UTF-16 unit; there are at most seven sets
 * @returns whether a text has a unit of the set
 */
export function createUnitTest(set: RegExp): (text: string) => boolean {
  const bit = 2 << sets.length
  sets.push(set)
  kinds.fill(0)
  findLast = rememberLast(findKinds)
  return (text) => (findLast(text) & bit) !== 0
}

function findKinds(text: string): number {
  // Most texts in English have nothing else.
  const first = text.search(/[^\n -~]/)
  if (first === -1) return 0
  let found = 0
  for (let at = first; at < text.length; at++) {
    const code = text.charCodeAt(at)
    found |= kinds[code] || classify(code)
  }

  return found
}

function classify(code: number): number {
  const unit = String.fromCharCode(code)
  let kind = 1
  for (const [at, set] of sets.entries()) {
    if (set.test(unit)) kind |= 2 << at
  }

  return (kinds[code] = kind)
}
