/** Finds which headings of a text may be those of cards, and how they begin. */
import type * as template from '../template/card-shapes.ts'
import {
  findCommonest,
  findNumbered,
  findPrefixed,
  isAsking
} from '../template/card-shapes.ts'
import {findNumeral} from '../template/numerals.ts'
import {readParts} from './card-parts.ts'
import {areQuestions, hasSign, isQuestionList} from './evidence.ts'
import type {Entry} from './outline.ts'

/** A way in which the headings of cards may begin, and the headings that do. */
export type CardShape = template.CardShape<Entry>

/** Fewer cards than this do not show a pattern. */
const fewestCards = 3

/** The share of numbers that must be one more than the number before. */
const enoughSteps = 0.9

/** The share of headings of a depth that must have a prefix. */
const enoughPrefixes = 0.75

/** If a smaller share of headings have a sign, headings without a lead are not read as cards. */
const enoughSigns = 0.6

/** The share of headings that must have a text, if other cards are beside them: sections have none. */
const enoughTexts = 0.9

/** A share of headings with a question mark that sections never have. */
const enoughAsking = 0.3

/** A name has no more words than this: `Frequently Asked Questions`. */
const mostInName = 3

const depths = [2, 3, 4, 5, 6]

/**
 * @returns possible shapes of the cards' headings, the most probable first: numbers that count, then a repeated
 *   prefix, then questions; of several depths, the one with more cards first. Each item is a list: if other kinds of
 *   cards seem to be between those of a shape, there is first a list with them, and then one without
 */
export function findCardShapes(
  entries: readonly Entry[]
): (readonly CardShape[])[] {
  const numbered = depths.flatMap((depth) => findCounting(entries, depth))
  const [prefixed = [], plain = []] = [findHabitual, findPlain].map((find) =>
    depths.flatMap((depth) => find(entries, depth)).toSorted(byCount)
  )
  // Numbered headings are sections if more other headings of their depth, which are similar, are between them.
  const isSections = (shape: CardShape): boolean =>
    isContainer(shape, entries) ||
    prefixed.some(
      (other) =>
        other.card.depth === shape.card.depth &&
        other.headings.length > shape.headings.length
    )
  const cards = dropSteps(numbered).filter((shape) => !isSections(shape))
  const led = [...cards.toSorted(byCount), ...prefixed]
    .filter(areQuestions)
    .flatMap((shape) => {
      const others = findOthers(entries, shape)
      return others.length > 0 ? [[shape, ...others], [shape]] : [[shape]]
    })
  // Headings with numbers that could not be read by these are not read without them.
  const isLed = ({headings}: CardShape): boolean =>
    numbered.some(
      (other) =>
        isPlainNumber(other) &&
        headings.filter((each) => other.headings.includes(each)).length * 2 >
          headings.length
    )
  return [...led, ...plain.filter((each) => !isLed(each)).map((each) => [each])]
}

/** Whether the number is one in any text; with a sign before it, or in other digits, the cards may be read without. */
function isPlainNumber({card: {number}}: CardShape): boolean {
  return /^[\p{L}\d#№]/u.test(number ?? '')
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
      areQuestions(shape) &&
      shape.headings.filter(hasText).length >=
        enoughTexts * shape.headings.length
  )
  return next ? [next, ...findOthers(rest, next)] : []
}

/** Whether a heading has more content than tags and thematic breaks. */
function hasText({nodes}: Entry): boolean {
  return nodes.some(({type}) => type !== 'html' && type !== 'thematicBreak')
}

/**
 * Whether headings are those of sections: they have no text, and the deeper headings have as many different names as
 * there are headings.
 */
function isContainer(
  {card: {depth}, headings}: CardShape,
  entries: readonly Entry[]
): boolean {
  // An answer may also begin with a heading.
  const asking = headings.filter(isAsking).length
  if (asking >= enoughAsking * headings.length) return false
  if (headings.filter(hasText).length >= enoughSigns * headings.length) {
    return false
  }

  const own = new Set(headings)
  const deeper: Entry[] = []
  let isOpen = false
  for (const entry of entries) {
    if (entry.depth <= depth) isOpen = own.has(entry)
    else if (isOpen) deeper.push(entry)
  }

  const names = new Set(deeper.map(({text}) => text))
  return names.size * 2 > deeper.length
}

