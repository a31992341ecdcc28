/**
 * Tools and readers find a field by its label, so a label is written in exactly one way: `**Tags:**`, bold,
 * with the colon inside the bold, at the start of a line. The value of a short field begins on that line.
 */
import type {Bank, Field} from '../src/bank/model.ts'
import {formatLabel, isInlineField} from '../src/bank/template.ts'
import {isAfterBlankLine} from '../src/bank/text.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'field-label',
    description: 'Require the label of every field in its canonical form',
    repair: 'fix',
    severity: 'error'
  },
  function* (bank) {
    for (const card of bank.cards) {
      for (const field of card.fields) {
        yield* checkLabel(bank, field)
        yield* checkValueStart(bank, field)
      }
    }
  }
)

function* checkLabel(bank: Bank, field: Field): Iterable<Problem> {
  const {label, template} = field
  const canonical = formatLabel(template)
  if (label.wrapsValue) {
    yield unwrapValue(bank, field, canonical)
    return
  }

  if (label.text === canonical) return
  // What was a heading or a bullet becomes a line of text: keep it apart from the lines around it.
  const isBlock = label.form === 'heading'
  const isOpenAbove = isBlock && !isAfterBlankLine(bank.text, label.lineStart)
  // Text right behind the label would stick to it.
  const isSticky = /^[^\s\\]/.test(bank.text.slice(label.end, label.end + 1))
  yield {
    place: bank.place(label.start, label.end),
    message: `Unexpected label ${quote(label.text)}, expected ${quote(canonical)}`,
    actual: label.text,
    expected: [`${isOpenAbove ? '\n' : ''}${canonical}${isSticky ? ' ' : ''}`]
  }
}

/** `**Difficulty: Easy**` as `**Difficulty:** Easy`. */
function unwrapValue(bank: Bank, field: Field, canonical: string): Problem {
  const {label} = field
  const lineBreak = bank.text.indexOf('\n', label.end)
  const line = bank.text
    .slice(label.end, lineBreak === -1 ? bank.text.length : lineBreak)
    .replace(/[ \t\r\\]+$/, '')
  const end = label.end + line.length
  const actual = bank.text.slice(label.start, end)
  const value = line.replace(/[*_]{2,3}$/, '').trim()
  const expected = value === '' ? canonical : `${canonical} ${value}`
  return {
    place: bank.place(label.start, end),
    message: `Unexpected bold around label and value ${quote(actual)}, expected ${quote(expected)}`,
    actual,
    expected: [expected]
  }
}

function* checkValueStart(bank: Bank, field: Field): Iterable<Problem> {
  const {label, template, value} = field
  if (!isInlineField(template) || value.start === value.end) return
  const gap = bank.text.slice(label.end, value.start)
  if (!gap.includes('\n') || !startsWithText(bank, value.start)) return
  // Whole lines are shown: a place of nothing but white space cannot be seen.
  yield {
    place: bank.place(label.start, value.start),
    message: `Unexpected line break after ${quote(label.text)}, expected its value on the same line`,
    expected: [`${label.text} `]
  }
}

/** Whether text begins at the offset that can stand behind a label: no list, quote, code, table, heading, or HTML. */
function startsWithText(bank: Bank, offset: number): boolean {
  return !/^(?:[-+*>|<#]|\d{1,9}[.)]|`{3}|~{3}|!\[)/.test(
    bank.text.slice(offset, offset + 12)
  )
}
