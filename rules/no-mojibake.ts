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
import type {Bank} from '../src/bank/model.ts'
import {applyEdits} from '../src/message/edits.ts'
import {findLiterals} from './lib/literals.ts'
import type {Mojibake} from './lib/mojibake.ts'
import {findMojibake, hasSuspects} from './lib/mojibake.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, joinOr, quote} from '../src/text/wording.ts'

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
    for (const line of findMojibake(text, literals)) {
      yield* line.length > mostInLine
        ? joinProblems(bank, line)
        : line.map((mojibake) => toProblem(bank, mojibake))
    }
  }
)

/** In a line with more, all that have one reading are one problem, and of the others the first is reported. */
const mostInLine = 20

function* joinProblems(
  bank: Bank,
  line: readonly Mojibake[]
): Iterable<Problem> {
  const [sole = [], [first, ...others] = []] = [true, false].map((isSole) =>
    line.filter(({expected}) => (expected.length === 1) === isSole)
  )
  const start = sole[0]?.start
  const end = sole.at(-1)?.end
  if (start !== undefined && end !== undefined) {
    const actual = bank.text.slice(start, end)
    const edits = sole.map((each) => ({
      start: each.start - start,
      end: each.end - start,
      text: each.expected[0] ?? ''
    }))
    const expected = applyEdits(actual, edits)
    yield {
      place: bank.place(start, end),
      message: `Unexpected garbled text ${quote(actual)} in ${count(sole.length, 'place')} of this line, expected ${quote(expected)}`,
      expected: [expected]
    }
  }

  if (first) {
    const note = `The line has ${count(others.length, 'more place')} of this kind.`
    yield {...toProblem(bank, first), ...(others.length > 0 && {note})}
  }
}

function toProblem(bank: Bank, {start, end, expected}: Mojibake): Problem {
  return {
    place: bank.place(start, end),
    ...describe(bank.text.slice(start, end), expected)
  }
}

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
