/** Makes the Markdown of a card from a person's answers to a template's questions. The pipeline fixes its form. */
import type {FieldData} from '../export/card-data.ts'
import {formatFields} from '../export/card-markdown.ts'
import type {FieldTemplate, Template, Templates} from '../template/model.ts'
import {formatCardText} from '../template/format-card.ts'
import {pickTemplate} from '../template/model.ts'
import {findNearest, fold} from '../text/fuzzy-match.ts'
import {UserError} from '../text/user-error.ts'
import {insertTexts} from './texts.ts'

/** A field with its answer. */
export interface Answer {
  readonly field: FieldTemplate
  /** As typed: a line for each bullet or option, or Markdown. */
  readonly text: string
}

/** @returns the name of a field for users who fill it in: its label, or its kind if it has none */
export function nameField({kind, label}: FieldTemplate): string {
  return label === '' ? kind : label
}

/**
 * @param index of the template among those of its bank, from 0
 * @returns the name of its cards for users who choose a template: a number, and the fields
 */
export function nameTemplate({fields}: Template, index: number): string {
  return `${index + 1}: ${fields.map(nameField).join(', ')}`
}

/** Names of fields with their texts. */
type GivenFields = readonly (readonly [name: string, text: string])[]

/** @returns the template with most of the given fields */
export function fitTemplate(
  given: GivenFields,
  templates: Templates
): Template {
  const count = ({fields}: Template): number => {
    const names = new Set(fields.map((field) => fold(nameField(field))))
    return given.filter(([name]) => names.has(fold(name))).length
  }
  return pickTemplate(templates, count)
}

/**
 * @param given names of fields with their texts; repeated names are for the fields of that name, in order
 * @throws UserError if there is no such field, with the one that is perhaps meant
 */
export function assignAnswers(
  given: GivenFields,
  {fields}: Template
): Answer[] {
  const answers: Answer[] = []
  for (const [name, text] of given) {
    const wanted = fold(name)
    const named = fields.filter((field) => fold(nameField(field)) === wanted)
    const field =
      named.find((each) => !answers.some(({field}) => field === each)) ??
      named.find(({repeat}) => repeat)
    if (!field) {
      const names = [...new Set(fields.map(nameField))]
      const nearest = findNearest(name, names, (each) => each)
      throw new UserError(
        named.length > 0
          ? insertTexts.fieldTwice(name)
          : insertTexts.unknownField(name, nearest, names)
      )
    }

    answers.push({field, text})
  }

  return answers
}

/**
 * @param title empty if the template has none
 * @param answers in any order; empty ones are ignored
 * @param isForm whether missing required fields become empty labels
 * @returns the card, with its heading
 */
export function draftCard(
  {
    title,
    answers,
    isForm = false
  }: {
    readonly title: string
    readonly answers: readonly Answer[]
    readonly isForm?: boolean
  },
  template: Template
): string {
  const fields = template.fields.flatMap((field): FieldData[] => {
    const texts = answers
      .filter((answer) => answer.field === field)
      .map(({text}) => formatValue(field, text))
      .filter((text) => text !== '')
    const isMissing = isForm && !field.optional && texts.length === 0
    return [...texts, ...(isMissing ? [''] : [])].map((markdown) =>
      toField(field, markdown)
    )
  })
  const body = formatFields(fields, template)
  return `${formatCardText(template, {title: formatTitle(title), body})}\n`
}

/** @returns the title in one line; `#` at its end would end the heading */
function formatTitle(title: string): string {
  return title
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(^| )(#+)$/, '$1\\$2')
}

function toField({kind, label}: FieldTemplate, markdown: string): FieldData {
  return {
    ...{kind, label, markdown, text: markdown},
    ...(kind === 'content' && startsBelow(markdown) && {below: true})
  }
}

/**
 * Whether a value begins on the line below its label: it has several lines, or begins with something else than text.
 */
function startsBelow(markdown: string): boolean {
  return (
    /\n/.test(markdown) || /^(?:[-*+>#|]|`{3}|~{3}|\d+[.)] )/.test(markdown)
  )
}

/** @returns the typed text in the form of the field's kind; text in that form is kept */
export function formatValue({kind}: FieldTemplate, typed: string): string {
  const text = typed.replace(/\r\n?/g, '\n').replace(/^\s*\n|\s+$/g, '')
  switch (kind) {
    case 'choice':
    case 'date': {
      return text.replace(/\s+/g, ' ').trim()
    }

    case 'tags': {
      return text.trim().replace(/\s*\n\s*/g, ',')
    }

    case 'prose': {
      return text
        .trim()
        .replace(/[ \t]*\n(?!\s*\n)[ \t]*(?=\S)(?<!\n\s*\n)/g, ' ')
    }

    case 'bullets':
    case 'options': {
      return toItems(text, kind === 'options')
    }

    case 'content': {
      return text
    }
  }
}

/** Each line becomes an item, with or without a marker; indented lines belong to the item above. */
function toItems(text: string, hasBoxes: boolean): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      if (/^[ \t]+(?![-*+][ \t]|\d+[.)][ \t])/.test(line)) return line
      const bare = line.replace(/^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+/, '')
      const box = /^\[([ xX]?)\][ \t]*/.exec(bare)
      if (!hasBoxes) return `- ${bare}`
      const mark = (box?.[1] ?? '').trim() === '' ? ' ' : 'x'
      return `- [${mark}] ${bare.slice(box?.[0].length ?? 0)}`
    })
    .join('\n')
}
