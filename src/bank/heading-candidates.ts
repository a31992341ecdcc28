/**
 * Finds the lines that may begin a card, however they are written: a heading of the wrong depth or without the prefix,
 * `###Q:` without a space, `### Question:`, a bold line, a line of text. `split-cards.ts` decides which of them do.
 */
import type {Heading} from 'mdast'
import {toString} from 'mdast-util-to-string'
import type {Divider, Found, PlainHeading} from './split-cards.ts'
import {decide, startOf} from './split-cards.ts'
import type {LabelCandidate} from './label-candidates.ts'
import {readHeading, readTextHeading} from './card-heading.ts'
import type {CardHeading} from './model.ts'
import type {Line} from './text-lines.ts'
import {fold} from '../text/fuzzy-match.ts'
import {settleCards} from './card-sequence.ts'
import type {ScannedCard} from './scanned-card.ts'
import {ScannedHeading} from './scanned-card.ts'
import type {Template} from '../template/model.ts'
import {formatLabel, hasWord} from '../template/model.ts'
import {isHeadingNext, lineStartOf} from '../markdown/offsets.ts'
import {isLinkList} from '../template/card-shapes.ts'
import type {TitleReader} from '../template/card-title.ts'
import {createTitleReader, stripBold} from '../template/card-title.ts'
import {pushAll} from '../text/many.ts'

interface Options {
  readonly text: string
  readonly template: Template
  /** Names of the sections, if front matter lists them: such a heading does not begin a card. */
  readonly sections: readonly string[] | undefined
  /** Says whether a title is that of the list of contents, which is not a card. */
  readonly isContents: (title: string) => boolean
  /** Cards that have been read from the text alone, in source order; the lines are those of the rest. */
  readonly scanned: readonly ScannedCard[]
}

/** What divides a document. */
interface Divided {
  readonly dividers: readonly Divider[]
  /** Headings that are not cards, but look like cards. */
  readonly doubtful: readonly PlainHeading[]
}

/**
 * @param lines lines of a document, from `findLines`
 * @param labels label candidates of the same document
 */
export function findDividers(
  lines: readonly Line[],
  labels: readonly LabelCandidate[],
  options: Options
): Divided {
  // A label in running text is only mentioned.
  const leading = labels.filter(({form}) => form !== 'inline')
  const {scanned, template, text} = options
  // Cards that have been read already divide the document into runs.
  const found: Found[] = []
  const runs = cutRuns(lines, leading, scanned)
  const common = {
    ...options,
    readTitle: createTitleReader(template),
    isOther: createNameTest(options)
  }
  // Where no prefix marks cards, the headings of those count, too.
  const isSequence = template.card.prefix === ''
  for (const {lines, labels, end} of runs) {
    if (lines.length > 0) pushAll(found, findCandidates(lines, labels, common))
    if (end && isSequence) found.push(toFound(end.heading))
  }

  const cards = isSequence ? dropContents(found, text) : found
  const settled = settleCards(cards, leading, template, text)
  const dividers: Divider[] = []
  let above: ScannedCard | undefined
  let at = 0
  for (const {labels, end} of runs) {
    const first = at
    at = findEnd(settled.found, at, end?.start ?? Infinity, startOf)
    if (at > first) {
      const own = settled.found.slice(first, at)
      const context = {isInCard: above !== undefined, lastRank: rankEnd(above)}
      pushAll(dividers, decide(own, labels, template, context))
    }

    if (!end) continue
    if (settled.found[at]?.card === end.heading) at++
    dividers.push({type: 'card', heading: end.heading, scanned: end})
    above = end
  }

  return {dividers, doubtful: settled.doubtful}
}

/** @returns the index in the template of the card's last field with a label; -1 if it has none */
function rankEnd(card: ScannedCard | undefined): number {
  if (!card) return -1
  const last = card.fields.findLast(({template}) => template.label !== '')
  return last ? card.template.fields.indexOf(last.template) : -1
}

/** The part of a document up to the next card that has been read already, or to the end. */
interface Run {
  readonly lines: readonly Line[]
  readonly labels: readonly LabelCandidate[]
  readonly end: ScannedCard | undefined
}

