/** The words of texts, as numbers: telling whether texts have the same words takes no strings then. */
import {fold} from '../../src/text/fuzzy-match.ts'

/** A word; a letter, in scripts that write no spaces. */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{M}\p{N}])+/gu

/** FNV-1a. */
const offsetBasis = 0x81_1c_9d_c5
const prime = 0x01_00_01_93

/**
 * @returns a hash (32 bits, signed) of each word, in order: equal ones, case and width aside, have the same; two different
 *   ones have it once in four billion
 */
export function hashWords(text: string): number[] {
  const hashes: number[] = []
  let hash = offsetBasis
  let isInWord = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 127) return hashFolded(text)
    const lower = code >= 65 && code <= 90 ? code + 32 : code
    if ((lower >= 97 && lower <= 122) || (code >= 48 && code <= 57)) {
      hash = Math.imul(hash ^ lower, prime)
      isInWord = true
    } else if (isInWord) {
      hashes.push(hash)
      hash = offsetBasis
      isInWord = false
    }
  }

  if (isInWord) hashes.push(hash)
  return hashes
}

/** Of text that has other than ASCII characters. */
function hashFolded(text: string): number[] {
  return (fold(text).match(word) ?? []).map((found) => {
    let hash = offsetBasis
    for (let at = 0; at < found.length; at++) {
      hash = Math.imul(hash ^ found.charCodeAt(at), prime)
    }

    return hash
  })
}

/** @returns a hash of the words in their order */
export function hashText(text: string): number {
  let hash = 0
  for (const each of hashWords(text)) hash = Math.imul(hash, 31) + each
  return hash | 0
}
