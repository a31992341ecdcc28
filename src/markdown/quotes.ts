/** Quotes (CommonMark 5.1): what is in one is a text of its own. */
import {pushAll} from '../text/many.ts'
import type {BlockContent, Nodes, RootContent} from 'mdast'
import type {Point} from 'unist'
import type {BlockScanner} from './block-scanner.ts'
import {findBlank, findLineEnding, isIndent} from './scanner/line-starts.ts'

const space = 32

/** Quotes are followed into each other so deep; each copies what is in it. */
const deepest = 4

/**
 * A quote (5.1) that a blank line ends, and whose lines all begin with its mark: what is in it is a text of its own.
 *
 * @param indent spaces before its later lines, in a list
 * @param isAfterBlank whether a blank line is above it, or nothing
 */
export function scanQuote(
  scanner: BlockScanner,
  at: number,
  indent: number,
  isAfterBlank: boolean
): number {
  const {text, inline} = scanner
  const start = inline.point(at)
  const lines: QuotedLine[] = []
  let end: number
  let inner = ''
  for (let from = at; ;) {
    end = scanner.findLineEnd(from)
    const {line, lineStart} = inline
    const length = text.charCodeAt(from + 1) === space ? 2 : 1
    const content = Math.min(from + length, end)
    lines.push({line, lineStart, content, inner: inner.length})
    inner += text.slice(content, end)
    const next = end + findLineEnding(text, end)
    if (next >= text.length || findBlank(text, next) > 0) break
    const isMore =
      isIndent(text, next, indent) &&
      text.charCodeAt(next + indent) === 62 /* `>` */
    if (!isMore) return -1
    inner += '\n'
    from = scanner.skipLine(next) + indent
  }

  const children: RootContent[] = []
  const isScanned =
    scanner.depth < deepest &&
    !/[\r\t]|(?:^|\n)$/.test(text.slice(at, end)) &&
    !/(?:^|\n) *$/.test(inner) &&
    scanner.scanQuoted(inner, children)
  // Lists would reach over the mark on the blank line below them.
  const listStart = findList(children)
  if (!isScanned || inner.includes('\n\n', listStart)) return -1
  // Right below a paragraph, micromark takes a list with another number than 1 for text, as outside of quotes.
  if (!isAfterBlank && listStart < Infinity) return -1
  // Micromark gives a list the mark on the line of the next one.
  if (haveListBelowList(children)) return -1
  for (const child of children) moveOut(child, lines)
  scanner.children.push({
    type: 'blockquote',
    children: children as BlockContent[],
    position: {start, end: inline.point(end)}
  })
  return scanner.endLine(end)
}

/** A line of a quote. */
interface QuotedLine {
  readonly line: number
  readonly lineStart: number
  /** Offset of what is after the mark. */
  readonly content: number
  /** The same in the text that is in the quote. */
  readonly inner: number
}

/** @returns offset of the first list that is somewhere in nodes; `Infinity` where there is none */
function findList(nodes: readonly Nodes[]): number {
  let first = Infinity
  for (const node of nodes) {
    const start = node.type === 'list' ? node.position?.start.offset : undefined
    const found =
      start ?? ('children' in node ? findList(node.children) : Infinity)
    first = Math.min(first, found)
  }

  return first
}

function haveListBelowList(nodes: readonly Nodes[]): boolean {
  return nodes.some(
    (node, at) =>
      (node.type === 'list' && nodes[at - 1]?.type === 'list') ||
      ('children' in node && haveListBelowList(node.children))
  )
}

/** Moves a node from the text that is in a quote to the text with the quote. */
function moveOut(node: Nodes, lines: readonly QuotedLine[]): void {
  const pending = [node]
  const toOuter = ({column, line, offset = 0}: Point, isEnd: boolean) => {
    const quoted = lines[line - 1]
    if (!quoted) throw new RangeError('There is no such line')
    // What ends with a line break ends where the next line begins, with its mark.
    const at =
      isEnd && column === 1
        ? quoted.lineStart
        : quoted.content + offset - quoted.inner
    return {line: quoted.line, column: at - quoted.lineStart + 1, offset: at}
  }

  for (let next = pending.pop(); next; next = pending.pop()) {
    const {position} = next
    if (position) {
      const start = toOuter(position.start, false)
      next.position = {start, end: toOuter(position.end, true)}
    }

    if ('children' in next) pushAll(pending, next.children)
  }
}
