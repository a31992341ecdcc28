/**
 * Finds UTF-8 that was read as Windows-1252 or Latin-1, and decodes it.
 */
import type {Range} from '../../src/markdown/offsets.ts'
import {lineStartOf} from '../../src/markdown/offsets.ts'
import {createUnitTest} from './rare-units.ts'
import {pushAll} from '../../src/text/many.ts'

/** The possible first characters of mojibake: the first byte of two to four, or the mark of a lost character. */
const suspicious = /[\u00C2-\u00F4\uFFFD]/g

/** The most wrong readings of a text that can be undone. */
const deepest = 3

/** Characters that are wrong readings of others. */
export interface Mojibake extends Range {
  /** The original characters; none if they cannot be known. */
  readonly expected: readonly string[]
  /** Whether a person would hardly write these characters. */
  readonly isSure: boolean
}

/** @returns whether the text has a character with which mojibake can begin */
export const hasSuspects = createUnitTest(new RegExp(suspicious.source))

/**
 * @param literals code and other ranges that are skipped
 * @returns the mojibake in the text, line by line, in source order
 */
export function findMojibake(
  text: string,
  literals: readonly Range[]
): Mojibake[][] {
  return findSuspiciousLines(text, literals).map((line) => readLine(text, line))
}

/** A line, and the places in it where mojibake may begin. */
interface SuspiciousLine extends Range {
  readonly places: number[]
}

function findSuspiciousLines(
  text: string,
  literals: readonly Range[]
): SuspiciousLine[] {
  const lines: SuspiciousLine[] = []
  let literalIndex = 0
  for (const {index} of text.matchAll(suspicious)) {
    while ((literals[literalIndex]?.end ?? Infinity) <= index) literalIndex++
    if ((literals[literalIndex]?.start ?? Infinity) <= index) continue
    const line = lines.at(-1)
    if (line && index < line.end) {
      line.places.push(index)
      continue
    }

    const end = text.indexOf('\n', index)
    lines.push({
      start: lineStartOf(text, index),
      end: end === -1 ? text.length : end,
      places: [index]
    })
  }

  return lines
}

function readLine(text: string, line: SuspiciousLine): Mojibake[] {
  const found: Mojibake[] = []
  let end = line.start
  for (const place of line.places) {
    if (place < end) continue
    const mojibake = readMojibake(text, place)
    if (!mojibake) continue
    found.push(mojibake)
    end = mojibake.end
  }

  const sure = found.filter(({isSure}) => isSure)
  if (sure.length === 0 || sure.length === found.length) return sure
  let rest = ''
  let at = line.start
  for (const mojibake of found) {
    rest += text.slice(at, mojibake.start)
    at = mojibake.end
  }

  rest += text.slice(at, line.end)
  return /\P{ASCII}/u.test(rest) ? sure : found
}

function readMojibake(text: string, start: number): Mojibake | undefined {
  const run = readRun(text, start)
  if (run) {
    const expected = decodeDeep(run.decoded)
    return {
      start,
      end: run.end,
      expected: expected.includes('\uFFFD') ? [] : [expected],
      isSure: isPlausible(text, start, run)
    }
  }

  let end = start
  while (text[end] === '\uFFFD') end++
  if (end > start) return {start, end, expected: [], isSure: true}
  const before = text.charAt(start - 1)
  for (const {pattern, mayFollow, expected} of cutShort) {
    if (!text.startsWith(pattern, start) || !mayFollow(before)) continue
    return {start, end: start + pattern.length, expected, isSure: true}
  }

  return undefined
}

/** Sequences whose last byte a program has dropped or changed, and that can hardly mean anything else. */
const cutShort = [
  // The third byte of `”` (0x9D) has no character in Windows-1252.
  {pattern: 'â€', mayFollow: () => true, expected: ['”', '"']},
  // The second byte (0xA0) is a no-break space, which is easily made an ordinary one.
  {
    pattern: 'Â ',
    mayFollow: (before: string) => /[\p{Ll}\p{P}\d]/u.test(before),
    expected: [' ', '\u00A0']
  },
  {
    pattern: 'Ã ',
    mayFollow: (before: string) => /^$|[\p{Ll}\s]/u.test(before),
    expected: ['à ', 'à']
  }
]

/** Adjacent sequences of characters that are one UTF-8 character each, read as bytes. */
interface Run {
  readonly end: number
  readonly decoded: string
  readonly sequences: number
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
    pushAll(bytes, sequence)
    end += length
    sequences++
  }

  if (sequences === 0) return undefined
  return {end, sequences, decoded: decoder.decode(Uint8Array.from(bytes))}
}

const decoder = new TextDecoder('utf-8', {ignoreBOM: true})

/**
 * The characters of Windows-1252 for 0x80–0x9F; `·` marks the five that are unassigned and stay control characters.
 * `TextDecoder` cannot be used: in Node 20 it reads `windows-1252` as Latin-1.
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

/** @returns the number of bytes of a UTF-8 character that begins with this one, 0 if there is none */
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

/** Characters that are never written directly after a letter, and control characters, which are never written. */
const oddAfterLetter = /[\u0080-\u009F¢£¤¥¦¨¬¯±µ¶¸ºª¼½¾‚„‰ˆ˜]/

/** A letter after another character: the rest of three bytes or more. */
const letterAfterSign = /[^ŠŒŽšœžŸƒ][ŠŒŽšœžŸƒ]/

/** Whether a person would hardly write these characters. */
function isPlausible(text: string, start: number, run: Run): boolean {
  if (run.sequences > 1) return true
  const code = run.decoded.codePointAt(0) ?? 0
  // Latin-1's own letters and symbols (`Ã©`), punctuation and symbols (`â€”`), emoji, byte order mark, lost character.
  if (code >= 0xa0 && code <= 0xff) return true
  if (code >= 0x2000 && code <= 0x2bff) return true
  if (code >= 0x1_0000 || code === 0xfe_ff || code === 0xff_fd) return true
  const rest = text.slice(start + 1, run.end)
  if (oddAfterLetter.test(rest) || letterAfterSign.test(rest)) return true
  // Other Latin letters, in the middle of a word (`zÅ‚oty`).
  return (
    code >= 0x100 &&
    code <= 0x17f &&
    /\p{L}/u.test(text.charAt(start - 1)) &&
    /\p{Ll}/u.test(text.charAt(run.end))
  )
}

/** Decodes again what is still mojibake; a byte order mark in the middle of text is removed. */
function decodeDeep(decoded: string): string {
  let current = decoded
  for (let depth = 1; depth < deepest; depth++) {
    const run = readRun(current, 0)
    if (run?.end !== current.length || !isPlausible(current, 0, run)) break
    current = run.decoded
  }

  return current.replaceAll('\uFEFF', '')
}
