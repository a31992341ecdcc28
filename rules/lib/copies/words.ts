/**
 * The words of texts as numbers: comparing texts then needs no strings. Each character is folded by a table, which
 * `fold` fills. A text with a character that depends on the next one is folded as a whole.
 */
import {isWordCharacter} from '../../../src/markdown/scanner/code-units.ts'
import {fold} from '../../../src/text/fuzzy-match.ts'

/** By UTF-16 unit: its kind, and the unit in one case and one width above `kindBits`; 0 if that is not known yet. */
const units = new Int32Array(0x1_00_00)
const kindBits = 3
const kindMask = 2 ** kindBits - 1

const isAlone = 1
const isPart = 2
const isNone = 3
/** Its kind depends on the units around it. */
const isDependent = 4

/** FNV-1a. */
const offsetBasis = 0x81_1c_9d_c5
const prime = 0x01_00_01_93

/** Words, in an array that grows. */
export class Words {
  /**
   * A hash (32 bits, signed) of each word. Equal words, apart from case and width, have the same; two others have it
   * once in four billion cases.
   */
  hashes = new Int32Array(0)
  /** The number of words. */
  size = 0

  /**
   * Adds the words of a part of a text.
   *
   * @param start offset of its first UTF-16 unit
   * @param end offset after its last
   */
  add(text: string, start: number, end: number): void {
    // At most each second unit begins a word, unless the script has no spaces.
    this.makeRoom(end - start)
    if (this.read(text, start, end)) return
    const whole = fold(text.slice(start, end))
    this.makeRoom(whole.length)
    this.readFolded(whole)
  }

  /** @returns a hash of the words with these indexes, in their order */
  hash(start: number, end: number): number {
    const {hashes} = this
    let hash = 0
    for (let at = start; at < end; at++) {
      hash = (Math.imul(hash, 31) + (hashes[at] as number)) | 0
    }

    return hash
  }

  private makeRoom(amount: number): void {
    const least = this.size + amount
    if (least <= this.hashes.length) return
    const hashes = new Int32Array(2 * least)
    hashes.set(this.hashes)
    this.hashes = hashes
  }

  /** @returns whether all of the text could be read; otherwise it has to be folded first */
  private read(text: string, start: number, end: number): boolean {
    const {hashes} = this
    // What is not local, V8 may look up again for each unit.
    const known = units
    let {size} = this
    for (let at = start; at < end; at++) {
      let hash = offsetBasis
      const from = at
      let unit: number
      for (;;) {
        const code = text.charCodeAt(at)
        unit = known[code] || classify(code)
        if ((unit & kindMask) !== isPart) break
        hash = Math.imul(hash ^ (unit >> kindBits), prime)
        if (++at === end) break
      }

      if (at > from) hashes[size++] = hash
      const kind = unit & kindMask
      if (kind === isDependent) return false
      if (kind !== isAlone) continue
      hashes[size++] = Math.imul(offsetBasis ^ (unit >> kindBits), prime)
    }

    this.size = size
    return true
  }

  /** Reads a text that has been folded. */
  private readFolded(text: string): void {
    const {hashes} = this
    let {size} = this
    let hash = offsetBasis
    let isInWord = false
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      let kind = (units[code] || classify(code)) & kindMask
      if (kind === isDependent) {
        kind = kindOf(String.fromCodePoint(text.codePointAt(at) ?? 0))
      }

      if (isInWord && kind !== isPart) {
        hashes[size++] = hash
        hash = offsetBasis
      }

      isInWord = kind === isPart
      if (kind === isNone) continue
      hash = Math.imul(hash ^ code, prime)
      // The second half of a character with two units.
      if (isHigh(code)) hash = Math.imul(hash ^ text.charCodeAt(++at), prime)
      if (kind === isPart) continue
      hashes[size++] = hash
      hash = offsetBasis
    }

    if (isInWord) hashes[size++] = hash
    this.size = size
  }
}

