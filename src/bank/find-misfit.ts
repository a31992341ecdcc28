/**
 * Finds out whether the template in force is that of the bank at all. By another one everything would be wrong, and fixed:
 * hardly any card has a label or a heading of the template, and other headings are those that come again and again.
 */
import type {Heading, Root, RootContent} from 'mdast'
import {toString} from 'mdast-util-to-string'
import type {ConfigProblem} from '../template/config.ts'
import type {CardShape} from '../template/card-shapes.ts'
import {
  findNumbered,
  findPrefixed,
  formatShape,
  isAsking
} from '../template/card-shapes.ts'
import {formatLead} from '../template/model.ts'
import type {OtherShape} from '../template/other-shapes.ts'
import {findOtherShape} from '../template/other-shapes.ts'
import {trimEnd} from '../markdown/offsets.ts'
import {count, quote} from '../text/wording.ts'
import type {Bank, Card} from './model.ts'
import {smallest} from '../text/many.ts'

/** In the bank's own template, at least one card is in it for each so many that seem to be one. */
const fewestFitting = 5

/** @returns the problem, at the first heading (or other text) that seems to be a card's; `undefined` where the template may be the bank's */
export function findMisfit(bank: Bank): ConfigProblem | undefined {
  const {cards, nonCanonical, text} = bank
  const own = cards.filter(isFitting)
  const fitting = own.length
  const isRare = (amount: number): boolean => fitting * fewestFitting < amount
  const {children} = nonCanonical.tree
  const headings = children.flatMap((node, at): Found[] => {
    if (node.type !== 'heading' || node.depth === 1) return []
    const text = toString(node).replace(/\s+/g, ' ').trim()
    const isEmpty = (children[at + 1]?.type ?? 'heading') === 'heading'
    return [{node, depth: node.depth, text, isEmpty}]
  })
  const common = {isBlocking: true}
  const cardsThere = fitting === 0 ? 'no card' : count(fitting, 'card')
  const guess = isRare(Math.max(cards.length, headings.length))
    ? guessShape(dropSections(headings, own), cards.length > 0)
    : undefined
  const alike = guess?.headings.length ?? 0
  const other = findOtherShape(findOutside(nonCanonical.tree, own))
  if (other && isRare(other.count) && other.count > alike) {
    const {offset: start, text: asked} = other
    const lineEnd = text.indexOf('\n', start)
    return {
      ...common,
      start,
      end: trimEnd(text, lineEnd === -1 ? text.length : lineEnd),
      message: `Unexpected ${otherShapes[other.kind](other.count)} like ${quote(shorten(asked))} and ${cardsThere} in the template, expected ${wanted(other)}`
    }
  }

  const [first] = guess?.headings ?? []
  const start = first?.node.position?.start.offset
  const end = first?.node.position?.end.offset
  if (!guess || start === undefined || end === undefined || !isRare(alike)) {
    return undefined
  }

  return {
    ...common,
    start,
    end,
    message: `Unexpected ${count(alike, 'heading')} like ${quote(shorten(text.slice(start, end)))} and ${cardsThere} in the template, expected ${wanted(guess)}`
  }
}

function wanted(shape: Parameters<typeof formatShape>[0]): string {
  return `front matter with \`card: ${formatShape(shape)}\`, which \`qbank template\` writes`
}

/** What is in none of the cards. */
function findOutside(
  {children}: Root,
  cards: readonly Card[]
): readonly RootContent[] {
  let at = 0
  return children.filter(({position}) => {
    const start = position?.start.offset ?? 0
    while ((cards[at]?.end ?? Infinity) <= start) at++
    return start < (cards[at]?.start ?? Infinity)
  })
}

/** What cards may be that are not headings. */
const otherShapes: Record<OtherShape['kind'], (amount: number) => string> = {
  details: (amount) => `${amount} \`<details>\``,
  item: (amount) => count(amount, 'list item'),
  bold: (amount) => count(amount, 'bold paragraph')
}

/** A heading with its text. */
interface Found {
  readonly node: Heading
  readonly depth: number
  readonly text: string
  /** Whether nothing but a heading, or a card, follows. */
  readonly isEmpty: boolean
}

/**
 * Without the headings above the template's own cards that have no text: these are sections, some of them yet without cards. Where a
 * card has all that the template asks for, those with a text are sections, too, unless they ask something.
 */
function dropSections(
  headings: readonly Found[],
  own: readonly Card[]
): readonly Found[] {
  const depth = smallest(own.map(({heading}) => heading.depth))
  return own.length === 0
    ? headings
    : headings.filter(
        (each) =>
          each.depth >= depth ||
          (!each.isEmpty && (!own.some(isWhole) || isAsking(each)))
      )
}

/** With so many labels, all that the template asks for, no card is in it by chance. */
const enoughLabels = 3

function isWhole({fields, template}: Card): boolean {
  const present = new Set(fields.map((field) => field.template))
  const labelled = template.fields.filter(({label}) => label !== '')
  return (
    labelled.filter((field) => present.has(field)).length >= enoughLabels &&
    template.fields.every((field) => field.optional || present.has(field))
  )
}

/** So many headings alike are a habit; where something else says that they are cards, one with a number is enough. */
const fewestAlike = 3

/**
 * @param areCards whether they are cards, as far as can be known
 * @returns the shape of most headings; `undefined` where no number, prefix or question mark tells
 */
function guessShape(
  headings: readonly Found[],
  areCards: boolean
): CardShape<Found> | undefined {
  const shapes = [2, 3, 4, 5, 6].flatMap((depth) => {
    const led = [
      findNumbered(headings, depth),
      findPrefixed(headings, depth)
    ].filter((shape) => shape !== undefined)
    const taken = new Set(led.flatMap((shape) => shape.headings))
    const asking = headings.filter(
      (each) => each.depth === depth && isAsking(each) && !taken.has(each)
    )
    return [...led, {card: {depth, prefix: ''}, headings: asking}]
  })
  return shapes
    .toSorted((left, right) => right.headings.length - left.headings.length)
    .find(
      ({card, headings: {length}}) =>
        length >= (areCards && 'number' in card ? 1 : fewestAlike)
    )
}

/** Whether a card has something of the template that no other text has. */
function isFitting({fields, heading, isCanonical, template}: Card): boolean {
  const {card} = template
  // Nothing else is read as one.
  if (card.as) return true
  if (isCanonical || fields.some(({label}) => label.form !== 'none'))
    return true
  if (heading.form !== 'atx' || heading.depth !== card.depth) return false
  if (card.number) return heading.hasPrefix
  return heading.lead === formatLead(template)
}

/** The beginning of a heading is enough to know it by. */
function shorten(source: string): string {
  const words = source.split(/\s+/, 4)
  return words.length < 4 ? source : `${words.slice(0, 3).join(' ')} …`
}
