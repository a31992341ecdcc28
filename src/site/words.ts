/** Splits a text into words for the search, both for the index and for the searched text. */

/** Letters, digits and some characters of names in code; `C++`, `C#`. */
const word = /[\p{L}\p{M}\p{N}_]+(?:\+\+|#)?/gu

/** Scripts without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Text without accents, in the form in which words are compared. */
const isPlain = /^[\n\r -~]*$/

/** Longer words are truncated. */
const longestWord = 40

/**
 * @returns the words in one case and without accents, in their order. A name in code is followed by its parts, and a
 *   compound (`re-embedding`) by the same as one word.
 */
export function toWords(text: string): string[] {
  const plain = isPlain.test(text)
    ? text
    : text.normalize('NFKD').replace(/\p{Mn}+/gu, '')
  const found: string[] = []
  let end = -2
  let previous = ''
  for (const match of plain.matchAll(word)) {
    const [whole] = match
    found.push(...splitWord(whole.slice(0, longestWord)))
    const isCompound =
      match.index === end + 1 && plain[end] === '-' && previous !== ''
    if (isCompound) found.push(fold(previous + whole).slice(0, longestWord))
    end = match.index + whole.length
    previous = whole
  }

  return found
}

/** Parts of words; most words are repeated many times in a text. */
const known = new Map<string, readonly string[]>()
const mostKnown = 20_000

function splitWord(whole: string): readonly string[] {
  const before = known.get(whole)
  if (before) return before
  const parts = splitNewWord(whole)
  if (known.size >= mostKnown) known.clear()
  known.set(whole, parts)
  return parts
}

function splitNewWord(whole: string): string[] {
  if (unspaced.test(whole)) return toPairs(whole)
  const folded = fold(whole)
  const parts = whole
    .replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, '_')
    .split('_')
    .map(fold)
    .filter((part) => part !== '')
  return parts.length > 1 ? [folded, ...parts] : [folded]
}

/** In such scripts, two characters are nearly a word. */
function toPairs(text: string): string[] {
  const characters = Array.from(fold(text))
  if (characters.length < 2) return characters
  return characters
    .slice(1)
    .map((character, at) => `${characters[at] ?? ''}${character}`)
}

function fold(text: string): string {
  return text.toLowerCase()
}
