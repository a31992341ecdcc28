/**
 * A label on the line after a bullet is, for CommonMark, the rest of that bullet's text (a *lazy
 * continuation*): the label is not a label any more, and the list after it becomes part of the list before it.
 * It looks right in the source, and formatters then indent the label and keep it there. A blank line
 * before the label is all it takes.
 *
 * A collapsed value is glued to its label in other ways: without a blank line below the `<summary>`, GitHub shows its
 * Markdown as it is written, and an open `<details>` collapses all that follows.
 *
 * The same happens below a quote and a table, to bullets that are indented like code below their label, and to a
 * paragraph of fields above a line of `---`, which makes a heading of them.
 *
 * @off Almost never: the label is not a label for any Markdown tool until this is fixed.
 * @limits Bold text in a bullet that is not a label of the template is left alone. A label that a bullet quotes in
 * code is, too.
 * @example after-last-bullet
 */
import type {Bank, Field} from '../src/bank/model.ts'
import {getFieldEnd} from '../src/bank/model.ts'
import {release} from './lib/outdent.ts'
import {detailsEnd} from '../src/template/model.ts'
import {
  columnsBetween,
  dedent,
  isAfterBlankLine,
  lineStartOf,
  trimEnd
} from '../src/markdown/offsets.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineCardRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineCardRule(
  {
    id: 'no-glued-label',
    description:
      'Disallow a label that is glued to what is above it, and what is glued to a label',
    fixable: true,
    severity: 'error',
    skipsCanonical: true
  },
  function* (card, bank) {
    for (const [index, field] of card.fields.entries()) {
      if (field.label.form === 'glued') yield getGlued(bank, field)
      yield* checkDetails(bank, field)
      const above = card.fields[index - 1]
      if (above) yield* checkEnd(bank, above, field)
      if (field.hasSwallowedBullets) yield getSwallowed(bank, field)
      const {underline} = field.label
      const next = card.fields[index + 1]?.label.underline
      if (underline && underline.start !== next?.start) {
        const actual = bank.text.slice(underline.start, underline.end)
        yield {
          place: bank.place(underline.start, underline.end),
          message: `Unexpected ${quote(actual)} right below ${quote(field.template.label)}, expected a blank line before it`,
          expected: [`\n${actual}`]
        }
      }
    }
  }
)

function getGlued(bank: Bank, field: Field): Problem {
  const {text} = bank
  const {label} = field
  const {end, rest} = release(text, field)
  const isOpenAbove = !isAfterBlankLine(text, label.lineStart)
  const where = `in the ${label.swallower ?? 'bullet'} above`
  return {
    place: bank.place(label.lineStart, end),
    message: isOpenAbove
      ? `Unexpected label ${quote(label.text)} ${where}, expected a blank line before it`
      : `Unexpected indented label ${quote(label.text)} ${where}, expected it at the start of a line`,
    expected: [`${isOpenAbove ? '\n' : ''}${label.text}${rest}`]
  }
}

/** Content may be anything, so only a blank line shows where it ends. */
function* checkEnd(
  bank: Bank,
  {template}: Field,
  {label}: Field
): Iterable<Problem> {
  const isOpen = template.kind === 'content' && !template.details
  if (!isOpen || label.form !== 'paragraph') return
  if (isAfterBlankLine(bank.text, label.lineStart)) return
  yield {
    place: bank.place(label.lineStart, label.end),
    message: `Unexpected label ${quote(label.text)} right below ${template.label === '' ? 'a text' : quote(template.label)}, expected a blank line before it`,
    actual: label.text,
    expected: [`\n${label.text}`]
  }
}

