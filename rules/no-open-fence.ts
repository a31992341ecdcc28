/**
 * A fence that nothing closes makes code of all that follows, up to the next fence or the end of the file: fields and whole cards
 * disappear, and no other rule can miss them. So a fence is reported, at its first line, if it is never closed, or if the heading
 * or the labels of a card are in its code. So is a fence that Markdown does not see, because it is after other text or indented so far that it
 * is code itself. Until someone has fixed it, nothing else in the file is reported or fixed: what is code and what is text would be
 * a guess.
 *
 * Code on the line of a fence, which is not shown, is reported, too.
 *
 * @off Cards show code that looks like cards. Better: begin it with ` ```md `, and it may.
 * @limits In a bank whose cards have neither a prefix, nor a number, nor labels, only a fence that is never closed is found.
 */
import type {InlineCode, Text} from 'mdast'
import {visit} from 'unist-util-visit'
import type {CodeLine, FencedCode} from './lib/fences.ts'
import {describeFailure, findFencedCode} from './lib/fences.ts'
import type {Bank} from '../src/bank/model.ts'
import type {Template} from '../src/template/model.ts'
import {formatLabel} from '../src/template/model.ts'
import {findNumeral} from '../src/template/numerals.ts'
import {lineStartOf} from '../src/markdown/offsets.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/text/wording.ts'
import {pushAll} from '../src/text/many.ts'

export default defineRule(
  {
    id: 'no-open-fence',
    description: 'Disallow code that goes on over fields and cards',
    severity: 'error',
    skipsCanonical: true
  },
  function* (bank) {
    // Looking for it is quicker than walking the tree twice.
    if (!bank.text.includes('```') && !bank.text.includes('~~~')) return
    const tests = bank.templates.map(createPartTest)
    const isPart: PartTest = (line, isClosed) =>
      tests.reduce<Part | undefined>(
        (found, test) => found ?? test(line, isClosed),
        undefined
      )
    const problems: Problem[] = []
    for (const code of findFencedCode(bank)) {
      const problem = checkEnd(bank, code, isPart) ?? checkInfo(bank, code)
      if (problem) problems.push(problem)
    }

    const isAnyOpen = problems.some(({isBlocking}) => isBlocking)
    pushAll(problems, findHiddenFences(bank, isAnyOpen))
    yield* problems.sort(
      (left, right) =>
        (left.place.start.offset ?? 0) - (right.place.start.offset ?? 0)
    )
  }
)

/** Languages whose code may contain headings and labels. */
const markdown = /^(?:md|mdx|markdown)$/i

/** The kind of a line of code that looks like a part of a card. */
type Part = 'heading' | 'label'

type PartTest = (line: string, isClosed: boolean) => Part | undefined

function checkEnd(
  bank: Bank,
  code: FencedCode,
  isPart: PartTest
): Problem | undefined {
  const {fence, isClosed, lang, lines, opening} = code
  const isMarkdown = markdown.test(lang)
  const parts = isMarkdown
    ? []
    : lines.flatMap((line) => {
        const part = isPart(line.text.trim(), isClosed)
        return part ? [{line, part}] : []
      })
  const [first] = parts
  if (isClosed && !first) return undefined
  const cards = parts.filter(({part}) => part === 'heading').length
  const what = [
    ...(isClosed ? [] : ['that is never closed']),
    ...(cards > 0
      ? [`with ${count(cards, 'card')} inside`]
      : first
        ? ['with a label inside']
        : [])
  ]
  return {
    place: bank.place(opening.start, opening.end),
    message: `Unexpected code fence ${what.join(', ')}, expected ${describeWanted(code, first?.line)}`,
    note: isClosed
      ? `Code that shows Markdown begins with ${fence}md. ${untilThen}`
      : untilThen,
    ...(first && {related: [bank.place(first.line.start, first.line.end)]}),
    isBlocking: true
  }
}

const untilThen =
  'Until this is fixed, nothing else in the file is reported or changed.'

/** Where the code should end: at a line that looks like the end, or before text that is not code. */
function describeWanted(
  {fence, lines}: FencedCode,
  part: CodeLine | undefined
): string {
  const end = part ? lines.indexOf(part) : lines.length
  for (const {line, text} of lines.slice(0, end)) {
    const failure = describeFailure(text, fence)
    if (failure !== undefined) {
      return `${quote(fence)} alone on line ${line}, where one is ${failure}`
    }
  }

  return part
    ? `a line of ${quote(fence)} before line ${part.line}`
    : `a line of ${quote(fence)} after its code`
}

