/** The questions of an issue form, made of a bank's template: what writes the form and what reads its answers agree here. */
import type {Bank} from '../bank/model.ts'
import {nameField} from '../insert/draft-card.ts'
import {listSections} from '../bank/model.ts'
import type {FieldTemplate} from '../template/model.ts'

/** A question of the form. */
export interface FormField {
  /** Name within the form: letters, digits and hyphens. */
  readonly id: string
  /** Label that GitHub shows, and makes the heading of the answer; none comes twice. */
  readonly label: string
  readonly part: 'section' | 'title' | FieldTemplate
  readonly isRequired: boolean
  /** What can be chosen, where that is a list. */
  readonly choices?: readonly string[]
}

/** Words for the section and the title, which no template has. */
const sectionLabel = 'Section'
const titleLabel = 'Title'

/** GitHub takes an option of this name for one of its own. */
const reserved = /^none$/i

/** @returns the questions in their order */
export function listFormFields(bank: Bank): FormField[] {
  const sections = listSections(bank)
  // A form has one shape: that of the first of several templates.
  const [{card, fields}] = bank.templates
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
