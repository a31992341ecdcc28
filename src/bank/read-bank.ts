/**
 * mdast to `Bank`: the one place that knows how a broken card can look in Markdown.
 *
 * A card stands from its heading to the next heading of its level or above. It is laid out as a sequence of
 * labels and contents by offsets in the source, not by nodes: a label that CommonMark reads as the end of the
 * bullet above still begins its field, and the bullets behind it are that field's, whatever list they are in.
 */
import type {Root} from 'mdast'
import {toString} from 'mdast-util-to-string'
import type {Point} from 'unist'
import type {VFile} from 'vfile'
import {location} from 'vfile-location'
import type {BankConfig} from '../template/config.ts'
import type {Template} from '../template/model.ts'
import {readConfig} from '../template/read-config.ts'
import type {Details} from './collapsed-fields.ts'
import {findDetails} from './collapsed-fields.ts'
import type {Divider, PlainHeading} from './split-cards.ts'
import {findDividers, findHeadings} from './heading-candidates.ts'
import {bankName} from '../template/is-bank.ts'
import type {LabelCandidate} from './label-candidates.ts'
import {getUnparsedText} from '../markdown/lazy-tree.ts'
import {
  chooseLabels,
  findLabelCandidates,
  hasFilledFields
} from './choose-labels.ts'
import type {Line} from './text-lines.ts'
import {findLines} from './text-lines.ts'
import {fold} from '../text/fuzzy-match.ts'
import {findMisfit} from './find-misfit.ts'
import {numberCards} from './number-cards.ts'
import {createFieldReader} from './read-fields.ts'
import type {Bank, Card, Label, Section} from './model.ts'
import type {Range} from '../markdown/offsets.ts'
import {parseFrontMatter} from '../markdown/parse.ts'
import type {Scanned} from './canonical-cards.ts'
import {scanCards} from './canonical-cards.ts'
import {lineStartOf, stripByteOrderMark} from '../markdown/offsets.ts'

/** What the heading of the list of contents is called where front matter does not say. */
const contentsName = /^(?:table of )?contents$/i

/** @returns whether the section of this title lists the others: it holds no cards */
export function isContentsTitle(
  title: string,
  {contents}: BankConfig
): boolean {
  return (
    contentsName.test(title) ||
    (contents !== undefined && fold(contents) === fold(title))
  )
}

const cache = new WeakMap<Root, {source: string; bank: Bank | undefined}>()

/**
 * @param tree what remark parsed, with front matter
 * @param file the file that it was parsed from
 * @returns the bank, or `undefined` if the file is none; the same object for the same tree and text
 */
export function readBank(tree: Root, file: VFile): Bank | undefined {
  const source = stripByteOrderMark(String(file))
  const cached = cache.get(tree)
  if (cached?.source === source) return cached.bank
  const text = source.includes('\r')
    ? source.replace(/\r(?!\n)/g, '\n')
    : source
  // Nobody has looked into the tree, and so nobody has changed it: cards can be read without it.
  const isUntouched = getUnparsedText(tree) === source
  const head = isUntouched ? parseFrontMatter(source) : tree
  const config = readConfig(head, text)
  const isBank = file.basename === bankName || config.isDeclared
  const scanned =
    isBank && isUntouched
      ? scanCards(
          source,
          config,
          (title) => isContentsTitle(title, config),
          () => tree
        )
      : undefined
  const bank = isBank
    ? readFitting({tree, source, text}, config, scanned)
    : undefined
  cache.set(tree, {source, bank})
  return bank
}

/** What a bank is read from. */
type Source = Pick<Bank, 'tree' | 'source' | 'text'>

/** Reads the bank; without cards, where the template is not that of its cards. */
function readFitting(
  source: Source,
  config: BankConfig,
  scanned: Scanned | undefined
): Bank {
  const bank = parseBank(source, config, scanned)
  const problem = config.isTemplateKnown ? findMisfit(bank) : undefined
  if (!problem) return bank
  const problems = [...config.problems, problem]
  return parseBank(source, {...config, problems, isTemplateKnown: false})
}

