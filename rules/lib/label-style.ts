/**
 * How most cards write a label: the colon in another place, the summary in bold. Where a template could say that, and says
 * something else, the template is wrong, and not the labels.
 */
import type {Bank, Label} from '../../src/bank/model.ts'
import type {FieldTemplate} from '../../src/template/model.ts'
import {formatLabel} from '../../src/template/model.ts'

/** The style that most labels of a field have. */
export interface LabelHabit {
  /** The label as it stands there. */
  readonly text: string
  /** How many there are in this style, and in all. */
  readonly count: number
  readonly total: number
  /** What to write in front matter, as code: `colon: outside`. */
  readonly declaration: string
}

/** On fewer cards than these, no style is a habit. */
const fewestLabels = 5

/** The ways in which a template can ask for a label. */
const styles = [
  {colon: 'inside'},
  {colon: 'outside'},
  {colon: 'spaced'},
  {details: true},
  {details: 'bold'},
  {heading: 3},
  {heading: 4},
  {heading: 5},
  {heading: 6}
] as const

/** @returns for each field, the style of more than half of its labels, where that is not the template's */
export function findLabelHabits({
  templates,
  whole: {cards}
}: Bank): Map<FieldTemplate, LabelHabit> {
  const texts = new Map<FieldTemplate, string[]>()
  for (const {fields} of cards) {
    for (const {label, template} of fields) {
      const own = texts.get(template)
      if (own) own.push(toStyle(label))
      else texts.set(template, [toStyle(label)])
    }
  }

  const habits = new Map<FieldTemplate, LabelHabit>()
  for (const field of templates.flatMap((each) => each.fields)) {
    const own = texts.get(field) ?? []
    if (own.length < fewestLabels || field.label === '') continue
    for (const style of styles) {
      // A label does not become a summary by habit.
      if ('details' in style !== Boolean(field.details)) continue
      const {heading, ...bold} = field
      const text = formatLabel({...bold, ...style})
      const count = own.filter((each) => each === text).length
      if (text === formatLabel(field) || count * 2 <= own.length) continue
      const [[key, value] = []] = Object.entries(style)
      const declared = `\`${key}: ${String(value)}\``
      const isBold = heading !== undefined && !('heading' in style)
      const declaration = isBold ? `${declared} without \`heading\`` : declared
      habits.set(field, {text, count, total: own.length, declaration})
    }
  }

  return habits
}

/** @returns whether a label is written as most of its field are */
export function isOfHabit(
  label: Label,
  habit: LabelHabit | undefined
): boolean {
  return habit !== undefined && toStyle(label) === habit.text
}

/** The text of a label in its own lines; tags stand on two. */
function toStyle({form, text}: Label): string {
  if (form === 'heading') return text.replace(/[:：]$/, '')
  return form === 'paragraph' || form === 'details'
    ? text.replace(/>\s*</, '>\n<').replaceAll('\r', '')
    : ''
}
