/**
 * Bullets are written as `- text`: one marker and one space, no numbers, no check boxes, no blank lines between them. Numbers
 * promise an order that nobody meant; signs such as `•` look like a list and are none. Options to choose from have a check
 * box each: `- [x] text`.
 */
import type {ListItem} from 'mdast'
import {findPadded, isIndented} from '../src/bank/bullets.ts'
import type {Bank, Bullet, Field, Range} from '../src/bank/model.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import type {Line} from '../src/bank/lines.ts'
import {findLines} from '../src/bank/lines.ts'
import {formatOption, readBox, readLooseOption} from '../src/bank/options.ts'
import {findSign, mayHaveSigns} from '../src/bank/signs.ts'
import {isPlainLine} from '../src/bank/text.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'bullet-style',
    description: 'Require bullets as `- text`, one below the other',
    fixable: true,
    severity: 'error'
  },
  function* (bank) {
    // Hardly a bank has lines that are to be looked at one by one.
    let all: readonly Line[] | undefined
    const getLines = (): readonly Line[] =>
      (all ??= findLines(bank.tree, bank.text))
    const signs = createSignFinder(bank, getLines)
    for (const card of bank.cards) {
      for (const field of card.fields) {
        const {kind} = field.template
        if (kind !== 'bullets' && kind !== 'options') continue
        const problems =
          kind === 'options'
            ? [
                ...checkOptions(bank, field, getLines),
                ...checkGaps(bank, field)
              ]
            : [
                ...(card.isPlain
                  ? []
                  : [...checkBullets(bank, field), ...checkGaps(bank, field)]),
                ...signs(field, card.isPlain)
              ]
        yield* problems.sort(
          (left, right) =>
            (left.place.start.offset ?? 0) - (right.place.start.offset ?? 0)
        )
      }
    }
  }
)

/** A marker of any kind, the spaces behind it, and a check box. */
const marker = /(?:[-+*]|\d{1,9}[.)])[ \t]*(?:\[[ xX]\][ \t]+)?/y

function* checkBullets(bank: Bank, {bullets}: Field): Iterable<Problem> {
  let padded: ReadonlySet<ListItem> | undefined
  for (const bullet of bullets) {
    const {start} = bullet
    if (!bullet.text) {
      // A bullet that is nothing but a block (code, a quote) is not one of a card's.
      const problem = checkSpaces(bank, bullet)
      if (problem) yield problem
      continue
    }

    marker.lastIndex = start
    const text = marker.exec(bank.text)?.[0]
    if (text === undefined || text === '- ') continue
    // `-[ ] text` without the space is text.
    const end = bullet.text.start
    if (end !== start + text.length) continue
    if (/^- +$/.test(text)) {
      padded ??= findPadded(bank.rest, bank.text)
      if (padded.has(bullet.node)) continue
    }

    yield {
      place: bank.place(start, end),
      message: describe(text),
      actual: text,
      expected: ['- ']
    }
  }
}

/** So much white space behind the marker that Markdown reads code, which hardly anybody means by it. */
function checkSpaces(bank: Bank, bullet: Bullet): Problem | undefined {
  const {text} = bank
  const [code, ...others] = bullet.node.children
  // With a fence, it is meant as code; what stands on the next line, Prettier moves behind the marker.
  const source = text.slice(bullet.start, bullet.end)
  const [gap = ''] = /^(?:[-+*]|\d{1,9}[.)])\s+/.exec(source) ?? []
  if (code?.type !== 'code' || gap === '' || !isIndented(code, text)) {
    return undefined
  }

  const isSame = others.length === 0 && isPlainLine(code.value.trim())
  return {
    place: bank.place(bullet.start, bullet.start + gap.length),
    message: `Unexpected white space behind ${quote(gap.trim())}, which makes code of the text, expected one space`,
    ...(isSame && {expected: ['- ']})
  }
}

function describe(text: string): string {
  const box = /\[[ xX]\]/.exec(text)?.[0]
  if (box !== undefined) {
    return `Unexpected check box ${quote(box)}, expected a plain \`-\``
  }

  const sign = text.trim()
  if (sign !== '-') {
    const kind = /\d/.test(sign) ? 'number' : 'bullet'
    return `Unexpected ${kind} ${quote(sign)}, expected \`-\``
  }

  return text === '-\t'
    ? 'Unexpected tab behind `-`, expected one space'
    : `Unexpected ${count(text.length - 1, 'space')} behind \`-\`, expected one`
}

