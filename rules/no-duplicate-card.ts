/**
 * A card that is there twice is one card: a fix of one copy leaves the other wrong. Cards are the same when their question and
 * its options are, in any order; without options, when all of their text is, whatever their titles. Reports for people
 * show more than three copies once, with their number: a file has been added twice.
 *
 * @off You show a card again on purpose, such as in a section of favorites.
 * @limits White space makes no difference, everything else does: `no-similar-card` finds cards that are nearly the same. Cards with the
 * same title are left to `no-duplicate-title`. Texts of less than 10 words are not compared, unless they have options.
 */
import {findSameQuestions, reportCopies} from './lib/copies/copies.ts'
import {defineRule} from '../src/rule/define-rule.ts'

export default defineRule(
  {
    id: 'no-duplicate-card',
    description: 'Disallow two cards with the same question and options',
    severity: 'error'
  },
  (bank) =>
    reportCopies(
      bank,
      findSameQuestions(bank),
      (_, line) =>
        `Unexpected card again, expected each card once: it is the same as the one on line ${line}`
    )
)
