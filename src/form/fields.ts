/** The questions of issue forms, made of a bank's templates: what writes a form and what reads its answers agree here. */
import type {Bank} from '../bank/model.ts'
import {nameField, nameTemplate} from '../insert/draft-card.ts'
import {listSections} from '../bank/model.ts'
import type {FieldTemplate, Template} from '../template/model.ts'

/** A question of the form. */
export interface FormField {
  /** Name within the form: letters, digits and hyphens. */
  readonly id: string
  /** Label that GitHub shows, and makes the heading of the answer; none comes twice. */
  readonly label: string
  readonly part: 'kind' | 'section' | 'title' | FieldTemplate
  readonly isRequired: boolean
  /** What can be chosen, where that is a list. */
  readonly choices?: readonly string[]
}

/** A form for the cards of one template. */
export interface Form {
  readonly template: Template
  /** What the cards are called, where a bank has several kinds. */
  readonly kind: string | undefined
  /** In their order. */
  readonly fields: readonly FormField[]
}

/** Words for what no template has. */
const kindLabel = 'Kind of card'
const sectionLabel = 'Section'
const titleLabel = 'Title'

/** GitHub takes an option of this name for one of its own. */
const reserved = /^none$/i

/** @returns the forms of a bank, one for each of its templates, in their order */
export function listForms(bank: Bank): Form[] {
  const {templates} = bank
  const sections = listSections(bank)
  return templates.map((template, index): Form => {
    const kind =
      templates.length > 1 ? nameTemplate(template, index) : undefined
    return {template, kind, fields: listFields(template, sections, kind)}
  })
}

function listFields(
  {card, fields}: Template,
  sections: readonly string[],
  kind: string | undefined
): FormField[] {
  const labels = new Set<string>()
  const name = (label: string): string => {
    const own = capitalize(label)
    let unique = own
    for (let at = 2; labels.has(unique.toLowerCase()); at++) {
      unique = `${own} ${at}`
    }

    labels.add(unique.toLowerCase())
    return unique
  }
  return [
    // The answer says in the issue which form it was written with.
    ...(kind === undefined
      ? []
      : [
          {
            id: 'kind',
            label: name(kindLabel),
            part: 'kind' as const,
            isRequired: true,
            choices: [kind]
          }
        ]),
    ...(sections.length > 1
      ? [
          {
            id: 'section',
            label: name(sectionLabel),
            part: 'section' as const,
            isRequired: true,
            ...toChoices(sections)
          }
        ]
      : []),
    ...(card.title === false
      ? []
      : [
          {
            id: 'title',
            label: name(titleLabel),
            part: 'title' as const,
            isRequired: true
          }
        ]),
    ...fields.map((field, index) => ({
      id: `field-${index + 1}`,
      label: name(nameField(field)),
      part: field,
      isRequired: field.optional !== true,
      ...(field.kind === 'choice' && toChoices(field.choices))
    }))
  ]
}

function toChoices(
  choices: readonly string[]
): Pick<FormField, 'choices'> | undefined {
  return choices.some((choice) => reserved.test(choice)) ? undefined : {choices}
}

function capitalize(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}
