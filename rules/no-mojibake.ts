/**
 * Text in UTF-8 that a program read as Windows-1252 or Latin-1 shows each character as two to four odd ones:
 * `â€”` for `—`. Read backwards it is bytes, and bytes that are valid UTF-8 have one reading. It happens twice,
 * too. Pairs that people do write (`É»` closes a French quotation) are left alone: of the rare ones, only
 * two in a row or one in the middle of a word are taken for mojibake.
 */
import {findLiterals} from '../src/bank/literals.ts'
import type {Range} from '../src/bank/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote, quoteAll} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'no-mojibake',
    description: 'Disallow UTF-8 that was read as Windows-1252 or Latin-1',
    repair: 'fix and suggest',
    severity: 'error'
  },
  function* (bank) {
    const {text} = bank
    let literals: Range[] | undefined
    let literalIndex = 0
    suspicious.lastIndex = 0
    for (;;) {
      const match = suspicious.exec(text)
      if (!match) return
      const start = match.index
      // Most banks have nothing suspicious: the tree is walked when something is.
      literals ??= findLiterals(bank.tree)
      while ((literals[literalIndex]?.end ?? Infinity) <= start) literalIndex++
      const literal = literals[literalIndex]
      if (literal && literal.start <= start) {
        suspicious.lastIndex = literal.end
        continue
      }

      const found = readMojibake(text, start)
      if (!found) continue
      suspicious.lastIndex = found.end
      const actual = text.slice(start, found.end)
      const {expected} = found
      yield {
        place: bank.place(start, found.end),
        message:
          expected.length === 0
            ? `Unexpected replacement character ${quote(actual)}, expected the character that was lost`
            : `Unexpected mojibake ${quote(actual)}, expected ${describe(expected)}`,
        actual,
        expected
      }
    }
  }
)

/** What mojibake can begin with: the first byte of two to four, or the mark of a lost character. */
const suspicious = /[\u00C2-\u00F4\uFFFD]/g

/** The most times that text is read wrongly and still put right. */
const deepest = 3

interface Mojibake {
  end: number
  expected: string[]
}

function readMojibake(text: string, start: number): Mojibake | undefined {
  if (text[start] === '\uFFFD') return {end: start + 1, expected: []}
  const run = readRun(text, start)
  if (run && isPlausible(text, start, run)) {
    return {end: run.end, expected: [decodeDeep(run.decoded)]}
  }

  // The third byte of `”` (0x9D) has no character in Windows-1252 and is often lost.
  if (text.startsWith('â€', start) && !run) {
    return {end: start + 2, expected: ['”', '"']}
  }

  return undefined
}

/** Adjacent sequences of characters that are one UTF-8 character each, read as bytes. */
interface Run {
  end: number
  decoded: string
  sequences: number
}

function readRun(text: string, start: number): Run | undefined {
  let end = start
  let sequences = 0
  const bytes: number[] = []
  for (;;) {
    const lead = toByte(text.charCodeAt(end))
    const length = getLength(lead)
    if (length === 0) break
    const sequence = [lead]
    for (let at = 1; at < length; at++) {
      sequence.push(toByte(text.charCodeAt(end + at)))
    }

    if (!isUtf8(sequence)) break
    bytes.push(...sequence)
    end += length
    sequences++
  }

  if (sequences === 0) return undefined
  return {end, sequences, decoded: decoder.decode(Uint8Array.from(bytes))}
}

const decoder = new TextDecoder('utf-8', {ignoreBOM: true})

/**
 * The characters that Windows-1252 has for 0x80–0x9F; `·` stands for the five that are unassigned there and stay
 * control characters. Not `TextDecoder`: that of Node 20 reads `windows-1252` as Latin-1.
 */
const windows1252 = new Map(
  Array.from(
    '€·‚ƒ„…†‡ˆ‰Š‹Œ·Ž··‘’“”•–—˜™š›œ·žŸ',
    (character, index) =>
      [
        character === '·' ? 0x80 + index : character.charCodeAt(0),
        0x80 + index
      ] as const
  )
)

/** @returns the byte that was read as this character, or -1 */
function toByte(code: number): number {
  return windows1252.get(code) ?? (code >= 0x80 && code <= 0xff ? code : -1)
}

/** @returns how many bytes a UTF-8 character has that begins with this one, 0 if none does */
function getLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  if (lead >= 0xf0 && lead <= 0xf4) return 4
  return 0
}

/** Well-formed byte sequences (The Unicode Standard, table 3-7). */
function isUtf8(sequence: readonly number[]): boolean {
  const [lead = 0, second = 0, ...rest] = sequence
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  return (
    second >= low &&
    second <= high &&
    rest.every((byte) => byte >= 0x80 && byte <= 0xbf)
  )
}

/** Whether a person would hardly have written these characters themselves. */
function isPlausible(text: string, start: number, run: Run): boolean {
  if (run.sequences > 1) return true
  const code = run.decoded.codePointAt(0) ?? 0
  // Latin-1's own letters and signs (`Ã©`), punctuation to symbols (`â€”`), emoji, a byte order mark.
  if (code >= 0xa0 && code <= 0xff) return true
  if (code >= 0x2000 && code <= 0x2bff) return true
  if (code >= 0x1_f000 || code === 0xfe_ff) return true
  // Other Latin letters, in the middle of a word (`zÅ‚oty`).
  return (
    code >= 0x100 &&
    code <= 0x17f &&
    /\p{L}/u.test(text.charAt(start - 1)) &&
    /\p{Ll}/u.test(text.charAt(run.end))
  )
}

/** Reads again what still is mojibake after one reading; a byte order mark in the middle of text is nothing. */
function decodeDeep(decoded: string): string {
  let current = decoded
  for (let depth = 1; depth < deepest; depth++) {
    const run = readRun(current, 0)
    if (run?.end !== current.length || !isPlausible(current, 0, run)) break
    current = run.decoded
  }

  return current.replaceAll('\uFEFF', '')
}

function describe(expected: readonly string[]): string {
  return expected.join('') === '' ? 'nothing' : quoteAll(expected)
}
