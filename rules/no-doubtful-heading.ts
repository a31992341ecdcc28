/**
 * A heading without a number among cards that have one may be a card that lacks it, or a part of the answer above. Where the
 * numbers run on without it, it is read as a part of the answer; what looks like the heading of a card is reported, so that
 * someone says which it is. So is a heading of another depth that goes on with the numbers of the cards.
 *
 * @keys `template.card.number`
 * @off Answers have headings that look like those of cards. Better: give them another depth.
 * @limits Of headings without a number, only those as deep as cards are looked at. Where most cards ask a question, only a question looks like one.
 */
import type {Bank} from '../src/bank/model.ts'
import {createTitleReader} from '../src/template/card-title.ts'
import type {Template} from '../src/template/model.ts'
import {formatMarker} from '../src/template/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-doubtful-heading',
    description: 'Disallow headings that may be a card or a part of one',
    hasSuggestions: true,
    severity: 'warning'
  },
  function* (bank) {
    for (const {start, end} of bank.doubtful) {
      const heading = bank.text.slice(start, end)
      const [signs = ''] = /^#*/.exec(heading) ?? []
      const text = heading.slice(signs.length).trim()
      const {above, marker} = findMarker(bank, start)
      const {number, title} = createTitleReader(above)(text)
      const isMisplaced =
        signs.length !== bank.cardDepth && number !== undefined
      const place = bank.place(start, end)
      yield isMisplaced
        ? {
            place,
            message: `Unexpected heading ${quote(heading)} with the number of a card, expected ${quote(`${marker} …`)} for a card, or no number`,
            expected: [`${marker} ${title}`, `${signs} ${title}`.trim()]
          }
        : {
            place,
            message: `Unexpected heading ${quote(heading)} without a number, expected ${quote(`${marker} …`)} for a card, or a deeper heading`,
            expected: [
              `${marker} ${text}`,
              `${'#'.repeat(bank.cardDepth + 1)} ${text}`
            ]
          }
    }
  }
)

/** The lead of a card there, and its template. */
function findMarker(
  {cards, templates}: Bank,
  offset: number
): {above: Template; marker: string} {
  const card = cards.findLast(({start}) => start < offset)
  const above = card?.template ?? templates[0]
  const last = card?.heading.lastNumber
  const number = last === undefined ? above.card.number?.first : last + 1
  return {above, marker: formatMarker(above, number)}
}
