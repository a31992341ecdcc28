/**
 * What Prettier would change and no other rule reports: blank lines, list markers, escapes, the width of
 * tables. It is reported once per card, and only for cards on which nothing else is to be fixed: what
 * Prettier makes of a broken card does not help.
 *
 * @off You do not use Prettier, and another formatter owns the file. qbank then only fixes what its other rules
 * report.
 * @limits A block is not formatted, and that is reported, if one of its paragraphs has dozens of signs that open something and do not
 * close it, or more than 100,000 characters, or if it has a table of more than 2,000 rows.
 * A card is formatted after its other problems are fixed. Text after `<!-- prettier-ignore -->`, and cards
 * that would lose a word, stay as they are, and so do lists that Prettier would number otherwise (`1.`, `2.`, `9.`); the last
 * two are reported as `format-guard`. [What formatting
 * does](../../docs/formatting.md) has all of it.
 */
import {resolve} from 'node:path'
import type {Options} from 'prettier'
import type {VFileMessage} from 'vfile-message'
import type {Bank, Block} from '../src/bank/model.ts'
import {getLineBreak, lineStartOf} from '../src/markdown/offsets.ts'
import {isBlocked} from '../src/fix/suppressions.ts'
import {toSafeEdit} from '../src/message/edits.ts'
import {stateOf} from '../src/rule/state.ts'
import type {FormatNumber, FormatResult} from '../src/format/format-result.ts'
import {formatBlocks} from '../src/format/format-bank.ts'
import {findPrettierOptions} from '../src/format/prettier-options.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import type {Loss} from '../src/format/loss-check.ts'
import {count, quote, quoteAll} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'format',
    description: 'Require text as Prettier prints it',
    fixable: true,
    hasSuggestions: true,
    severity: 'error'
  },
  async function* (bank, _options, file) {
    if (isBlocked(file)) return
    // Prettier prints a list as a whole differently from single items, and a list includes answers that are not
    // indented far enough.
    if (bank.templates[0].card.as === 'item') return
    // When its lines of `---` are fixed, front matter is not text any more.
    if (isFrontMatterFixed(file.messages)) return
    const blocks = findBlocksWithoutFix(bank, file.messages)
    // Needed even if no block is checked: invalid options are reported in any case.
    const options = await findPrettierOptions(file, bank.config)
    if (!options) return
    const {hasCache = true, signal} = stateOf(file)
    const path =
      hasCache && file.path ? resolve(file.cwd, file.path) : undefined
    const settings = {options, path, signal}
    for (const result of await formatBlocks(bank, blocks, settings)) {
      yield toProblem(result, bank, options)
    }
  }
)

function toProblem(
  result: FormatResult,
  bank: Bank,
  {plugins}: Options
): Problem {
  const place = bank.place(result.start, result.end)
  if ('cause' in result) {
    return {
      place,
      message: `Unexpected text that Prettier cannot read, expected Markdown that it can format`,
      note: plugins?.length
        ? `${pluginsNote} ${result.cause.message}`
        : result.cause.message
    }
  }

  if ('excess' in result) {
    return {
      place,
      ruleId: 'format-guard',
      message: `Unexpected number of ${result.excess} in one paragraph, expected fewer: \`format\` cannot check this block, and it is left as it is`,
      note: excessNote
    }
  }

  if ('loss' in result) {
    return {
      place,
      ruleId: 'format-guard',
      message: `Unexpected ${describe(result.loss)} in what Prettier prints, expected all that is here; it is left as it is`,
      note: guardNote
    }
  }

  if ('odd' in result) return {place, ...describeNumber(bank, result)}

  const {expected} = result
  const amount = Math.max(
    1,
    place.end.line - place.start.line + (place.end.column > 1 ? 1 : 0)
  )
  const lines = count(amount, 'line')
  const breaks = findBreaks(
    bank.source.slice(result.start, result.end),
    expected
  )
  return {
    place,
    message: breaks
      ? `Unexpected line breaks ${breaks.given} in ${lines}, expected ${breaks.wanted} as Prettier's option \`endOfLine\` says`
      : `Unexpected formatting of ${lines}, expected what \`qbank fix\` writes`,
    expected: [expected],
    isVerbatim: true,
    ...(breaks?.given === 'CRLF' && {note: breaksNote})
  }
}

