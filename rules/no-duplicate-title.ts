/**
 * Two cards with one title cannot be told apart, and their anchors in the README are numbered by chance. Titles are the
 * same when nothing but case, width, punctuation and spaces differs.
 */
import {fold} from '../src/bank/match.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'no-duplicate-title',
    description: 'Disallow two cards with the same title',
    repair: 'none',
    severity: 'error'
  },
  function* (bank) {
    const lines = new Map<string, number>()
    for (const {heading} of bank.cards) {
      const key = fold(heading.title).replace(/[\p{P}\s]+/gu, '')
      if (key === '') continue
      const place = bank.place(heading.start, heading.end)
      const first = lines.get(key)
      if (first === undefined) {
        lines.set(key, place.start.line)
        continue
      }

      yield {
        place,
        message: `Unexpected title ${quote(heading.title)} again, expected one that no other card has: first used on line ${first}`
      }
    }
  }
)