/** Headings of a depth with numbers that count. */
function findCounting(entries: readonly Entry[], depth: number): CardShape[] {
  const found = findNumbered(entries, depth)
  if (!found || found.headings.length < fewestCards) return []
  const {numbers} = found
  const isNext = (number: number, at: number): boolean =>
    at === 0 || number === (numbers[at - 1] ?? 0) + 1
  const off = numbers.filter(
    (number, at) => !isNext(number, at) && number !== numbers[0]
  )
  const restarts = numbers.filter(
    (number, at) => !isNext(number, at) && number === numbers[0]
  )
  if (off.length > (1 - enoughSteps) * numbers.length) return []
  // Numbers that begin again after every other card are steps of something else.
  if (numbers.length < (restarts.length + 1) * 2) return []
  // Chinese numerals alone count sections, and chapters of an article.
  const {length} = found.headings
  const mayBeSections = /^[（(【]?[一十]/u.test(found.card.number ?? '')
  const asking = found.headings.filter(isAsking).length
  if (mayBeSections && asking < enoughSigns * length) return []
  const shape = addOtherDepths(found, entries)
  return shape ? [shape] : []
}

/**
 * Adds the headings of another depth whose numbers fill the gaps or continue: a word before the number makes them cards
 * anyway. `undefined` if there are more of those.
 */
function addOtherDepths(
  {card, headings, numbers}: template.NumberedShape<Entry>,
  entries: readonly Entry[]
): CardShape | undefined {
  const {number = ''} = card
  const word = number.slice(0, findNumeral(number)?.index)
  if (!/\p{L}/u.test(word) || card.restart) return {card, headings}
  const known = new Set(numbers)
  const shapes = depths.flatMap((depth) => {
    const other =
      depth === card.depth ? undefined : findNumbered(entries, depth)
    return other?.card.number?.startsWith(word) ? [other] : []
  })
  const others = shapes.flatMap((other) =>
    other.headings.filter((_, at) => !known.has(other.numbers[at] ?? 0))
  )
  const all = join(headings, others)
  if (!all) return undefined
  // Numbers continue from the first one, whatever its depth is.
  const first = shapes.find((other) => other.headings[0] === all[0])
  const own = first?.card.number ?? number
  return {card: {...card, number: own}, headings: all}
}

/** @returns headings with those of other depths; `undefined` if there are more of the others */
function join(
  headings: readonly Entry[],
  others: readonly Entry[]
): readonly Entry[] | undefined {
  if (others.length > headings.length) return undefined
  return [...headings, ...others].toSorted(
    (left, right) => left.offset - right.offset
  )
}

/** Numbers that begin again below numbered headings are steps of those. */
function dropSteps(shapes: readonly CardShape[]): readonly CardShape[] {
  const counts = shapes.some(({card}) => !card.restart)
  return counts ? shapes.filter(({card}) => !card.restart) : shapes
}

/** Headings of a depth, most of them with the same prefix. */
function findHabitual(entries: readonly Entry[], depth: number): CardShape[] {
  const found = findPrefixed(entries, depth)
  if (!found || found.headings.length < fewestCards) return []
  const all = entries.filter((entry) => entry.depth === depth)
  if (found.headings.length < enoughPrefixes * all.length) return []
  // The prefix makes cards of headings at other depths, too.
  const others = depths.flatMap((other) => {
    const same = other === depth ? undefined : findPrefixed(entries, other)
    return same?.card.prefix === found.card.prefix ? same.headings : []
  })
  const headings = join(found.headings, others)
  return headings ? [{...found, headings}] : []
}

/** Whether a heading has more words than a name. */
function isSentence({text}: Entry): boolean {
  return text.split(' ').length > mostInName
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
  if (signs.filter(Boolean).length < enough) {
    return isQuestionList(entries, headings)
      ? [{card: {depth, prefix: ''}, headings}]
      : []
  }

  // Content before the first card is an introduction, and after the last one a license. Among questions, the last one
  // may be a task.
  const end = signs.lastIndexOf(true) + 1
  const mostAsk = headings.filter(isAsking).length >= enough
  const hasTasks = mostAsk && headings.slice(end).every(isSentence)
  const cards = headings.slice(signs.indexOf(true), hasTasks ? undefined : end)
  return [{card: {depth, prefix: ''}, headings: cards}]
}
