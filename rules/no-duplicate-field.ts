/**
 * A label that appears twice on a card leaves it open which value holds; often one of them was meant to be another.
 *
 * @keys `repeat` of a field
 * @off A field may occur more than once. Better: give it `repeat: true`.
 * @limits Suggestions are labels that the card lacks. They are offered only if it lacks two or more.
 */
import type {FieldTemplate} from '../src/template/model.ts'
import {formatLabel, formatMarker} from '../src/template/model.ts'
import type {Bank, Card, Label} from '../src/bank/model.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineCardRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/text/wording.ts'

export default defineCardRule(
  {
    id: 'no-duplicate-field',
    description: 'Disallow the same field twice on a card',
    hasSuggestions: true,
    severity: 'error',
    skipsCanonical: true
  },
  function* (card, bank) {
    const second = findSecondCard(card)
    if (second) {
      yield reportSecondCard(bank, card, second)
      return
    }

    const {fields} = card
    const {fields: all} = card.template
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
        // A single candidate would be applied, but the author has to choose.
        ...(missing.length > 1 && {expected: missing.map(formatLabel)})
      }
    }
  }
)

/**
 * Labels that begin again, in the same order, belong to a card without its heading.
 *
 * @returns its labels; none if only some fields are repeated
 */
function findSecondCard({
  fields,
  template: {fields: all}
}: Card): readonly Label[] | undefined {
  const labels = fields.filter(
    ({label, template}) => label.form !== 'none' && !template.repeat
  )
  const [first] = labels
  const at = labels.findIndex(
    ({template}, index) => index > 0 && template === first?.template
  )
  const again = labels.slice(at)
  const required = all.filter(
    ({label, optional}) => label !== '' && !optional
  ).length
  const isAnew =
    at >= fewestLabels &&
    again.length >= Math.max(fewestLabels, required) &&
    again.every(({template}, index) => template === labels[index]?.template)
  return isAnew ? again.map(({label}) => label) : undefined
}

/** Fewer labels may be a field that was written twice. */
const fewestLabels = 3

function reportSecondCard(
  bank: Bank,
  {template}: Card,
  labels: readonly Label[]
): Problem {
  const [first] = labels
  const {start = 0, end = 0} = first ?? {}
  const marker = formatMarker(template, template.card.number?.first)
  return {
    place: bank.place(start, end),
    message: `Unexpected ${quote(bank.text.slice(start, end))} and ${count(labels.length - 1, 'more label')} again, expected a heading before them for a second card: ${quote(`${marker} …`)}`
  }
}
