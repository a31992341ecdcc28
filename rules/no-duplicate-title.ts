/**
 * Two cards with one title cannot be distinguished, and their anchors in the README are numbered by chance. Titles are the
 * same when nothing but case, width, punctuation and spaces differs; in code, and in names such as `C#`, punctuation
 * makes a difference. Reports for people show more than three copies once, with their number.
 *
 * @off Two cards share a title on purpose, and links to them do not matter.
 * @limits Cards with numbers (`template.card.number`) may share a title if they have options, code, an image, a quote or a table, or if
 * there are three of them: "What does this print?" fits many programs. Titles without a word are left to `no-empty-title`.
 */
import {findSameTitles, reportCopies} from './lib/copies/copies.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-duplicate-title',
    description: 'Disallow two cards with the same title',
    severity: 'error'
  },
  (bank) =>
    reportCopies(
      bank,
      findSameTitles(bank),
      ({card}, line) =>
        `Unexpected title ${quote(card.heading.title)} again, expected one that no other card has: first used on line ${line}`
    )
)
