/**
 * The template says how many bullets a list field has. The rule counts the outermost ones, whatever list
 * Markdown puts them in; only a person can write those that are missing.
 */
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'bullet-count',
    description:
      'Require as many bullets in a list field as the template asks for',
    repair: 'none',
    severity: 'error'
  },
  function* (bank) {
    for (const card of bank.cards) {
      for (const field of card.fields) {
        const {template, label, bullets} = field
        // Bullets that Markdown does not see are counted once they are put right.
        if (template.kind !== 'bullets' || field.hasSwallowedBullets) continue
        const {min = 0, max = Infinity} = template
        if (bullets.length >= min && bullets.length <= max) continue
        const limit =
          bullets.length < min ? `at least ${min}` : `at most ${max}`
        yield {
          place: bank.place(label.start, label.end),
          message: `Unexpected ${count(bullets.length, 'bullet')} in ${quote(template.label)}, expected ${limit}`
        }
      }
    }
  }
)
