/**
 * Converts cards of other files to cards of a bank: a field finds its place in the template by its label, or by its
 * role.
 */
import type {BankData, CardData, FieldData} from '../export/card-data.ts'
import {readCards, templateOf} from '../export/card-data.ts'
import {findTemplate, formatCard} from '../export/card-markdown.ts'
import {findGiven} from '../export/question.ts'
import type {RoleName} from '../export/names.ts'
import {roleNames} from '../export/names.ts'
import type {Roles} from '../export/roles.ts'
import {findRoles} from '../export/roles.ts'
import type {Bank} from '../bank/model.ts'
import {listSections} from '../bank/model.ts'
import type {NewCard} from '../insert/insert-cards.ts'
import {fitTemplate} from '../insert/draft-card.ts'
import {toBank} from '../readme/bank-text.ts'
import {findFrontMatter} from '../template/is-bank.ts'
import type {FieldTemplate, Template, Templates} from '../template/model.ts'
import {formatLabel, formatMarker} from '../template/model.ts'
import {fold} from '../text/fuzzy-match.ts'

/** A value of a card of another file. */
export interface ForeignField extends Partial<
  Pick<FieldData, 'kind' | 'below'>
> {
  /** Empty for a field without a label. */
  readonly label: string
  readonly markdown: string
  /** Its role, for a template without that label. */
  readonly role?: RoleName | 'options'
}

/** A card of another file. */
export interface ForeignCard extends Pick<CardData, 'id' | 'section'> {
  /** Markdown, in one line. */
  readonly title: string
  /** Its place: a line of the file, from 1, or the name of one of several files. */
  readonly place: string
  readonly fields: readonly ForeignField[]
}

/** The bank that gets the cards. */
export interface ImportTarget {
  readonly bank: Bank
  readonly roles: Roles
}

/** Reads the cards of a file. @throws UserError if the file is not of the format */
export type Reader = (
  text: string,
  target: ImportTarget
) => readonly ForeignCard[] | Promise<readonly ForeignCard[]>

/** @returns the bank in the form that readers need */
export function createTarget(bank: Bank): ImportTarget {
  return {bank, roles: findRoles(bank.templates[0])}
}

/**
 * @param section for all cards; without it, each card has its own
 * @returns the card in the form of the bank
 */
export function toNewCard(
  card: ForeignCard,
  {bank}: ImportTarget,
  section = card.section
): NewCard {
  const template = templateFor(card, bank)
  const {number} = template.card
  const markdown = formatCard(
    {
      ...(card.id !== undefined && {id: card.id}),
      ...(number && {number: number.first}),
      title: card.title,
      titleText: card.title,
      line: 1,
      fields: placeFields(card.fields, template)
    },
    template
  )
  return {
    markdown,
    ...(section !== undefined && hasSections(bank) && {section})
  }
}

/** @returns the bank's template that fits a card */
function templateFor({fields}: ForeignCard, {templates}: Bank): Template {
  const names = fields.map(
    ({label, kind = '', markdown}) => [label || kind, markdown] as const
  )
  return fitTemplate(names, templates)
}

/** Whether any card is in a section. Otherwise, sections of other files would split the bank. */
function hasSections(bank: Bank): boolean {
  return (
    bank.templates[0].card.depth > 2 &&
    (bank.cards.length === 0 || listSections(bank).length > 0)
  )
}

/** @returns labels of the cards that the bank does not have, each once */
export function findUnknownLabels(
  cards: readonly ForeignCard[],
  {bank}: ImportTarget
): string[] {
  const unknown = cards.flatMap((card) => {
    const template = templateFor(card, bank)
    return placeFields(card.fields, template)
      .filter((field) => !findTemplate(field, template))
      .map(({label}) => label)
  })
  return [...new Set(unknown)]
}

/** @returns the fields in the template's order, and after them those that it does not have */
function placeFields(
  fields: readonly ForeignField[],
  template: Template
): FieldData[] {
  const roles = findRoles(template)
  const taken = new Set<FieldTemplate>()
  const placed = fields.map((field) => {
    const own = findOwn(field, template, roles, taken)
    if (own && !own.repeat) taken.add(own)
    return {own, field}
  })
  const rank = ({own}: {own: FieldTemplate | undefined}): number =>
    own ? template.fields.indexOf(own) : Infinity
  const isBefore = (left: number, right: number): number =>
    left === right ? 0 : left - right
  return placed
    .filter(({field}) => field.markdown.trim() !== '')
    .sort((left, right) => isBefore(rank(left), rank(right)))
    .map(({own, field: {label, kind = 'content', markdown, below}}) => ({
      label: own?.label ?? label,
      kind: own?.kind ?? kind,
      markdown: own?.kind === 'bullets' ? toBullets(markdown) : markdown,
      text: markdown,
      ...(below && {below})
    }))
}

