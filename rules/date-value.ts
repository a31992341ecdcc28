/**
 * A date is written `YYYY-MM-DD`, which sorts, and which everyone reads alike: `7/11/2026` is a day in July to some and in
 * November to others. A date that can be read in only one way is rewritten, for any other the possible ones are offered.
 */
import {isDate, readDates} from './lib/dates.ts'
import type {Bank, Field} from '../src/bank/model.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {fieldsOf} from './lib/fields.ts'
import {readInlineValue, stripMarkup} from './lib/inline-value.ts'
import {quote, quoteAll} from '../src/text/wording.ts'

/** What to show where the date that is meant is not known. */
const example = 'a date such as `2025-01-31`'

export default defineRule(
  {
    id: 'date-value',
    description:
      'Require the value of a date field to be a date such as `2025-01-31`',
    fixable: true,
    hasSuggestions: true,
    severity: 'error'
  },
  function* (bank) {
    for (const {field} of fieldsOf(bank, 'date')) yield* checkValue(bank, field)
  }
)

function* checkValue(bank: Bank, field: Field): Iterable<Problem> {
  const {label, template, value} = field
  const name = quote(template.label)
  if (value.start === value.end) {
    yield {
      place: bank.place(label.start, label.end),
      message: `Unexpected empty value of ${name}, expected ${example}`
    }
    return
  }

  const line = readInlineValue(bank, field)
  if (!line) return
  const {end, rest, start, text} = line
  if (!isDate(text)) {
    const dates = readDates(stripMarkup(text))
    const isForm = /^\d{4}-\d{2}-\d{2}$/.test(text)
    const expected =
      dates.length > 0
        ? quoteAll(dates)
        : isForm
          ? 'a day that exists'
          : example
    yield {
      place: bank.place(start, end),
      message: `Unexpected value ${quote(text)} of ${name}, expected ${expected}`,
      ...(dates.length > 0 && {expected: dates})
    }
  } else if (rest) {
    yield {
      place: bank.place(rest.start, rest.end),
      message: `Unexpected text after value ${quote(text)} of ${name}, expected that value alone`
    }
  }
}
