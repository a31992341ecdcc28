/** Which headings of a text may be those of cards, and how they begin. */
import type * as template from '../template/card-shapes.ts'
import {
  findCommonest,
  findNumbered,
  findPrefixed
} from '../template/card-shapes.ts'
import {readParts} from './card-parts.ts'
import type {Entry} from './outline.ts'

/** A way in which the headings of cards may begin, with the headings that do. */
export type CardShape = template.CardShape<Entry>

/** Fewer cards than this repeat nothing. */
const fewestCards = 3

/** The share of numbers that must follow the one before by one. */
const enoughSteps = 0.9

/** The share of headings of a depth that must have a prefix. */
const enoughPrefixes = 0.75

/** The share of headings without a lead below which something must show that they are cards. */
const enoughSigns = 0.6

/** The share of headings beside other cards that must have a text: those of sections have none. */
const enoughTexts = 0.9

const depths = [2, 3, 4, 5, 6]

/**
 * @returns what the headings of cards may look like, the likeliest first: numbers that count, then a prefix that repeats, then
 *   questions; of several depths the one with more cards. Each is a list: where cards of other kinds seem to stand between, it
 *   comes with these first, and then alone
 */
export function findCardShapes(
  entries: readonly Entry[]
): (readonly CardShape[])[] {
  const numbered = depths.flatMap((depth) => findCounting(entries, depth))
  const [prefixed = [], plain = []] = [findHabitual, findPlain].map((find) =>
    depths.flatMap((depth) => find(entries, depth)).toSorted(byCount)
  )
  // Numbered headings between more others of their depth, which are alike, are sections of those.
  const isSections = ({card, headings}: CardShape): boolean =>
    prefixed.some(
      (other) =>
        other.card.depth === card.depth &&
        other.headings.length > headings.length
    )
  const cards = dropSteps(numbered).filter((shape) => !isSections(shape))
  return [...cards.toSorted(byCount), ...prefixed, ...plain].flatMap(
    (shape) => {
      const others = findOthers(entries, shape)
      return others.length > 0 ? [[shape, ...others], [shape]] : [[shape]]
    }
  )
}

function byCount(left: CardShape, right: CardShape): number {
  return right.headings.length - left.headings.length
}

/** @returns the shapes of other cards of the same depth */
function findOthers(
  entries: readonly Entry[],
  {card: {depth}, headings}: CardShape
): readonly CardShape[] {
  const own = new Set(headings)
  const rest = entries.filter(
    (entry) => entry.depth === depth && !own.has(entry)
  )
  const [next] = [
    ...findCounting(rest, depth),
    ...findHabitual(rest, depth)
  ].filter(
    (shape) =>
      shape.headings.filter(({nodes}) => nodes.length > 0).length >=
      enoughTexts * shape.headings.length
  )
  return next ? [next, ...findOthers(rest, next)] : []
}

/** Headings of a depth whose numbers count. */
function findCounting(entries: readonly Entry[], depth: number): CardShape[] {
  const found = findNumbered(entries, depth)
  if (!found || found.headings.length < fewestCards) return []
  const {card, headings, numbers} = found
  const isNext = (number: number, at: number): boolean =>
    at === 0 || number === (numbers[at - 1] ?? 0) + 1
  const off = numbers.filter(
    (number, at) => !isNext(number, at) && number !== numbers[0]
  )
  const restarts = numbers.filter(
    (number, at) => !isNext(number, at) && number === numbers[0]
  )
  if (off.length > (1 - enoughSteps) * numbers.length) return []
  // Numbers that begin anew after every other card are steps of something else.
  if (numbers.length < (restarts.length + 1) * 2) return []
  return [{card, headings}]
}

/** Numbers that begin anew below headings that are numbered themselves are steps of those. */
function dropSteps(shapes: readonly CardShape[]): readonly CardShape[] {
  const counts = shapes.some(({card}) => !card.restart)
  return counts ? shapes.filter(({card}) => !card.restart) : shapes
}

/** Headings of a depth of which most have one prefix. */
function findHabitual(entries: readonly Entry[], depth: number): CardShape[] {
  const found = findPrefixed(entries, depth)
  if (!found || found.headings.length < fewestCards) return []
  const all = entries.filter((entry) => entry.depth === depth)
  return found.headings.length < enoughPrefixes * all.length ? [] : [found]
}

function findPlain(entries: readonly Entry[], depth: number): CardShape[] {
  const headings = entries.filter((entry) => entry.depth === depth)
  if (headings.length < fewestCards) return []
  const labels = headings.map(({nodes}) =>
    readParts(nodes).labelled.map(({label}) => label)
  )
  const enough = enoughSigns * headings.length
  const first = findCommonest(labels.flatMap((each) => each.slice(0, 1)))
  const signs = headings.map(
    (entry, index) =>
      (first !== '' && labels[index]?.[0] === first) || hasSign(entry)
  )
  if (signs.filter(Boolean).length < enough) return []
  // What stands before the first and behind the last is an introduction, or a license.
  const cards = headings.slice(signs.indexOf(true), signs.lastIndexOf(true) + 1)
  return [{card: {depth, prefix: ''}, headings: cards}]
}

/** A question; or, once, options to choose from or an answer that opens with a click. */
function hasSign({text, nodes}: Entry): boolean {
  const answers = nodes.filter(
    (node) =>
      (node.type === 'html' && /^<details\b/i.test(node.value)) ||
      (node.type === 'list' &&
        node.children.some(({checked}) => typeof checked === 'boolean'))
  ).length
  return answers > 0 ? answers === 1 : /[?？؟]/u.test(text)
}
