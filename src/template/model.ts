/**
 * The card template as data: which labels a card has, in which order, and what their values may be.
 * A bank may declare its own in front matter; the default is `defaultTemplate`.
 */

import type {Numerals} from './numerals.ts'
import {writeNumeral} from './numerals.ts'

/** A lower and an upper limit; each of them may be missing. */
export interface Limits {
  readonly min?: number
  readonly max?: number
}

/** Properties of every kind of field. */
interface FieldBase {
  /** The label as it is in a canonical card, without bold and colon: `Difficulty`; empty for a field without one. */
  readonly label: string
  /** Whether a card may lack the field. */
  readonly optional?: boolean
  /** Whether a card may have the field more than once. */
  readonly repeat?: boolean
  /** Default: inside the bold. */
  readonly colon?: Colon
  /** Whether the value is collapsed: in a `<details>` whose `<summary>` is the label, in bold or not. */
  readonly details?: boolean | 'bold'
  /** Depth of the heading that is the label, 3–6; missing if the label is bold text. */
  readonly heading?: number
}

/** One of a list of values. */
export interface ChoiceField extends FieldBase {
  readonly kind: 'choice'
  /** The allowed values, in the order in which they are listed to people. */
  readonly choices: readonly string[]
}

/** A comma-separated list of tags. */
export interface TagsField extends FieldBase {
  readonly kind: 'tags'
}

/** A day of the calendar, `2026-11-07`. */
export interface DateField extends FieldBase {
  readonly kind: 'date'
}

/** Running text, counted in sentences. */
export interface ProseField extends FieldBase, Limits {
  readonly kind: 'prose'
  /** How many words the text has. */
  readonly words?: Limits
}

/** A bullet list; its outermost bullets are counted. */
export interface BulletsField extends FieldBase, Limits {
  readonly kind: 'bullets'
  /** How many words each bullet has. */
  readonly words?: Limits
}

/**
 * How many options of a field are ticked: exactly one, at least one, or none, if another field says which ones are
 * right.
 */
export type Ticked = 'one' | 'some' | 'none'

/** Options to choose from, as check boxes. */
export interface OptionsField extends FieldBase, Limits {
  readonly kind: 'options'
  readonly ticked: Ticked
}

/** Anything: text, code, images, tables, headings. It is only read to find its end. */
export interface ContentField extends FieldBase {
  readonly kind: 'content'
}

/** A field of the template. */
export type FieldTemplate =
  | ChoiceField
  | TagsField
  | DateField
  | ProseField
  | BulletsField
  | OptionsField
  | ContentField

/** How the headings of cards are numbered: `Question 1.`, with the number of the first card. */
export interface CardNumber {
  /** Text before the number; may be empty. */
  readonly before: string
  /** The number of the first card. */
  readonly first: number
  /** The fewest digits of a number; shorter ones begin with zeros. */
  readonly width: number
  /** What numbers are written in. */
  readonly numerals: Numerals
  /** Text after the number. */
  readonly after: string
}

/**
 * The form of a card whose title is not a heading: a whole `<details>`, with the title as its `<summary>`; a paragraph
 * in bold, or one whose number or prefix is bold; a list item.
 */
export type CardForm = 'details' | 'bold' | 'item'

/** How a card begins. */
export interface CardTemplate {
  /** The form of a card that does not begin with a heading. */
  readonly as?: CardForm
  /**
   * Depth of the heading, 1–6. In another form: the depth from which on headings are content of cards, or 7 if none
   * are.
   */
  readonly depth: number
  /** Text before the title; empty if there is none, or a number. */
  readonly prefix: string
  /** The number before the title, if cards have one. */
  readonly number?: CardNumber
  /** Whether numbers begin again in each section. */
  readonly restart?: boolean
  /** `false` if the number is the whole heading, and the question is below it. */
  readonly title?: boolean
}

/** The shape of every card in a bank. */
export interface Template {
  readonly card: CardTemplate
  /** The fields in the order in which a card has them; never empty. */
  readonly fields: readonly FieldTemplate[]
}

/** The templates of a bank: all have the same depth. Each card has the one that fits it. */
export type Templates = readonly [Template, ...Template[]]

/** @returns the template with the highest rating; the first of several */
export function pickTemplate(
  templates: Templates,
  rate: (template: Template) => number
): Template {
  return templates.reduce((best, each) =>
    rate(each) > rate(best) ? each : best
  )
}

/** The template of a bank that does not declare one. */
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

/** @returns the label of a field, as a canonical card has it; empty for a field without a label */
export function formatLabel(field: FieldTemplate): string {
  const {colon, details, heading, label} = field
  if (label === '') return ''
  if (heading !== undefined) return `${'#'.repeat(heading)} ${label}`
  if (details) {
    const summary = details === 'bold' ? `<b>${label}</b>` : label
    return `<details>\n<summary>${summary}</summary>`
  }

  return colonForms[colon ?? 'inside'](label)
}

/** @returns the label with its colon */
const colonForms = {
  inside: (label: string) => `**${label}:**`,
  outside: (label: string) => `**${label}**:`,
  spaced: (label: string) => `**${label}** :`,
  wide: (label: string) => `**${label}：**`,
  'wide-outside': (label: string) => `**${label}**：`
}

