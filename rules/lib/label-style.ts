/**
 * Finds how most cards write a label, for example with the colon in another place, or the summary in bold. If a
 * template could declare that style, but declares another one, the template is wrong, and not the labels.
 */
import type {Bank, Label} from '../../src/bank/model.ts'
import type {FieldTemplate} from '../../src/template/model.ts'
import {colons, dropAttributes, formatLabel} from '../../src/template/model.ts'

/** The style of most labels of a field. */
export interface LabelHabit {
  /** The label in that style. */
  readonly text: string
  /** The number of labels in this style, and of all. */
  readonly count: number
  readonly total: number
  /** What to write in front matter, as code: `colon: outside`. */
  readonly declaration: string
}

/** With fewer labels, no style is a habit. */
const fewestLabels = 5

/** The styles that a template can declare for a label. */
const styles = [
  ...colons.map((colon) => ({colon})),
  {details: true},
  {details: 'bold'},
  {heading: 3},
  {heading: 4},
  {heading: 5},
  {heading: 6}
] as const

/** @returns for each field, the style of more than half of its labels, if it is not the template's */
export function findLabelHabits(bank: Bank): Map<FieldTemplate, LabelHabit> {
  const habits = new Map<FieldTemplate, LabelHabit>()
  // Canonical cards have labels in the template's style.
  const {cards} = bank.nonCanonical
  if (cards.length === 0) return habits
  const totals = countLabels(bank.whole.cards)
  const texts = new Map<FieldTemplate, string[]>()
  for (const {fields} of cards) {
    for (const {label, template} of fields) {
      const own = texts.get(template)
      if (own) own.push(toStyle(label))
      else texts.set(template, [toStyle(label)])
    }
  }

  for (const field of bank.templates.flatMap((each) => each.fields)) {
    const own = texts.get(field) ?? []
    const total = totals.get(field) ?? 0
    if (total < fewestLabels || field.label === '') continue
    for (const style of styles) {
      // A label does not become a summary, or the reverse, by habit.
      if ('details' in style !== Boolean(field.details)) continue
      const {heading, ...bold} = field
      const text = formatLabel({...bold, ...style})
      const count = own.filter((each) => each === text).length
      if (text === formatLabel(field) || count * 2 <= total) continue
      const [[key, value] = []] = Object.entries(style)
      const declared = `\`${key}: ${String(value)}\``
      const isBold = heading !== undefined && !('heading' in style)
      const declaration = isBold ? `${declared} without \`heading\`` : declared
      habits.set(field, {text, count, total, declaration})
    }
  }

  return habits
}

/** @returns how many labels each field has */
function countLabels(cards: Bank['cards']): Map<FieldTemplate, number> {
  const counts = new Map<FieldTemplate, number>()
  for (const {fields} of cards) {
    for (const {template} of fields) {
      counts.set(template, (counts.get(template) ?? 0) + 1)
    }
  }

  return counts
}

/** @returns whether a label is written as most labels of its field */
export function isOfHabit(
  label: Label,
  habit: LabelHabit | undefined
): boolean {
  return habit !== undefined && toStyle(label) === habit.text
}

/** The text of a label in its own form; tags are on two lines. */
function toStyle({form, text}: Label): string {
  if (form === 'heading') return text.replace(/[:：]$/, '')
  return form === 'paragraph' || form === 'details'
    ? dropAttributes(text).replace(/>\s*</, '>\n<').replaceAll('\r', '')
    : ''
}
