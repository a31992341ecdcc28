/** Invisible characters, and odd spaces: which there are, what they are called, and where one is needed. */
import type {Range} from '../../src/markdown/offsets.ts'
import {lineStartOf} from '../../src/markdown/offsets.ts'
import {createUnitTest} from './rare-units.ts'

/** Spaces that are not ASCII, among them line separators and letters that look like a space. */
const spaces = String.raw`\u000B\u000C\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u2800\u3000\u3164\uFFA0`

/** Characters without a shape, except for those with two units, which begin with `firstUnit`. */
const shapeless = String.raw`\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB`
const firstUnit = String.raw`\uDB40`

const space = new RegExp(`[${spaces}]`)

/** Runs of odd spaces (with plain ones between), and of characters without a shape. */
export const invisibleRuns = new RegExp(
  String.raw`(?:[${spaces}] {0,20})+|(?:[${shapeless}]|[\u{E0000}-\u{E007F}])+`,
  'gu'
)

/** @returns whether it is worth while to look for runs in the text */
export const mayHaveRuns = createUnitTest(
  new RegExp(`[${spaces}${shapeless}${firstUnit}]`)
)

const names = new Map([
  [0xa0, 'no-break space'],
  [0xad, 'soft hyphen'],
  [0x20_0b, 'zero-width space'],
  [0x20_0c, 'zero-width non-joiner'],
  [0x20_0d, 'zero-width joiner'],
  [0x20_0e, 'left-to-right mark'],
  [0x20_0f, 'right-to-left mark'],
  [0x20_2f, 'narrow no-break space'],
  [0x20_60, 'word joiner'],
  [0x30_00, 'ideographic space'],
  [0xfe_ff, 'byte order mark']
])

/** @returns the name of a run: that of its first character, with its number */
export function nameRun(run: string): string {
  const code = run.codePointAt(/[^ ]/.exec(run)?.index ?? 0) ?? 0
  const known = described.get(code)
  if (known !== undefined) return known
  const name = describe(code)
  described.set(code, name)
  return name
}

/** By code: there are few, and a text may have very many of one. */
const described = new Map<number, string>()

function describe(code: number): string {
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  const name = names.get(code)
  if (name !== undefined) return `${name} (${number})`
  return space.test(String.fromCodePoint(code))
    ? `odd space (${number})`
    : `invisible character (${number})`
}

/**
 * @param run a match of `invisibleRuns`
 * @param start its offset in the text
 * @returns what should be there: one space, the characters that are needed, or nothing
 */
export function cleanRun(
  run: string,
  text: string,
  start: number,
  isInRightToLeftLine: (offset: number) => boolean
): string {
  const before = codePointBefore(text, start)
  const after = text.codePointAt(start + run.length)
  // An ideographic space between ideographs is punctuation of that script, and an empty cell belongs to Braille.
  if (run === '\u3000' && isWide(before) && isWide(after)) return run
  if (run === '\u2800' && (isBraille(before) || isBraille(after))) {
    return run
  }

  if (space.test(run)) return ' '
  // The flags of regions are a black flag with tags after it.
  if (before === 0x1f3f4 && flagTags.test(run)) return run
  return Array.from(run)
    .filter((character) =>
      directionMarks.test(character)
        ? isInRightToLeftLine(start)
        : isNeeded(character, before, after)
    )
    .join('')
}

/** @returns whether a part of the text has characters that must be removed */
export function hasRun(text: string, {end, start}: Range): boolean {
  const part = text.slice(start, end)
  if (!mayHaveRuns(part)) return false
  const isInRightToLeftLine = createLineTest(text)
  return Array.from(part.matchAll(invisibleRuns)).some(
    ({0: run, index}) =>
      cleanRun(run, text, start + index, isInRightToLeftLine) !== run
  )
}

// V8 takes long to make a set of a script, and hardly any bank needs one: so they are made on first use.
function isWide(code: number | undefined): boolean {
  return isOf(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3001-\u303F\uFF01-\uFF9F]/u,
    code
  )
}

function isBraille(code: number | undefined): boolean {
  return isOf(/\p{Script=Braille}/u, code)
}

const flagTags = /^[\u{E0020}-\u{E007E}]+\u{E007F}$/u

const directionMarks = /[\u200E\u200F\u061C]/

/** Scripts in which joiners and marks of direction change the meaning: Arabic to N’Ko, the scripts of India, Khmer… */
function needsJoiner(code: number | undefined): boolean {
  return isOf(
    /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Thai}\p{Script=Lao}]/u,
    code
  )
}

/** @returns a test of whether a line has letters that are written from right to left; each line is read once */
export function createLineTest(text: string): (offset: number) => boolean {
  let end = -1
  let result = false
  return (offset) => {
    if (offset <= end) return result
    const lineBreak = text.indexOf('\n', offset)
    const start = lineStartOf(text, offset)
    end = lineBreak === -1 ? text.length : lineBreak
    result =
      /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(
        text.slice(start, end)
      )
    return result
  }
}

function isNeeded(
  character: string,
  before: number | undefined,
  after: number | undefined
): boolean {
  switch (character) {
    case '\u200D': {
      // Joins emoji, and letters of some scripts.
      return (
        needsJoiner(before) ||
        needsJoiner(after) ||
        (isOf(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F/u, before) &&
          isOf(/\p{Extended_Pictographic}/u, after))
      )
    }

    case '\u200C': {
      return needsJoiner(before) || needsJoiner(after)
    }

    // Separates words in scripts without spaces.
    case '\u200B': {
      return isUnspaced(before) || isUnspaced(after)
    }

    default: {
      return false
    }
  }
}

/** Whether a letter belongs to a script without spaces between words, and is not an ideograph. */
function isUnspaced(code: number | undefined): boolean {
  return isOf(
    /[\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Tibetan}]/u,
    code
  )
}

function isOf(set: RegExp, code: number | undefined): boolean {
  return code !== undefined && set.test(String.fromCodePoint(code))
}

export function codePointBefore(
  text: string,
  offset: number
): number | undefined {
  const unit = text.charCodeAt(offset - 1)
  if (Number.isNaN(unit)) return undefined
  const isLow = unit >= 0xdc_00 && unit <= 0xdf_ff
  return isLow ? text.codePointAt(offset - 2) : unit
}
