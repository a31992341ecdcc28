/**
 * Readers skim: they know where on a card to look. Fields stand in the order of the template, and move there with their
 * values.
 */
import type {Bank, Card, Field} from '../src/bank/model.ts'
import {formatLabel, isInlineField} from '../src/bank/template.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'field-order',
    description: 'Require the fields of a card in the order of the template',
    repair: 'fix',
    severity: 'error'
  },
  function* (bank) {
    const ranks = new Map(
      bank.template.fields.map((field, index) => [field, index] as const)
    )
    const rankOf = (field: Field): number => ranks.get(field.template) ?? 0
    for (const card of bank.cards) {
      const {fields} = card
      const early = fields.find((field, index) => {
        const next = fields[index + 1]
        return next !== undefined && rankOf(next) < rankOf(field)
      })
      const late = early && fields[fields.indexOf(early) + 1]
      if (!early || !late) continue
      const sorted = fields.toSorted(
        (left, right) => rankOf(left) - rankOf(right)
      )
      const first = fields[0] ?? early
      const last = fields.at(-1) ?? late
      const before = sorted.find((field) => rankOf(field) > rankOf(late))
      yield {
        place: bank.place(
          first.label.start,
          Math.max(last.value.end, last.label.end)
        ),
        message: `Unexpected ${quote(late.template.label)} behind ${quote(early.template.label)}, expected it before ${quote((before ?? early).template.label)}`,
        actual: fields.map(({template}) => template.label).join(', '),
        ...(canMove(bank, card) && {
          expected: [joinFields(bank, sorted)]
        })
      }
    }
  }
)

/** Labels that are yet to be repaired, or that stand twice, are seen to first. */
function canMove(bank: Bank, {fields}: Card): boolean {
  return (
    new Set(fields.map(({template}) => template)).size === fields.length &&
    fields.every(
      ({label, template}) =>
        label.form === 'paragraph' &&
        bank.text.slice(label.start, label.end) === formatLabel(template)
    )
  )
}

function joinFields(bank: Bank, sorted: readonly Field[]): string {
  const parts: string[] = []
  for (const [index, field] of sorted.entries()) {
    const {label, template, value} = field
    const text = bank.text.slice(label.start, Math.max(value.end, label.end))
    const isLast = index === sorted.length - 1
    // One paragraph holds the short fields; a block ends it. What breaks the line is seen to by `field-break`.
    const isOneParagraph =
      isInlineField(template) && !/\n[ \t]*\r?\n/.test(text)
    parts.push(text, isLast ? '' : isOneParagraph ? '  \n' : '\n\n')
  }

  return parts.join('')
}
