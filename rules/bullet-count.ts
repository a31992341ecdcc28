/**
 * The template says how many bullets a list field has. The rule counts the outermost ones, whatever list
 * Markdown puts them in; only an author can write those that are missing.
 *
 * @keys `min` and `max` of a field
 * @off A card is still being written, and you want to commit it. Better: turn it off for that card only.
 * @limits Nested bullets, bullets in a quote, and sentences without a marker do not count.
 */
import type {Bank, Field} from '../src/bank/model.ts'
import {getAnchor} from '../src/bank/model.ts'
import {readLooseOption} from '../src/bank/check-box.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'bullet-count',
    description:
      'Require as many bullets in a list field as the template asks for',
    severity: 'error',
    awaitsFixes: true
  },
  function* (bank) {
    for (const card of bank.cards) {
      for (const field of card.fields) {
        const {template, bullets} = field
        if (template.kind !== 'bullets' && template.kind !== 'options') continue
        // Bullets that Markdown does not see are counted once they are put right.
        if (field.hasSwallowedBullets) continue
        const {min = 0, max = Infinity} = template
        const isOptions = template.kind === 'options'
        const amount = isOptions
          ? Math.max(bullets.length, countBoxes(bank, field))
          : bullets.length
        if (amount >= min && amount <= max) continue
        const limit = amount < min ? `at least ${min}` : `at most ${max}`
        const {start, end} = getAnchor(card, field)
        const where =
          template.label === '' ? '' : ` in ${quote(template.label)}`
        yield {
          place: bank.place(start, end),
          message: `Unexpected ${count(amount, isOptions ? 'option' : 'bullet')}${where}, expected ${limit}`
        }
      }
    }
  }
)

/** How many lines are meant as options, also those that Markdown does not see. */
function countBoxes({text}: Bank, {value}: Field): number {
  const lines = text.slice(value.start, value.end).split('\n')
  return lines.filter((line) => readLooseOption(line) !== undefined).length
}
