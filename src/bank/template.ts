/**
 * The card template as data: which labels a card has, in which order, and what their values may be.
 * A bank may declare its own in front matter; without one, `defaultTemplate` holds.
 */

/** What every field has, whatever its kind. */
interface FieldBase {
  /** The label as it stands in a canonical card, without bold and colon: `Difficulty`. */
  readonly label: string
}

/** One word out of a closed list. */
export interface ChoiceField extends FieldBase {
  readonly kind: 'choice'
  /** The values allowed, in the order in which they are listed to people. */
  readonly choices: readonly string[]
}

/** A comma-separated list of tags. */
export interface TagsField extends FieldBase {
  readonly kind: 'tags'
}

/** Running text, counted in sentences. */
export interface ProseField extends FieldBase {
  readonly kind: 'prose'
  readonly min?: number
  readonly max?: number
}

/** A bullet list, counted in its own (outermost) bullets. */
export interface BulletsField extends FieldBase {
  readonly kind: 'bullets'
  readonly min?: number
  readonly max?: number
}

/** A field of the template. */
export type FieldTemplate = ChoiceField | TagsField | ProseField | BulletsField

/** The shape of every card in a bank. */
export interface Template {
  /** How a card begins: the heading's depth (1–6) and the text in front of its title. */
  readonly card: {readonly depth: number; readonly prefix: string}
  /** The fields in the order in which a card has them; never empty. */
  readonly fields: readonly FieldTemplate[]
}

/** The template of a bank that declares none. */
export const defaultTemplate: Template = {
  card: {depth: 3, prefix: 'Q:'},
  fields: [
    {
      label: 'Difficulty',
      kind: 'choice',
      choices: ['Easy', 'Medium', 'Hard']
    },
    {label: 'Tags', kind: 'tags'},
    {label: 'Question', kind: 'prose', min: 1, max: 5},
    {label: 'What a strong answer includes', kind: 'bullets', min: 3},
    {label: 'Common pitfalls', kind: 'bullets', min: 2}
  ]
}

/**
 * @returns how the label of a field is written in a canonical card: bold, with the colon inside the bold
 */
export function formatLabel(field: FieldTemplate): string {
  return `**${field.label}:**`
}

/** @returns whether the field's value is one line of text that follows its label, not a list below it */
export function isInlineField(field: FieldTemplate): boolean {
  return field.kind !== 'bullets'
}
