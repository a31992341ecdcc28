/**
 * What the fields of a card are for: which is asked, which is the answer. Templates name labels and kinds, not purposes; flags say
 * it where what is found here is wrong (`docs/export.md`).
 */
import type {FieldTemplate, Template} from '../template/model.ts'
import {isFreeText, isSameField} from '../template/model.ts'
import {UserError} from '../text/user-error.ts'
import {findNearest, fold} from '../text/fuzzy-match.ts'
import type {CardData, FieldData} from './card-data.ts'
import type {RoleName} from './names.ts'
import {roleTexts} from './texts.ts'

/** Labels by purpose, as flags name them. */
export type RoleLabels = Readonly<Partial<Record<RoleName, string>>>

/** Fields of a template by purpose. */
export type Roles = Readonly<Partial<Record<RoleName, FieldTemplate>>> & {
  /** What is chosen from. */
  readonly options?: FieldTemplate
}

/** Words by which labels are known: a label is one of them, or has one of them in it. */
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
 * @param labels that flags name; they hold for this template if it has them
 * @param others templates of the other banks: a label has to be in one of all
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

/** @returns the fields of a card that have a purpose */
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
 * Text before options and labels; without any, the first prose that each card has. Labels that are headings divide an answer: the
 * title asks.
 */
function findQuestion(
  fields: readonly FieldTemplate[]
): FieldTemplate | undefined {
  const [first] = fields
  // Alone, it is the answer: the title asks.
  if (first && isFreeText(first) && fields.length > 1) return first
  return fields.find(
    ({heading, kind, label, optional}) =>
      kind === 'prose' && label !== '' && heading === undefined && !optional
  )
}

/** Bullets that each card has; without any, the last text, or the first one where the title asks. */
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
