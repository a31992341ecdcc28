/**
 * A section without cards promises something that is not there; often its cards have landed in the section below. A text
 * about the bank ("How to use this bank", "License") before or after the cards does not promise any.
 *
 * @off You keep sections for cards that are planned.
 * @limits A section with text before the first card or after the last one is not reported, and neither is anything in
 * a bank without cards.
 */
import {hasContent} from '../src/bank/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-empty-section',
    description: 'Disallow sections without cards',
    severity: 'warning'
  },
  function* (bank) {
    const {sections, config} = bank
    const listed = new Set(config.sections)
    const first = sections.findIndex(({cards}) => cards.length > 0)
    const last = sections.findLastIndex(({cards}) => cards.length > 0)
    // Without any card, it is not known which headings are sections.
    if (bank.cards.length === 0) return
    for (const [index, section] of sections.entries()) {
      const {cards, heading, title} = section
      const start = heading.position?.start.offset
      const end = heading.position?.end.offset
      if (cards.length > 0 || start === undefined || end === undefined) continue
      // The cards of a part are in its sections.
      if ((sections[index + 1]?.heading.depth ?? 0) > heading.depth) continue
      const isBetween = first < index && index < last
      if (!isBetween && !listed.has(title) && hasContent(bank, section))
        continue
      yield {
        place: bank.place(start, end),
        message:
          title === ''
            ? 'Unexpected section without a name and without cards, expected both, or no heading'
            : `Unexpected section ${quote(title)} without cards, expected at least 1`
      }
    }
  }
)
