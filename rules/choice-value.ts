/**
 * The value of a choice field is exactly one of the template's choices: cards are counted and filtered by it.
 * A word in the wrong case or with one or two typos has only one meaning; for any other, all choices
 * are offered.
 *
 * @keys `choices` of a field
 * @off You are introducing a new value before you list it. Better: add it to `choices`.
 * @limits A word with more than two typos, or one that is as near to two choices, gets all choices as suggestions.
 */
import {findNearest} from '../src/text/fuzzy-match.ts'
import type {Bank, Field} from '../src/bank/model.ts'
import type {ChoiceField} from '../src/template/model.ts'
import {formatLabel} from '../src/template/model.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {fieldsOf} from './lib/fields.ts'
import {readInlineValue, stripMarkup} from './lib/inline-value.ts'
import {longestMessage, quote, quoteAllWithin} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'choice-value',
    description: 'Require the value of a choice field to be one of its choices',
    fixable: true,
    hasSuggestions: true,
    severity: 'error'
  },
  function* (bank) {
    for (const {end, field, start, template} of fieldsOf(bank, 'choice')) {
      // Nearly all values are right, and starting a generator for each takes longer than this check.
      if (template.choices.includes(bank.text.slice(start, end))) continue
      yield* checkValue(bank, field, template)
    }
  }
)

function* checkValue(
  bank: Bank,
  field: Field,
  template: ChoiceField
): Iterable<Problem> {
  const {choices} = template
  const {label, value} = field
  const name = quote(template.label)
  if (value.start === value.end) {
    yield {
      place: bank.place(label.start, label.end),
      message: withChoices(`Unexpected empty value of ${name}`, choices),
      expected: choices.map((choice) => `${formatLabel(template)} ${choice}`)
    }
    return
  }

  const line = readInlineValue(bank, field)
  if (!line) return
  const {end, rest, start, text} = line
  if (!choices.includes(text)) {
    const nearest = findNearest(stripMarkup(text), choices, (choice) => choice)
    const expected = nearest === undefined ? choices : [nearest]
    yield {
      place: bank.place(start, end),
      message: withChoices(
        `Unexpected value ${quote(text)} of ${name}`,
        expected
      ),
      expected
    }
    return
  }

  if (!rest) return
  yield {
    place: bank.place(rest.start, rest.end),
    message: `Unexpected text after value ${quote(text)} of ${name}, expected that value alone`
  }
}

function withChoices(problem: string, choices: readonly string[]): string {
  const start = `${problem}, expected `
  return start + quoteAllWithin(choices, longestMessage - start.length)
}