/**
 * The place of the colon of a label: `spaced` is outside the bold, after a space; the wide ones are full-width colons.
 */
export type Colon = keyof typeof colonForms

/** All of them. */
export const colons = Object.keys(colonForms) as readonly Colon[]

/**
 * @returns whether a label's text, with the line breaks of its file, counts as canonical: the tags around a summary
 *   may be on one line and have attributes, and a heading may end in a colon
 */
export function isCanonicalLabel(text: string, field: FieldTemplate): boolean {
  const canonical = formatLabel(field)
  if (field.heading !== undefined) {
    return text.replace(/[:：]$/, '') === canonical
  }

  if (text === canonical) return true
  const unified = dropAttributes(text.replaceAll('\r', ''))
  return unified.replace('<details><', '<details>\n<') === canonical
}

/** A tag of collapsed text, with its attributes: `open`, `markdown="1"`. */
const attributes = /<(details|summary)([ \t][^<>]*)>/gi

/** @returns the text of a summary without the attributes of its tags */
export function dropAttributes(text: string): string {
  return text.replace(attributes, '<$1>')
}

/**
 * @param label of a collapsed field, in its canonical form
 * @param text of such a label
 * @returns the label with the attributes of the text's tags
 */
export function keepAttributes(label: string, text: string): string {
  let kept = label
  for (const [, name = '', own = ''] of text.matchAll(attributes)) {
    const tag = `<${name.toLowerCase()}`
    kept = kept.replace(`${tag}>`, () => `${tag}${own.trimEnd()}>`)
  }

  return kept
}

/** What ends a collapsed field. */
export const detailsEnd = '</details>'

/** @returns whether the field's value is one line of text that follows its label, not a list or content below it */
export function isInlineField(field: FieldTemplate): boolean {
  const {details, heading, kind, label} = field
  const isText = isWordField(field) || kind === 'prose'
  return isText && label !== '' && !details && heading === undefined
}

/** @returns whether the field's value is only a word or a few, so that nothing can follow it on lines of its own */
export function isWordField({kind}: Pick<FieldTemplate, 'kind'>): boolean {
  return kind === 'choice' || kind === 'tags' || kind === 'date'
}

/** @returns whether a field is text without a label: before options, as the whole card, or after all labels */
export function isFreeText({kind, label}: FieldTemplate): boolean {
  return label === '' && kind !== 'options'
}

/** @returns the fields before all labels: texts and options without a label */
export function getHeadFields({
  fields
}: Pick<Template, 'fields'>): readonly FieldTemplate[] {
  const labelled = fields.findIndex(({label}) => label !== '')
  return labelled === -1 ? fields : fields.slice(0, labelled)
}

/** @returns the field for text after all labels, if the template has one: a source, a link to the top */
export function getTailField({
  fields
}: Pick<Template, 'fields'>): FieldTemplate | undefined {
  const last = fields.at(-1)
  return last?.label === '' && fields.some(({label}) => label !== '')
    ? last
    : undefined
}

/** @returns a key that is equal for cards whose numbers continue each other */
export function getSequence({card}: Template): string {
  return JSON.stringify(card)
}

/**
 * @returns the first choice field of a bank's cards, with the values of all choice fields of that label
 */
export function findChoice(templates: Templates): ChoiceField | undefined {
  const choices = templates
    .flatMap(({fields}) => fields)
    .filter((field): field is ChoiceField => field.kind === 'choice')
  const [first] = choices
  if (!first) return undefined
  const alike = choices.filter(({label}) => label === first.label)
  const values = new Set(alike.flatMap((each) => each.choices))
  return {...first, choices: [...values]}
}

/** @returns whether two fields are the same for readers, who see label and kind */
export function isSameField(
  left: Pick<FieldTemplate, 'kind' | 'label'>,
  right: Pick<FieldTemplate, 'kind' | 'label'>
): boolean {
  return left.label === right.label && left.kind === right.kind
}

/** @returns whether a word is before the numbers of cards: `Question 1.` */
export function hasWord({card}: Pick<Template, 'card'>): boolean {
  return /\p{L}/u.test(card.number?.before ?? '')
}

/** @returns the number with the text around it, as a heading has it: `Question 12.` */
function formatNumber(number: number, pattern: CardNumber): string {
  const {after, before, numerals, width} = pattern
  return `${before}${writeNumeral(number, numerals, width)}${after}`
}

/**
 * @param number of the card, where the template numbers them
 * @returns the text before the title of a card: `Q:`, `12.`; empty if there is none
 */
export function formatLead({card}: Template, number = 0): string {
  return card.number ? formatNumber(number, card.number) : card.prefix
}

/** What opens the title of a card in another form than a heading. */
const openings: Record<CardForm, string> = {
  details: '<summary>',
  bold: '**',
  item: '- '
}

/**
 * @returns the lead with the heading's marker, without a space after it: `### Q:`, `## 12.`, `##`; in another form,
 *   with what opens the title there: `<summary>12.`
 */
export function formatMarker(template: Template, number?: number): string {
  const {as, depth} = template.card
  const lead = formatLead(template, number)
  if (as === undefined) return `${'#'.repeat(depth)} ${lead}`.trimEnd()
  return as === 'item' && template.card.number ? lead : openings[as] + lead
}
