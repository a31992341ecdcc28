/** Finds out whether the cards of a file are not headings: each a whole `<details>`, an item of a list, or a paragraph in bold. */
import {endsWithQuestionMark} from '../text/question-mark.ts'
import {startOf} from '../markdown/offsets.ts'
import type {Html, List, ListItem, Paragraph, RootContent} from 'mdast'
import {toString} from 'mdast-util-to-string'
import type {CardShape, ShapeHeading} from './card-shapes.ts'
import {
  findCommonest,
  findNumbered,
  findPrefixed,
  isAsking
} from './card-shapes.ts'
import type {CardForm} from './model.ts'

/** The probable form of the cards of a file. */
export interface OtherShape extends Pick<CardShape<ShapeHeading>, 'card'> {
  readonly kind: CardForm
  readonly count: number
  /** The text of the first one, in one line. */
  readonly text: string
  /** Its offset, in UTF-16 units from 0. */
  readonly offset: number
  /** Whether most are headings of Markdown in a list item. */
  readonly areHeadings: boolean
}

/** A text that may be a card's question. */
type Asked = Pick<OtherShape, 'offset' | 'text'> & {
  /** The first number of its list, if that is ordered. */
  readonly listStart?: number
  /** Whether the text is a heading of Markdown in a list item. */
  readonly isHeading?: boolean
}

/** Fewer that are alike are not a habit. */
const fewestAlike = 3

/** The share of similar texts that must look like a question. */
const enoughAsked = 0.6

/**
 * @param children of a document that are not in a card, in source order; those without a position are skipped
 * @returns the form that most cards seem to have if they are not headings; `undefined` if too few look like cards
 */
export function findOtherShape(
  children: readonly RootContent[]
): OtherShape | undefined {
  const placed = children.filter(({position}) => position)
  const found = {
    details: placed.flatMap((node) =>
      node.type === 'html' ? findSummaries(node) : []
    ),
    item: placed.flatMap((node) =>
      node.type === 'list' ? findItems(node) : []
    ),
    bold: placed.flatMap((node) =>
      node.type === 'paragraph' ? findBold(node) : []
    )
  }
  const shapes = (['details', 'item', 'bold'] as const).flatMap(
    (kind): OtherShape[] => {
      const [first] = found[kind]
      const count = found[kind].length
      const card = {as: kind, ...findLead(found[kind])}
      if (!first || count < fewestAlike || isLabel(found[kind])) return []
      const {offset, text} = first
      const titles = found[kind].filter(({isHeading}) => isHeading).length
      const areHeadings = titles * 2 > count
      return [{kind, count, card, text, offset, areHeadings}]
    }
  )
  return shapes.toSorted((left, right) => right.count - left.count)[0]
}

/** Deeper than any heading. */
const depth = 7

/** @returns the lead of most titles, as front matter has it */
function findLead(
  titles: readonly Asked[]
): Omit<CardShape<ShapeHeading>['card'], 'as'> {
  const ordered = titles.flatMap(({listStart}) => listStart ?? [])
  const [first = 1] = ordered
  if (ordered.length * 2 > titles.length) {
    return {depth, prefix: '', number: `${first}.`}
  }

  const headings = titles.map(({text}) => ({depth, text}))
  const numbered = findNumbered(headings, depth)
  const found = [
    isCounting(numbered?.numbers ?? []) ? numbered : undefined,
    findPrefixed(headings, depth)
  ].find((shape) => shape && shape.headings.length * 2 > titles.length)
  return found?.card ?? {depth, prefix: ''}
}

/** The share of numbers that must be one more than the number before, or begin again. */
const enoughSteps = 0.9

function isCounting(numbers: readonly number[]): boolean {
  const steps = numbers.filter(
    (number, at) =>
      at === 0 || number === (numbers[at - 1] ?? 0) + 1 || number === numbers[0]
  )
  return steps.length >= enoughSteps * numbers.length
}

/** Whether most texts are equal, as labels are. */
function isLabel(found: readonly Asked[]): boolean {
  const texts = found.map(({text}) => text)
  const commonest = findCommonest(texts)
  return texts.filter((text) => text === commonest).length * 2 > texts.length
}

function findSummaries({position, value}: Html): Asked[] {
  const offset = position?.start.offset ?? 0
  const summaries = value.matchAll(
    /<details\b[^<>]{0,200}>\s{0,20}<summary\b[^<>]{0,200}>([^]{1,400}?)<\/summary>/gi
  )
  return [...summaries].map(({1: inner = '', index}) => ({
    text: toLine(inner.replace(/<[^<>]*>/g, ' ')),
    offset: offset + index
  }))
}

/** Items that ask, or have content below their first line; links belong to a list of contents. */
function findItems({children, ordered, start}: List): Asked[] {
  const asked = children.flatMap((item) => {
    const text = readQuestion(item, ordered ?? false)
    const offset = startOf(item)
    const isHeading = item.children[0]?.type === 'heading'
    const first = ordered ? {listStart: start ?? 1} : {}
    return text === undefined ? [] : [{text, offset, isHeading, ...first}]
  })
  // If there are headings, other items are steps of an answer.
  const headings = asked.filter(({isHeading}) => isHeading)
  if (headings.length > 0) return headings
  return asked.length >= enoughAsked * children.length ? asked : []
}

function readQuestion(
  {children: [first, ...below]}: ListItem,
  isOrdered: boolean
): string | undefined {
  if (first?.type !== 'paragraph' && first?.type !== 'heading') return undefined
  if (first.children.every(({type}) => type === 'link')) return undefined
  const text = toLine(toString(first))
  const isQuestion =
    isAsking({text}) ||
    first.type === 'heading' ||
    (isOrdered && below.length > 0)
  return isQuestion ? text : undefined
}

/** A paragraph that begins in bold with a number or `Q.`, or is bold as a whole and asks. */
function findBold({children, position}: Paragraph): Asked[] {
  const [first, ...others] = children
  if (first?.type !== 'strong') return []
  const text = toLine(toString({type: 'paragraph', children}))
  const isNumbered =
    /^(?:(?:q(?:uestion)?[ .]{0,2})?\d{1,4}|q(?:uestion)?)[.):]/i.test(text)
  const isAlone = others.every(
    (node) => node.type === 'text' && !/[\p{L}\p{N}]/u.test(node.value)
  )
  const isQuestion = isAlone && endsWithQuestionMark(text)
  const offset = position?.start.offset ?? 0
  return isNumbered || isQuestion ? [{text, offset}] : []
}

function toLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
