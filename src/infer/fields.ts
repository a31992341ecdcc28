/** Infers the fields of a template from what cards have in common. */
import type {ListItem, RootContent} from 'mdast'
import type {Colon, FieldTemplate, Ticked} from '../template/model.ts'
import {findCommonest} from '../template/card-shapes.ts'
import type {LabelTest, Part, Parts} from './card-parts.ts'
import {readParts} from './card-parts.ts'

/** A field that cards seem to have. */
export interface InferredField {
  readonly field: FieldTemplate
  /** How many of the cards have it. */
  readonly count: number
}

/** What cards seem to have in common. */
export interface InferredFields {
  readonly fields: readonly InferredField[]
  readonly colon: Colon
}

/** A label on at least this share of the cards is a field. */
const enoughCards = 0.3

/**
 * A label on fewer cards is a field only if at least this share has it, on so many cards, once, and always in the same
 * place.
 */
const someCards = 0.05
const fewestCards = 3

/** For a choice, more cards than this must have each value, on average. */
const enoughOfChoice = 3

const mostChoices = 8

/** From this share of cards with options, and of cards without, there are two kinds of cards. */
const enoughOfKind = 0.3

/**
 * @param contents of each card, its nodes in source order
 * @returns the cards by kind, if there is more than one: those with options to choose from, and the others
 */
export function divideByKind(
  contents: readonly (readonly RootContent[])[]
): (readonly (readonly RootContent[])[])[] {
  const hasOptions = (nodes: readonly RootContent[]): boolean =>
    readParts(nodes).options !== undefined
  const kinds = [
    contents.filter(hasOptions),
    contents.filter((nodes) => !hasOptions(nodes))
  ]
  const fewest = Math.max(fewestCards, enoughOfKind * contents.length)
  return kinds.every(({length}) => length >= fewest) ? kinds : [contents]
}

/**
 * @param contents of each card, its nodes in source order
 * @param isTyped whether values are used: otherwise, every field with a label gets the kind `content`
 * @returns the fields, in the order in which most cards have them
 */
export function inferFields(
  contents: readonly (readonly RootContent[])[],
  isTyped: boolean
): InferredFields {
  const mayBeLabel = createHeadingTest(contents)
  const labels = findLabels(
    contents.map((nodes) =>
      readParts(nodes, mayBeLabel).labelled.map(({label}) => label)
    )
  )
  // Other labels belong to the value around them.
  const cards = contents.map((nodes) =>
    readParts(nodes, (part) => labels.includes(part.label) && mayBeLabel(part))
  )
  const forms = cards
    .flatMap(({labelled}) => labelled.map(({form}) => form))
    .filter((form) => form !== 'details' && form !== 'heading')
  const colon = findCommonest(forms) || 'inside'
  const fields = [
    ...inferFree(cards),
    ...labels.map((label) => inferLabelled(cards, label, isTyped)),
    ...inferAny(cards, 'after')
  ]
  const all = {
    field: {label: '', kind: 'content'},
    count: cards.length
  } as const
  return {fields: fields.length > 0 ? fields : [all], colon}
}

/** A heading on at least this share of the cards is a label; then, headings on fewer cards may be labels, too. */
const enoughHeadings = 0.6

/** @returns a test for labels that accepts a heading if enough cards have it; all such headings have the same depth */
function createHeadingTest(
  contents: readonly (readonly RootContent[])[]
): LabelTest {
  const counts = new Map<string, {depth: number | undefined; count: number}>()
  for (const nodes of contents) {
    const {labelled} = readParts(nodes, ({form}) => form === 'heading')
    const byKey = new Map(labelled.map((part) => [toKey(part), part]))
    for (const [key, {depth}] of byKey) {
      counts.set(key, {depth, count: (counts.get(key)?.count ?? 0) + 1})
    }
  }

  const [most] = [...counts.values()].toSorted(
    (left, right) => right.count - left.count
  )
  const areLabels = (most?.count ?? 0) >= enoughHeadings * contents.length
  const fewest = areLabels ? enoughCards * contents.length : Infinity
  return (part) =>
    part.form !== 'heading' ||
    (part.depth === most?.depth &&
      (counts.get(toKey(part))?.count ?? 0) >= fewest)
}

