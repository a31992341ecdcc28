/**
 * A bold name with a colon at the start of a line looks like a field to readers, but the template does not have it: tools pass over
 * it, and its text counts for the field above.
 *
 * @keys `template.fields`
 * @off Cards may have fields of their own. Better: add them to the template with `optional: true`.
 * @limits Bold names in bullets, in quotes, and in fields of kind `content` are text. Labels with up to two typos are
 * fixed by `field-label`.
 */
import type {Scan} from '../src/template/label-syntax.ts'
import {readLead} from '../src/template/label-syntax.ts'
import {findLeads} from './lib/leads.ts'
import type {Leads} from './lib/leads.ts'
import type {Line} from '../src/bank/text-lines.ts'
import {linesIn} from '../src/bank/text-lines.ts'
import {findNearest, fold} from '../src/text/fuzzy-match.ts'
import type {Bank, Card} from '../src/bank/model.ts'
import {formatLabel} from '../src/template/model.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineCardRule} from '../src/rule/define-rule.ts'
import {quote, quoteAll} from '../src/text/wording.ts'

export default defineCardRule(
  {
    id: 'no-unknown-field',
    description: 'Disallow labels that the template does not have',
    hasSuggestions: true,
    severity: 'error',
    skipsCanonical: true
  },
  function* (card, bank) {
    const known = new Set(card.fields.map(({label}) => label.lineStart))
    for (const line of linesIn(bank.lines, card)) {
      // A bold name in a bullet introduces the bullet; in a quote, a table or HTML it is not a label of this card.
      if (line.node.type !== 'paragraph' || isOfBullet(line)) continue
      if (line.swallower || line.start < card.heading.end) continue
      if (known.has(line.lineStart)) continue
      // In content, and in a text without a label, bold names are a part of it.
      if (isInContent(card, line.start)) continue
      const scan = readLead(bank.text, line.start, line.end)
      if (!scan || isLead(card, line.start, scan, findLeads(bank.whole))) {
        continue
      }

      const problem = tell(bank, card, {
        name: scan.name,
        start: line.start,
        end: scan.end
      })
      // Prettier would indent it, and nobody could tell any more that it is no text of the bullet.
      yield line.item ? {...problem, note, delaysFormat: true} : problem
    }
  }
)

const note =
  'It is glued to the bullet above. The card is not formatted before this is fixed.'

/** Whether a bullet begins with the line, or has it by its indent; a line at the margin is only glued to the bullet above. */
function isOfBullet({item, isItemStart, lineStart, start}: Line): boolean {
  return item !== undefined && (isItemStart || start > lineStart)
}

function isInContent({fields}: Card, offset: number): boolean {
  return fields.some(
    ({template, value}) =>
      (template.kind === 'content' || template.label === '') &&
      value.start <= offset &&
      offset < value.end
  )
}

/** Whether it is the lead of a bullet that has lost its marker, which `bullet-style` reports. */
function isLead({fields}: Card, offset: number, {name}: Scan, leads: Leads) {
  return fields.some(
    ({template, value}) =>
      value.start <= offset &&
      offset < value.end &&
      leads.get(template)?.has(fold(name))
  )
}

function tell(
  bank: Bank,
  card: Card,
  {name, start, end}: {name: string; start: number; end: number}
): Problem {
  const fields = card.template.fields.filter(({label}) => label !== '')
  const present = new Set(card.fields.map(({template}) => template))
  const missing = fields.filter((field) => !present.has(field))
  const nearest = findNearest(name, fields, (field) => field.label)
  const message = nearest
    ? present.has(nearest)
      ? `Unexpected label ${quote(name)}, expected no second ${quote(nearest.label)} on the card`
      : `Unexpected label ${quote(name)}, expected ${quote(nearest.label)}, or a field ${quote(name)} in the template`
    : `Unexpected label ${quote(name)}, expected a field of the template: ${quoteAll(fields.map(({label}) => label))}`
  // A single candidate would be applied; which field was meant is for a person to say.
  const expected = missing.map(formatLabel)
  return {
    place: bank.place(start, end),
    message,
    ...(expected.length > 1 && {expected})
  }
}