/** Only text in canonical form counts: in code, anything else may have another meaning. */
function createPartTest({
  card: {as, depth, number, prefix},
  fields
}: Template): PartTest {
  const marker = `${'#'.repeat(depth)} `
  const labels = fields
    .filter(({details, label}) => label !== '' && !details)
    .map(formatLabel)
  return (line, isClosed) => {
    if (labels.some((label) => line.startsWith(label))) return 'label'
    if (as) {
      return as === 'details' && !isClosed && /^<details>/i.test(line)
        ? 'heading'
        : undefined
    }

    if (!line.startsWith(marker)) return undefined
    const title = line.slice(marker.length)
    const isCard = number
      ? title.startsWith(number.before) &&
        findNumeral(title.slice(number.before.length))?.index === 0
      : prefix === ''
        ? !isClosed
        : title.startsWith(prefix)
    return isCard ? 'heading' : undefined
  }
}

/** A statement, a call, or an assignment, which no info string of a language contains. */
const statement =
  /;\s*$|^[\w.$]+\([^)]*\)|\s=\s|^(?:const|let|var|def|class|function|import|from|print|return|select|insert|update|public|private|#include)\s/i

/** Code on the line of a fence, where it is an invisible info string. */
function checkInfo(
  bank: Bank,
  {info, opening}: FencedCode
): Problem | undefined {
  // Text in braces or quotes is an option of a highlighter.
  if (!statement.test(info.replace(/\{[^{}]*\}|"[^"]*"|'[^']*'/g, ''))) {
    return undefined
  }

  return {
    place: bank.place(opening.start, opening.end),
    message: `Unexpected code ${quote(info)} on the line of a fence, expected it on the next line`
  }
}

/**
 * Fences that Markdown does not recognize: after other text, or indented so far that they are code or text themselves.
 *
 * @param isAnyOpen whether a fence of the file goes on too far, as it does where one that should open or close code is not seen
 */
function* findHiddenFences(bank: Bank, isAnyOpen: boolean): Iterable<Problem> {
  const {text, tree} = bank
  const problems: Problem[] = []
  visit(tree, ['code', 'inlineCode', 'text'], (node) => {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (start === undefined || end === undefined) return
    if (node.type === 'code') {
      const fence = /^(?:`{3,}|~{3,})[^`\n]*/.exec(node.value)
      if (!fence || /[`~]/.test(text.charAt(start))) return
      problems.push(
        reportIndented(bank, text.indexOf(fence[0], start), fence[0])
      )
    } else {
      const at = findInText(node as InlineCode | Text, start, text)
      const isFence =
        at !== undefined &&
        (isAnyOpen || !mentionsFence.test(text.slice(at - 1)))
      if (isFence) problems.push(reportHidden(bank, at))
    }
  })
  yield* problems
}

/** After a space, as the last word of a paragraph. */
const mentionsFence = /^[ \t]```[ \t]*(?:$|\r?\n[ \t]*(?:$|\r?\n))/

/** @returns the offset of a fence in a paragraph: code that continues over the line, or a fence at the end of a line */
function findInText(
  {type, value}: InlineCode | Text,
  start: number,
  text: string
): number | undefined {
  if (type === 'inlineCode') {
    const source = text.slice(start, start + value.length + 6)
    return /^`{3,}[^`\n]*\n/.test(source) ? start : undefined
  }

  // After a space and before other words, the text only mentions the characters.
  const signs = /(?:```[\w+#.-]*[ \t]*|(?<=\S)```[^`\n]*)(?=\n|$)/.exec(
    value
  )?.[0]
  if (signs === undefined) return undefined
  const at = text.indexOf(signs, start)
  const next = text.charAt(at + signs.length)
  return at !== -1 && /^[\r\n]?$/.test(next) ? at : undefined
}

function reportHidden(bank: Bank, at: number): Problem {
  const {text} = bank
  const before = text.slice(lineStartOf(text, at), at)
  const end = /^`+[\w+#.-]*/.exec(text.slice(at, at + 80))?.[0].length ?? 3
  if (before.trim() === '')
    return reportIndented(bank, at, text.slice(at, at + end))
  return {
    place: bank.place(at, at + end),
    message: `Unexpected fence ${quote(text.slice(at, at + end))} after other text, expected it at the start of a line`,
    note: untilThen,
    isBlocking: true
  }
}

function reportIndented(bank: Bank, at: number, fence: string): Problem {
  return {
    place: bank.place(at, at + fence.trimEnd().length),
    message: `Unexpected fence ${quote(fence)} that is indented too far, expected at most three spaces before it`,
    note: untilThen,
    isBlocking: true
  }
}
