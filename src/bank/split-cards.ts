/**
 * Decides which lines begin a card.
 *
 * A heading with the prefix begins a card anywhere. Any other line does so only if the labels of a card follow and
 * begin again: a bold line in the middle of a card's fields stays text. If a label reads like the prefix
 * (`#### Question:`), the template's order decides which of the two it is.
 */
import type {Heading} from 'mdast'
import type {LabelCandidate} from './label-candidates.ts'
import {findFirst} from '../text/binary-search.ts'
import type {ClosedCard, FoundTitle} from './titles/find-titles.ts'
import {hasFilledFields} from './choose-labels.ts'
import type {CardHeading} from './model.ts'
import type {Range} from '../markdown/offsets.ts'
import type {ScannedCard} from './scanned-card.ts'
import type {Template} from '../template/model.ts'

/** A heading that does not begin a card. */
export interface PlainHeading extends Range {
  readonly node: Heading
  /** Whether another heading directly follows: it has no text of its own. */
  readonly isAboveHeading: boolean
}

/** What divides a document, in source order. */
export type Divider =
  | {
      readonly type: 'card'
      readonly heading: CardHeading
      /** The whole card, if it was read from the text alone. */
      readonly scanned?: ScannedCard
      /** Where it ends, if the card itself shows that. */
      readonly closed?: ClosedCard
    }
  | {readonly type: 'heading'; readonly heading: PlainHeading}

/** A line that may divide the document. */
export interface Found {
  /** Its reading as the beginning of a card, if it can be one. */
  readonly card: CardHeading | undefined
  /** Its reading as another heading, if it is a heading. */
  readonly plain: PlainHeading | undefined
  /** Its reading as a label, if it can be one. */
  readonly label: LabelCandidate | undefined
  /** Whether it begins a card even without labels after it. */
  readonly isSure: boolean
  /** Whether it is a heading, or a line of text that looks like one and is a paragraph of its own. */
  readonly isAlone: boolean
}

/** @returns offset at which the line begins, without its indentation */
export function startOf({card, plain}: Found): number {
  return (card ?? plain)?.start ?? 0
}

/** What is known about the text between a line and the previous divider. */
interface Context {
  /** Rank in the template of the last label of the card so far; -1 if there is none. */
  readonly lastRank: number
  /** Rank of the label that follows; `Infinity` where there is none. */
  readonly nextRank: number
  /** Whether labels of a card follow, and their order begins again. */
  readonly isBeginning: boolean
  /** Whether the line is below the beginning of a card. */
  readonly isInCard: boolean
}

/**
 * Decides for each line in order whether it begins a card, is a heading, or is not a divider.
 *
 * @param found lines that may divide the document, in source order
 * @param labels label candidates of the document that are more than mentions, in source order
 * @param above the card above, if there is one that continues below
 */
export function decide(
  found: readonly Found[],
  labels: readonly LabelCandidate[],
  template: Template,
  above: Pick<Context, 'isInCard' | 'lastRank'>
): Divider[] {
  const {rankOf, ...surroundings} = createSurroundings(found, labels, template)
  const dividers: Divider[] = []
  let {isInCard, lastRank} = above
  let labelIndex = 0
  for (const [index, each] of found.entries()) {
    const start = startOf(each)
    for (; labelIndex < labels.length; labelIndex++) {
      const label = labels[labelIndex]
      if (!label || label.start >= start) break
      const rank = rankOf(label)
      if (label.certainty !== 'possible' || rank > lastRank) lastRank = rank
    }

    const firstBelow = labelIndex + (labels[labelIndex] === each.label ? 1 : 0)
    const below = surroundings.findBelow(index, firstBelow, lastRank)
    const context = {...below, lastRank, isInCard}
    if (each.label && isLabel(each, context, rankOf(each.label), template)) {
      continue
    }

    // With the prefix, a heading that is not a label, though it reads like one, begins a card.
    const isMeant = each.label && each.plain && each.card?.hasPrefix
    if (each.card && (each.isSure || isMeant || context.isBeginning)) {
      dividers.push({type: 'card', heading: each.card})
      isInCard = true
    } else if (each.plain) {
      dividers.push({type: 'heading', heading: each.plain})
      if (each.plain.node.depth > template.card.depth) continue
      isInCard = false
    } else {
      continue
    }

    lastRank = -1
    // A line that has become a heading is not a label any more.
    labelIndex = firstBelow
  }

  return dividers
}

/**
 * Divides a document whose cards do not begin with a heading.
 *
 * @param titles of its cards, in source order
 * @param headings of the document, in source order; those within a card belong to it
 * @returns both, in source order
 */
