/**
 * A label that appears twice on a card leaves it open which value holds; often one of them was meant to be another.
 *
 * @keys `repeat` of a field
 * @off A field may occur more than once. Better: give it `repeat: true`.
 * @limits Suggestions are labels that the card lacks. They are offered only if it lacks two or more.
 */
import type {FieldTemplate} from '../src/template/model.ts'
import {formatLabel} from '../src/template/model.ts'
import {defineCardRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineCardRule(
  {
    id: 'no-duplicate-field',
    description: 'Disallow the same field twice on a card',
    hasSuggestions: true,
    severity: 'error',
    skipsCanonical: true
  },
  function* ({fields, template: {fields: all}}, bank) {
    const lines = new Map<FieldTemplate, number>()
    const present = new Set(fields.map(({template}) => template))
    const missing = all.filter(
      (field) => !present.has(field) && field.label !== ''
    )
    const [only] = missing
    for (const {label, template} of fields) {
      if (template.repeat) continue
      const place = bank.place(label.start, label.end)
      const first = lines.get(template)
      if (first === undefined) {
        lines.set(template, place.start.line)
        continue
      }

      const once =
        only && missing.length === 1
          ? `it once, or ${quote(only.label)}, which is missing`
          : 'it once'
      yield {
        place,
        message: `Unexpected ${quote(template.label)} again, expected ${once}: first used on line ${first}`,
        // One candidate alone would be applied; a person has to choose.
        ...(missing.length > 1 && {expected: missing.map(formatLabel)})
      }
    }
  }
)
