/** A card as question and answer, for programs that do not have other fields. */
import {formatFields} from './card-markdown.ts'
import type {FieldTemplate, Template} from '../template/model.ts'
import {isSameField, isWordField} from '../template/model.ts'
import {fold} from '../text/fuzzy-match.ts'
import type {BankData, CardData, FieldData, OptionData} from './card-data.ts'
import {templateOf} from './card-data.ts'
import type {Roles} from './roles.ts'
import {fieldsOf, findRoles} from './roles.ts'
import type {FormatOptions} from './format.ts'

/** A card split into question and answer. */
export interface Question {
  readonly card: CardData
  readonly bank: BankData
  readonly roles: Roles
  /** What is asked in addition to the title: text and exhibit. */
  readonly asked: readonly FieldData[]
  /** Fields that the bank shows before a collapsed answer. */
  readonly given: readonly FieldData[]
  readonly options: readonly OptionData[]
  /** All other fields, in the order of the card. */
  readonly others: readonly FieldData[]
  readonly tags: readonly string[]
}

/** @returns all cards as questions, bank by bank */
export function* toQuestions(
  banks: readonly BankData[],
  {labels}: FormatOptions
): Generator<Question> {
  const all = banks.flatMap(({templates}) => templates)
  for (const bank of banks) {
    const rolesOf = createRoleFinder(bank, labels, all)
    for (const card of bank.cards) {
      const roles = rolesOf(card)
      const question = fieldsOf(card, roles.question)
      const asked = [...question, ...fieldsOf(card, roles.exhibit)]
      const chosen = fieldsOf(card, roles.options)
      const rest = card.fields.filter(
        (field) => !asked.includes(field) && !chosen.includes(field)
      )
      const open = findGiven(templateOf(card, bank), roles)
      const isGiven = (field: FieldData): boolean =>
        open.some((each) => isSameField(each, field))
      yield {
        card,
        bank,
        roles,
        asked,
        given: rest.filter(isGiven),
        options: chosen.flatMap(({options}) => options ?? []),
        others: rest.filter((field) => !isGiven(field)),
        tags: card.fields.flatMap(({tags}) => tags ?? [])
      }
    }
  }
}

/**
 * @param labels from flags
 * @param all templates of all banks: a label has to be in one of them
 * @returns a function that returns the roles of the fields of a card of this bank
 * @throws UserError if no template has such a label
 */
export function createRoleFinder(
  bank: Pick<BankData, 'templates'>,
  labels: FormatOptions['labels'],
  all: readonly Template[]
): (card: CardData) => Roles {
  const roles = bank.templates.map((each) => findRoles(each, labels, all))
  return ({template = 0}) => roles[template] ?? {}
}

/**
 * @returns the question as Markdown: without labels, as it follows the title; after it the given fields, with labels
 */
export function toAskedMarkdown({asked, given, bank, card}: Question): string {
  return [
    ...asked.map(({markdown}) => markdown),
    formatFields(given, templateOf(card, bank))
  ]
    .filter((markdown) => markdown !== '')
    .join('\n\n')
}

/** @returns the other fields as Markdown, with their labels */
export function toOthersMarkdown({others, bank, card}: Question): string {
  return formatFields(others, templateOf(card, bank))
}

/** @returns a field's value as plain text below or after its label */
export function toLabelledText(
  {label, bullets}: Pick<FieldData, 'bullets' | 'label'>,
  text: string
): string {
  if (label === '') return text
  const isBelow = bullets !== undefined || text.includes('\n')
  return `${label}:${isBelow ? '\n' : ' '}${text}`
}

/** @returns fields that a reader of the bank sees before a collapsed answer: they are shown with the question */
export function findGiven(
  {fields}: Template,
  {answer, exhibit, options, question}: Roles
): readonly FieldTemplate[] {
  if (!answer?.details) return []
  const isAsked = new Set([exhibit, options, question])
  return fields
    .slice(0, fields.indexOf(answer))
    .filter(
      (field) => !field.details && !isWordField(field) && !isAsked.has(field)
    )
}

/** Labels of fields that help without being the answer. */
const hintLabels = new Set(['hint', 'hints'])

/** @returns whether a field helps without being the answer */
export function isHint({label}: Pick<FieldData, 'label'>): boolean {
  return hintLabels.has(fold(label))
}

/** @returns whether a program can mark it: there are options, and at least one is right */
export function isMarkable({options}: Question): boolean {
  return options.length > 1 && options.some(({right}) => right)
}

/** @returns the letter of an option: A, B, …, Z, AA */
export function toLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : toLetter(Math.floor(index / 26) - 1) + last
}
