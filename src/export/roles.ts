/**
 * Finds the roles of a card's fields: which one is the question, which one the answer. Templates have labels and kinds,
 * but no roles; if a role is not found, flags can name it (`docs/export.md`).
 */
import type {FieldTemplate, Template} from '../template/model.ts'
import {isFreeText, isSameField} from '../template/model.ts'
import {UserError} from '../text/user-error.ts'
import {findNearest, fold} from '../text/fuzzy-match.ts'
import type {CardData, FieldData} from './card-data.ts'
import type {RoleName} from './names.ts'
import {roleTexts} from './texts.ts'

/** Labels by role, as flags give them. */
export type RoleLabels = Readonly<Partial<Record<RoleName, string>>>

/** Fields of a template by role. */
export type Roles = Readonly<Partial<Record<RoleName, FieldTemplate>>> & {
  /** The options to choose from. */
  readonly options?: FieldTemplate
}

/** Words that show a role: a label is one of them, or contains one. */
const known: Readonly<
  Record<RoleName, {readonly names: readonly string[]; readonly part?: RegExp}>
> = {
  question: {names: ['question']},
  exhibit: {names: ['exhibit']},
  answer: {
    names: [
      'what a strong answer includes',
      'answer',
      'explanation',
      'solution'
    ]
  },
  accept: {names: ['also accept']},
  pitfalls: {names: ['common pitfalls'], part: /\bpitfalls?\b|\bmistakes?\b/}
}

/**
 * @param labels from flags; they apply to this template if it has them
 * @param others templates of the other banks: a label must be in one of all
 * @throws UserError if no template has such a label
 */
export function findRoles(
  template: Template,
  labels: RoleLabels = {},
  others: readonly Template[] = []
): Roles {
  const {fields} = template
  const all = [template, ...others].flatMap((each) => each.fields)
  const named = (role: RoleName): FieldTemplate | undefined => {
    const label = labels[role]
    if (label === undefined) return findKnown(role, fields)
    const isMeant = (field: FieldTemplate): boolean =>
      field.label !== '' && fold(field.label) === fold(label)
    if (!all.some(isMeant)) throw unknownLabel(role, label, all)
    return fields.find(isMeant)
  }

  const options = fields.find(({kind}) => kind === 'options')
  const question = named('question') ?? findQuestion(fields)
  const pitfalls = named('pitfalls')
  const exhibit = named('exhibit')
  const accept = named('accept')
  const taken = [question, pitfalls, exhibit, accept, options]
  const free = fields.filter((field) => !taken.includes(field))
  const answer = named('answer') ?? findAnswer(free, question !== undefined)
  return {
    ...(question && question !== answer && {question}),
    ...(exhibit && {exhibit}),
    ...(options && {options}),
    ...(answer && {answer}),
    ...(accept && {accept}),
    ...(pitfalls && {pitfalls})
  }
}

/** @returns the fields of a card with a role */
export function fieldsOf(
  {fields}: CardData,
  role: FieldTemplate | undefined
): readonly FieldData[] {
  if (!role) return []
  return fields.filter((field) => isSameField(field, role))
}

function findKnown(
  role: RoleName,
  fields: readonly FieldTemplate[]
): FieldTemplate | undefined {
  const {names, part} = known[role]
  return (
    fields.find(({label}) => names.includes(fold(label))) ??
    (part && fields.find(({label}) => part.test(fold(label))))
  )
}

/**
 * Text before options and labels; otherwise, the first prose that each card has. If labels are headings, they are parts
 * of an answer, and the title is the question.
 */
function findQuestion(
  fields: readonly FieldTemplate[]
): FieldTemplate | undefined {
  const [first] = fields
  // A single text is the answer, and the title the question.
  if (first && isFreeText(first) && fields.length > 1) return first
  return fields.find(
    ({heading, kind, label, optional}) =>
      kind === 'prose' && label !== '' && heading === undefined && !optional
  )
}

/** Bullets that each card has; otherwise, the last text, or the first one if the title is the question. */
function findAnswer(
  fields: readonly FieldTemplate[],
  hasQuestion: boolean
): FieldTemplate | undefined {
  const texts = fields.filter(
    ({kind}) => kind === 'prose' || kind === 'content'
  )
  const required = texts.filter(({optional}) => !optional)
  return (
    fields.find(({kind, optional}) => kind === 'bullets' && !optional) ??
    required.at(hasQuestion ? -1 : 0) ??
    texts[0]
  )
}

function unknownLabel(
  role: RoleName,
  label: string,
  fields: readonly FieldTemplate[]
): UserError {
  const labels = [...new Set(fields.map((field) => field.label))].filter(
    (each) => each !== ''
  )
  const nearest = findNearest(label, labels, (each) => each)
  return new UserError(roleTexts.unknownLabel(role, label, labels, nearest))
}
