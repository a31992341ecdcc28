/**
 * The value of a choice field is exactly one of the template's choices: cards are counted and filtered by it.
 * A word in the wrong case or with one or two typing errors has only one meaning; for any other, all choices
 * are offered.
 */
import {findNearest} from '../src/bank/match.ts'
import type {Bank, Field} from '../src/bank/model.ts'
import type {ChoiceField} from '../src/bank/template.ts'
import {formatLabel} from '../src/bank/template.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote, quoteAll} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'choice-value',
    description: 'Require the value of a choice field to be one of its choices',
    repair: 'fix and suggest',
    severity: 'error'
  },
  function* (bank) {
    for (const card of bank.cards) {
      for (const field of card.fields) {
        if (field.template.kind !== 'choice') continue
        yield* checkValue(bank, field, field.template)
      }
    }
  }
)

function* checkValue(
  bank: Bank,
  field: Field,
  template: ChoiceField
): Iterable<Problem> {
  const {label, value} = field
  const {choices} = template
  const text = bank.text.slice(value.start, value.end)
  if (choices.includes(text)) return
  const name = quote(template.label)
  if (text === '') {
    yield {
      place: bank.place(label.start, label.end),
      message: `Unexpected empty value of ${name}, expected ${quoteAll(choices)}`,
      expected: choices.map((choice) => `${formatLabel(template)} ${choice}`)
    }
    return
  }

  const nearest = findNearest(stripMarkup(text), choices, (choice) => choice)
  const expected = nearest === undefined ? choices : [nearest]
  yield {
    place: bank.place(value.start, value.end),
    message: `Unexpected value ${quote(text)} of ${name}, expected ${quoteAll(expected)}`,
    actual: text,
    expected
  }
}

/** The word without emphasis, code, quotation marks, brackets, and final punctuation. */
function stripMarkup(text: string): string {
  return text
    .replace(/^[\s*_`'"‘’“”([<]+/, '')
    .replace(/[\s*_`'"‘’“”)\]>.,;:!]+$/, '')
}