function cutRuns(
  lines: readonly Line[],
  labels: readonly LabelCandidate[],
  scanned: readonly ScannedCard[]
): Run[] {
  let lineIndex = 0
  let labelIndex = 0
  return [...scanned, undefined].map((end) => {
    const to = end?.start ?? Infinity
    const lineEnd = findEnd(lines, lineIndex, to, getStart)
    const labelEnd = findEnd(labels, labelIndex, to, getStart)
    const run = {
      lines: slice(lines, lineIndex, lineEnd),
      labels: slice(labels, labelIndex, labelEnd),
      end
    }
    lineIndex = lineEnd
    labelIndex = labelEnd
    return run
  })
}

const nothing: readonly never[] = []

/** Most runs are empty. */
function slice<Item>(
  items: readonly Item[],
  from: number,
  to: number
): readonly Item[] {
  return from === to ? nothing : items.slice(from, to)
}

/** Headings of cards that have been read already, by depth: nothing else of them is used. */
const headingNodes = ([0, 1, 2, 3, 4, 5, 6] as Heading['depth'][]).map(
  (depth): Heading => ({type: 'heading', depth, children: []})
)

/** The heading of a card that has been read already. */
function toFound(card: CardHeading): Found {
  const {end, start} = card
  const node = headingNodes[card.depth] as Heading
  const plain = {node, start, end, isAboveHeading: false}
  return {card, plain, label: undefined, isSure: true, isAlone: true}
}

/** Index, from a given one on, of the first item that begins at the offset or after it. */
function findEnd<Item>(
  items: readonly Item[],
  from: number,
  offset: number,
  toStart: (item: Item) => number
): number {
  let at = from
  while (at < items.length && toStart(items[at] as Item) < offset) at++
  return at
}

function getStart({start}: {readonly start: number}): number {
  return start
}

/**
 * @param lines lines of a document whose cards are not known
 * @returns its headings
 */
export function findHeadings(
  lines: readonly Line[],
  text: string
): PlainHeading[] {
  const headings: PlainHeading[] = []
  for (const {node, isFirst, item, start} of lines) {
    const end = node.position?.end.offset
    if (node.type !== 'heading' || !isFirst || item || end === undefined) {
      continue
    }

    const isAboveHeading = isHeadingNext(text, end)
    headings.push({node, start, end, isAboveHeading})
  }

  return headings
}

/** Options, and what is made of them once for all runs. */
interface CandidateOptions extends Options {
  readonly readTitle: TitleReader
  /** Whether a heading has the name of a section or of the list of contents. */
  readonly isOther: (name: string) => boolean
}

function findCandidates(
  lines: readonly Line[],
  labels: readonly LabelCandidate[],
  options: CandidateOptions
): Found[] {
  const {readTitle, text, template} = options
  const labelAt = new Map(labels.map((label) => [label.lineStart, label]))
  // Labels of paragraphs that became headings because of a line of `-` below.
  const underlined = new Set(
    labels.map(({underline}) => underline && lineStartOf(text, underline.start))
  )
  const isFieldOfCard = createFieldTest(lines, labels, options)
  return lines.flatMap((line): Found[] => {
    if (line.isRest) return []
    const label = labelAt.get(line.lineStart)
    if (line.node.type !== 'heading') {
      const card = readTextHeading(line, text, readTitle)
      if (!card || isFieldOfCard(label)) return []
      const isSure = !label && card.depth > 0 && hasSurePrefix(card, template)
      return [{card, plain: undefined, label, isSure, isAlone: isAlone(line)}]
    }

    const card = line.isFirst ? readHeading(line, text, readTitle) : undefined
    if (!card) return []
    const isLabel =
      card.form === 'setext' &&
      !card.hasPrefix &&
      underlined.has(lineStartOf(text, card.end))
    return isLabel ? [] : readDivider(line, card, label, options)
  })
  /** Whether the line is a paragraph of its own and all bold, or begins with the word before a number. */
  function isAlone({start, end, isFirst, isItemStart, isLast}: Line): boolean {
    if (!isFirst || !isLast || isItemStart) return false
    const source = text.slice(start, end)
    return stripBold(source) !== source || hasWord(template)
  }
}

