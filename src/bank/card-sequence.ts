/**
 * Finds the headings of cards where no prefix marks them, from the sequence of all headings: the numbers of their
 * neighbors, their depth, the labels below them. An answer may have headings and numbered steps of its own; those are
 * not cards. A heading that may be either is read as content, and is reported as doubtful.
 */
import {endsWithQuestionMark} from '../text/question-mark.ts'
import type {CardHeading} from './model.ts'
import type {Found, PlainHeading} from './split-cards.ts'
import {startOf} from './split-cards.ts'
import type {LabelCandidate} from './label-candidates.ts'
import {mentionsNumber} from '../template/card-title.ts'
import {latin} from '../template/numerals.ts'
import {findFirst} from '../text/binary-search.ts'
import {fold} from '../text/fuzzy-match.ts'
import type {CardTemplate, Template} from '../template/model.ts'
import {getHeadFields, hasWord, isFreeText} from '../template/model.ts'

/** The result: which lines divide a document, according to their sequence. */
export interface Settled {
  /** Lines that divide; the content of cards is left out, and lines that begin a card are marked as sure. */
  readonly found: readonly Found[]
  /** Headings that are not cards, but look like cards. */
  readonly doubtful: readonly PlainHeading[]
}

/**
 * @param found lines that may divide the document, in source order
 * @param labels label candidates, in source order
 */
export function settleCards(
  found: readonly Found[],
  labels: readonly LabelCandidate[],
  template: Template,
  text: string
): Settled {
  const {depth, prefix} = template.card
  const settled = settle(found, labels, template, text)
  if (!getHeadFields(template).some(isFreeText)) return settled
  // In free text, a bold line or another heading above labels is a part of the text.
  const mayBeCard = (each: Found): boolean =>
    each.isSure ||
    (prefix !== '' &&
      (each.card?.hasPrefix === true || isHeadingAt(each, depth)))
  return {
    ...settled,
    found: settled.found
      .map((each) => (mayBeCard(each) ? each : {...each, card: undefined}))
      .filter(({card, plain}) => card ?? plain)
  }
}

function settle(
  found: readonly Found[],
  labels: readonly LabelCandidate[],
  template: Template,
  text: string
): Settled {
  const {number, prefix} = template.card
  if (prefix !== '') return {found, doubtful: []}
  return number
    ? settleByNumber(found, labels, template, text)
    : {found: settleByPlace(found, labels, template), doubtful: []}
}

/**
 * Settles by place: at the depth of cards, a heading with labels below it is a card, and so are the headings between
 * such ones.
 */
function settleByPlace(
  found: readonly Found[],
  labels: readonly LabelCandidate[],
  template: Template
): Found[] {
  const mustHaveLabel = hasRequiredLabel(template)
  const isAtDepth = (each: Found): boolean =>
    isHeadingAt(each, template.card.depth) && !each.label
  const isCard = found.map((each) => {
    if (each.isSure) return each.card !== undefined
    if (!isAtDepth(each)) return false
    return !mustHaveLabel || hasLabelBelow(each, found, labels)
  })
  const first = isCard.indexOf(true)
  const last = isCard.lastIndexOf(true)
  return found.map((each, at) =>
    isCard[at] || (isAtDepth(each) && first < at && at < last)
      ? toSure(each)
      : each
  )
}

function toSure(each: Found): Found {
  return each.isSure ? each : {...each, isSure: true}
}

/**
 * Settles by number. A heading with its number at the depth of cards is a card. A heading between two such headings is
 * a card if it exactly fills the gap between their numbers; otherwise it is content.
 */
function settleByNumber(
  found: readonly Found[],
  labels: readonly LabelCandidate[],
  template: Template,
  text: string
): Settled {
  let look: Look | undefined
  const isLastContent = template.fields.at(-1)?.kind === 'content'
  const settled: Found[] = []
  const doubtful: PlainHeading[] = []
  for (const stretch of cut(found, template, text.length)) {
    const {above, boundary, cards: sure, next, open} = stretch
    for (const each of sure) settled.push(toSure(each))
    if (open.length === 0 && !boundary) continue
    look ??= createLook(found, labels, template)
    const cards = new Set(findBetween(stretch, look, template.card, text))
    const misplaced = findMisplaced(stretch, template.card)
    for (const each of open) {
      const {plain} = each
      const isCard = cards.has(each)
      const isDoubtful = misplaced.has(each) || look.isMeant(each)
      if (!isCard && above && plain && isDoubtful) doubtful.push(plain)
      const isContent =
        isLastContent &&
        above !== undefined &&
        next !== undefined &&
        plain !== undefined &&
        isContentDepth(plain, template) &&
        !each.isSure
      // In the middle of the cards, it belongs to the card above.
      if (isCard || !isContent) settled.push({...each, isSure: isCard})
    }

    if (boundary) settled.push(boundary)
  }

  return {found: settled, doubtful}
}

