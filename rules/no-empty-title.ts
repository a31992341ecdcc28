/** A card is found, linked and talked about by its title. */
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'no-empty-title',
    description: 'Disallow cards without a title',
    repair: 'none',
    severity: 'error'
  },
  function* (bank) {
    for (const {heading} of bank.cards) {
      // What is nothing but punctuation has no words to find it by.
      if (/[\p{L}\p{N}\p{S}]/u.test(heading.title)) continue
      const text = bank.text.slice(heading.start, heading.end)
      yield {
        place: bank.place(heading.start, heading.end),
        message: `Unexpected card heading ${quote(text)} without a title, expected a question or situation behind ${quote(bank.template.card.prefix)}`
      }
    }
  }
)
