/**
 * Which word did the person mean? Typing errors are counted in edits of one character (insert, delete,
 * replace), case and width aside.
 */
import {distance} from 'fastest-levenshtein'

/** The most edits that still count as a typing error. */
const mostEdits = 2

/** @returns the text in one case and one width, runs of white space as one space */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/**
 * @param text what stands there
 * @param candidates what could stand there
 * @returns the one candidate that is nearest, if it is within two edits (one, for words of up to three
 *   characters) and no other is as near
 */
export function findNearest<Candidate>(
  text: string,
  candidates: readonly Candidate[],
  toText: (candidate: Candidate) => string
): Candidate | undefined {
  const folded = fold(text)
  let nearest: Candidate | undefined
  let fewest = Infinity
  let isTied = false
  for (const candidate of candidates) {
    const target = fold(toText(candidate))
    const limit = target.length <= 3 ? 1 : mostEdits
    // The difference in length is a lower bound: most candidates need no table.
    if (Math.abs(target.length - folded.length) > limit) continue
    const edits = distance(folded, target)
    if (edits > limit || edits > fewest) continue
    isTied = edits === fewest
    nearest = candidate
    fewest = edits
  }

  return isTied ? undefined : nearest
}