function findOwn(
  {label, kind, role}: ForeignField,
  {fields}: Template,
  roles: Roles,
  taken: ReadonlySet<FieldTemplate>
): FieldTemplate | undefined {
  const free = fields.filter((field) => !taken.has(field))
  const named = free.filter((field) => fold(field.label) === fold(label))
  const same = named.find((field) => field.kind === kind)
  if (same) return same
  if (label !== '' && named[0]) return named[0]
  const meant = role && roles[role]
  if (meant && free.includes(meant)) return meant
  // A card rarely has more than one field of tags, or of options.
  return kind === 'tags' || kind === 'options'
    ? free.find((field) => field.kind === kind)
    : undefined
}

/** If a list is expected, a text becomes its only bullet. */
function toBullets(markdown: string): string {
  const isList = /^(?:[-*+]|\d{1,9}[.)])[ \t]/.test(markdown)
  return isList ? markdown : `- ${markdown.replaceAll('\n', '\n  ')}`
}

/** @returns a text field with a role */
export function asRole(
  markdown: string,
  role: RoleName,
  {roles}: ImportTarget
): ForeignField {
  const {label = role, kind} = roles[role] ?? {}
  const below = blockStart.test(markdown) && {below: true as const}
  return {label, ...(kind && {kind}), markdown, role, ...below}
}

/** Text that would be a list, code, a quote or a table, and so cannot follow a label on the same line. */
const blockStart = /^(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]|[>|]|`{3})/

/**
 * @returns the question in the bank's fields: the sentences as a question, below it the exhibit, and with labels the
 *   fields that are shown before the answer
 */
export function toAsked(
  markdown: string,
  target: ImportTarget
): readonly ForeignField[] {
  const at = findFirstLabel(markdown, target.bank.templates)
  return [
    ...toQuestion(markdown.slice(0, at).trimEnd(), target),
    ...(readBody(markdown.slice(at), target) ?? [])
  ]
}

/** @returns where the first label of a field before the answer begins; the end of the text if there is none */
function findFirstLabel(markdown: string, templates: Templates): number {
  const labels = templates
    .flatMap((template) => findGiven(template, findRoles(template)))
    .filter(({label}) => label !== '')
    .map((field) => `\n\n${formatLabel(field)}`)
  const text = `\n\n${markdown}`
  const places = labels
    .map((label) => text.indexOf(label))
    .filter((place) => place !== -1)
  return Math.min(markdown.length, ...places)
}

function toQuestion(markdown: string, target: ImportTarget): ForeignField[] {
  const {exhibit, question} = target.roles
  const end = markdown.indexOf('\n\n')
  if (markdown === '') return []
  if (!exhibit || question?.kind !== 'prose' || end === -1) {
    return [asRole(markdown, 'question', target)]
  }

  const shown = asRole(markdown.slice(end).trim(), 'exhibit', target)
  return [
    asRole(markdown.slice(0, end), 'question', target),
    {...shown, below: true}
  ]
}

/** @returns the cards of a bank as foreign ones, with the roles of their fields */
export function toForeignCards(data: BankData): ForeignCard[] {
  const names: readonly (RoleName | 'options')[] = [...roleNames, 'options']
  return data.cards.map((card) => {
    const {id, section, title, line, fields} = card
    const roles = findRoles(templateOf(card, data))
    return {
      ...(id !== undefined && {id}),
      ...(section !== undefined && {section}),
      title,
      place: String(line),
      fields: fields.map(({label, kind, markdown, below}) => {
        const role = names.find(
          (name) => roles[name]?.label === label && roles[name].kind === kind
        )
        const own = {...(below && {below}), ...(role && {role})}
        return {label, kind, markdown, ...own}
      })
    }
  })
}

/**
 * @param markdown the text below the heading of a card in the form of the bank
 * @returns the fields, if the text has a label of the bank; `undefined` otherwise
 */
export function readBody(
  markdown: string,
  {bank: {templates, text}}: ImportTarget
): readonly ForeignField[] | undefined {
  const found = templates
    .map((template) => readBodyBy(template, markdown, text))
    .map((fields) => ({
      fields,
      labels: fields.filter(({label}) => label !== '').length
    }))
    .reduce((best, each) => (each.labels > best.labels ? each : best))
  return found.labels > 0 ? found.fields : undefined
}

/** @returns the fields of a card that begins like those of the template; none if the text would not be one card */
function readBodyBy(
  template: Template,
  markdown: string,
  text: string
): readonly FieldData[] {
  const front = findFrontMatter(text)
  const {depth, number} = template.card
  const above = [
    text.slice(0, front?.end ?? 0),
    '# x',
    ...(depth > 2 ? [`${'#'.repeat(depth - 1)} x`] : []),
    `${formatMarker(template, number?.first)} x`.trimEnd(),
    markdown
  ]
  const read = toBank(`${above.join('\n\n')}\n`)
  const [card, ...others] = readCards(read, '').cards
  return card && others.length === 0 ? card.fields : []
}
