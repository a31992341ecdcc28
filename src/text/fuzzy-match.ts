/**
 * Which word did the person mean? Typos are counted in edits of one character (insert, delete, replace), apart from
 * case and width.
 */
import {distance} from 'fastest-levenshtein'

/** The most edits that still count as a typo. */
export const mostEdits = 2

/** @returns the text in one case and one width, runs of white space as one space */
export function fold(text: string): string {
  return isNarrow(text)
    ? text.toLowerCase()
    : text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** Whether a text has single spaces between words, and only characters that have one width and one spelling. */
function isNarrow(text: string): boolean {
  let previous = 32
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (!isNarrowUnit(code) || (code === 32 && previous === 32)) return false
    previous = code
  }

  return text.length === 0 || previous !== 32
}

/**
 * @param code a UTF-16 unit
 * @returns whether NFKC leaves the character as it is among others of this kind, and its other case, if it has one,
 *   is a single character: ASCII, and the letters of some scripts. Marks are not included, as they may become part of a
 *   letter
 */
export function isNarrowUnit(code: number): boolean {
  if (code < 127) return code >= 32
  return (
    (code >= 0x4e_00 && code <= 0x9f_ff) /* Han */ ||
    (code >= 0xc0 && code <= 0xff) /* Latin */ ||
    (code >= 0x4_10 && code <= 0x4_4f) /* Cyrillic */ ||
    (code >= 0x6_20 && code <= 0x6_4a) /* Arabic */ ||
    (code >= 0x30_41 && code <= 0x30_96) /* Hiragana */ ||
    (code >= 0x30_a1 && code <= 0x30_fa) /* Katakana */
  )
}

/** In a word this short, two edits make another word. */
const shortWord = 4

/** In a word this short, one edit does. */
const shortestWord = 2

/**
 * @param text the actual word
 * @param candidates what it could be
 * @returns the nearest candidate, if it is within two edits and no other is as near. In short words, edits only count
 *   if letters were added or two neighbours swapped
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
    // The difference in length is a lower bound of the edits, so most candidates need no table.
    if (Math.abs(target.length - folded.length) > mostEdits) continue
    const edits = distance(folded, target)
    if (edits > mostEdits || edits > fewest) continue
    const longest = edits > 1 ? shortWord : shortestWord
    if (edits > 0 && target.length <= longest && !isSlip(folded, target)) {
      continue
    }

    isTied = edits === fewest
    nearest = candidate
    fewest = edits
  }

  return isTied ? undefined : nearest
}

/** Whether the text is the word with letters added or two neighbours swapped. */
function isSlip(text: string, word: string): boolean {
  if (text.length === word.length) {
    let at = 0
    while (at < word.length && word[at] === text[at]) at++
    return (
      text[at] === word[at + 1] &&
      text[at + 1] === word[at] &&
      text.slice(at + 2) === word.slice(at + 2)
    )
  }

  let found = 0
  for (const letter of text) if (letter === word[found]) found++
  return word.length > 1 && found === word.length
}