function* checkDetails(bank: Bank, field: Field): Iterable<Problem> {
  const {text} = bank
  const {label, template, value} = field
  const {end, lineStart, start, swallower} = label
  if (label.form !== 'details') return
  const name = quote(template.label)
  const from = trimEnd(text, start)
  if (lineStart === start && from > lineStartOf(text, start)) {
    yield {
      place: bank.place(from, end),
      message: `Unexpected ${quote(text.slice(start, end))} after other text, expected it at the start of a line`,
      expected: [`\n\n${text.slice(start, end)}`]
    }
    return
  }

  if (swallower !== undefined || lineStart < start) {
    const to = getFieldEnd(field)
    yield {
      place: bank.place(lineStart, to),
      message: `Unexpected collapsed ${name} ${swallower === undefined ? 'after white space' : 'in a bullet'}, expected it at the start of a line`,
      expected: [
        (isAfterBlankLine(text, lineStart) ? '' : '\n') +
          text.slice(start, end) +
          dedent(text.slice(end, to), columnsBetween(text, lineStart, start))
      ]
    }
    return
  }

  const hasValue = value.start < value.end
  if (hasValue && !hasBlankLine(text.slice(end, skipTags(text, field)))) {
    const last = Math.max(start, lineStartOf(text, end))
    yield {
      place: bank.place(last, value.start),
      message: `Unexpected value of ${name} right after its summary, expected a blank line between them`,
      expected: [`${text.slice(last, end)}\n\n`]
    }
  }

  yield* checkDetailsEnd(bank, field)
}

function* checkDetailsEnd(bank: Bank, field: Field): Iterable<Problem> {
  const {text} = bank
  const {closing, label, template, value} = field
  const name = quote(template.label)
  const hasValue = value.start < value.end
  const contentEnd = hasValue ? value.end : label.end
  if (!closing) {
    const last = Math.max(lineStartOf(text, contentEnd), label.start)
    const line = text.slice(last, contentEnd)
    yield {
      place: bank.place(last, contentEnd),
      message: `Unexpected open \`<details>\` of ${name}, expected \`${detailsEnd}\` after its value`,
      expected: [`${line}\n\n${detailsEnd}`]
    }
  } else if (
    hasValue &&
    (!hasBlankLine(text.slice(skipTagsBack(text, field), closing.start)) ||
      lineStartOf(text, closing.start) < closing.start)
  ) {
    yield {
      place: bank.place(contentEnd, closing.end),
      message: `Unexpected ${quote(text.slice(closing.start, closing.end))} right after the value of ${name}, expected a blank line between them`,
      expected: [`\n\n${detailsEnd}`]
    }
  }
}

/**
 * @returns the offset after the tags and white space at the start of a value: a `<p>` below the summary is not
 *   Markdown
 */
function skipTags(text: string, {value}: Field): number {
  const tags = /(?:<\/?[a-z][^<>]*>|\s)*/iy
  tags.lastIndex = value.start
  tags.exec(text)
  return Math.min(tags.lastIndex, value.end)
}

/** @returns the offset of the tags and white space at the end of a value */
function skipTagsBack(text: string, {value}: Field): number {
  let at = value.end
  while (text[at - 1] === '>') {
    const open = text.lastIndexOf('<', at - 1)
    if (
      open < value.start ||
      !/^<\/?[a-z][^<>]*>$/i.test(text.slice(open, at))
    ) {
      break
    }

    at = trimEnd(text, open)
  }

  return Math.max(at, value.start)
}

function hasBlankLine(gap: string): boolean {
  return /\n[ \t]*\r?\n/.test(gap)
}

function getSwallowed(bank: Bank, {template, value}: Field): Problem {
  const {text} = bank
  const start = lineStartOf(text, value.start)
  const columns = columnsBetween(text, start, value.start)
  const isOpenAbove = !isAfterBlankLine(text, start)
  return {
    place: bank.place(start, value.end),
    message: `Unexpected indented bullets of ${quote(template.label)}, expected them at the start of a line`,
    expected: [
      (isOpenAbove ? '\n' : '') + dedent(text.slice(start, value.end), columns)
    ]
  }
}
