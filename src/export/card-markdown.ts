/** Writes data of a card as the Markdown of a card, as banks have it. */
import {formatCardId} from '../template/card-id.ts'
import type {FieldTemplate, Template} from '../template/model.ts'
import {
  detailsEnd,
  formatLabel,
  isInlineField,
  isSameField
} from '../template/model.ts'
import {formatCardText} from '../template/format-card.ts'
import type {CardData, FieldData} from './card-data.ts'

/** @returns the card in canonical form, without a line break at its end */
export function formatCard(card: CardData, template: Template): string {
  const {id, number, title} = card
  const comment = id === undefined ? '' : formatCardId(id)
  const fields = formatFields(card.fields, template)
  const body = [comment, fields].filter(Boolean).join('\n\n')
  return formatCardText(template, {title, number, body})
}

/** @returns the fields below a card's heading */
export function formatFields(
  fields: readonly FieldData[],
  template: Template
): string {
  let text = ''
  for (const [index, field] of fields.entries()) {
    const declared = findTemplate(field, template)
    const next = fields[index + 1]
    text += formatField(field, declared)
    if (!next) continue
    // A hard break separates lines of one word or sentence.
    const isLine =
      declared !== undefined &&
      isInlineField(declared) &&
      !field.markdown.includes('\n\n')
    const isNextLabel =
      next.label !== '' && !findTemplate(next, template)?.details
    text += isLine && isNextLabel ? '  \n' : '\n\n'
  }

  return text
}

/** @returns the template's field for a value */
export function findTemplate(
  {label, kind}: Pick<FieldData, 'label' | 'kind'>,
  {fields}: Template
): FieldTemplate | undefined {
  return fields.find((each) => isSameField(each, {label, kind}))
}

function formatField(
  {label, kind, markdown, below}: FieldData,
  template: FieldTemplate = {label, kind: 'content'}
): string {
  if (label === '') return markdown
  const lead = formatLabel(template)
  if (template.details) return `${lead}\n\n${markdown}\n\n${detailsEnd}`
  const isBelow =
    kind === 'bullets' ||
    kind === 'options' ||
    below === true ||
    template.heading !== undefined
  return `${lead}${isBelow ? '\n\n' : ' '}${markdown}`
}
