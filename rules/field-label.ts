/**
 * Tools and readers find a field by its label, so a label is written in exactly one way: `**Tags:**`, bold,
 * with the colon inside the bold, at the start of a line. The value of a short field begins on that line.
 *
 * @keys `label` and `details` of a field, `template.colon`
 * @off You import cards whose labels another tool has to find in their old form.
 * @limits A label with more than two typos is not recognized; `no-unknown-field` and `require-field` then report it. The
 * plural or singular of an optional label is not recognized either, nor is a name that many cards have, or that the bank uses as a
 * word: it is another name.
 * If more labels have it than have the template's, it is the bank's own name for the field, and reported once.
 * Words in prose, quotes, code and tables are never labels.
 */
import type {VFile} from 'vfile'
import type {Bank, Field, Label} from '../src/bank/model.ts'
import type {OwnName} from '../src/template/near-labels.ts'
import {scanLabel} from '../src/template/label-syntax.ts'
import {fold} from '../src/text/fuzzy-match.ts'
import {isLinked} from '../src/fix/follow-anchors.ts'
import type {LabelHabit} from './lib/label-style.ts'
import {findLabelHabits, isOfHabit} from './lib/label-style.ts'
import {release} from './lib/outdent.ts'
import {
  formatLabel,
  isCanonicalLabel,
  isInlineField,
  keepAttributes
} from '../src/template/model.ts'
import {
  isAfterBlankLine,
  lineStartOf,
  trimEnd
} from '../src/markdown/offsets.ts'
import {breaksAfterLabel} from '../src/format/wrapping.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'field-label',
    description: 'Require the label of every field in its canonical form',
    fixable: true,
    severity: 'error',
    skipsCanonical: true
  },
  async function* (bank, _options, file) {
    const habits = findLabelHabits(bank)
    const reported = new Set<string>()
    for (const card of bank.cards) {
      for (const field of card.fields) {
        if (field.label.form === 'none') continue
        const habit = habits.get(field.template)
        const problem = field.label.ownName
          ? reportOwnName(bank, field, field.label.ownName, reported)
          : isOfHabit(field.label, habit)
            ? reportHabit(bank, field, habit, reported)
            : field.label.headingEnd === undefined
              ? checkLabel(bank, field)
              : checkHeading(bank, field, field.label.headingEnd, file)
        if (problem) yield problem
        const start = checkValueStart(bank, field)
        if (start && !(await isWrapped(bank, field, file))) yield start
      }
    }
  }
)

/** @param reported changes of front matter that were already reported: once is enough for all fields */
function reportHabit(
  bank: Bank,
  {label, template}: Field,
  habit: LabelHabit | undefined,
  reported: Set<string>
): Problem | undefined {
  if (!habit || reported.has(habit.declaration)) return undefined
  reported.add(habit.declaration)
  return {
    place: bank.place(label.start, label.end),
    message: `Unexpected ${habit.count} of ${habit.total} labels like ${quote(label.text)}, expected ${quote(formatLabel(template))}, or ${habit.declaration} in front matter`
  }
}

/** @param reported the same as for `reportHabit` */
function reportOwnName(
  bank: Bank,
  {label, template}: Field,
  {count, name, total}: OwnName,
  reported: Set<string>
): Problem | undefined {
  const key = `${template.label}\n${fold(name)}`
  if (reported.has(key)) return undefined
  reported.add(key)
  return {
    place: bank.place(label.start, label.end),
    message: `Unexpected ${count} of ${total} labels like ${quote(label.text)}, expected ${quote(formatLabel(template))}, or ${quote(`label: ${name}`)} in front matter`
  }
}

function checkLabel(bank: Bank, field: Field): Problem | undefined {
  const {label, template} = field
  const {text} = bank
  const canonical = formatLabel(template)
  if (template.details) return toDetails(bank, field)
  if (template.heading !== undefined) return toHeading(bank, field)
  // Text directly after the label would keep the bold from ending (CommonMark 6.2).
  const isSticky =
    template.colon !== 'wide-outside' &&
    /^[^\s\\]/.test(text.slice(label.end, label.end + 1))
  const spaced = `${canonical}${isSticky ? ' ' : ''}`
  if (label.boldEnd !== undefined) {
    return unwrapValue(bank, field, label.boldEnd)
  }

  if (label.form === 'inline') {
    const from = trimEnd(text, beforeQuoteMarks(text, label.start))
    return {
      place: bank.place(from, label.end),
      message: `Unexpected label ${quote(label.text)} after other text, expected it at the start of a line`,
      expected: [`\n${spaced}`]
    }
  }

  if (label.text === canonical) {
    if (!isSticky) return undefined
    return {
      place: bank.place(label.start, label.end),
      message: `Unexpected text right after ${quote(canonical)}, expected a space between them`,
      expected: [spaced]
    }
  }

  const {end, rest} =
    label.form === 'bullet' ? release(text, field) : {end: label.end, rest: ''}
  return {
    place: bank.place(label.start, end),
    message: describe(label, canonical),
    actual: label.text,
    expected: [`${spaced}${rest}`]
  }
}

