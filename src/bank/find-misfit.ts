/**
 * Finds out whether the template is that of the bank at all. With another bank's template, every card would be
 * reported, and changed. In that case hardly any card has a label or a heading of the template, and other headings are
 * similar to each other.
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

/** If the template is the bank's own, at least one in so many cards fits it. */
const fewestFitting = 5

/**
 * @returns the problem, at the first heading (or other text) that looks like a card's; `undefined` if the template
 *   may be the bank's
 */
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

/** Nodes outside of all cards. */
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

/** What cards may be if they are not headings. */
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
  /** Whether only a heading, a card or the end of the text follows. */
  readonly isEmpty: boolean
}

/**
 * Drops headings that are sections: those above the depth of the template's own cards that have no text, as some
 * sections have no cards yet. If some card has everything that the template requires, headings with a text are
 * sections, too, unless they ask something.
 */
function dropSections(
  headings: readonly Found[],
  own: readonly Card[]
): readonly Found[] {
  const depth = Math.min(...own.map(({heading}) => heading.depth))
  return own.length === 0
    ? headings
    : headings.filter(
        (each) =>
          each.depth >= depth ||
          (!each.isEmpty && (!own.some(isWhole) || isAsking(each)))
      )
}

/** A card with so many labels, all that the template requires, does not fit it by chance. */
const enoughLabels = 3

function isWhole({fields, template}: Card): boolean {
  const present = new Set(fields.map((field) => field.template))
  const labelled = template.fields.filter(({label}) => label !== '')
  return (
    labelled.filter((field) => present.has(field)).length >= enoughLabels &&
    template.fields.every((field) => field.optional || present.has(field))
  )
}

/** So many similar headings are a habit; if something else shows that there are cards, one with a number is enough. */
const fewestAlike = 3

/**
 * @param areCards whether the headings are probably cards
 * @returns the shape of most headings; `undefined` if no number, prefix or question mark shows one
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

/** Whether a card has something of the template that other text does not have. */
function isFitting({fields, heading, isCanonical, template}: Card): boolean {
  const {card} = template
  // Only cards are read in such a form.
  if (card.as) return true
  if (isCanonical || fields.some(({label}) => label.form !== 'none'))
    return true
  if (heading.form !== 'atx' || heading.depth !== card.depth) return false
  if (card.number) return heading.hasPrefix
  return heading.lead === formatLead(template)
}

/** The beginning of a heading is enough to recognize it. */
function shorten(source: string): string {
  const words = source.split(/\s+/, 4)
  return words.length < 4 ? source : `${words.slice(0, 3).join(' ')} …`
}
