/** The questions of issue forms, made from a bank's templates, for writing a form and for reading its answers. */
import type {Bank} from '../bank/model.ts'
import {nameField, nameTemplate} from '../insert/draft-card.ts'
import {listSections} from '../bank/model.ts'
import type {FieldTemplate, Template} from '../template/model.ts'

/** A question of the form. */
export interface FormField {
  /** Name within the form: letters, digits and hyphens. */
  readonly id: string
  /** Label that GitHub shows, and uses as the heading of the answer; it is unique. */
  readonly label: string
  readonly part: 'kind' | 'section' | 'title' | FieldTemplate
  readonly isRequired: boolean
  /** The choices, if the question is a list. */
  readonly choices?: readonly string[]
}

/** A form for the cards of one template. */
export interface Form {
  readonly template: Template
  /** Name of the kind of card, if a bank has several. */
  readonly kind: string | undefined
  /** In their order. */
  readonly fields: readonly FormField[]
}

/** Label of the question for the kind of card. */
const kindLabel = 'Kind of card'
const sectionLabel = 'Section'
const titleLabel = 'Title'

/** GitHub reserves this name of an option. */
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
    // The answer to it shows in the issue which form was used.
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