/** Start of the line, if only `>` is before the offset: indented like code, it has not made a quote. */
function beforeQuoteMarks(text: string, offset: number): number {
  const lineStart = lineStartOf(text, offset)
  return /^[ \t]*>[> \t]*$/.test(text.slice(lineStart, offset))
    ? lineStart
    : offset
}

/** Label and value of a collapsed field; another rule checks what closes it. */
function toDetails(bank: Bank, field: Field): Problem | undefined {
  const {boldEnd, end, form, lineStart, start, text: actual} = field.label
  const {template, value} = field
  const canonical = formatLabel(template)
  if (form === 'details') {
    if (isCanonicalLabel(actual, template)) return undefined
    const expected = keepAttributes(canonical, actual)
    return {
      place: bank.place(start, end),
      message: describe(field.label, expected),
      expected: [expected]
    }
  }

  const isOpenAbove =
    form === 'inline' || !isAfterBlankLine(bank.text, lineStart)
  const from = form === 'inline' ? trimEnd(bank.text, start) : start
  const content =
    boldEnd === undefined ? '' : withoutMarker(bank.text.slice(end, boldEnd))
  const to = boldEnd ?? (value.start < value.end ? value.start : end)
  return {
    place: bank.place(from, to),
    message: describe(field.label, canonical),
    actual,
    expected: [
      `${form === 'inline' ? '\n' : ''}${isOpenAbove ? '\n' : ''}${canonical}${to === end ? '' : '\n\n'}${content}`
    ]
  }
}

function describe({text}: Label, canonical: string): string {
  return quote(text) === quote(canonical)
    ? `Unexpected white space in label ${quote(text)}, expected single spaces`
    : `Unexpected label ${quote(text)}, expected ${quote(canonical)}`
}

/** `**Difficulty: Easy**` as `**Difficulty:** Easy`. */
function unwrapValue(
  bank: Bank,
  {label, template}: Field,
  boldEnd: number
): Problem {
  const canonical = formatLabel(template)
  const value = withoutMarker(bank.text.slice(label.end, boldEnd))
  return {
    place: bank.place(label.start, boldEnd),
    message: `Unexpected bold around the value of ${quote(template.label)}, expected it around ${quote(`${template.label}:`)} alone`,
    expected: [value === '' ? canonical : `${canonical} ${value}`]
  }
}

/** A label that should be a heading, but is not. */
function toHeading(bank: Bank, {label, template, value}: Field): Problem {
  const {text} = bank
  const {boldEnd, end, form, lineStart, start} = label
  const canonical = formatLabel(template)
  const isInline = form === 'inline'
  const isOpenAbove = isInline || !isAfterBlankLine(text, lineStart)
  const content =
    boldEnd === undefined ? '' : withoutMarker(text.slice(end, boldEnd))
  // Text after it on the line moves below.
  const hasRest =
    content !== '' ||
    (value.start < value.end && lineStartOf(text, value.start) <= end)
  const to = boldEnd ?? (hasRest ? value.start : end)
  return {
    place: bank.place(isInline ? trimEnd(text, start) : start, to),
    message: describe(label, canonical),
    actual: label.text,
    expected: [
      `${isInline ? '\n' : ''}${isOpenAbove ? '\n' : ''}${canonical}${hasRest ? '\n\n' : ''}${content}`
    ]
  }
}

/** `#### Tags` as `**Tags:**`, or as the template's heading, with the text after it. */
function checkHeading(
  bank: Bank,
  {label, template}: Field,
  end: number,
  file: VFile
): Problem | undefined {
  const {text} = bank
  const canonical = formatLabel(template)
  const isBelow = Boolean(template.details) || template.heading !== undefined
  if (isCanonicalLabel(text.slice(label.start, end), template)) return undefined
  if (isLinked(bank, {start: label.lineStart, end}, file)) {
    return {
      place: bank.place(label.start, end),
      message: `Unexpected label ${quote(label.text)} to which a link leads, expected ${quote(canonical)}, and the link to the card`
    }
  }

  const isAtx = text.slice(label.start, end).trimStart().startsWith('#')
  const source = text.slice(label.end, end)
  const content = isAtx
    ? withoutClosing(source)
    : source.slice(0, Math.max(0, source.lastIndexOf('\n')))
  const value =
    label.boldEnd === undefined ? content.trim() : withoutMarker(content)
  // The line of the heading becomes a line of text: it must not continue the text above.
  const isOpenAbove = !isAfterBlankLine(text, label.lineStart)
  const start = label.indent > 0 ? label.lineStart : label.start
  return {
    place: bank.place(start, end),
    message: `Unexpected label ${quote(isAtx ? label.text : text.slice(label.start, end))}, expected ${quote(canonical)}`,
    expected: [
      `${isOpenAbove ? '\n' : ''}${canonical}${value === '' ? '' : isBelow ? `\n\n${value}` : ` ${value}`}`
    ]
  }
}