function parseBank(
  source: Source,
  config: BankConfig,
  {cards: scanned, rest}: Scanned = {cards: [], rest: source.tree}
): Bank {
  const {text} = source
  const details = findDetails(rest, text, config.template)
  const lines = findLines(rest, text)
  const divided = divide(lines, source, config, details, scanned)
  const laidOut = layOut(divided, {source, config, details, rest, lines})
  const visible = lines.filter(({isRest}) => !isRest)
  return toBank(
    source,
    config,
    {...laidOut, ...divided},
    {rest, lines: visible}
  )
}

/** The lines of a document that matter. */
interface Divided {
  readonly candidates: readonly LabelCandidate[]
  readonly dividers: readonly Divider[]
  /** Headings that are no cards, and look as if they were meant as such. */
  readonly doubtful: readonly PlainHeading[]
}

function divide(
  allLines: readonly Line[],
  {text}: Source,
  config: BankConfig,
  details: Details,
  scanned: Scanned['cards']
): Divided {
  const {isTemplateKnown, sections, template} = config
  // In a collapsed value, headings and labels are a part of it.
  const lines = allLines.filter(({start}) => !details.isInside(start))
  // By a template that is not the bank's, everything would be wrong, and repaired.
  if (!isTemplateKnown) {
    return {candidates: [], dividers: findHeadings(lines, text), doubtful: []}
  }

  const candidates = findLabelCandidates(lines, text, template, details.labels)
  const isContents = (title: string): boolean => isContentsTitle(title, config)
  const options = {text, template, sections, isContents, scanned}
  return {candidates, ...findDividers(lines, candidates, options)}
}

type LaidOut = Pick<Bank, 'sections' | 'cards' | 'blocks' | 'strayLabels'>

/** Puts together what stands between two dividers. */
function layOut(
  {candidates, dividers}: Divided,
  {
    source: {text},
    config,
    details,
    rest,
    lines
  }: {
    source: Source
    config: BankConfig
    details: Details
    rest: Root
    lines: readonly Line[]
  }
): LaidOut {
  const {template} = config
  const readFields = createFieldReader({
    rest,
    lines,
    text,
    template,
    details
  })
  const sections: Section[] = []
  const cards: Omit<Card, 'number' | 'doubt'>[] = []
  const blocks: Range[] = []
  const strayLabels: Label[] = []
  let candidateIndex = 0
  let section: Section | undefined
  for (const part of findParts(dividers, text, template.card.depth)) {
    const {divider, end, start} = part
    const from = divider?.heading.end ?? start
    const own: LabelCandidate[] = []
    for (; candidateIndex < candidates.length; candidateIndex++) {
      const candidate = candidates[candidateIndex]
      if (!candidate || candidate.start >= end) break
      if (candidate.start >= from) own.push(candidate)
    }

    if (divider?.type !== 'card') {
      strayLabels.push(...findStrayLabel(own, template))
      section = divider ? openSection(part, section, config) : undefined
      if (section && section !== sections.at(-1)) sections.push(section)
      blocks.push({start, end})
      continue
    }

    const {heading, scanned} = divider
    cards.push({
      start,
      end,
      heading,
      fields: scanned?.fields ?? readFields(own, heading, end),
      section,
      isCanonical: scanned !== undefined
    })
    blocks.push({start, end})
  }

  const numbered = addNumbers(cards, text, config)
  for (const card of numbered) card.section?.cards.push(card)
  const byStart = new Map(numbered.map((card) => [card.start, card]))
  return {
    sections,
    cards: numbered,
    blocks: blocks.map((block) => ({...block, card: byStart.get(block.start)})),
    strayLabels
  }
}

