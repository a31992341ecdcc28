/** Every card answers the same questions about itself: a card without one of the fields is half a card. */
import type {Card} from '../src/bank/model.ts'
import type {FieldTemplate, Template} from '../src/bank/template.ts'
import {formatLabel} from '../src/bank/template.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {skeletonWords} from '../src/rule/skeleton.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'require-field',
    description: 'Require every field of the template on every card',
    repair: 'suggest',
    severity: 'error'
  },
  function* (bank) {
    for (const card of bank.cards) {
      const present = new Set(card.fields.map(({template}) => template))
      for (const [index, field] of bank.template.fields.entries()) {
        if (present.has(field)) continue
        const {start, end, where, isBefore} = findPlace(
          card,
          bank.template,
          index
        )
        const anchor = bank.text.slice(start, end)
        const expected = makeSkeletons(field).map((skeleton) =>
          isBefore ? `${skeleton}\n${anchor}` : `${anchor}\n\n${skeleton}`
        )
        yield {
          place: bank.place(start, end),
          message: `Unexpected card without ${quote(field.label)}, expected ${quote(formatLabel(field))} ${where}`,
          expected
        } satisfies Problem
      }
    }
  }
)

/** In front of the next field that is there, or behind all that is there. */
function findPlace(
  {fields, heading}: Card,
  template: Template,
  index: number
): {start: number; end: number; where: string; isBefore: boolean} {
  const later = new Set(template.fields.slice(index + 1))
  const next = fields.find((field) => later.has(field.template))
  if (next) {
    const {start, end} = next.label
    const where = `before ${quote(next.template.label)}`
    return {start, end, where, isBefore: true}
  }

  const last = fields.at(-1)
  if (last) {
    const isEmpty = last.value.start === last.value.end
    const {start, end} = isEmpty ? last.label : last.value
    const where = `behind ${quote(last.template.label)}`
    return {start, end, where, isBefore: false}
  }

  const {start, end} = heading
  return {start, end, where: 'below the heading', isBefore: false}
}

/** At least two: a single candidate would be put in unasked, and nobody could tell it from a card that is done. */
function makeSkeletons(field: FieldTemplate): string[] {
  const label = formatLabel(field)
  switch (field.kind) {
    case 'choice': {
      const values = field.choices.map((choice) => `${label} ${choice}  `)
      return values.length > 1 ? values : [...values, `${label} `]
    }

    case 'tags': {
      return [`${label} ${skeletonWords.tags}  `, `${label} `]
    }

    case 'prose': {
      return [`${label} ${skeletonWords.prose}  `, `${label} `]
    }

    case 'bullets': {
      const bullets = Array.from(
        {length: Math.max(field.min ?? 1, 1)},
        () => `- ${skeletonWords.bullet}`
      )
      return [`${label}\n\n${bullets.join('\n')}\n`, `${label}\n`]
    }
  }
}
