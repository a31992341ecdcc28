/**
 * mdast to `Bank`: the one place that knows how a broken card can look in Markdown.
 *
 * A card stands from its heading to the next heading of its level or above. It is laid out as a sequence of
 * labels and contents by offsets in the source, not by nodes: a label that CommonMark reads as the end of the
 * bullet above still begins its field, and the bullets behind it are that field's, whatever list they are in.
 */
import type {ListItem, Root} from 'mdast'
import {toString} from 'mdast-util-to-string'
import type {Point} from 'unist'
import type {VFile} from 'vfile'
import {location} from 'vfile-location'
import type {BankConfig} from './config.ts'
import {readConfig} from './config.ts'
import type {Divider} from './headings.ts'
import {findDividers} from './headings.ts'
import {bankName} from './is-bank.ts'
import type {LabelCandidate} from './labels.ts'
import {chooseLabels, findLabelCandidates} from './labels.ts'
import {findLines} from './lines.ts'
import type {Bank, Block, Card, Field, Label, Range, Section} from './model.ts'
import {lineStartOf} from './text.ts'

/** Sections of this name list the others and hold no cards. */
const contentsName = /^(?:table of )?contents$/i

const cache = new WeakMap<Root, {text: string; bank: Bank | undefined}>()

/**
 * @param tree what remark parsed, with front matter
 * @param file the file that it was parsed from
 * @returns the bank, or `undefined` if the file is none; the same object for the same tree and text
 */
export function readBank(tree: Root, file: VFile): Bank | undefined {
  const text = stripByteOrderMark(String(file))
  const cached = cache.get(tree)
  if (cached?.text === text) return cached.bank
  const config = readConfig(tree)
  const isBank = file.basename === bankName || config.isDeclared
  const bank = isBank ? parseBank(tree, text, config) : undefined
  cache.set(tree, {text, bank})
  return bank
}

/**
 * Micromark drops a byte order mark and counts offsets without it, so everything here does, too.
 */
export function stripByteOrderMark(text: string): string {
  return text.charCodeAt(0) === 0xfe_ff ? text.slice(1) : text
}

function parseBank(tree: Root, text: string, config: BankConfig): Bank {
  const {template} = config
  const lines = findLines(tree, text)
  const candidates = findLabelCandidates(lines, text, template)
  const dividers = findDividers(lines, candidates, {
    text,
    template,
    sections: config.sections
  })
  const bullets = findBullets(tree)
  const places = location(text)
  const parts = findParts(dividers, text, template.card.depth)
  const sections: Section[] = []
  const cards: Card[] = []
  const blocks: Block[] = []

  let candidateIndex = 0
  let section: Section | undefined
  for (const part of parts) {
    if (part.divider?.type !== 'card') {
      section = part.divider ? openSection(part, section) : undefined
      blocks.push({start: part.start, end: part.end, card: undefined})
      continue
    }

    const {heading} = part.divider
    const own: LabelCandidate[] = []
    for (; candidateIndex < candidates.length; candidateIndex++) {
      const candidate = candidates[candidateIndex]
      if (!candidate || candidate.start >= part.end) break
      if (candidate.start >= heading.end) own.push(candidate)
    }

    const labels = chooseLabels(own, template)
    const card: Card = {
      start: part.start,
      end: part.end,
      heading,
      fields: labels.map((label, at) =>
        readField(label, labels[at + 1]?.lineStart ?? part.end)
      ),
      section
    }
    blocks.push({start: part.start, end: part.end, card})
    cards.push(card)
    section?.cards.push(card)
  }

  return {
    text,
    tree,
    config,
    template,
    sections,
    cards,
    blocks,
    place: (start, end) => ({start: pointAt(start), end: pointAt(end)})
  }

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
    if (contentsName.test(title)) return undefined
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

  function pointAt(offset: number): Point {
    const point = places.toPoint(offset)
    return {line: point?.line ?? 1, column: point?.column ?? 1, offset}
  }

  function readField(label: Label, end: number): Field {
    const value = trimRange(text, label.end, end)
    return {
      template: label.field,
      label,
      value,
      bullets: bulletsIn(bullets, value)
    }
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

interface Bullet extends Range {
  readonly node: ListItem
}

/** All bullets of the document in source order, inner ones behind the one they stand in. */
function findBullets(tree: Root): Bullet[] {
  const bullets: Bullet[] = []
  const collect = (parent: Root | ListItem): void => {
    for (const node of parent.children) {
      if (node.type !== 'list') continue
      for (const item of node.children) {
        const start = item.position?.start.offset
        const end = item.position?.end.offset
        if (start === undefined || end === undefined) continue
        bullets.push({start, end, node: item})
        collect(item)
      }
    }
  }

  collect(tree)
  return bullets
}

/** The outermost bullets that begin in the range. */
function bulletsIn(bullets: readonly Bullet[], range: Range): ListItem[] {
  const found: ListItem[] = []
  let low = 0
  let high = bullets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((bullets[middle]?.start ?? 0) < range.start) low = middle + 1
    else high = middle
  }

  let covered = range.start
  for (let at = low; at < bullets.length; at++) {
    const bullet = bullets[at]
    if (!bullet || bullet.start >= range.end) break
    if (bullet.start < covered) continue
    found.push(bullet.node)
    covered = bullet.end
  }

  return found
}
