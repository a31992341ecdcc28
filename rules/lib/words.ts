/** The words of texts, as numbers: telling whether texts have the same words takes no strings then. */
import {fold} from '../../src/text/fuzzy-match.ts'

/** A letter of a script that writes no spaces: each is a word. */
const alone =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** What words are made of in other scripts. */
const part = /[\p{L}\p{M}\p{N}]/u

/** What a character is, per UTF-16 unit: 0 where that is not known yet, or depends on another unit. */
const kinds = new Uint8Array(0x1_00_00)
const isAlone = 1
const isPart = 2
const isNone = 3

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
  const folded = fold(text)
  const hashes: number[] = []
  let hash = offsetBasis
  let isInWord = false
  for (let at = 0; at < folded.length; at++) {
    const code = folded.charCodeAt(at)
    const kind = kinds[code] || classify(folded, at)
    if (isInWord && kind !== isPart) {
      hashes.push(hash)
      hash = offsetBasis
    }

    isInWord = kind === isPart
    if (kind === isNone) continue
    hash = Math.imul(hash ^ code, prime)
    // The other half of a character that needs two.
    if (isHigh(code)) hash = Math.imul(hash ^ folded.charCodeAt(++at), prime)
    if (kind === isPart) continue
    hashes.push(hash)
    hash = offsetBasis
  }

  if (isInWord) hashes.push(hash)
  return hashes
}

function classify(text: string, at: number): number {
  const code = text.charCodeAt(at)
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  const kind = alone.test(character)
    ? isAlone
    : part.test(character)
      ? isPart
      : isNone
  if (!isHigh(code)) kinds[code] = kind
  return kind
}

/** Whether a unit may be the first half of a character. */
function isHigh(code: number): boolean {
  return code >= 0xd8_00 && code <= 0xdb_ff
}

/** @returns a hash of the words in their order */
export function hashText(text: string): number {
  let hash = 0
  for (const each of hashWords(text)) hash = Math.imul(hash, 31) + each
  return hash | 0
}
