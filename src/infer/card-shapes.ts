/** Which headings of a text may be those of cards, and how they begin. */
import type {CardTemplate} from '../template/model.ts'
import {readParts} from './card-parts.ts'
import type {Entry} from './outline.ts'

/** A way in which the headings of cards may begin, with the headings that do. */
export interface CardShape {
  readonly card: Pick<CardTemplate, 'depth' | 'prefix' | 'restart'> & {
    /** The lead of the first card, as it is written: `Question 1.` */
    readonly number?: string
  }
  /** In source order. */
  readonly headings: readonly Entry[]
}

/** Fewer cards than this repeat nothing. */
const fewestCards = 3

/** The share of numbers that must follow the one before by one. */
const enoughSteps = 0.9

/** The share of headings of a depth that must have a prefix. */
const enoughPrefixes = 0.75

/** The share of headings without a lead below which something must show that they are cards. */
const enoughSigns = 0.6

/** `Question 12.`, `12)`, `Q12:`; not `1.2`, nor `ES6`, nor `2026`. */
const lead =
  /^(?<before>(?:\p{L}{1,12}[ #.]?\s?|[#№]\s?)?)(?<number>\d{1,4})(?<after>[.:)\]–—-]{1,2})(?=\s|\p{Lo}|$)/u

/**
 * @returns what the headings of cards may look like, the likeliest first: numbers that count, then a prefix that repeats, then
 *   questions; of several depths the one with more cards
 */
export function findCardShapes(entries: readonly Entry[]): CardShape[] {
  const depths = [2, 3, 4, 5, 6]
  const numbered = depths.flatMap((depth) => findNumbered(entries, depth))
  const [prefixed = [], plain = []] = [findPrefixed, findPlain].map((find) =>
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
  return [...cards.toSorted(byCount), ...prefixed, ...plain]
}

function byCount(left: CardShape, right: CardShape): number {
  return right.headings.length - left.headings.length
}

interface Numbered extends Entry {
  readonly before: string
  readonly digits: string
  readonly after: string
}

function findNumbered(entries: readonly Entry[], depth: number): CardShape[] {
  const headings = entries.flatMap((entry): Numbered[] => {
    if (entry.depth !== depth) return []
    const {
      before = '',
      number,
      after = ''
    } = lead.exec(entry.text)?.groups ?? {}
    return number === undefined
      ? []
      : [{...entry, before, digits: number, after}]
  })
  const pattern = findCommonest(headings.map(({before}) => before))
  const alike = headings.filter(({before}) => before === pattern)
  const [first] = alike
  if (!first || alike.length < fewestCards) return []
  const steps = alike.map(({digits}, index) => {
    const previous = alike[index - 1]
    const number = Number(digits)
    if (!previous) return 'on'
    if (number === Number(previous.digits) + 1) return 'on'
    return number === Number(first.digits) ? 'again' : 'off'
  })
  const restarts = steps.filter((step) => step === 'again').length
  const off = steps.filter((step) => step === 'off').length
  if (off > (1 - enoughSteps) * alike.length) return []
  // Numbers that begin anew after every other card are steps of something else.
  if (alike.length < (restarts + 1) * 2) return []
  const after = findCommonest(alike.map((each) => each.after))
  const number = `${first.before}${first.digits}${after}`
  return [
    {
      card: {depth, prefix: '', number, ...(restarts > 0 && {restart: true})},
      headings: alike
    }
  ]
}

/** Numbers that begin anew below headings that are numbered themselves are steps of those. */
function dropSteps(shapes: readonly CardShape[]): readonly CardShape[] {
  const counts = shapes.some(({card}) => !card.restart)
  return counts ? shapes.filter(({card}) => !card.restart) : shapes
}

function findPrefixed(entries: readonly Entry[], depth: number): CardShape[] {
  const all = entries.filter((entry) => entry.depth === depth)
  const prefixes = all.map(
    ({text}) => /^\S{1,16}[.:](?=\s)/.exec(text)?.[0] ?? ''
  )
  const prefix = findCommonest(prefixes.filter((each) => each !== ''))
  const headings = all.filter((_, index) => prefixes[index] === prefix)
  if (prefix === '' || headings.length < fewestCards) return []
  return headings.length < enoughPrefixes * all.length
    ? []
    : [{card: {depth, prefix}, headings}]
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

/** @returns the text that is there most often, the first of those; empty for none */
export function findCommonest(texts: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  return [...counts].find(([, count]) => count === most)?.[0] ?? ''
}