export function divideByTitles(
  titles: readonly FoundTitle[],
  headings: readonly PlainHeading[],
  {card: {depth}}: Template
): Divider[] {
  const dividers = titles.map(({card: closed, ...title}): Divider => ({
    type: 'card',
    heading: {...title, depth: 0, isInBullet: false, isSwallowed: false},
    ...(closed && {closed})
  }))
  const isContent = ({node, start}: PlainHeading): boolean => {
    const above = titles[findFirst(titles, (each) => each.start > start) - 1]
    const end = above?.card?.end ?? above?.end ?? 0
    return node.depth >= depth || start < end
  }
  const plain = headings.filter((heading) => !isContent(heading))
  return [
    ...dividers,
    ...plain.map((heading): Divider => ({type: 'heading', heading}))
  ].toSorted((left, right) => left.heading.start - right.heading.start)
}

/** What the labels around a line show. */
interface Surroundings {
  /** @returns the position of its field in the template; `Infinity` without a label */
  readonly rankOf: (label: LabelCandidate | undefined) => number
  /**
   * @param index of the line
   * @param firstBelow index of the first label below it
   * @param lastRank rank of the last label above it
   */
  readonly findBelow: (
    index: number,
    firstBelow: number,
    lastRank: number
  ) => Pick<Context, 'nextRank' | 'isBeginning'>
}

function createSurroundings(
  found: readonly Found[],
  labels: readonly LabelCandidate[],
  {fields}: Template
): Surroundings {
  const ranks = new Map(fields.map((field, index) => [field, index] as const))
  const rankOf: Surroundings['rankOf'] = (label) =>
    (label && ranks.get(label.field)) ?? Infinity
  const canBeFilled = hasFilledFields({fields})
  // Plain words count only for the first field of a card.
  const nextCounting = findNext(
    labels,
    (label) => label.certainty !== 'possible' || rankOf(label) === 0
  )
  const nextFilled = findNext(labels, (label) => label.isFilled || !canBeFilled)
  // Two labels mean a card; one is enough if a card needs only one.
  const required = fields.filter(({label, optional}) => label && !optional)
  const nextOther =
    required.length === 1 ? labels.map((_, at) => at) : findNextOther(labels)
  const ends = findEnds(found)
  return {
    rankOf,
    findBelow(index, firstBelow, lastRank) {
      const end = ends[index] ?? Infinity
      const isBefore = (at = Infinity): boolean =>
        (labels[at]?.start ?? Infinity) < end
      const next = nextCounting[firstBelow] ?? Infinity
      const nextRank = isBefore(next) ? rankOf(labels[next]) : Infinity
      const beginsAnew =
        lastRank < 0 ||
        nextRank < lastRank ||
        (nextRank === lastRank && !fields[nextRank]?.repeat)
      return {
        nextRank,
        isBeginning:
          isBefore(nextOther[next]) &&
          isBefore(nextFilled[firstBelow]) &&
          beginsAnew
      }
    }
  }
}

/** Whether a line that could be a label is one, by the template's order. */
function isLabel(
  {card, plain, label}: Found,
  {lastRank, nextRank, isBeginning, isInCard}: Context,
  rank: number,
  template: Template
): boolean {
  const isInOrder = lastRank < rank && rank < nextRank
  const hasPrefix = card?.hasPrefix === true
  if (!plain || label?.underline || plain.node.depth > template.card.depth) {
    const goesOn = isInOrder || (isInCard && lastRank < rank)
    const mustBeInCard = plain !== undefined && hasPrefix
    return (goesOn || !isBeginning) && (isInCard || !mustBeInCard)
  }

  // A heading as high as a card's is a label only if it is between labels, or the last label of a card.
  const isBetween = isInOrder && isInCard && lastRank >= 0
  return isBetween && (!hasPrefix || nextRank < Infinity)
}

/** For each label, the index of the first one, itself included, that passes the test. */
function findNext(
  labels: readonly LabelCandidate[],
  test: (label: LabelCandidate) => boolean
): number[] {
  const next = new Array<number>(labels.length)
  let found = Infinity
  for (const [at, label] of [...labels.entries()].reverse()) {
    if (test(label)) found = at
    next[at] = found
  }

  return next
}

/** For each label, the index of the next one of another field. */
function findNextOther(labels: readonly LabelCandidate[]): number[] {
  const next = new Array<number>(labels.length).fill(Infinity)
  for (let at = labels.length - 2; at >= 0; at--) {
    const isSame = labels[at]?.field === labels[at + 1]?.field
    next[at] = isSame ? (next[at + 1] ?? Infinity) : at + 1
  }

  return next
}

/** For each line, the start of the next line that may divide and is not just a label. */
function findEnds(found: readonly Found[]): number[] {
  const ends = new Array<number>(found.length).fill(Infinity)
  let end = Infinity
  for (let at = found.length - 1; at >= 0; at--) {
    ends[at] = end
    const {card, plain, label} = found[at] ?? {}
    if (!label || card?.hasPrefix) end = (card ?? plain)?.start ?? end
  }

  return ends
}
