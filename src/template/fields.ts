/**
 * Checks what the schema of front matter cannot express about a template's fields: which keys go together, and what
 * must differ.
 */
import type {Document} from 'yaml'
import type {ConfigProblem} from './config.ts'
import {formatPath, listOf, locate, show} from './yaml-places.ts'
import {findNearest, fold} from '../text/fuzzy-match.ts'
import type {DeclaredCard, DeclaredField, PlacedTemplate} from './declared.ts'
import {toDepth} from './declared.ts'
import type {CardPromise} from './config.ts'
import type {Templates} from './model.ts'
import {findChoice} from './model.ts'

/** Kinds of fields that may have no label, if they come before all labels. */
const unlabelledKinds = ['content', 'options', 'prose']

/** Keys that only some kinds of fields have. */
const kindsOf = {
  choices: ['choice'],
  ticked: ['options'],
  min: ['prose', 'bullets', 'options'],
  max: ['prose', 'bullets', 'options'],
  words: ['prose', 'bullets'],
  details: ['prose', 'bullets', 'content'],
  heading: ['prose', 'bullets', 'options', 'content']
} as const

/** Where a problem is, and how it is reported. */
interface Scope {
  readonly document: Document
  /** Of the field, or of all fields. */
  readonly path: readonly string[]
}

/** A list of fields, and where it is. */
interface Fields extends Scope {
  readonly fields: readonly DeclaredField[]
}

/** @param placed template that fits the schema */
export function describeFields(
  {path, template: {card, fields = []}}: PlacedTemplate,
  document: Document
): ConfigProblem[] {
  const all = {fields, document, path: [...path, 'fields']}
  const labels = new Map<string, number>()
  return [
    ...describeUnlabelled(all),
    ...fields.flatMap((field, index) => {
      const scope = {document, path: pathOf(all, index)}
      return [
        ...describeKeys(field, scope),
        ...describeHeading(field, card, scope),
        ...describeLimits(field, scope),
        ...describeLabel(all, index, labels),
        ...describeChoices(field.choices ?? [], scope)
      ]
    })
  ]
}

function pathOf({path}: Scope, index: number): string[] {
  return [...path, String(index)]
}

/** Keys that a field lacks or cannot have because of its kind. */
function* describeKeys(
  field: DeclaredField,
  {document, path}: Scope
): Iterable<ConfigProblem> {
  const {choices, kind} = field
  if (kind === 'choice' && !choices) {
    yield {
      ...locate(document, [...path, 'kind']),
      key: 'template',
      message: `Unexpected ${formatPath(path)} without \`choices\`, expected the list of values of kind \`choice\``
    }
  }

  for (const [key, kinds] of Object.entries(kindsOf)) {
    if (!(key in field) || (kinds as readonly string[]).includes(kind)) {
      continue
    }

    yield {
      ...locate(document, [...path, key], true),
      message: `Unexpected \`${key}\` in ${formatPath(path)} of kind \`${kind}\`, expected kind ${listOf(kinds)}`
    }
  }
}

/** A heading that would end the card, or that is declared together with another form. */
function* describeHeading(
  {details, heading, label}: DeclaredField,
  card: DeclaredCard | undefined,
  {document, path}: Scope
): Iterable<ConfigProblem> {
  if (heading === undefined) return
  const depth = toDepth(card)
  // In a card that is a whole `<details>`, any heading is possible.
  const least =
    card?.as === undefined ? depth + 1 : card.as === 'bold' ? depth : 1
  const at = [...path, 'heading']
  const found = `Unexpected \`${heading}\` in ${formatPath(at)}`
  if (label === undefined || details) {
    const expected = details ? 'no `details` beside it' : '`label` beside it'
    const message = `${found}, expected ${expected}`
    yield {...locate(document, at), key: 'template', message}
  } else if (heading < least) {
    const message =
      card?.as === undefined
        ? `${found}, expected more than ${depth}, the depth of cards`
        : `${found}, expected \`depth: ${heading}\` or less in \`card\`: other headings end a card`
    yield {...locate(document, at), key: 'template', message}
  }
}

function* describeLimits(
  field: DeclaredField,
  {document, path}: Scope
): Iterable<ConfigProblem> {
  for (const [{min = 0, max = Infinity}, ...keys] of [
    [field, 'min'],
    [field.words ?? {}, 'words', 'min']
  ] as const) {
    if (min <= max) continue
    yield {
      ...locate(document, [...path, ...keys]),
      message: `Unexpected \`${min}\` in ${formatPath([...path, ...keys])}, expected at most ${max}, which \`max\` says`
    }
  }
}

/** @param labels of the previous fields, in one case, with their indexes; the label is added */
function* describeLabel(
  all: Fields,
  index: number,
  labels: Map<string, number>
): Iterable<ConfigProblem> {
  const label = all.fields[index]?.label
  // Fields without a label are checked together.
  if (label === undefined) return
  const first = labels.get(fold(label))
  if (first === undefined) {
    labels.set(fold(label), index)
    return
  }

  yield {
    ...locate(all.document, [...pathOf(all, index), 'label']),
    key: 'template',
    message: `Unexpected label ${show(label)} again, expected another one: first used in ${formatPath(pathOf(all, first))}`
  }
}

