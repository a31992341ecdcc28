/**
 * Finds the lines that begin a card, however they are written: a heading of the wrong depth or without the
 * prefix, `###Q:` without a space, `### Question:`, a bold line, a line of text.
 *
 * A line with the prefix begins a card wherever it stands. A line without it does so only when the labels of
 * a card follow and begin anew: a bold line in the middle of a card's fields stays text.
 */
import {toString} from 'mdast-util-to-string'
import type {LabelCandidate} from './labels.ts'
import type {Line} from './lines.ts'
import {fold} from './match.ts'
import type {CardHeading} from './model.ts'
import type {Template} from './template.ts'

/** A line without the prefix begins a card if at least this many labels follow. */
const fewestLabels = 2

/** A heading that begins no card. */
export interface PlainHeading {
  readonly node: Extract<Line['node'], {type: 'heading'}>
  readonly start: number
  readonly end: number
}

/** All that divides a document, in source order. */
export type Divider =
  | {readonly type: 'card'; readonly heading: CardHeading}
  | {readonly type: 'heading'; readonly heading: PlainHeading}

interface Options {
  readonly text: string
  readonly template: Template
  /** Names of the sections, where front matter lists them: such a heading begins no card. */
  readonly sections: readonly string[] | undefined
}

/**
 * @param lines lines of a document, from `findLines`
 * @param labels label candidates of the same document
 */
export function findDividers(
  lines: readonly Line[],
  labels: readonly LabelCandidate[],
  options: Options
): Divider[] {
  const reader = createTitleReader(options.template)
  const labelStarts = new Set(labels.map((label) => label.lineStart))
  const sectionNames = new Set(options.sections?.map(fold))
  const found: {divider: Divider; isSure: boolean}[] = []
  for (const line of lines) {
    const {node} = line
    const start = line.lineStart
    if (node.type === 'heading') {
      if (!line.isFirst || line.item) continue
      const heading = readHeading(line, options.text, reader)
      if (!heading) continue
      const isLabel =
        labelStarts.has(start) && node.depth >= options.template.card.depth
      if (isLabel && !heading.hasPrefix) continue
      const plain: PlainHeading = {node, start: line.start, end: heading.end}
      const isSection = sectionNames.has(fold(toString(node)))
      if (heading.hasPrefix && !isSection && node.depth > 1) {
        found.push({divider: {type: 'card', heading}, isSure: true})
      } else if (isSection || node.depth === 1) {
        found.push({divider: {type: 'heading', heading: plain}, isSure: true})
      } else {
        found.push({divider: {type: 'card', heading}, isSure: false})
      }
    } else if (!labelStarts.has(start)) {
      const heading = readText(line, options.text, reader)
      if (!heading) continue
      const isSure = heading.hasPrefix && heading.depth > 0
      found.push({divider: {type: 'card', heading}, isSure})
    }
  }

  return confirm(found, labels, lines, options)
}

/** Keeps the lines without prefix that are followed by a card's labels; headings that are not stay headings. */
function confirm(
  found: readonly {divider: Divider; isSure: boolean}[],
  labels: readonly LabelCandidate[],
  lines: readonly Line[],
  options: Options
): Divider[] {
  const ranks = new Map(
    options.template.fields.map((field, index) => [field, index] as const)
  )
  const nodes = new Map(lines.map((line) => [line.start, line.node] as const))
  const confirmed: Divider[] = []
  // Rank of the last label seen since the last divider that was kept; -1 where there is none.
  let lastRank = -1
  let labelIndex = 0
  for (const [index, {divider, isSure}] of found.entries()) {
    const {start} = divider.heading
    for (; labelIndex < labels.length; labelIndex++) {
      const label = labels[labelIndex]
      if (!label || label.start >= start) break
      if (label.certainty !== 'possible') {
        lastRank = ranks.get(label.field) ?? lastRank
      }
    }

    if (isSure) {
      confirmed.push(divider)
      lastRank = -1
      continue
    }

    const until = found[index + 1]?.divider.heading.start ?? Infinity
    const following: LabelCandidate[] = []
    for (let at = labelIndex; at < labels.length; at++) {
      const label = labels[at]
      if (!label || label.start >= until) break
      following.push(label)
    }

    const kinds = new Set(following.map((label) => label.field))
    const first = following[0]
    const firstRank = (first && ranks.get(first.field)) ?? Infinity
    if (kinds.size >= fewestLabels && (lastRank < 0 || firstRank <= lastRank)) {
      confirmed.push(divider)
      lastRank = -1
    } else {
      const node = nodes.get(start)
      if (node?.type === 'heading') {
        confirmed.push({
          type: 'heading',
          heading: {node, start, end: divider.heading.end}
        })
        if (node.depth <= options.template.card.depth) lastRank = -1
      }
    }
  }

  return confirmed
}

