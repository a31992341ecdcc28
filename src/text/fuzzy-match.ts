/**
 * Which word did the person mean? Typing errors are counted in edits of one character (insert, delete,
 * replace), case and width aside.
 */
import {distance} from 'fastest-levenshtein'

/** The most edits that still count as a typing error. */
const mostEdits = 2

/** @returns the text in one case and one width, runs of white space as one space */
export function fold(text: string): string {
  return isNarrow(text)
    ? text.toLowerCase()
    : text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** Whether a text has ASCII alone and single spaces between words: it has but one width. */
function isNarrow(text: string): boolean {
  let previous = 32
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 126 || code < 32 || (code === 32 && previous === 32))
      return false
    previous = code
  }

  return text.length === 0 || previous !== 32
}

/** Of a word this short, two edits make another word. */
const shortWord = 4

/** Of a word this short, one edit does. */
const shortestWord = 2

/**
 * @param text what is there
 * @param candidates what could be there
 * @returns the one candidate that is nearest, if it is within two edits and no other is as near; in short words,
 *   they count only where letters were added or two neighbours swapped
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
    // The difference in length is a lower bound: most candidates need no table.
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
