/**
 * Finds the lines of a document on which a label or a card's heading can begin: those of paragraphs and headings, at
 * the top level or in bullets. Quotes, tables, code, HTML and comments are left out, except for lines without any mark
 * of a quote, table or element, which Markdown only adds to the one above.
 */
import type {
  Blockquote,
  Heading,
  Html,
  ListItem,
  Nodes,
  Paragraph,
  PhrasingContent,
  Root,
  TableRow
} from 'mdast'
import type {Range} from '../markdown/offsets.ts'
import type {Line as PublishedLine} from './public-model.ts'
import {findFirst} from '../text/binary-search.ts'
import {isInlineSpace, lineStartOf} from '../markdown/offsets.ts'

/** A block that Markdown continues with a line that has no mark of it. */
export type Swallower = 'bullet' | 'quote' | 'table' | 'HTML'

/** A line of a paragraph or heading, or another place that can have a label; offsets count UTF-16 units of the text. */
export interface Line extends PublishedLine {
  /** Whether this is the first line of its paragraph or heading. */
  readonly isFirst: boolean
  /** Whether this is the last line of its paragraph or heading. */
  readonly isLast: boolean
  /** Whether this is bold text after other text of a line: then it is the rest of the line. */
  readonly isRest: boolean
  /** Whether the line directly follows the marker of `item`. */
  readonly isItemStart: boolean
  /** The block above that the line has become a part of, if that is not a bullet. */
  readonly swallower: Exclude<Swallower, 'bullet'> | undefined
}

/**
 * @param tree the document; nodes without a position are passed over
 * @param text the text that the tree was parsed from
 * @returns the lines in source order
 */
export function findLines(tree: Root, text: string): Line[] {
  const collector = new LineCollector(text)
  collector.collect(tree, undefined)
  return collector.lines
}

/** Goes through the nodes of a document once. */
class LineCollector {
  readonly lines: Line[] = []
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  collect(parent: Root | ListItem, item: ListItem | undefined): void {
    for (const [index, node] of parent.children.entries()) {
      switch (node.type) {
        case 'list': {
          for (const child of node.children) this.collect(child, child)
          break
        }

        case 'paragraph':
        case 'heading': {
          this.collectLines(node, item, item !== undefined && index === 0)
          break
        }

        case 'blockquote': {
          this.collectLazyLines(node, item)
          break
        }

        case 'table': {
          // The line below makes the first row a table's: a blank line above it would not change that.
          const [, ...rows] = node.children
          for (const row of rows) this.collectBareRow(row, item)
          break
        }

        case 'html': {
          this.collectLinesBelowTags(node, item)
          break
        }

        default:
      }
    }
  }

  private collectLines(
    node: Heading | Paragraph,
    item: ListItem | undefined,
    isItemStart: boolean
  ): void {
    let childIndex = 0
    for (const line of splitLines(node, this.text)) {
      const {start, end} = line
      const isAtItemStart = isItemStart && line.isFirst
      if (canBegin(node, start)) {
        this.push(line, {node, item, isItemStart: isAtItemStart})
      }

      if (node.type === 'heading') continue
      for (; childIndex < node.children.length; childIndex++) {
        const child = node.children[childIndex]
        const childStart = child?.position?.start.offset
        if (childStart === undefined || childStart >= end) break
        if (child?.type !== 'strong' || childStart <= start) continue
        const rest = {...line, start: childStart, isFirst: false}
        this.push(rest, {
          lineStart: childStart,
          node,
          isRest: true,
          item,
          isItemStart: isAtItemStart
        })
      }
    }
  }

