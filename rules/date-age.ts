/**
 * A date on a card says when someone last read or changed it. Front matter may declare how many days it may be old
 * (`bank.maxAge`): a card that was reviewed long ago describes methods and limits that may have changed. A date in the future is
 * a typo.
 *
 * @keys `maxAge`
 * @off Dates on your cards do not say when someone read the card.
 * @limits Only fields of kind `date` are looked at.
 */
import {fieldsOf} from './lib/fields.ts'
import {countDays, isDate} from './lib/dates.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'date-age',
    description:
      'Require dates that are neither in the future nor older than front matter allows',
    severity: 'warning',
    options: {
      type: 'object',
      additionalProperties: false,
      properties: {
        today: {
          type: 'string',
          description:
            'The day from which ages are counted, such as `2025-01-31`, for results that do not depend on the clock'
        }
      }
    }
  },
  function* (bank, {today}) {
    const {maxAge = Infinity} = bank.config
    const now = countDays(today ?? new Date().toISOString().slice(0, 10))
    for (const {end, start, template} of fieldsOf(bank, 'date')) {
      const text = bank.text.slice(start, end)
      // A value that is not a date yet is checked after it is fixed.
      if (!isDate(text)) continue
      const age = now - countDays(text)
      // In time zones ahead of UTC, tomorrow's date may already be today's.
      if (age >= -1 && age <= maxAge) continue
      const expected =
        age < 0
          ? 'no date in the future'
          : `a date of the last ${count(maxAge, 'day')}`
      yield {
        place: bank.place(start, end),
        message: `Unexpected ${quote(text)} in ${quote(template.label)}, expected ${expected}`
      }
    }
  }
)