/** Without a prefix, only the links below it distinguish a heading in a list of contents from a card's. */
function dropContents(found: readonly Found[], text: string): Found[] {
  const kept = [...found]
  let end = text.length
  for (let at = kept.length - 1; at >= 0; at--) {
    const each = kept[at] as Found
    const {card, plain} = each
    if (!plain) continue
    // A card that has been read already is not in a list of contents.
    const mayBeContents = card && !(card instanceof ScannedHeading)
    if (mayBeContents && isLinkList(text.slice(plain.end, end))) {
      kept[at] = {...each, card: undefined, isSure: false}
    }

    end = plain.start
  }

  return kept
}

/** Reads a heading of Markdown as a possible divider. */
function readDivider(
  {item, node, start}: Line,
  card: CardHeading,
  label: LabelCandidate | undefined,
  {isOther, template, text}: CandidateOptions
): Found[] {
  if (node.type !== 'heading') return []
  const isSure = !label && hasSurePrefix(card, template)
  const common = {label, isSure, isAlone: true}
  // Headings in bullets are content, unless they have a prefix or a label.
  if (item) {
    const isMeant = card.hasPrefix || label !== undefined
    return isMeant ? [{...common, card, plain: undefined}] : []
  }

  const isAboveHeading = isHeadingNext(text, card.end)
  const plain = {node, start, end: card.end, isAboveHeading}
  if (isOther(toString(node))) {
    return [{...common, card: undefined, plain, label: undefined, isSure: true}]
  }

  if (node.depth > 1) return [{...common, card, plain}]
  const isCard = card.hasPrefix && !template.card.number
  const title = isCard ? card : undefined
  return [{...common, card: title, plain, label: undefined, isSure: false}]
}

function createNameTest({
  isContents,
  sections,
  template
}: Options): CandidateOptions['isOther'] {
  const names = new Set(sections?.map(fold))
  // With a prefix, a card of that name would have it, too.
  const mayBeContents = template.card.prefix === ''
  return (name) => names.has(fold(name)) || (mayBeContents && isContents(name))
}

/** Whether the text before the title shows that this is a card; a number alone does so only at a card's depth. */
function hasSurePrefix(
  {depth, hasPrefix}: CardHeading,
  {card}: Template
): boolean {
  const isNumberAlone = card.number && !hasWord({card})
  return hasPrefix && (!isNumberAlone || depth === card.depth)
}

/**
 * @returns a function that says whether a label, in canonical form, is the only one of its field on its card (or the
 *   first of several in a row). If so, it begins a value, though it could also be the prefix of a card's heading
 *   (`**Question:** …`).
 */
function createFieldTest(
  lines: readonly Line[],
  labels: readonly LabelCandidate[],
  {text, template}: Options
): (label: LabelCandidate | undefined) => boolean {
  const labelStarts = new Set(labels.map(({lineStart}) => lineStart))
  const headings = lines.filter(
    ({node, item, lineStart}) =>
      node.type === 'heading' &&
      !item &&
      node.depth <= template.card.depth &&
      !labelStarts.has(lineStart)
  )
  // From the end: for each label, where the next label of its field and the next heading are.
  const single = new Set<LabelCandidate>()
  const next = new Map<LabelCandidate['field'], number>()
  let following: LabelCandidate | undefined
  let headingIndex = headings.length - 1
  let end = Infinity
  for (const label of labels.toReversed()) {
    for (; headingIndex >= 0; headingIndex--) {
      const heading = headings[headingIndex]
      if (!heading || heading.start < label.start) break
      end = heading.start
    }

    const isCanonical = text.startsWith(formatLabel(label.field), label.start)
    const isAlone = (next.get(label.field) ?? Infinity) >= end
    // If it is the heading of a card, labels of other fields follow first.
    if (isCanonical && (isAlone || following?.field === label.field)) {
      single.add(label)
    }

    next.set(label.field, label.start)
    following = label
  }

  return (label) => label !== undefined && single.has(label)
}
