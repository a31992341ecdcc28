/**
 * mdast to `Bank`: the one place that knows how a broken card can look in Markdown.
 *
 * A card goes from its heading to the next heading of its level or above. It is laid out as a sequence of
 * labels and contents by offsets in the source, not by nodes: a label that CommonMark reads as the end of the
 * bullet above still begins its field, and the bullets after it are that field's, whatever list they are in.
 */
import type {Root} from 'mdast'
import {toString} from 'mdast-util-to-string'
import type {VFile} from 'vfile'
import type {BankConfig} from '../template/config.ts'
import {dropOtherNames} from '../template/near-labels.ts'
import type {FieldTemplate, Template} from '../template/model.ts'
import {getSequence} from '../template/model.ts'
import {readConfig} from '../template/read-config.ts'
import {findDetails, noDetails} from './collapsed-fields.ts'
import type {Divider, PlainHeading} from './split-cards.ts'
import {divideByTitles} from './split-cards.ts'
import {findTitles} from './titles/find-titles.ts'
import type {Items} from './items/find-items.ts'
import {findItems} from './items/find-items.ts'
import {cardInFile, linesInFile, sectionInFile} from './items/in-file.ts'
import type {OutdentedText} from './items/outdented-text.ts'
import type {OpenCard, Reading} from './join-readings.ts'
import {joinReadings, labelsIn} from './join-readings.ts'
import {findBullets} from './bullets.ts'
import {findDividers, findHeadings} from './heading-candidates.ts'
import {bankName} from '../template/is-bank.ts'
import {getUnparsedText} from '../markdown/lazy-tree.ts'
import {
  chooseLabels,
  findLabelCandidates,
  hasFilledFields
} from './choose-labels.ts'
import type {Line} from './text-lines.ts'
import {findLines} from './text-lines.ts'
import {findFirst} from '../text/binary-search.ts'
import {crowdTexts} from '../text/texts.ts'
import {UserError} from '../text/user-error.ts'
import {findCrowd, mostShort} from '../markdown/budget.ts'
import {fold} from '../text/fuzzy-match.ts'
import {findMisfit} from './find-misfit.ts'
import {numberCards} from './number-cards.ts'
import {createFieldReader} from './read-fields.ts'
import type {Bank, Block, Card, Label, Section} from './model.ts'
import type {Range} from '../markdown/offsets.ts'
import {createPlacer} from '../markdown/places.ts'
import {parseFrontMatter} from '../markdown/parse.ts'
import type {Scanned} from './canonical-cards.ts'
import {scanCards} from './canonical-cards.ts'
import {stripByteOrderMark} from '../markdown/offsets.ts'
import {largest, pushAll} from '../text/many.ts'

/** Title of the list of contents, unless front matter has another one. */
const contentsName = /^(?:table of )?contents$/i

/** @returns whether the section with this title is the list of contents, which has no cards */
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
 * @returns the bank, or `undefined` if the file is not one; the same object for the same tree and text
 */