/**
 * Whether a heading without a number can be content: it is as deep as a card's, or a title, as which a comment of a
 * shell is read.
 */
function isContentDepth(
  {isAboveHeading, node: {depth}}: PlainHeading,
  {card}: Template
): boolean {
  return depth === card.depth || (depth === 1 && !isAboveHeading)
}

/** Headings that are certainly cards, and what is between them and the next one. */
interface Stretch {
  /** The headings, without another line between them; none at the start. */
  readonly cards: readonly Found[]
  /** The last of them. */
  readonly above: Found | undefined
  readonly open: readonly Found[]
  /** The number above; at the start, the one before the first. */
  readonly last: number
  /** The number below; none at the end, and if numbers begin again. */
  readonly next: number | undefined
  /** All numbers of cards up to where they begin again. */
  readonly numbers: ReadonlySet<number>
  /** Where it ends. */
  readonly end: number
  /** The section at which numbers begin again. */
  readonly boundary: Found | undefined
}

function cut(
  found: readonly Found[],
  {card}: Template,
  length: number
): Stretch[] {
  const stretches: Stretch[] = []
  const before = (card.number?.first ?? 1) - 1
  let cards: Found[] = []
  let last = before
  let open: Found[] = []
  let numbers = new Set<number>()
  const close = (end: number, next?: number, boundary?: Found): void => {
    const above = cards.at(-1)
    stretches.push({cards, above, open, last, next, numbers, end, boundary})
    cards = []
    open = []
  }

  for (const each of found) {
    const {plain} = each
    if (isAnchor(each, {last, part: cards.at(-1)?.card?.part ?? ''}, card)) {
      if (open.length > 0) close(startOf(each), each.card?.number)
      if (each.card?.number !== undefined) numbers.add(each.card.number)
      cards.push(each)
      last = each.card?.lastNumber ?? last
    } else if (card.restart && plain && plain.node.depth < card.depth) {
      close(startOf(each), undefined, each)
      numbers = new Set()
      last = before
    } else {
      open.push(each)
    }
  }

  close(length)
  return stretches
}

/** Whether this is certainly a card's heading: at the right depth, with a number that is written as in the template. */
function isAnchor(
  {card, isSure, plain}: Found,
  {last, part: above}: {readonly last: number; readonly part: string},
  template: CardTemplate
): boolean {
  if (!isSure || !plain || !card || card.depth !== template.depth) return false
  if (card.number === undefined || card.isInBullet) return false
  if (card.part === '' || hasWord({card: template})) return true

  // `3d` and `1.5` may be words of a title, so the parts have to count as well.
  const step = countPart(card.part) - countPart(above)
  if (card.number === last) return above === '' ? step <= 2 : step === 1
  return card.number === last + 1 && countPart(card.part) <= 1
}

/**
 * @returns the index of a part of a number, from 1: `b` and `.2` are the second; 0 for no part, and for several
 *   numbers
 */
function countPart(part: string): number {
  const [, letter, digits] =
    /^(?:\.?([a-z])|(?:\.\d+)*\.(\d+))/i.exec(part) ?? []
  if (letter !== undefined) return parseInt(letter, 36) - 9
  return Number(digits ?? 0)
}

/** @returns the lines of a stretch that are cards */
function findBetween(
  {above, end, last, next, numbers, open}: Stretch,
  look: Look,
  {depth, number: pattern}: CardTemplate,
  text: string
): Found[] {
  const chain: Found[] = []
  let want = last + 1
  // For each depth, the last number of an answer's steps: each step has the number after the one before.
  const steps = new Map<number, number>()
  for (const each of open) {
    const {card, plain} = each
    if (!card || card.part !== '' || card.number === undefined) continue
    const form = plain?.node.depth ?? card.depth
    const isStep = steps.get(form) === card.number - 1
    const isBelow = next === undefined || want < next
    if (card.number === want && isBelow && !isStep && isWhole(each)) {
      chain.push(each)
      want = (card.lastNumber ?? want) + 1
    } else {
      steps.set(form, card.number)
    }
  }

  if (next === undefined) return chain.filter((each) => look.isCard(each))
  if (want === next) return chain
  // At the depth of cards, the right number is enough.
  const marked = chain.findIndex(({card}) => card?.depth !== depth)
  if (marked !== 0 && chain.length > 0) {
    return marked === -1 ? chain : chain.slice(0, marked)
  }

  if (!above || next !== last + 2 || chain.length > 0) return []
  const [bare, ...others] = open.filter(
    (each) => isHeadingAt(each, depth) && !each.label
  )
  const isAlone = bare && !bare.isSure && others.length === 0
  if (!isAlone || !look.isAlike(bare) || numbers.has(want)) return []
  // A card with that number may be there already without being read as one, for example in a fence that was never
  // closed.
  const around =
    text.slice(above.plain?.end, bare.plain?.start) +
    text.slice(bare.plain?.end, end)
  return mentionsNumber(around, want, pattern?.numerals ?? latin) ? [] : [bare]
}