function toKey({depth, label}: Pick<Part, 'depth' | 'label'>): string {
  return `${depth} ${label}`
}

/**
 * @param cards labels of each, in source order
 * @returns those that are fields, in order of their places
 */
function findLabels(cards: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, number>()
  for (const label of cards.flatMap((labels) => [...new Set(labels)])) {
    counts.set(label, (counts.get(label) ?? 0) + 1)
  }

  const withShare = (share: number): string[] =>
    [...counts]
      .filter(([, count]) => count >= share * cards.length)
      .map(([label]) => label)
  const common = withShare(enoughCards)
  const rare = withShare(someCards).filter(
    (label) =>
      !common.includes(label) &&
      (counts.get(label) ?? 0) >= fewestCards &&
      isAlwaysInPlace(label, common, cards)
  )
  return sortByPlace([...common, ...rare], cards)
}

/** Whether no card has the label twice, or before a label that it follows on another card. */
function isAlwaysInPlace(
  label: string,
  common: readonly string[],
  cards: readonly (readonly string[])[]
): boolean {
  const found = cards.filter((labels) => labels.includes(label))
  return (
    common.length > 0 &&
    found.every(
      (labels) => labels.indexOf(label) === labels.lastIndexOf(label)
    ) &&
    common.every((other) => {
      const sides = found
        .filter((labels) => labels.includes(other))
        .map((labels) => labels.indexOf(other) < labels.indexOf(label))
      return new Set(sides).size <= 1
    })
  )
}

/** @returns the labels in order: a label follows those that are before it on most cards with both */
function sortByPlace(
  labels: readonly string[],
  cards: readonly (readonly string[])[]
): string[] {
  const before = (label: string): number =>
    labels.filter((other) => {
      const both = cards.filter(
        (card) => card.includes(label) && card.includes(other)
      )
      const first = both.filter(
        (card) => card.indexOf(other) < card.indexOf(label)
      )
      return first.length * 2 > both.length
    }).length
  return labels
    .map((label) => ({label, place: before(label)}))
    .toSorted((left, right) => left.place - right.place)
    .map(({label}) => label)
}

/** Content before labels: text, options, text. */
function inferFree(cards: readonly Parts[]): InferredField[] {
  const withOptions = cards.filter(({options}) => options)
  const hasOptions = withOptions.length >= enoughCards * cards.length
  const before = inferAny(cards, 'before')
  if (!hasOptions) return before
  const lists = withOptions.map(({options}) => options?.children ?? [])
  const options: InferredField = {
    field: {
      label: '',
      ...inferOptions(lists),
      ...(withOptions.length < cards.length && {optional: true})
    },
    count: withOptions.length
  }
  return [...before, options, ...inferAny(cards, 'afterOptions')]
}

function inferOptions(lists: readonly (readonly ListItem[])[]): Options {
  const most = Math.max(...lists.map(countTicked))
  const fewest = Math.min(...lists.map(({length}) => length))
  return {
    kind: 'options',
    ticked: most === 0 ? 'none' : most === 1 ? 'one' : 'some',
    min: Math.max(2, fewest)
  }
}

/** A field for any content in one place, if any card has some there. */
function inferAny(
  cards: readonly Parts[],
  place: 'after' | 'before' | 'afterOptions'
): InferredField[] {
  const count = cards.filter((card) => card[place].length > 0).length
  const isOptional = count < cards.length
  const field: FieldTemplate = {
    label: '',
    kind: 'content',
    ...(isOptional && {optional: true})
  }
  return count === 0 ? [] : [{field, count}]
}