/** A value without the markup that ends after it. */
function withoutMarker(source: string): string {
  const value = source.trim()
  let end = value.length
  while (end > value.length - 3 && /[*_]/.test(value.charAt(end - 1))) end--
  return value.slice(0, end).trim()
}

/** A heading's text without the `#`s that close it. */
function withoutClosing(source: string): string {
  const value = source.trim()
  let end = value.length
  while (end > 0 && value[end - 1] === '#') end--
  const isClosed = end === 0 || /[ \t]/.test(value.charAt(end - 1))
  return isClosed ? value.slice(0, end) : value
}

function checkValueStart(bank: Bank, field: Field): Problem | undefined {
  const {label, template, value} = field
  const {text} = bank
  if (!isInlineField(template) || value.start === value.end) return undefined
  if (label.headingEnd !== undefined) return undefined
  if (lineStartOf(text, value.start) <= label.end) return undefined
  if (startsWithLabel(bank, value.start)) return undefined
  const only = findOnlyText(field)
  if (only === undefined && !startsWithText(text, value.start)) return undefined
  const what = only === undefined ? 'line break' : 'bullet'
  // The place includes the label: white space alone would be invisible.
  return {
    place: bank.place(label.start, only ?? value.start),
    message: `Unexpected ${what} after ${quote(label.text)}, expected its value on the same line`,
    expected: [`${label.text} `]
  }
}

/** Whether the line ends after the label because Prettier has wrapped it there. */
async function isWrapped(
  {text}: Bank,
  {label, value}: Field,
  file: VFile
): Promise<boolean> {
  if (!/^\r?\n$/.test(text.slice(label.end, value.start))) return false
  const paragraph = text.slice(
    findBlankLine(text, label.start, -1),
    findBlankLine(text, value.start, 1)
  )
  return breaksAfterLabel(label.text, paragraph, file)
}

/** @returns start of the nearest blank line above or below an offset, or an end of the text */
function findBlankLine(text: string, offset: number, step: 1 | -1): number {
  let at = lineStartOf(text, offset)
  while (at > 0 && at < text.length) {
    const lineEnd = text.indexOf('\n', at)
    if (text.slice(at, lineEnd === -1 ? text.length : lineEnd).trim() === '') {
      return at
    }

    at =
      step === -1
        ? lineStartOf(text, at - 1)
        : lineEnd === -1
          ? text.length
          : lineEnd + 1
  }

  return at
}

/** Whether the text begins with the name of a field, bold or not: then it is the next label, and not a value. */
function startsWithLabel({templates, text}: Bank, start: number): boolean {
  const lineBreak = text.indexOf('\n', start)
  const end = lineBreak === -1 ? text.length : lineBreak
  const name = fold(scanLabel(text, start, end, false)?.name ?? '')
  return templates.some(({fields}) =>
    fields.some(({label}) => label !== '' && fold(label) === name)
  )
}

/** @returns start of the text of a value that is a single bullet with nothing but text in it */
function findOnlyText({bullets, value}: Field): number | undefined {
  const [bullet, ...others] = bullets
  if (!bullet || others.length > 0 || bullet.node.children.length > 1) {
    return undefined
  }

  const isWhole = bullet.start === value.start && bullet.end >= value.end
  return isWhole ? bullet.text?.start : undefined
}

/** What cannot follow a label: a list, quote, table, HTML, heading, code, image, or thematic break. */
const blockStart =
  /^(?:[-+*](?:\s|$)|[>|<]|#{1,6}(?:\s|$)|\d{1,9}[.)](?:\s|$)|`{3}|~{3}|!\[|[-*_]{3,}\s*$)/

function startsWithText(text: string, offset: number): boolean {
  const lineEnd = text.indexOf('\n', offset)
  const line = text.slice(offset, lineEnd === -1 ? text.length : lineEnd)
  return !blockStart.test(line)
}
