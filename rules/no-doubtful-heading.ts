/**
 * A heading without a number among cards that have one may be a card that lacks it, or a part of the answer above. Where the
 * numbers run on without it, it is read as a part of the answer; what looks like the heading of a card is reported, so that
 * someone says which it is.
 *
 * @keys `template.card.number`
 * @off Answers have headings that look like those of cards. Better: give them another depth.
 * @limits Only headings as deep as those of cards are looked at. Where most cards ask a question, only a question looks like one.
 */
import type {Bank} from '../src/bank/model.ts'
import {formatMarker} from '../src/template/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-doubtful-heading',
    description: 'Disallow headings that may be a card or a part of one',
    hasSuggestions: true,
    severity: 'warning',
    skipsCanonical: true
  },
  function* (bank) {
    for (const {start, end} of bank.doubtful) {
      const heading = bank.text.slice(start, end)
      const title = heading.replace(/^#+\s*/, '')
      const marker = findMarker(bank, start)
      const below = `${'#'.repeat(bank.cardDepth + 1)} ${title}`
      yield {
        place: bank.place(start, end),
        message: `Unexpected heading ${quote(heading)} without a number, expected ${quote(`${marker} …`)} for a card, or a deeper heading`,
        expected: [`${marker} ${title}`, below]
      }
    }
  }
)

/** How a card would begin there. */
function findMarker({cards, templates}: Bank, offset: number): string {
  const above = cards.findLast(({start}) => start < offset)
  const template = above?.template ?? templates[0]
  const last = above?.heading.lastNumber
  const number = last === undefined ? template.card.number?.first : last + 1
  return formatMarker(template, number)
}
