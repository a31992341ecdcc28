/**
 * The template says how many bullets a list field has. The rule counts the outermost ones, whatever list
 * Markdown puts them in; only an author can write those that are missing.
 *
 * @keys `min` and `max` of a field
 * @off A card is still being written, and you want to commit it. Better: turn it off for that card only.
 * @limits Nested bullets, bullets in a quote, and sentences without a marker do not count.
 */
import {getAnchor} from '../src/bank/model.ts'
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
        const {template, bullets, looseOptions} = field
        if (template.kind !== 'bullets' && template.kind !== 'options') continue
        // Bullets that Markdown does not see are counted once they are fixed.
        if (field.hasSwallowedBullets) continue
        const {min = 0, max = Infinity} = template
        const isOptions = template.kind === 'options'
        const amount = bullets.length + looseOptions.length
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
