/**
 * Text of paragraphs that the scanner has declined in a text without definitions: it is read as it would be alone, so micromark
 * gets the paragraph and not the stretch that it is in, some of them at a time.
 */
import type {Paragraph, RootContent} from 'mdast'
import type {Point} from 'unist'
import {recall, remember} from './chunk-cache.ts'
import {batchLength, readWithMicromark} from './merge-chunks.ts'
import {copyNode} from './move-nodes.ts'

/** A paragraph whose text is still to be read. */
export interface DeferredText {
  readonly paragraph: Paragraph
  /** Its text as it is written, from the first sign to the end of its last line. */
  readonly source: string
  /** Where that begins. */
  readonly start: Point
}

/** Between two paragraphs. */
const gap = '\n\n'

/**
 * Gives the paragraphs their children.
 *
 * @returns whether each text is a paragraph when it is alone; else what has been done means nothing
 */
export function readDeferredTexts(texts: readonly DeferredText[]): boolean {
  const sources = new Set(texts.map(({source}) => source))
  const known = new Map<string, Paragraph>()
  for (const source of sources) {
    const [node] = recall(toKey(source))?.nodes ?? []
    if (node?.type === 'paragraph') known.set(source, node)
  }

  const unknown = [...sources].filter((source) => !known.has(source))
  for (let at = 0, next = 0; at < unknown.length; at = next) {
    for (
      let length = 0;
      next < unknown.length && length < batchLength;
      next++
    ) {
      length += unknown[next]?.length ?? 0
    }

    if (!readBatch(unknown.slice(at, next), known)) return false
  }

  for (const {paragraph, source, start} of texts) {
    const node = known.get(source)
    if (node) paragraph.children = place(node, start).children
  }

  return true
}

/** A stretch begins with a heading, or at the start of a text. */
function toKey(source: string): string {
  return `\0${source}`
}

/** @param known to which the paragraphs are added, as if each text was alone */
function readBatch(
  sources: readonly string[],
  known: Map<string, Paragraph>
): boolean {
  const root = readWithMicromark(sources.join(gap))
  if ('checked' in root || root.children.length !== sources.length) return false
  let from = {lines: 0, offset: 0}
  for (const [index, source] of sources.entries()) {
    const node = root.children[index]
    if (node?.type !== 'paragraph' || !node.position) return false
    const {end, start} = node.position
    const to = from.offset + source.length
    if (start.offset !== from.offset || end.offset !== to) return false
    const own = copyNode(node, {lines: -from.lines, offset: -from.offset})
    known.set(source, own)
    keep(source, own)
    from = {
      lines: end.line + gap.length - 1,
      offset: to + gap.length
    }
  }

  return true
}

function keep(source: string, node: RootContent): void {
  const from = {lines: 0, offset: 0}
  remember(toKey(source), {nodes: [node], end: undefined, from})
}

/** @returns a copy that begins at the point; only its first line is not a whole line of the text */
function place(node: Paragraph, {column, line, offset = 0}: Point): Paragraph {
  const copy = copyNode(node, {lines: line - 1, offset})
  const pending: (Paragraph | Paragraph['children'][number])[] = [copy]
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const point of [next.position?.start, next.position?.end]) {
      if (point?.line === line) point.column += column - 1
    }

    if ('children' in next) pending.push(...next.children)
  }

  return copy
}