/** @returns what is in `units` for a unit from now on */
function classify(code: number): number {
  if (code < 128) {
    const lower = String.fromCharCode(code).toLowerCase().charCodeAt(0)
    const kind = isWordCharacter(code) ? isPart : isNone
    return (units[code] = (lower << kindBits) | kind)
  }

  const {alone, dependent, part} = getSets()
  const text = String.fromCharCode(code).normalize('NFKC').toLowerCase()
  const isWord = alone.test(text) || part.test(text)
  const kind =
    dependent.test(String.fromCharCode(code)) ||
    (isWord && (text.length > 1 || dependent.test(text)))
      ? isDependent
      : kindOf(text)
  return (units[code] = (text.charCodeAt(0) << kindBits) | kind)
}

function kindOf(character: string): number {
  const {alone, part} = getSets()
  if (alone.test(character)) return isAlone
  return part.test(character) ? isPart : isNone
}

let sets: Readonly<Record<'alone' | 'part' | 'dependent', RegExp>> | undefined

/** V8 takes long to make them, and ASCII does not need them. */
function getSets(): NonNullable<typeof sets> {
  return (sets ??= {
    // A letter of a script without spaces: each is a word.
    alone:
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u,
    // Parts of words in other scripts.
    part: /[\p{L}\p{M}\p{N}]/u,
    // Marks, halves of characters, parts of syllables, and the sigma, which has another form at the end of a word.
    dependent: /[\p{M}\p{Cs}\u1100-\u11FF\u03A3]/u
  })
}

/** Whether a unit may be the first half of a character. */
function isHigh(code: number): boolean {
  return code >= 0xd8_00 && code <= 0xdb_ff
}

/** Each unit in capitals and back, as the sigmas are equal then; 0 if it is not known yet. */
const capitals = new Uint16Array(0x1_00_00)

/** In `capitals`, a unit with two letters there: `\u00DF`. */
const isTwo = 1

/** The same as far as it matters for a hash of letters; 0 where that is not known yet. */
const letters = new Uint16Array(0x1_00_00)

/** In `letters`, neither a letter nor a digit. */
const isNothing = 1

/** In `letters`, a unit with which a text has to be folded as a whole. */
const isUnclear = 2

/**
 * @param start offset of the first UTF-16 unit of a part of a text
 * @param end offset after its last
 * @returns a hash of its letters and digits, without the characters between them; equal ones, apart from case and
 *   width, have the same
 */
export function hashLetters(
  text: string,
  start = 0,
  end = text.length
): number {
  const known = letters
  let hash = offsetBasis
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    const unit = known[code] || learn(code)
    if (unit === isNothing) continue
    if (unit === isUnclear) return hashFolded(text.slice(start, end))
    hash = Math.imul(hash ^ unit, prime)
  }

  return hash
}

/** @returns what is in `letters` for a unit from now on */
function learn(code: number): number {
  const kind = (units[code] || classify(code)) & kindMask
  const unit = capitals[code] || toCapital(code)
  const isClear = kind !== isDependent && unit !== isTwo
  return (letters[code] =
    kind === isNone ? isNothing : isClear ? unit : isUnclear)
}

function hashFolded(text: string): number {
  let hash = offsetBasis
  for (const character of fold(fold(text).toUpperCase())) {
    if (kindOf(character) === isNone) continue
    for (let at = 0; at < character.length; at++) {
      const code = character.charCodeAt(at)
      const unit = capitals[code] || toCapital(code)
      hash = Math.imul(hash ^ (unit === isTwo ? code : unit), prime)
    }
  }

  return hash
}

function toCapital(code: number): number {
  const capital = fold(String.fromCharCode(code)).toUpperCase()
  const unit = capital.length === 1 ? fold(capital).charCodeAt(0) : isTwo
  capitals[code] = unit
  return unit
}

/** @returns a hash of each word, in order, as `Words` has it */
export function hashWords(text: string): Int32Array {
  const words = new Words()
  words.add(text, 0, text.length)
  return words.hashes.subarray(0, words.size)
}