  /** Lines of paragraphs in a quote without `>` (CommonMark 5.1, laziness). */
  private collectLazyLines(
    quote: Blockquote,
    item: ListItem | undefined
  ): void {
    const pending: Nodes[] = [quote]
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (node.type === 'paragraph') {
        for (const line of splitLines(node, this.text)) {
          if (line.isFirst || this.text[line.start] === '>') continue
          if (canBegin(node, line.start)) {
            this.push(line, {node, item, swallower: 'quote'})
          }
        }
      } else if ('children' in node && node.type !== 'table') {
        for (const child of node.children.toReversed()) pending.push(child)
      }
    }
  }

  /** A row without a bar belongs to the table only because a table continues to the next blank line. */
  private collectBareRow(row: TableRow, item: ListItem | undefined): void {
    for (const line of splitLines(row, this.text)) {
      if (!this.text.slice(line.start, line.end).includes('|')) {
        this.push(line, {node: row, item, swallower: 'table'})
      }
    }
  }

  /** HTML, too, continues to the next blank line (CommonMark 4.6, kinds 6 and 7). */
  private collectLinesBelowTags(node: Html, item: ListItem | undefined): void {
    if (/^[ \t]*<(?:[!?]|(?:pre|script|style|textarea)\b)/i.test(node.value))
      return
    let isBelowTag = false
    for (const line of splitLines(node, this.text)) {
      const source = this.text.slice(line.start, line.end)
      if (isBelowTag && !source.startsWith('<')) {
        this.push(line, {node, item, swallower: 'HTML'})
      }

      isBelowTag = /^<(?:\/[a-z][\w-]*|(?:br|hr|img)\b[^<>]*)>$/i.test(source)
    }
  }

  private push(
    {start, end, isFirst, isLast}: SourceLine,
    {
      lineStart = lineStartOf(this.text, start),
      node,
      isRest = false,
      item,
      isItemStart = false,
      swallower
    }: Pick<Line, 'item' | 'node'> & Partial<Line>
  ): void {
    this.lines.push({
      lineStart,
      start,
      end,
      node,
      isFirst,
      isLast,
      isRest,
      item,
      isItemStart,
      swallower
    })
  }
}

type SourceLine = Pick<Line, 'start' | 'end' | 'isFirst' | 'isLast'>

/** The lines of a node that are not blank, without white space around them. */
function* splitLines(node: Nodes, text: string): Iterable<SourceLine> {
  const from = node.position?.start.offset
  const to = node.position?.end.offset
  if (from === undefined || to === undefined) return
  let at = from
  while (at <= to) {
    const lineBreak = text.indexOf('\n', at)
    const next = lineBreak === -1 || lineBreak >= to ? to : lineBreak
    let end = next
    while (end > at && isInlineSpace(text.charCodeAt(end - 1))) end--
    let start = at
    while (start < end && isInlineSpace(text.charCodeAt(start))) start++
    if (start < end) {
      yield {start, end, isFirst: at === from, isLast: next === to}
    }

    at = next + 1
  }
}

/** Whether the offset is not in the middle of code, a link, HTML, or the like. */
function canBegin(node: Heading | Paragraph, offset: number): boolean {
  const child = findChildAt(node.children, offset)
  if (!child) return true
  if (child.type === 'text') return true
  if (child.type === 'html') return /^<(?:b|strong)>$/i.test(child.value)
  // Emphasis may begin here, or may continue over the line because its author forgot to close it.
  return child.type === 'strong' || child.type === 'emphasis'
}

/** @returns the child that contains the offset */
export function findChildAt(
  children: readonly PhrasingContent[],
  offset: number
): PhrasingContent | undefined {
  let low = 0
  let high = children.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const child = children[middle]
    const start = child?.position?.start.offset
    const end = child?.position?.end.offset
    if (!child || start === undefined || end === undefined) return undefined
    if (offset < start) high = middle - 1
    else if (offset >= end) low = middle + 1
    else return child
  }

  return undefined
}

/** @returns the lines that begin in a range */
export function linesIn(lines: readonly Line[], {start, end}: Range): Line[] {
  return lines.slice(
    findFirst(lines, (line) => line.start >= start),
    findFirst(lines, (line) => line.start >= end)
  )
}