/** In a browser, a list counts on from its first number; Prettier may repeat the second one. */
function describeNumber(
  bank: Bank,
  {start, end, odd: {printed, seen}}: FormatNumber
): Omit<Problem, 'place'> {
  const expected = [...new Set([seen, printed])]
  const number = bank.source.slice(start, end)
  return {
    ruleId: 'format-guard',
    message: `Unexpected number ${quote(number)} of a list item, expected ${quoteAll(expected)}: readers see ${seen}; the list is left as it is`,
    // A single candidate would be applied.
    ...(expected.length > 1 && {expected}),
    note: numberNote
  }
}

const numberNote =
  'Markdown counts on from the first number of a list, whatever the others are. If a new list begins here, put a heading or text above it; if the number matters, write it as text, with `\\` before its period.'

/** What to check if Prettier has plugins. */
const pluginsNote =
  "A plugin that Prettier's configuration names may be the cause. What it says:"

/** How to keep line breaks from changing back. */
const breaksNote =
  'Git may write them: `*.md text eol=lf` in .gitattributes keeps it from that; or set `endOfLine` to `auto` in .prettierrc.'

function toLf(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

/** The wrong line breaks, and the right ones; `undefined` if there is another difference. */
function findBreaks(
  actual: string,
  expected: string
): {given: string; wanted: string} | undefined {
  if (toLf(actual) !== toLf(expected)) return undefined
  const wanted = getLineBreak(expected)
  const given = actual.match(/\r\n?|\n/g)?.find((each) => each !== wanted)
  return given === undefined
    ? undefined
    : {given: breakNames[given] ?? '', wanted: breakNames[wanted] ?? ''}
}

const breakNames: Readonly<Record<string, string>> = {
  '\n': 'LF',
  '\r\n': 'CRLF',
  '\r': 'CR'
}

/** What to do about too much markup. */
const excessNote =
  'Prettier takes very long over so many. Put them into code, close what is open, or put a blank line between them.'

/** What to do about a loss. */
const guardNote =
  'All other parts are formatted. Write what is named in another way (code in backticks, `\\*` for a star that is one, a blank line around a list), or put `<!-- prettier-ignore -->` in a line above the paragraph or list that holds it.'

/** Describes the loss, as the beginning of a sentence. */
function describe({kind, name}: Loss): string {
  if (kind === 'front matter') return 'loss of words in the front matter'
  const quoted = name === '' ? '' : quote(name)
  if (kind === 'structure') {
    return quoted === ''
      ? 'change of structure'
      : `change of structure at ${quoted}`
  }

  return `loss of the ${kind} ${quoted}`.trimEnd()
}

function isFrontMatterFixed(messages: readonly VFileMessage[]): boolean {
  return messages.some(
    (message) => message.ruleId === 'front-matter' && toSafeEdit(message)
  )
}

/** Problems that must be fixed by hand before formatting count as fixes. */
function findDelay({
  delaysFormat,
  place
}: VFileMessage): ReturnType<typeof toSafeEdit> {
  const start = place && 'start' in place ? place.start.offset : undefined
  return delaysFormat && start !== undefined
    ? {start, end: start, text: ''}
    : undefined
}

/** The blocks without fixes; blocks and fixes, which are sorted on the way, are walked in parallel. */
function findBlocksWithoutFix(
  {blocks, text}: Bank,
  messages: readonly VFileMessage[]
): readonly Block[] {
  const edits = messages
    .map((message) => toSafeEdit(message) ?? findDelay(message))
    .filter((edit) => edit !== undefined)
    .map((edit) => ({
      // A blank line that is inserted before a block also ends the block above.
      start: /^[\r\n]/.test(edit.text)
        ? lineStartOf(text, edit.start) - 1
        : edit.start,
      end: edit.end
    }))
    .sort((left, right) => left.start - right.start)
  let next = 0
  let reached = -1
  return blocks.filter((block) => {
    for (; (edits[next]?.start ?? Infinity) < block.end; next++) {
      reached = Math.max(reached, edits[next]?.end ?? -1)
    }

    return reached < block.start
  })
}