export function readBank(tree: Root, file: VFile): Bank | undefined {
  const source = stripByteOrderMark(String(file))
  const cached = cache.get(tree)
  if (cached?.source === source) return cached.bank
  const text = source.includes('\r')
    ? source.replace(/\r(?!\n)/g, '\n')
    : source
  // The tree has not been parsed yet, and so no plugin has changed it: cards can be read without it.
  const isUntouched = getUnparsedText(tree) === source
  const head = isUntouched ? parseFrontMatter(source) : tree
  const config = file.data.qbank?.config ?? readConfig(head, text)
  const isBank = file.basename === bankName || config.isDeclared
  if (isBank) assertSparse(text, config, file)
  const areHeadings = config.templates.every(({card}) => !card.as)
  const scanned =
    isBank && isUntouched && areHeadings
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

/** @throws UserError for a text that would take too long to read */
function assertSparse(
  text: string,
  {templates}: BankConfig,
  {data}: VFile
): void {
  // A fix may have added lines.
  if (data.qbank?.passes) return
  const depth = largest(templates.map(({card}) => card.depth))
  const crowd = findCrowd(text, depth)
  if (crowd) throw new UserError(crowdTexts[crowd.of](crowd.line, mostShort))
}

/** What a bank is read from. */
type Source = Pick<Bank, 'tree' | 'source' | 'text'>

/** Reads the bank; without cards, if the template is not that of its cards. */
function readFitting(
  source: Source,
  config: BankConfig,
  scanned: Scanned | undefined
): Bank {
  const bank = readInFile(source, config, scanned)
  const problem = config.isTemplateKnown ? findMisfit(bank) : undefined
  if (!problem) return bank
  const problems = [...config.problems, problem]
  return parseBank(source, {...config, problems, isTemplateKnown: false})
}

/** Reads cards that are list items in a text in which they are not. */
function readInFile(
  file: Source,
  config: BankConfig,
  scanned: Scanned | undefined
): Bank {
  const {isTemplateKnown, templates} = config
  const items =
    isTemplateKnown && templates[0].card.as === 'item'
      ? findItems(file, templates, createNameTest(config))
      : undefined
  if (!items) return parseBank(file, config, scanned)
  const {text, tree, whole} = items
  const source = text.shorten(file.source)
  const outdented = {tree, source, text: text.text}
  return toFileBank(
    {...file, tree: whole},
    parseBank(outdented, config, undefined, items),
    text
  )
}

function parseBank(
  source: Source,
  config: BankConfig,
  {cards: scanned, rest}: Scanned = {cards: [], rest: source.tree},
  items?: Items
): Bank {
  const lines = findLines(rest, source.text)
  const readings = readAll({source, config, rest, lines, items}, scanned)
  const laidOut = layOut(readings, source.text, config)
  const visible = lines.filter(({isRest}) => !isRest)
  const inFile = items?.text
  return toBank(source, config, laidOut, {rest, lines: visible, inFile})
}

/** A document without the cards that have been read already. */
interface Document {
  readonly source: Source
  readonly config: BankConfig
  readonly rest: Root
  readonly lines: readonly Line[]
  readonly items: Items | undefined
}

/** @returns what each template reads in the document */
function readAll(document: Document, scanned: Scanned['cards']): Reading[] {
  const {source, config, rest, lines: allLines} = document
  const {text} = source
  const {isTemplateKnown, sections, templates} = config
  const collapsed = templates.map((each) =>
    findDetails(rest, text, each, scanned)
  )
  // Headings and labels in a collapsed value belong to it.
  const lines = allLines.filter(({start}) =>
    collapsed.every((details) => !details.isInside(start))
  )
  const isContents = (title: string): boolean => isContentsTitle(title, config)
  const bullets = findBullets(rest)
  return templates.map((template, at): Reading => {
    const details = collapsed[at] ?? noDetails
    const common = {
      template,
      readFields: createFieldReader({
        ...{bullets, rest, text, template, details},
        lines: allLines
      })
    }
    // With another bank's template, all cards would be reported, and changed.
    if (!isTemplateKnown) {
      const dividers = findHeadings(lines, text).map((heading): Divider => ({
        type: 'heading',
        heading
      }))
      return {...common, candidates: [], dividers, doubtful: []}
    }

    const candidates = dropOtherNames(
      [...findLabelCandidates(lines, text, template), ...details.labels].sort(
        (left, right) => left.start - right.start
      ),
      text,
      (field) => countLabels(scanned, field)
    )
    if (template.card.as) {
      const dividers = divideOtherForm(document, template)
      return {...common, candidates, dividers, doubtful: []}
    }

    const options = {text, template, sections, isContents, scanned}
    return {
      ...common,
      candidates,
      ...findDividers(lines, candidates, options)
    }
  })
}

/** @returns the dividers of a document whose cards have no headings */
function divideOtherForm(
  {config, items, lines, rest, source: {text}}: Document,
  template: Template
): Divider[] {
  const titles =
    items?.titles.get(template) ??
    findTitles(rest, text, template, createNameTest(config))
  const headings = findHeadings(lines, text).filter(
    ({node}) => items?.outer.has(node) ?? true
  )
  return divideByTitles(titles, headings, template)
}

/** @returns a test of whether a name is not that of a card */
function createNameTest(config: BankConfig): (name: string) => boolean {
  const sections = (config.sections ?? []).map(fold)
  return (name) =>
    isContentsTitle(name, config) || sections.includes(fold(name))
}

function countLabels(scanned: Scanned['cards'], field: FieldTemplate): number {
  return scanned.filter(({fields}) =>
    fields.some(({label, template}) => template === field && label.text !== '')
  ).length
}

type LaidOut = Pick<
  Bank,
  'sections' | 'cards' | 'blocks' | 'doubtful' | 'strayLabels'
>

/** Makes blocks, cards and sections from the parts between dividers. */
function layOut(
  readings: readonly Reading[],
  text: string,
  config: BankConfig
): LaidOut {
  const sections: OpenSection[] = []
  const cards: OpenCard[] = []
  const blocks: Block[] = []
  const strayLabels: Label[] = []
  let section: OpenSection | undefined
  for (const {card, end, plain, start} of joinReadings(readings, text)) {
    blocks.push({start, end, card})
    if (card) {
      card.section = section
      cards.push(card)
      section?.cards.push(card)
      continue
    }

    const range = {start: plain?.end ?? start, end}
    pushAll(strayLabels, findStrayLabel(readings, range))
    if (!plain) continue
    const isAbove = plain.node.depth < config.templates[0].card.depth
    // A heading ends the last section, whether another one begins or not.
    const last = sections.at(-1)
    if (isAbove && last?.end === text.length) last.end = start
    section = openSection(plain, {start, end: text.length}, section, config)
    if (section && section !== last) sections.push(section)
  }

  addNumbers(cards, text, config.templates)
  const doubtful = findDoubtful(readings, cards)
  return {sections, cards, blocks, doubtful, strayLabels}
}

/** Headings that are doubtful in the template of the card above, and are not cards in another template. */
function findDoubtful(
  readings: readonly Reading[],
  cards: readonly Card[]
): PlainHeading[] {
  const isOf = ({start}: PlainHeading, template: Template): boolean => {
    const above = cards[findFirst(cards, (card) => card.start > start) - 1]
    return above?.template === template && above.heading.start !== start
  }
  return readings
    .flatMap(({doubtful, template}) =>
      doubtful.filter((heading) => isOf(heading, template))
    )
    .toSorted((left, right) => left.start - right.start)
}

/** Cards with the same kind of heading are counted together. */
function addNumbers(
  cards: readonly OpenCard[],
  text: string,
  templates: readonly Template[]
): void {
  const numbering = templates.filter(({card}) => card.number)
  const sequences = new Map(
    numbering.map((template) => [template, getSequence(template)])
  )
  for (const sequence of new Set(sequences.values())) {
    const group = cards.filter(
      ({template}) => sequences.get(template) === sequence
    )
    const [first] = group
    if (!first) continue
    const countable = group.map(({heading, section}, at) => ({
      heading,
      isFirst: section !== group[at - 1]?.section
    }))
    const numbers = numberCards(countable, text, first.template)
    for (const [at, card] of group.entries()) {
      card.number = numbers[at]?.number
      card.doubt = numbers[at]?.doubt
    }
  }
}

/** A section whose end is not known yet. */
type OpenSection = Omit<Section, 'end'> & {end: number}

/** @returns the section of the cards after a heading that does not begin a card */
function openSection(
  {isAboveHeading, node: heading}: PlainHeading,
  range: Range,
  current: OpenSection | undefined,
  config: BankConfig
): OpenSection | undefined {
  const [{card}] = config.templates
  if (heading.depth >= card.depth) return current
  // In the middle of a section, a title with text below it may be a comment of a shell.
  if (heading.depth === 1) return isAboveHeading ? undefined : current
  const title = toString(heading)
  return isContentsTitle(title, config)
    ? undefined
    : {...range, heading, title, cards: []}
}

/**
 * Labels of at least two fields without a card's heading above them belong to a card without its heading, unless they
 * only explain the fields to readers.
 *
 * @returns the first label, if so
 */
function findStrayLabel(
  readings: readonly Reading[],
  range: Range
): readonly Label[] {
  for (const reading of readings) {
    const {template} = reading
    const labels = chooseLabels(labelsIn(reading, range), template)
    const [first] = labels
    const isCard =
      labels.some((label) => label.field !== first?.field) &&
      (labels.some((label) => label.isFilled) || !hasFilledFields(template))
    if (first && isCard) return [first]
  }

  return []
}

/** Makes the bank, and the bank without its canonical cards. */
function toBank(
  {source, text, tree}: Source,
  config: BankConfig,
  {cards, ...laidOut}: LaidOut,
  {inFile, lines, outdented, rest}: Read
): Bank {
  const place = createPlacer(text)
  const {blocks, doubtful, sections, strayLabels} = laidOut
  const common = {
    ...{source, text, config, templates: config.templates},
    cardDepth: config.templates[0].card.depth,
    ...{sections, blocks, doubtful, strayLabels},
    place: (start: number, end: number) =>
      inFile?.placeInFile(inFile.rangeToFile({start, end})) ??
      place({start, end}),
    inFile
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
    },
    get outdented() {
      return outdented?.nonCanonical ?? nonCanonical
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
    },
    get outdented() {
      return outdented ?? whole
    }
  }
  return whole
}

