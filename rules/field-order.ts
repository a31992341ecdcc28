/**
 * Readers skim: they know where on a card to look. Fields are in the order of the template, and move there with their
 * values.
 *
 * @keys the order of `template.fields`
 * @off Authors may choose the order. Better: change the order of `template.fields`.
 * @limits A field that occurs more often than the template allows is reported, but not moved.
 */
import type {Bank, Card, Field} from '../src/bank/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import {getFieldEnd, isRightBefore} from '../src/bank/model.ts'
import type {FieldTemplate} from '../src/template/model.ts'
import {isCanonicalLabel, isInlineField} from '../src/template/model.ts'
import {defineCardRule} from '../src/rule/define-rule.ts'
import {nameField} from '../src/template/name-field.ts'

export default defineCardRule(
  {
    id: 'field-order',
    description: 'Require the fields of a card in the order of the template',
    fixable: true,
    severity: 'error',
    skipsCanonical: true
  },
  function* (card, bank) {
    const {fields, template: all} = card
    const rankOf = (field: Field | undefined): number =>
      field ? all.fields.indexOf(field.template) : 0
    // Another rule reports a repeated label, unless it may be repeated.
    const seen = new Set<FieldTemplate>()
    const firsts = fields.filter(({template}) => {
      const isFirst = template.repeat || !seen.has(template)
      seen.add(template)
      return isFirst
    })
    const at = firsts.findIndex(
      (field, index) => index > 0 && rankOf(field) < rankOf(firsts[index - 1])
    )
    const early = firsts[at - 1]
    const late = firsts[at]
    if (!early || !late) return
    const sorted = fields.toSorted(
      (left, right) => rankOf(left) - rankOf(right)
    )
    // Only fields that move are changed: from the first to the last that is not in its place.
    const from = fields.findIndex((field, index) => field !== sorted[index])
    const to = fields.findLastIndex((field, index) => field !== sorted[index])
    const before = sorted.find((field) => rankOf(field) > rankOf(late))
    const range = getRange(bank, card, from, to)
    yield {
      place: bank.place(range.start, range.end),
      message: `Unexpected ${nameField(late.template)} after ${nameField(early.template)}, expected it before ${nameField((before ?? early).template)}`,
      note: `The order is ${all.fields.map(nameField).join(', ')}.`,
      actual: fields.map(({template}) => template.label).join(', '),
      ...(canMove(bank, card, from, to) && {
        expected: [joinFields(bank, sorted.slice(from, to + 1), range)]
      })
    }
  }
)

interface MovedRange extends Range {
  /** Whether a field follows: then the range ends where its label begins. */
  readonly isFollowed: boolean
}

function getRange(
  {text}: Bank,
  {fields}: Card,
  from: number,
  to: number
): MovedRange {
  const start = fields[from]?.label.start ?? 0
  const last = fields[to]
  const next = fields[to + 1]
  const end = last ? getFieldEnd(last) : start
  // The text between fields depends on their kinds.
  return last && next && isRightBefore(last, next, text)
    ? {start, end: next.label.start, isFollowed: true}
    : {start, end, isFollowed: false}
}

/** Labels that need a fix, are repeated, or are unknown have to be fixed first. */
function canMove(
  bank: Bank,
  {fields}: Card,
  from: number,
  to: number
): boolean {
  const isAlone = (field: Field, next: Field | undefined): boolean =>
    next === undefined || isRightBefore(field, next, bank.text)
  return (
    fields
      .slice(from, to)
      .every((field, at) => isAlone(field, fields[from + at + 1])) &&
    new Set(
      fields.map((field) => (field.template.repeat ? field : field.template))
    ).size === fields.length &&
    fields.every(
      ({closing, label, template}) =>
        (label.form === 'details'
          ? closing !== undefined
          : label.form === 'paragraph' ||
            label.form === 'none' ||
            template.heading !== undefined) &&
        label.underline === undefined &&
        isCanonicalLabel(bank.text.slice(label.start, label.end), template)
    )
  )
}

function joinFields(
  bank: Bank,
  sorted: readonly Field[],
  {isFollowed}: MovedRange
): string {
  const parts: string[] = []
  for (const [index, field] of sorted.entries()) {
    const {label, template} = field
    const text = bank.text.slice(label.start, getFieldEnd(field))
    const isLast = index === sorted.length - 1
    // Short fields are in one paragraph; a block ends it.
    const isOneParagraph = isInlineField(template) && !hasBlock(text)
    const gap = isOneParagraph ? '  \n' : '\n\n'
    parts.push(text, isLast && !isFollowed ? '' : gap)
  }

  return parts.join('')
}

/** Whether the text has, after its first line, a blank line, a list, code, a quote, a table or HTML. */
function hasBlock(text: string): boolean {
  return /\n[ \t]*(?:[-+*>|#<]|\d{1,9}[.)]|`{3}|~{3}|\r?\n)/.test(text)
}