type TitleReader = (source: string) => {title: string; hasPrefix: boolean}

/**
 * @returns a function that takes a heading's source text apart into prefix and title; a prefix that ends in a
 *   colon is also found without it, and `Q:` as `Question:`, with a number behind
 */
function createTitleReader(template: Template): TitleReader {
  const {prefix} = template.card
  const word = fold(prefix).replace(/[:：.)\-–—]+$/, '')
  const words = new Set([word, ...(word === 'q' ? ['question'] : [])])

  return (source) => {
    const bare = stripBold(source)
    const match =
      /^(?:[*_]{1,3})?(\p{L}{1,20})[ \t]{0,3}\d{0,4}[ \t]{0,3}(?:[*_]{1,3})?(?:[:：.)]|[ \t][-–—](?=[ \t]))(?:[*_]{1,3})?/u.exec(
        bare
      )
    if (match?.[1] !== undefined && words.has(fold(match[1]))) {
      return {title: bare.slice(match[0].length).trim(), hasPrefix: true}
    }

    if (fold(bare).startsWith(fold(prefix))) {
      return {title: bare.slice(prefix.length).trim(), hasPrefix: true}
    }

    return {title: bare, hasPrefix: false}
  }
}

/** `**text**` as `text`, when nothing but the text is bold. */
function stripBold(source: string): string {
  const bare = source.trim()
  for (const marker of ['**', '__']) {
    if (
      bare.length > 4 &&
      bare.startsWith(marker) &&
      bare.endsWith(marker) &&
      bare.indexOf(marker, 2) === bare.length - 2
    ) {
      return bare.slice(2, -2).trim()
    }
  }

  return bare
}

function readHeading(
  line: Line,
  text: string,
  readTitle: TitleReader
): CardHeading | undefined {
  const {node} = line
  const end = node.position?.end.offset
  if (node.type !== 'heading' || end === undefined) return undefined
  const source = text.slice(line.start, end)
  const isAtx =
    /^#{1,6}(?=[ \t\r\n]|$)/.test(source) && isAtxNode(line, end, text)
  const content = isAtx ? stripHashes(source) : dropUnderline(source)
  return {
    start: line.start,
    end,
    form: isAtx ? 'atx' : 'setext',
    depth: node.depth,
    ...readTitle(content)
  }
}

/** A setext heading can begin with `#` only when escaped or without a space; it then spans several lines. */
function isAtxNode(line: Line, end: number, text: string): boolean {
  const lineBreak = text.indexOf('\n', line.start)
  return lineBreak === -1 || lineBreak >= end
}

function stripHashes(source: string): string {
  let content = source.replace(/^#+/, '').trim()
  // Closing `#`s count as such only after a space (CommonMark 4.2).
  let at = content.length
  while (at > 0 && content[at - 1] === '#') at--
  if (at === 0) return ''
  if (at < content.length && /[ \t]/.test(content.charAt(at - 1))) {
    content = content.slice(0, at).trimEnd()
  }

  return content
}

function dropUnderline(source: string): string {
  const lines = source.split(/\r?\n/)
  return lines
    .slice(0, -1)
    .map((line) => line.trim())
    .join(' ')
}

/** A line of a paragraph that is meant as a card's heading. */
function readText(
  line: Line,
  text: string,
  readTitle: TitleReader
): CardHeading | undefined {
  const source = text.slice(line.start, line.end).trimEnd()
  const end = line.start + source.length
  const hashes = /^#{1,6}(?=\S)/.exec(source)?.[0].length ?? 0
  if (hashes > 0) {
    const {title, hasPrefix} = readTitle(stripHashes(source))
    if (!hasPrefix) return undefined
    return {
      start: line.start,
      end,
      form: 'text',
      depth: hashes,
      title,
      hasPrefix
    }
  }

  const isBold = stripBold(source) !== source
  const {title, hasPrefix} = readTitle(source)
  if (!isBold && !hasPrefix) return undefined
  if (line.isItemStart || (line.item && !isBold && !hasPrefix)) return undefined
  // A bold line is a heading only when it stands alone; one with the prefix may be glued to what is around it.
  if (!hasPrefix && !(line.isFirst && line.isLast)) return undefined
  return {start: line.start, end, form: 'text', depth: 0, title, hasPrefix}
}
