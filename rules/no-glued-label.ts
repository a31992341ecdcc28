/**
 * A label on the line after a bullet is, for CommonMark, the rest of that bullet's text (a *lazy
 * continuation*): the label is no label any more and the list behind it becomes part of the list before it.
 * It looks right in the source, and formatters then indent the label and keep it there. A blank line in
 * front of the label is all it takes.
 *
 * The same happens below a quote and a table, to bullets that are indented like code below their label, and to a
 * paragraph of fields above a line of `---`, which makes a heading of them.
 */
import type {Bank, Field} from '../src/bank/model.ts'
import {release} from '../src/bank/release.ts'
import {
  columnsBetween,
  dedent,
  isAfterBlankLine,
  lineStartOf
} from '../src/bank/text.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'no-glued-label',
    description:
      'Disallow a label that is glued to what stands above it, and what is glued to a label',
    repair: 'fix',
    severity: 'error'
  },
  function* (bank) {
    for (const card of bank.cards) {
      for (const [index, field] of card.fields.entries()) {
        if (field.label.form === 'glued') yield getGlued(bank, field)
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
