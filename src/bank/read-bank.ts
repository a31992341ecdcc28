/**
 * mdast to `Bank`: the one place that knows how a broken card can look in Markdown.
 *
 * A card stands from its heading to the next heading of its level or above. It is laid out as a sequence of
 * labels and contents by offsets in the source, not by nodes: a label that CommonMark reads as the end of the
 * bullet above still begins its field, and the bullets behind it are that field's, whatever list they are in.
 */
import type {Root, RootContent} from 'mdast'
import {toString} from 'mdast-util-to-string'
import type {Point} from 'unist'
import type {VFile} from 'vfile'
import {location} from 'vfile-location'
import {bulletsIn, findBullets} from './bullets.ts'
import type {BankConfig} from '../template/config.ts'
import {readConfig} from '../template/read-config.ts'
import {findDetails} from './collapsed-fields.ts'
import type {Divider} from './split-cards.ts'
import {createEmptyLabel, readHead} from './unlabelled-fields.ts'
import {findDividers, findHeadings} from './heading-candidates.ts'
import {bankName} from '../template/is-bank.ts'
import type {LabelCandidate} from './label-candidates.ts'
import {bulletMarker} from './label-candidates.ts'
import {getUnparsedText} from '../markdown/lazy-tree.ts'
import {
  chooseLabels,
  findLabelCandidates,
  hasFilledFields
} from './choose-labels.ts'
import {findLines} from './text-lines.ts'
import {fold} from '../text/fuzzy-match.ts'
import type {Bank, Block, Card, Field, Label, Section} from './model.ts'
import type {Range} from '../markdown/offsets.ts'
import {parseFrontMatter} from '../markdown/parse.ts'
import type {Scanned} from './canonical-cards.ts'
import {scanCards} from './canonical-cards.ts'
import {
  columnsBetween,
  lineStartOf,
  stripByteOrderMark
} from '../markdown/offsets.ts'

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

/** A line with this many columns in front of it is code, or more text of the line above (CommonMark 4.4). */
const codeIndent = 4

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
    isBank && isUntouched ? scanCards(source, config, () => tree) : undefined
  const bank = isBank
    ? parseBank({tree, source, text}, config, scanned)
    : undefined
  cache.set(tree, {source, bank})
  return bank
}