/** Options, and the lines of text that are meant as such. */
function* checkOptions(
  bank: Bank,
  {bullets, value}: Field,
  getLines: () => readonly Line[]
): Iterable<Problem> {
  const {text} = bank
  for (const {node, start, text: words} of bullets) {
    if (!words) continue
    const {checked} = node
    const isBoxed = typeof checked === 'boolean'
    const from = words.start
    const box = isBoxed ? undefined : readBox(text.slice(from, from + 16))
    marker.lastIndex = start
    // In front of code and the like, the box counts as text of the paragraph.
    const length = isBoxed ? marker.exec(text)?.[0].length : undefined
    const end =
      length === undefined ? from + (box?.length ?? 0) : start + length
    // A box without text is an empty option.
    if (box && end >= words.end) continue
    const actual = text.slice(start, end)
    const expected = formatOption(checked ?? box?.isTicked ?? false)
    if (actual === expected) continue
    yield {
      place: bank.place(start, end),
      message: describeOption(actual, expected, isBoxed || box !== undefined),
      actual,
      expected: [expected]
    }
  }

  for (const line of linesIn(getLines(), value)) {
    if (line.isItemStart) continue
    // Text of an option, indented as it is, may begin with anything.
    if (line.item && line.start > line.lineStart) continue
    const source = text.slice(line.start, line.end)
    const marker = readLooseOption(source)
    if (!marker || marker.length >= source.length) continue
    const expected = formatOption(marker.isTicked)
    const end = line.start + marker.length
    const actual = text.slice(line.start, end)
    yield {
      place: bank.place(line.lineStart, end),
      message: describeOption(actual, expected, true),
      actual,
      expected: [expected]
    }
  }
}

function describeOption(
  actual: string,
  expected: string,
  hasBox: boolean
): string {
  const wanted = quote(expected)
  if (!hasBox) {
    return `Unexpected option without a check box, expected ${wanted} in front of it`
  }

  return quote(actual) === wanted
    ? `Unexpected white space around ${wanted}, expected one space behind \`-\` and one behind the box`
    : `Unexpected ${quote(actual)} in front of an option, expected ${wanted}`
}

function* checkGaps(bank: Bank, {bullets}: Field): Iterable<Problem> {
  for (const [index, bullet] of bullets.entries()) {
    const next = bullets[index + 1]
    const start = endOf(bullet)
    const end = next?.start
    if (start === undefined || end === undefined) continue
    // A bullet of several blocks keeps its distance, and Prettier the blank line.
    if (bullet.node.children.length !== 1 || !bullet.text) continue
    const gap = bank.text.slice(start, end)
    // Nothing else stands between, and more than one line ends.
    if (gap.trim() !== '' || gap.split('\n').length < 3) continue
    // The marker of an empty bullet stays, and with it another list begins.
    if (next && !next.text && bank.text[end] !== '-') continue
    yield {
      place: bank.place(start, end),
      message:
        'Unexpected blank line between bullets, expected one below the other',
      expected: ['\n']
    }
  }
}

function createSignFinder(
  bank: Bank,
  getLines: () => readonly Line[]
): (field: Field, isPlain: boolean) => Iterable<Problem> {
  return function* ({value}, isPlain) {
    if (!mayHaveSigns(bank.text.slice(value.start, value.end), isPlain)) return
    for (const line of linesIn(getLines(), value)) {
      const text = findSign(line, bank.text.slice(line.start, line.end))
      if (text === undefined || line.start + text.length >= line.end) continue
      // Behind a marker, the sign only has to go; else a line is set apart from the one above by its marker alone.
      const start = line.isItemStart ? line.start : line.lineStart
      const end = line.start + text.length
      yield {
        place: bank.place(start, end),
        message:
          text === '-'
            ? 'Unexpected bullet `-` without a space, expected one space behind it'
            : `Unexpected sign ${quote(text)} for a bullet, expected \`-\` and one space`,
        actual: bank.text.slice(start, end),
        expected: [line.isItemStart ? '' : '- ']
      }
    }
  }
}

/** The paragraphs' lines in a range; the lines are sorted. */
function linesIn(lines: readonly Line[], range: Range): Line[] {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle]?.start ?? 0) < range.start) low = middle + 1
    else high = middle
  }

  const found: Line[] = []
  for (let at = low; at < lines.length; at++) {
    const line = lines[at]
    if (!line || line.start >= range.end) break
    if (line.node.type === 'paragraph' && !line.isRest) found.push(line)
  }

  return found
}

function endOf({node}: Bullet): number | undefined {
  return node.children.at(-1)?.position?.end.offset
}