/** The result of reading, and the text that was read. */
interface Read {
  readonly lines: readonly Line[]
  readonly rest: Root
  readonly inFile: OutdentedText | undefined
  /** The bank in that text, if this one has the positions of the file. */
  readonly outdented?: Bank
}

/** @returns a bank that was read in an outdented text, with all positions in the file */
function toFileBank(
  file: Source,
  outdented: Bank,
  inFile: OutdentedText
): Bank {
  const sections = new Map(
    outdented.sections.map((section) => [
      section,
      {...sectionInFile(section, inFile), cards: [] as Card[]}
    ])
  )
  const cards = new Map(
    outdented.cards.map((card) => {
      const section = card.section && sections.get(card.section)
      const moved: Card = {...cardInFile(card, inFile), section}
      section?.cards.push(moved)
      return [card, moved]
    })
  )
  const blocks = outdented.blocks.map(({card, ...block}): Block => ({
    ...linesInFile(block, inFile),
    card: card && cards.get(card)
  }))
  const {config, doubtful, strayLabels} = outdented
  const laidOut = {
    ...{sections: [...sections.values()], cards: [...cards.values()], blocks},
    ...{doubtful, strayLabels}
  }
  const lines = findLines(file.tree, file.text)
  const read = {rest: file.tree, lines, inFile: undefined, outdented}
  return toBank(file, config, laidOut, read)
}