function parseBank(
  {tree, source, text}: Pick<Bank, 'tree' | 'source' | 'text'>,
  config: BankConfig,
  {cards: scanned, rest}: Scanned = {cards: [], rest: tree}
): Bank {
  const {template} = config
  const details = findDetails(rest, text, template)
  // In a collapsed value, headings and labels are a part of it.
  const allLines = findLines(rest, text)
  const lines = allLines.filter(({start}) => !details.isInside(start))
  // By a template that is not the bank's, everything would be wrong, and repaired.
  const hasCards = config.isTemplateKnown
  const candidates = hasCards
    ? findLabelCandidates(lines, text, template, details.labels)
    : []
  const dividers = hasCards
    ? findDividers(lines, candidates, {
        text,
        template,
        sections: config.sections,
        isContents: (title) => isContentsTitle(title, config),
        scanned
      })
    : findHeadings(lines)
  const bullets = findBullets(rest)
  const places = location(text)
  const parts = findParts(dividers, text, template.card.depth)
  const sections: Section[] = []
  const cards: Card[] = []
  const blocks: Block[] = []
  const strayLabels: Label[] = []

  let candidateIndex = 0
  let nodeIndex = 0
  let section: Section | undefined
  for (const part of parts) {
    const from = part.divider?.heading.end ?? part.start
    const own: LabelCandidate[] = []
    for (; candidateIndex < candidates.length; candidateIndex++) {
      const candidate = candidates[candidateIndex]
      if (!candidate || candidate.start >= part.end) break
      if (candidate.start >= from) own.push(candidate)
    }

    if (part.divider?.type !== 'card') {
      if (own.length > 0) strayLabels.push(...findStrayLabel(own))
      section = part.divider ? openSection(part, section) : undefined
      blocks.push({start: part.start, end: part.end, card: undefined})
      continue
    }

    const {heading, scanned} = part.divider
    const card: Card = {
      start: part.start,
      end: part.end,
      heading,
      fields: scanned?.fields ?? readFields(own, heading, part.end),
      number: countCard(section),
      section,
      isCanonical: scanned !== undefined
    }
    blocks.push({start: part.start, end: part.end, card})
    cards.push(card)
    section?.cards.push(card)
  }

  const place: Bank['place'] = (start, end) => ({
    start: pointAt(start),
    end: pointAt(end)
  })
  const common = {source, text, config, template, sections, blocks, strayLabels}
  const nonCanonical: Bank = {
    ...common,
    place,
    tree: rest,
    lines: allLines.filter(({isRest}) => !isRest),
    cards: cards.filter(({isCanonical}) => !isCanonical),
    get nonCanonical() {
      return nonCanonical
    },
    get whole() {
      return whole
    }
  }
  let foundLines = tree === rest ? nonCanonical.lines : undefined
  const whole: Bank = {
    ...common,
    place,
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

  /** @returns the section of the cards behind a heading that begins no card */
  function openSection(
    part: Part,
    current: Section | undefined
  ): Section | undefined {
    if (part.divider?.type !== 'heading') return current
    const {node} = part.divider.heading
    if (node.depth >= template.card.depth) return current
    if (node.depth === 1) return undefined
    const title = toString(node)
    if (isContentsTitle(title, config)) return undefined
    const opened: Section = {
      start: part.start,
      end: part.sectionEnd,
      heading: node,
      title,
      cards: []
    }
    sections.push(opened)
    return opened
  }

  /** @returns the number of the next card, where the template numbers cards */
  function countCard(current: Section | undefined): number | undefined {
    const {number, restart} = template.card
    if (!number) return undefined
    return (
      number.first + (restart && current ? current.cards.length : cards.length)
    )
  }

  function readFields(
    candidates: readonly LabelCandidate[],
    heading: Range,
    end: number
  ): Field[] {
    const labels = chooseLabels(candidates, template)
    const first = labels[0]?.lineStart ?? end
    return [
      ...readUnlabelled({
        start: heading.end,
        end: Math.max(first, heading.end)
      }),
      ...labels.map((label, at) =>
        readField(label, labels[at + 1]?.lineStart ?? end)
      )
    ]
  }

  /** @returns the fields without a label that are there */
  function readUnlabelled(head: Range): Field[] {
    if (!template.fields.some(({label}) => label === '')) return []
    const nodes: RootContent[] = []
    for (; nodeIndex < rest.children.length; nodeIndex++) {
      const node = rest.children[nodeIndex]
      const start = node?.position?.start.offset
      if (!node || start === undefined) continue
      if (start >= head.end) break
      if (start >= head.start) nodes.push(node)
    }

    return readHead(nodes, head, template, text).flatMap(({field, range}) => {
      const value = trimRange(text, range.start, range.end)
      return value.start === value.end
        ? []
        : [
            {
              template: field,
              label: createEmptyLabel(field, value.start),
              value,
              bullets: bulletsIn(bullets, value),
              closing: undefined,
              hasSwallowedBullets: false
            }
          ]
    })
  }

  function pointAt(offset: number): Point {
    const point = places.toPoint(offset)
    return {line: point?.line ?? 1, column: point?.column ?? 1, offset}
  }

  function readField(label: Label, end: number): Field {
    const boldEnd =
      (label.boldEnd ?? Infinity) > end ? undefined : label.boldEnd
    const closing =
      label.form === 'details' ? details.findClosing(label.end, end) : undefined
    const valueEnd =
      closing?.start ?? (label.form === 'details' ? beforeRule(text, end) : end)
    const value = trimRange(text, label.end, valueEnd)
    return {
      template: label.field,
      label: {...label, boldEnd},
      value: boldEnd === value.end ? dropMarker(text, value) : value,
      bullets: bulletsIn(bullets, value),
      closing,
      hasSwallowedBullets: isSwallowingBullets(label, value)
    }
  }

  function isSwallowingBullets(label: Label, value: Range): boolean {
    if (label.field.kind !== 'bullets' || label.form !== 'paragraph') {
      return false
    }

    const lineStart = lineStartOf(text, value.start)
    return (
      lineStart > label.end &&
      columnsBetween(text, lineStart, value.start) >= codeIndent &&
      bulletMarker.test(text.slice(value.start, value.start + 12))
    )
  }

  /**
   * Labels of at least two fields without a card's heading above are those of a card that lacks it, unless they
   * only tell readers about the fields.
   *
   * @returns the first label, if so
   */
  function findStrayLabel(own: readonly LabelCandidate[]): readonly Label[] {
    const labels = chooseLabels(own, template)
    const [first] = labels
    const isCard =
      labels.some((label) => label.field !== first?.field) &&
      (labels.some((label) => label.isFilled) || !hasFilledFields(template))
    return first && isCard ? [first] : []
  }
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

/** The part of the text between two offsets without white space (and a hard break's backslash) around it. */
function trimRange(text: string, from: number, to: number): Range {
  let start = from
  while (start < to && /\s/.test(text.charAt(start))) start++
  let end = to
  while (end > start && /\s/.test(text.charAt(end - 1))) end--
  if (end > start && text[end - 1] === '\\' && text[end - 2] !== '\\') {
    end--
    while (end > start && /\s/.test(text.charAt(end - 1))) end--
  }

  return start < end ? {start, end} : {start: from, end: from}
}

/** A line of `---` that ends a card, below a blank line, is none of an open value. */
function beforeRule(text: string, end: number): number {
  const from = Math.max(0, end - 40)
  const rule = /\n[ \t]*\r?\n(?:-{3,}|\*{3,}|_{3,})\s*$/.exec(
    text.slice(from, end)
  )
  return rule ? from + rule.index : end
}

/** A value without the markup behind it that was opened in front of the label. */
function dropMarker(text: string, {start, end}: Range): Range {
  let at = end
  while (at > start && end - at < 3 && /[*_]/.test(text.charAt(at - 1))) at--
  return trimRange(text, start, at)
}
