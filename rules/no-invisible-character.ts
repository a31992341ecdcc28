/**
 * Characters that nobody sees: they come along when text is pasted, break searches and anchors, and can make text read
 * otherwise than it is stored. Odd spaces become spaces, the others go. Where a script or an emoji needs a joiner it stays,
 * and code stays as it is.
 */
import {findLiterals} from '../src/bank/literals.ts'
import type {Range} from '../src/bank/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'

export default defineRule(
  {
    id: 'no-invisible-character',
    description: 'Disallow invisible characters and odd spaces',
    repair: 'fix',
    severity: 'error'
  },
  function* (bank) {
    const {text} = bank
    let literals: Range[] | undefined
    let literalIndex = 0
    for (const match of text.matchAll(runs)) {
      const run = match[0]
      const start = match.index
      literals ??= findLiterals(bank.tree)
      while ((literals[literalIndex]?.end ?? Infinity) <= start) literalIndex++
      if ((literals[literalIndex]?.start ?? Infinity) <= start) continue
      const expected = clean(run, text, start)
      if (expected === run) continue
      yield {
        place: bank.place(start, start + run.length),
        message: `Unexpected ${describe(run)}, expected ${expected === '' ? 'nothing' : 'a space'}`,
        actual: run,
        expected: [expected]
      }
    }
  }
)

/** Spaces that are none of ASCII's; line separators among them. */
const space = /[\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/

/** Runs of odd spaces (with plain ones around them), and of characters without a shape. */
const runs =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- they are what is looked for
  /[ ]*[\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000][ \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]*|[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]+/g

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

function describe(run: string): string {
  const code =
    [...run]
      .map((each) => each.codePointAt(0) ?? 0)
      .find((each) => each !== 0x20) ?? 0
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  const name = names.get(code)
  if (name !== undefined) return `${name} (${number})`
  return space.test(String.fromCodePoint(code))
    ? `odd space (${number})`
    : `invisible character (${number})`
}

function clean(run: string, text: string, start: number): string {
  const before = codePointBefore(text, start)
  const after = text.codePointAt(start + run.length)
  // An ideographic space between ideographs is punctuation of that script.
  if (run === '\u3000' && isWide(before) && isWide(after)) return run
  if (space.test(run)) return ' '
  return Array.from(run)
    .filter((character) => isNeeded(character, before, after))
    .join('')
}

/** Scripts in which joiners and marks of direction change what is read: Arabic to N’Ko, the scripts of India, Khmer… */
const needsJoiner =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Thai}\p{Script=Lao}]/u

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

function isNeeded(
  character: string,
  before: number | undefined,
  after: number | undefined
): boolean {
  const neighbors = [before, after]
    .filter((code) => code !== undefined)
    .map((code) => String.fromCodePoint(code))
  const touches = (script: RegExp): boolean =>
    neighbors.some((neighbor) => script.test(neighbor))
  switch (character) {
    case '\u200D': {
      // Joins emoji into one, and letters of some scripts.
      return (
        touches(needsJoiner) ||
        (touches(/[\p{Extended_Pictographic}\uFE0F\u{1F3FB}-\u{1F3FF}]/u) &&
          neighbors.length === 2)
      )
    }

    case '\u200C': {
      return touches(needsJoiner)
    }

    // Breaks words where no spaces are written.
    case '\u200B': {
      return touches(
        /[\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Tibetan}]/u
      )
    }

    case '\u200E':
    case '\u200F':
    case '\u061C': {
      return touches(rightToLeft)
    }

    default: {
      return false
    }
  }
}

function isWide(code: number | undefined): boolean {
  return (
    code !== undefined &&
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(
      String.fromCodePoint(code)
    )
  )
}

function codePointBefore(text: string, offset: number): number | undefined {
  const unit = text.charCodeAt(offset - 1)
  if (Number.isNaN(unit)) return undefined
  const isLow = unit >= 0xdc_00 && unit <= 0xdf_ff
  return isLow ? text.codePointAt(offset - 2) : unit
}