function* describeChoices(
  choices: readonly string[],
  {document, path}: Scope
): Iterable<ConfigProblem> {
  const words = new Set<string>()
  for (const [at, choice] of choices.entries()) {
    const word = fold(choice)
    if (words.has(word)) {
      yield {
        ...locate(document, [...path, 'choices', String(at)]),
        message: `Unexpected ${show(choice)} again in ${formatPath([...path, 'choices'])}, expected choices that differ in more than case`
      }
    }

    words.add(word)
  }
}

/**
 * Fields without a label are distinguished by their place. Before all labels there may be a text, options, and another
 * text; after all labels, one text.
 */
function* describeUnlabelled(all: Fields): Iterable<ConfigProblem> {
  const {document, fields} = all
  const labelled = fields.findIndex(({label}) => label !== undefined)
  const seen: string[] = []
  for (const [index, field] of fields.entries()) {
    if (field.label !== undefined) continue
    const {kind, repeat, details} = field
    const path = pathOf(all, index)
    const group = kind === 'options' ? 'options' : 'text'
    const isAfter = labelled !== -1 && labelled < index
    const isTail = index === fields.length - 1 && group === 'text'
    if (!unlabelledKinds.includes(kind) || details || repeat) {
      yield {
        ...locate(document, [...path, 'kind']),
        key: 'template',
        message: `Unexpected ${formatPath(path)} without \`label\`, expected that key${unlabelledKinds.includes(kind) ? '' : ` for kind \`${kind}\``}`
      }
    } else if (isAfter && !isTail) {
      yield {
        ...locate(document, [...path, 'kind']),
        key: 'template',
        message: `Unexpected field without a label after ${formatPath(pathOf(all, labelled))}, expected it before all labels, or a text after all of them`
      }
    } else if (
      !isAfter &&
      (seen.at(-1) === group || (group === 'options' && seen.includes(group)))
    ) {
      yield {
        ...locate(document, [...path, 'kind']),
        key: 'template',
        message: `Unexpected second field of kind \`${kind}\` without a label in ${formatPath(path)}, expected a label to tell them apart`
      }
    }

    seen.push(group)
  }
}

/** @param placed templates that fit the schema */
export function* describeCards(
  placed: readonly PlacedTemplate[],
  document: Document
): Iterable<ConfigProblem> {
  const [first, ...others] = placed
  for (const each of placed) yield* describeCard(each, document)
  for (const each of others) {
    if (first) yield* describeOther(each, first, document)
  }
}

/** Properties that all templates of a bank must have in common. */
function* describeOther(
  {path, template: {card}}: PlacedTemplate,
  first: PlacedTemplate,
  document: Document
): Iterable<ConfigProblem> {
  const other = first.template.card
  const pairs = [
    ['as', card?.as ?? 'heading', other?.as ?? 'heading', 'form'],
    ['depth', toDepth(card), toDepth(other), 'depth']
  ] as const
  for (const [key, actual, wanted, what] of pairs) {
    if (actual === wanted) continue
    const at = [...path, 'card', key]
    yield {
      ...locate(document, at),
      key: 'template',
      message: `Unexpected \`${actual}\` in ${formatPath(at)}, expected ${wanted}, as in ${formatPath(first.path)}: all cards of a bank have one ${what}`
    }
    return
  }
}

/** How cards begin. */
function* describeCard(
  {path: above, template: {card}}: PlacedTemplate,
  document: Document
): Iterable<ConfigProblem> {
  const {number, prefix, restart, title} = card ?? {}
  const path = [...above, 'card']
  if (number !== undefined && prefix !== undefined && prefix !== '') {
    yield {
      ...locate(document, [...path, 'prefix'], true),
      key: 'template',
      message: `Unexpected \`prefix\` beside \`number\` in ${formatPath(path)}, expected it in the number: ${show(`${prefix} ${number}`)}`
    }
  }

  for (const [key, value] of Object.entries({restart, title})) {
    if (number !== undefined || value === undefined) continue
    yield {
      ...locate(document, [...path, key], true),
      message: `Unexpected \`${key}\` in ${formatPath(path)}, expected \`number\` beside it`
    }
  }
}

/** @param share of each choice, as front matter promises it */
export function* describeShares(
  share: CardPromise['share'],
  templates: Templates,
  document: Document
): Iterable<ConfigProblem> {
  if (!share) return
  const field = findChoice(templates)
  const path = ['cards', 'share']
  if (!field) {
    yield {
      ...locate(document, path, true),
      message: `Unexpected ${formatPath(path)} in a template without a choice, expected a field of kind \`choice\``
    }
    return
  }

  const choices = new Set(field.choices)
  for (const name of Object.keys(share)) {
    if (choices.has(name)) continue
    const nearest = findNearest(name, field.choices, (choice) => choice)
    const others = field.choices.filter((choice) => choice !== nearest)
    yield {
      ...locate(document, [...path, name], true),
      message: `Unexpected key ${formatPath([...path, name])}, expected ${nearest === undefined ? `a choice of ${show(field.label)}` : show(nearest)}`,
      ...(nearest !== undefined &&
        others.length > 0 && {expected: [nearest, ...others]})
    }
  }
}

/** @param maxAge of dates, as front matter declares it */
export function* describeMaxAge(
  maxAge: number | undefined,
  templates: Templates,
  document: Document
): Iterable<ConfigProblem> {
  const hasDate = templates.some(({fields}) =>
    fields.some(({kind}) => kind === 'date')
  )
  if (maxAge === undefined || hasDate) return
  const path = ['maxAge']
  yield {
    ...locate(document, path, true),
    message: `Unexpected ${formatPath(path)} in a template without a date, expected a field of kind \`date\``
  }
}