function addNumbers(
  cards: readonly Omit<Card, 'number' | 'doubt'>[],
  text: string,
  {template}: BankConfig
): Card[] {
  const countable = cards.map(({heading, section}, at) => ({
    heading,
    isFirst: section !== cards[at - 1]?.section
  }))
  const numbered = numberCards(countable, text, template)
  return cards.map((card, at) => ({
    ...card,
    number: numbered[at]?.number,
    doubt: numbered[at]?.doubt
  }))
}

/** @returns the section of the cards behind a heading that begins no card */
function openSection(
  {divider, sectionEnd: end, start}: Part,
  current: Section | undefined,
  config: BankConfig
): Section | undefined {
  if (divider?.type !== 'heading') return current
  const {isAboveHeading, node: heading} = divider.heading
  if (heading.depth >= config.template.card.depth) return current
  // In the middle of a section, a title with a text may be a comment of a shell.
  if (heading.depth === 1) return isAboveHeading ? undefined : current
  const title = toString(heading)
  return isContentsTitle(title, config)
    ? undefined
    : {start, end, heading, title, cards: []}
}

/**
 * Labels of at least two fields without a card's heading above are those of a card that lacks it, unless they
 * only tell readers about the fields.
 *
 * @returns the first label, if so
 */
function findStrayLabel(
  own: readonly LabelCandidate[],
  template: Template
): readonly Label[] {
  const labels = chooseLabels(own, template)
  const [first] = labels
  const isCard =
    labels.some((label) => label.field !== first?.field) &&
    (labels.some((label) => label.isFilled) || !hasFilledFields(template))
  return first && isCard ? [first] : []
}

/** The bank, and what it is without its canonical cards. */
function toBank(
  {source, text, tree}: Source,
  config: BankConfig,
  {cards, ...laidOut}: LaidOut & Pick<Bank, 'doubtful'>,
  {lines, rest}: {lines: readonly Line[]; rest: Root}
): Bank {
  const places = location(text)
  const pointAt = (offset: number): Point => {
    const point = places.toPoint(offset)
    return {line: point?.line ?? 1, column: point?.column ?? 1, offset}
  }

  const {blocks, doubtful, sections, strayLabels} = laidOut
  const common = {
    ...{source, text, config, template: config.template},
    ...{sections, blocks, doubtful, strayLabels},
    place: (start: number, end: number) => ({
      start: pointAt(start),
      end: pointAt(end)
    })
  }
  const nonCanonical: Bank = {
    ...common,
    tree: rest,
    lines,
    cards: cards.filter(({isCanonical}) => !isCanonical),
    get nonCanonical() {
      return nonCanonical
    },
    get whole() {
      return whole
    }
  }
  let foundLines = tree === rest ? lines : undefined
  const whole: Bank = {
    ...common,
    tree,
    get lines() {
      return (foundLines ??= findLines(tree, text).filter(
        ({isRest}) => !isRest
      ))
    },
    cards,
    nonCanonical,
    get whole() {
      return whole
    }
  }
  return whole
}

/** A stretch of the text from one divider to the next; the first has none if the text begins without. */
interface Part extends Range {
  readonly divider: Divider | undefined
  /** Where the next heading stands that is above the cards, too. */
  readonly sectionEnd: number
}

/** Cuts the text at its dividers; deeper headings are content of the card or section in which they stand. */
function findParts(
  dividers: readonly Divider[],
  text: string,
  cardDepth: number
): Part[] {
  const outer = dividers.filter(
    (divider) =>
      divider.type === 'card' || divider.heading.node.depth <= cardDepth
  )
  const parts: Part[] = []
  let end = text.length
  let sectionEnd = text.length
  for (const divider of outer.toReversed()) {
    const start = lineStartOf(text, divider.heading.start)
    parts.push({start, end, divider, sectionEnd})
    end = start
    if (divider.type === 'heading' && divider.heading.node.depth < cardDepth) {
      sectionEnd = start
    }
  }

  if (end > 0) parts.push({start: 0, end, divider: undefined, sectionEnd})
  return parts.reverse()
}
