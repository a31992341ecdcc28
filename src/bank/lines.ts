/**
 * The lines of a document on which a label or a card's heading can begin: those of paragraphs and headings,
 * at the top level or in bullets. What stands in quotes, tables, code, HTML and comments is not looked at.
 */
import type {Heading, ListItem, Paragraph, PhrasingContent, Root} from 'mdast'
import {isInlineSpace, lineStartOf} from './text.ts'

/** A line of a paragraph or heading; offsets count UTF-16 units of the text. */
export interface Line {
  /** Offset of the start of the line in the source, indentation and bullet included. */
  readonly lineStart: number
  /** Offset of the first visible character of the content. */
  readonly start: number
  /** Offset after the last character of the content, without the line break. */
  readonly end: number
  readonly node: Heading | Paragraph
  /** Whether this is the first line of its paragraph or heading. */
  readonly isFirst: boolean
  /** Whether this is the last line of its paragraph or heading. */
  readonly isLast: boolean
  /** The innermost bullet in which the line stands. */
  readonly item: ListItem | undefined
  /** Whether the line directly follows the marker of `item`. */
  readonly isItemStart: boolean
}

/**
 * @param tree the document; nodes without a position are passed over
 * @param text the text that the tree was parsed from
 * @returns the lines in source order
 */
export function findLines(tree: Root, text: string): Line[] {
  const lines: Line[] = []
  collect(tree, undefined)
  return lines

  function collect(parent: Root | ListItem, item: ListItem | undefined): void {
    for (const [index, node] of parent.children.entries()) {
      if (node.type === 'list') {
        for (const child of node.children) collect(child, child)
      } else if (node.type === 'paragraph' || node.type === 'heading') {
        collectLines(node, item, item !== undefined && index === 0)
      }
    }
  }

  function collectLines(
    node: Heading | Paragraph,
    item: ListItem | undefined,
    isItemStart: boolean
  ): void {
    const from = node.position?.start.offset
    const to = node.position?.end.offset
    if (from === undefined || to === undefined) return

    let at = from
    while (at <= to) {
      const lineBreak = text.indexOf('\n', at)
      const next = lineBreak === -1 || lineBreak >= to ? to : lineBreak
      const end = text.charAt(next - 1) === '\r' ? next - 1 : next
      let start = at
      while (start < end && isInlineSpace(text.charCodeAt(start))) start++
      if (start < end && canBegin(node, start)) {
        lines.push({
          lineStart: lineStartOf(text, start),
          start,
          end,
          node,
          isFirst: at === from,
          isLast: next === to,
          item,
          isItemStart: isItemStart && at === from
        })
      }

      at = next + 1
    }
  }
}

/** Whether the offset is not in the middle of code, a link, HTML, or the like. */
function canBegin(node: Heading | Paragraph, offset: number): boolean {
  const child = findChildAt(node.children, offset)
  if (!child) return true
  if (child.type === 'text') return true
  // Emphasis that begins here, or (where a person forgot to close it) that goes on over the line.
  return child.type === 'strong' || child.type === 'emphasis'
}

function findChildAt(
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
