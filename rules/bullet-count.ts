/**
 * The template says how many bullets a list field has. The rule counts the outermost ones, whatever list
 * Markdown puts them in; only an author can write those that are missing.
 *
 * @keys `min` and `max` of a field
 * @off A card is still being written, and you want to commit it. Better: turn it off for that card only.
 * @limits Nested bullets, bullets in a quote, and sentences without a marker do not count.
 */
import type {Bank, Bullet} from '../src/bank/model.ts'
import {getAnchor} from '../src/bank/model.ts'
import {isTextLine, readLettered} from '../src/bank/options/loose-options.ts'
import {linesIn} from '../src/bank/text-lines.ts'
import type {CardField} from './lib/fields.ts'
import {fieldsOf} from './lib/fields.ts'
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
    const fields = fieldsOf(bank, 'bullets', 'options')
    for (const each of fields.filter((each) => !isRight(each))) {
      const {card, field, template} = each
      const {min = 0, max = Infinity} = template
      const {bullets, looseOptions} = field
      // Bullets that Markdown does not recognize are counted after they are fixed.
      if (field.hasSwallowedBullets) continue
      const isOptions = template.kind === 'options'
      const amount = bullets.length + looseOptions.length
      if (amount >= min && amount <= max) continue
      const limit = amount < min ? `at least ${min}` : `at most ${max}`
      const {start, end} = getAnchor(card, field)
      const where = template.label === '' ? '' : ` in ${quote(template.label)}`
      const [only, ...others] = isOptions ? bullets : []
      const inOne = only && others.length === 0 ? countLettered(bank, only) : 0
      yield {
        place: bank.place(start, end),
        message:
          inOne > amount
            ? `Unexpected ${inOne} options in one${where}, expected each on a line of its own, with its own check box`
            : `Unexpected ${count(amount, isOptions ? 'option' : 'bullet')}${where}, expected ${limit}`
      }
    }
  }
)

/** Whether a field certainly has as many as it should. */
function isRight({
  isPlain,
  template: {min = 0, max = Infinity},
  texts
}: CardField<'bullets' | 'options'>): boolean {
  return isPlain && texts.length >= 2 * min && texts.length <= 2 * max
}

/** How many options with letters a bullet has: `A. one B. two`. */
function countLettered({lines, text}: Bank, bullet: Bullet): number {
  return readLettered(linesIn(lines, bullet).filter(isTextLine), text).length
}
