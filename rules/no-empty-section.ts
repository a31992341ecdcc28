/** A section without cards promises something that is not there; often its cards have landed in the section below. */
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'no-empty-section',
    description: 'Disallow sections without cards',
    repair: 'none',
    severity: 'warning'
  },
  function* (bank) {
    // Without any card nothing is known about what sections are here.
    if (bank.cards.length === 0) return
    for (const {cards, heading, title} of bank.sections) {
      const start = heading.position?.start.offset
      const end = heading.position?.end.offset
      if (cards.length > 0 || start === undefined || end === undefined) continue
      yield {
        place: bank.place(start, end),
        message: `Unexpected section ${quote(title)} without cards, expected at least 1`
      }
    }
  }
)
