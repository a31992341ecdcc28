/**
 * Characters that cannot be seen: they come along when text is pasted, break searches and anchors, and can make text
 * look different from what is stored. Odd spaces become spaces, the others go. Where a script or an emoji needs a joiner it stays,
 * and code stays as it is. A zero-width space between two letters may be the only thing that separates two words: it is reported, with
 * both readings as suggestions.
 *
 * @off A language of your bank needs a space or mark that this rule removes. Please report it, too.
 * @limits Code is left alone. Joiners stay in emoji and in scripts that need them.
 */
import {
  cleanRun,
  codePointBefore,
  createLineTest,
  invisibleRuns,
  mayHaveRuns,
  nameRun
} from './lib/invisible.ts'
import {findLiterals} from './lib/literals.ts'
import type {Bank} from '../src/bank/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import {findMojibake} from './lib/mojibake.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote, quoteAll} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-invisible-character',
    description: 'Disallow invisible characters and odd spaces',
    fixable: true,
    hasSuggestions: true,
    severity: 'error'
  },
  function* (bank) {
    const {text} = bank
    if (!mayHaveRuns(text)) return
    let literals: Range[] | undefined
    let literalIndex = 0
    let mojibake: Range[] | undefined
    let mojibakeIndex = 0
    const found: Finding[] = []
    const isInRightToLeftLine = createLineTest(text)
    for (const match of text.matchAll(invisibleRuns)) {
      const run = match[0]
      const at = match.index
      literals ??= findLiterals(bank)
      if (!literals) return
      while ((literals[literalIndex]?.end ?? Infinity) <= at) literalIndex++
      if ((literals[literalIndex]?.start ?? Infinity) <= at) continue
      // Bytes of other characters are not characters: if they were removed, `no-mojibake` could not decode the others.
      mojibake ??= findMojibake(text, literals).flat()
      while ((mojibake[mojibakeIndex]?.end ?? Infinity) <= at) mojibakeIndex++
      if ((mojibake[mojibakeIndex]?.start ?? Infinity) <= at) continue
      const expected = cleanRun(run, text, at, isInRightToLeftLine)
      if (expected === run) continue
      // Plain spaces around an odd one are removed with it.
      let start = at
      let end = at + run.length
      if (expected === ' ') {
        while (text[start - 1] === ' ') start--
        while (text[end] === ' ') end++
      } else if (expected === '') {
        end += readCodeIndent(text, at, end)
      }

      found.push({start, end, run, expected})
    }

    for (const group of groupByWord(text, found)) yield toProblem(bank, group)
  }
)

/** White space that would make code of a line that begins with it. */
const codeIndent = /(?: {4}| {0,3}\t)[ \t]*(?![-+*\d \t])/y

/** No author writes more marks of quotes and spaces before the text of a line. */
const longestIndent = 40

/** @returns length of the white space after a run, if it must go with the run: without both, the line would be code */
function readCodeIndent(text: string, start: number, end: number): number {
  codeIndent.lastIndex = end
  const length = codeIndent.exec(text)?.[0].length ?? 0
  if (length === 0) return 0
  const before = text.slice(Math.max(0, start - longestIndent), start)
  return /(?:^|\n)[ \t>]*$/.test(before) ? length : 0
}

/** Characters to be replaced. */
interface Finding extends Range {
  readonly run: string
  readonly expected: string
}

/** Characters without width are shown with the word around them, up to so many characters. */
const longestWord = 30

/** Characters without width in one word are one problem. */
function groupByWord(text: string, findings: readonly Finding[]): Finding[][] {
  const groups: Finding[][] = []
  for (const finding of findings) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const isSameWord =
      last !== undefined &&
      last.expected !== ' ' &&
      finding.expected !== ' ' &&
      finding.start - last.end <= longestWord &&
      !/\s/.test(text.slice(last.end, finding.start))
    if (group && isSameWord) group.push(finding)
    else groups.push([finding])
  }

  return groups
}

function toProblem(bank: Bank, group: readonly Finding[]): Problem {
  const {text} = bank
  const [first] = group
  const last = group.at(-1)
  if (!first || !last) throw new Error('a group is never empty')
  const what = nameRun(first.run)
  if (first.expected === ' ') {
    return {
      place: bank.place(first.start, first.end),
      message: `Unexpected ${what}, expected a plain space`,
      expected: [' ']
    }
  }

  const word = {
    start: wordStart(text, first.start),
    end: wordEnd(text, last.end)
  }
  const joined = replaceIn(text, word, group)
  const place = bank.place(word.start, word.end)
  if (group.some((finding) => mayPart(text, finding))) {
    const parted = replaceIn(
      text,
      word,
      group.map((finding) =>
        mayPart(text, finding) ? {...finding, expected: ' '} : finding
      )
    )
    return {
      place,
      message: `Unexpected ${what}, expected ${quoteAll([joined, parted])}`,
      expected: [joined, parted]
    }
  }

  return {
    place,
    message:
      joined === ''
        ? `Unexpected ${what}, expected nothing`
        : `Unexpected ${what}, expected ${quote(joined)} without it`,
    expected: [joined]
  }
}

/**
 * Whether two words may be meant: a line can break at a zero-width space, and some keyboards write one instead of a
 * space.
 */
function mayPart(text: string, {run, start, end}: Finding): boolean {
  return (
    run.includes('\u200B') &&
    /[\p{L}\p{M}\p{N}]/u.test(text.charAt(start - 1)) &&
    /[\p{L}\p{N}]/u.test(text.charAt(end))
  )
}

/** @returns a part of the text with each of its findings replaced */
function replaceIn(
  text: string,
  {start, end}: Range,
  findings: readonly Finding[]
): string {
  let replaced = ''
  let at = start
  for (const finding of findings) {
    replaced += text.slice(at, finding.start) + finding.expected
    at = finding.end
  }

  return replaced + text.slice(at, end)
}

/** A character of a word. */
const ofWord = /^[\p{L}\p{M}\p{N}]$/u

function wordStart(text: string, offset: number): number {
  let start = offset
  for (;;) {
    const before = String.fromCodePoint(codePointBefore(text, start) ?? 0)
    const next = start - before.length
    if (offset - next > longestWord || !ofWord.test(before)) return start
    start = next
  }
}

function wordEnd(text: string, offset: number): number {
  const rest = text.slice(offset, offset + longestWord)
  return offset + (/^[\p{L}\p{M}\p{N}]*/u.exec(rest)?.[0].length ?? 0)
}
