/**
 * Text in UTF-8 that a program read as Windows-1252 or Latin-1 shows each character as two to four odd ones:
 * `â€”` for `—` (mojibake). Read backwards it is bytes, and bytes that are valid UTF-8 have one reading. It can happen
 * twice. Pairs that people do write (`É»` closes a French quotation) are left alone, unless the line has mojibake that is
 * beyond doubt and nothing else that is not ASCII.
 *
 * @off A card shows mojibake on purpose. Better: put it into code, which is left alone.
 * @limits Only UTF-8 that was read as Windows-1252 or Latin-1 is found. Where a byte is lost, an author has to know
 * the character.
 */
import {findLiterals} from './lib/literals.ts'
import {findMojibake, hasSuspects} from './lib/mojibake.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {joinOr, quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-mojibake',
    description: 'Disallow UTF-8 that was read as Windows-1252 or Latin-1',
    fixable: true,
    hasSuggestions: true,
    severity: 'error'
  },
  function* (bank) {
    const {text} = bank
    // Most banks have nothing suspicious: then their tree is not needed.
    const literals = hasSuspects(text) ? findLiterals(bank) : undefined
    if (!literals) return
    for (const {start, end, expected} of findMojibake(text, literals)) {
      yield {
        place: bank.place(start, end),
        ...describe(text.slice(start, end), expected)
      }
    }
  }
)

function describe(
  actual: string,
  expected: readonly string[]
): Pick<Problem, 'message' | 'expected'> {
  if (expected.length === 0) {
    return {
      message: `Unexpected ${quote(actual)} where a character was lost, expected that character`
    }
  }

  return {
    message: `Unexpected garbled text ${quote(actual)}, expected ${joinOr([...new Set(expected.map(toName))])}`,
    expected
  }
}

/** Invisible characters are shown by name. */
function toName(text: string): string {
  if (text === '') return 'nothing'
  if (text === ' ') return 'a space'
  if (text === '\u00A0') return 'a no-break space'
  const [first = ''] = text
  const isInvisible = first === text && /[\p{C}\p{Z}]/u.test(text)
  return isInvisible
    ? `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    : quote(text)
}