/**
 * @returns the headings at another depth that continue the numbers of the cards, or repeat the last one: the steps of
 *   an answer have their own first number
 */
function findMisplaced(
  {above, last, next = Infinity, open}: Stretch,
  {depth}: CardTemplate
): ReadonlySet<Found> {
  const firsts = new Map<number, number>()
  return new Set(
    open.filter(({card, plain}) => {
      const number = card?.hasPrefix ? card.number : undefined
      if (!above || !plain || number === undefined) return false
      const own = plain.node.depth
      const first = firsts.get(own) ?? number
      firsts.set(own, first)
      return own !== depth && first >= last && first > 1 && number <= next
    })
  )
}

/** Whether a line is on its own, as a heading is: not a line of a paragraph, unless it has the marker of a heading. */
function isWhole({card, isAlone, plain}: Found): boolean {
  return plain !== undefined || (card?.depth ?? 0) > 0 || isAlone
}

/** What the headings of cards have in common. */
interface Look {
  /** @returns whether the line looks like a card's heading, as far as can be known */
  isAlike(each: Found): boolean
  /** @returns whether a heading with the next number, after the last card, is a card */
  isCard(each: Found): boolean
  /** @returns whether a heading that was read as content looks like a card's */
  isMeant(each: Found): boolean
}

/** From this share of titles on, it is a habit of the bank. */
const habit = 0.8

function createLook(
  found: readonly Found[],
  labels: readonly LabelCandidate[],
  template: Template
): Look {
  const {depth} = template.card
  // Computed only when it is needed, as in a bank in order it is not.
  let titles: ReadonlyMap<string, number> | undefined
  let share: number | undefined
  const mustHaveLabel = hasRequiredLabel(template)
  const isOnce = ({card}: Found): boolean => {
    titles ??= countTitles(found)
    return titles.get(fold(card?.title ?? '')) === 1
  }
  const getShare = (): number => (share ??= getShareOfQuestions(found))
  const isAlike = (each: Found): boolean => {
    if (!isOnce(each)) return false
    if (mustHaveLabel) return hasLabelBelow(each, found, labels)
    return isQuestion(each.card) ? getShare() > 1 - habit : getShare() < habit
  }
  return {
    isAlike,
    isCard: (each) => {
      const {card, plain} = each
      if (!isAlike(each) || !card) return false
      if (hasWord(template) && card.hasPrefix) return true
      // Without a word, it may be a step of the last answer.
      if (!plain && card.depth !== depth) return false
      return (
        plain?.node.depth === depth || (getShare() >= habit && isQuestion(card))
      )
    },
    isMeant: (each) =>
      isHeadingAt(each, depth) &&
      !each.isSure &&
      !each.label &&
      isAlike(each) &&
      (mustHaveLabel || (getShare() >= habit && isQuestion(each.card)))
  }
}

/** @returns how often each title is there */
function countTitles(found: readonly Found[]): ReadonlyMap<string, number> {
  const titles = new Map<string, number>()
  for (const {card} of found) {
    const title = fold(card?.title ?? '')
    titles.set(title, (titles.get(title) ?? 0) + 1)
  }

  return titles
}

/** @returns the share of cards whose titles ask a question, from 0 to 1; 0 if there are no cards */
function getShareOfQuestions(found: readonly Found[]): number {
  const cards = found.filter((each) => each.isSure && each.card)
  const asking = cards.filter(({card}) => isQuestion(card)).length
  return cards.length === 0 ? 0 : asking / cards.length
}

function isQuestion(card: CardHeading | undefined): boolean {
  return endsWithQuestionMark(card?.title ?? '')
}

function isHeadingAt({card, plain}: Found, depth: number): boolean {
  return plain !== undefined && card?.form !== 'text' && card?.depth === depth
}

function hasRequiredLabel({fields}: Template): boolean {
  return fields.some(({label, optional}) => label !== '' && !optional)
}

/** Whether a label is between a line and the next one that may divide. */
function hasLabelBelow(
  each: Found,
  found: readonly Found[],
  labels: readonly LabelCandidate[]
): boolean {
  const start = startOf(each)
  const next = found[findFirst(found, (other) => startOf(other) > start)]
  const end = next ? startOf(next) : Infinity
  const label = labels[findFirst(labels, (label) => label.start > start)]
  return label !== undefined && (label.start < end || label === next?.label)
}