function countTicked(items: readonly ListItem[]): number {
  return items.filter(({checked}) => checked).length
}

function inferLabelled(
  cards: readonly Parts[],
  label: string,
  isTyped: boolean
): InferredField {
  const found = cards.map(({labelled}) =>
    labelled.filter((part) => part.label === label)
  )
  const count = found.filter(({length}) => length > 0).length
  const parts = found.flat()
  const isMost = (some: readonly Part[]): boolean =>
    some.length * 2 > parts.length
  const details = isMost(parts.filter(({form}) => form === 'details'))
  const isBold = isMost(parts.filter(({isBold}) => isBold))
  const headings = parts.filter(({form}) => form === 'heading')
  const depth = Number(findCommonest(headings.map(({depth}) => String(depth))))
  const base = {
    label,
    ...(count < cards.length && {optional: true}),
    ...(found.some(({length}) => length > 1) && {repeat: true}),
    ...(details && {details: isBold ? ('bold' as const) : true}),
    ...(isMost(headings) && {heading: depth})
  }
  const kind = isTyped
    ? inferKind(parts, details || isMost(headings))
    : ({kind: 'content'} as const)
  return {field: {...kind, ...base}, count}
}

interface Options {
  readonly kind: 'options'
  readonly ticked: Ticked
  readonly min: number
}

type Kind =
  | Options
  | {kind: 'content' | 'date' | 'prose' | 'tags'}
  | {kind: 'choice'; choices: string[]}
  | {kind: 'bullets'; min: number}

function inferKind(parts: readonly Part[], isBelow: boolean): Kind {
  const lists = parts.map(readList)
  if (lists.every((list) => list !== undefined)) {
    if (lists.every((items) => items.some(hasBox))) return inferOptions(lists)
    const min = Math.min(...lists.map(({length}) => length))
    return {kind: 'bullets', min: Math.max(1, min)}
  }

  if (isBelow || parts.some(({nodes}) => nodes.length > 0)) {
    return {kind: 'content'}
  }

  const values = parts.map(({text}) => text)
  if (values.some((value) => value === '')) return {kind: 'content'}
  if (values.some((value) => value.includes('\n'))) return {kind: 'prose'}
  if (values.every((value) => /^\d{4}-\d\d-\d\d$/.test(value))) {
    return {kind: 'date'}
  }

  const choices = [...new Set(values)].toSorted((left, right) =>
    left.localeCompare(right, 'en', {numeric: true})
  )
  const isChoice =
    choices.length > 1 &&
    choices.length <= mostChoices &&
    values.length >= choices.length * enoughOfChoice &&
    choices.every(
      (choice) =>
        choice.length <= 30 &&
        !/[.?!。？！]$/u.test(choice) &&
        // It names an option of the card.
        !/^[A-Z\d]$/i.test(choice)
    )
  if (isChoice) return {kind: 'choice', choices}
  return values.every(isTags) && values.some((value) => /[,，、]/.test(value))
    ? {kind: 'tags'}
    : {kind: 'prose'}
}

/** @returns the bullets of a part that is only one list of one level */
function readList({text, nodes}: Part): readonly ListItem[] | undefined {
  const [list, ...more] = nodes
  if (text !== '' || more.length > 0 || list?.type !== 'list') return undefined
  // The numbers mean an order.
  if (list.ordered) return undefined
  return list.children.every(({children}) => children.every(isText))
    ? list.children
    : undefined
}

function hasBox({checked}: ListItem): boolean {
  return typeof checked === 'boolean'
}

function isText({type}: RootContent): boolean {
  return type === 'paragraph'
}

/** Whether a value is a few words with commas between them. */
function isTags(value: string): boolean {
  return value
    .split(/[,，、]/)
    .every((tag) =>
      /^[^\s.?!。？！](?:[^.?!。？！]{0,30}[^\s.?!。？！])?$/.test(tag.trim())
    )
}
