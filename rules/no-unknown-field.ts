/**
 * A bold name with a colon at the start of a line looks like a field to readers, but the template does not have it: tools ignore
 * it, and its text counts for the field above.
 *
 * @keys `template.fields`
 * @off Cards may have fields of their own. Better: add them to the template with `optional: true`.
 * @limits Bold names in bullets, in quotes, and in fields of kind `content` are text. Labels with up to two typos are
 * fixed by `field-label`.
 */
import type {Bank, Card} from '../src/bank/model.ts'
import {formatLabel} from '../src/template/model.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineCardRule} from '../src/rule/define-rule.ts'
import {quote, quoteAll} from '../src/text/wording.ts'
import type {UnknownLabel} from './lib/bold-names.ts'
import {findUnknownLabels} from './lib/bold-names.ts'

export default defineCardRule(
  {
    id: 'no-unknown-field',
    description: 'Disallow labels that the template does not have',
    hasSuggestions: true,
    severity: 'error',
    skipsCanonical: true
  },
  function* (card, bank) {
    for (const found of findUnknownLabels(card, bank)) {
      const problem = tell(bank, card, found)
      // Prettier would indent it, and then it would look like text of the bullet.
      yield found.isGlued ? {...problem, note, delaysFormat: true} : problem
    }
  }
)

const note =
  'It is glued to the bullet above. The card is not formatted before this is fixed.'

function tell(
  bank: Bank,
  card: Card,
  {name, start, end, nearest}: UnknownLabel
): Problem {
  const fields = card.template.fields.filter(({label}) => label !== '')
  const present = new Set(card.fields.map(({template}) => template))
  const missing = fields.filter((field) => !present.has(field))
  const message = nearest
    ? present.has(nearest)
      ? `Unexpected label ${quote(name)}, expected no second ${quote(nearest.label)} on the card`
      : `Unexpected label ${quote(name)}, expected ${quote(nearest.label)}, or a field ${quote(name)} in the template`
    : `Unexpected label ${quote(name)}, expected a field of the template: ${quoteAll(fields.map(({label}) => label))}`
  // A single candidate would be applied, but only the author knows which field was meant.
  const expected = missing.map(formatLabel)
  return {
    place: bank.place(start, end),
    message,
    ...(expected.length > 1 && {expected})
  }
}
