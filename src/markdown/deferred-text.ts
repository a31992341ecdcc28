/**
 * Text of paragraphs that the scanner has declined: with the definitions of the text, it is read as it would be alone, so micromark
 * gets the paragraph and not the stretch that it is in, some of them at a time.
 */
import type {Paragraph} from 'mdast'
import type {Point} from 'unist'
import {recall, remember} from './chunk-cache.ts'
import type {KnownDefinitions} from './known-definitions.ts'
import {toBatches} from './known-definitions.ts'
import type {Shift} from './move-nodes.ts'
import {copyNode, moveNode} from './move-nodes.ts'
import {pushAll} from '../text/many.ts'

/** A paragraph whose text is still to be read. */
export interface DeferredText {
  /** It has a position, and no children yet. */
  readonly paragraph: Paragraph
  /** Its text as it is written, from the first sign to the end of its last line. */
  readonly source: string
}

/** Between two paragraphs. */
const gap = '\n\n'

/** Where each is read, as far as is remembered. */
const still: Shift = {lines: 0, offset: 0}

/**
 * Gives the paragraphs their children.
 *
 * @param definitions of the whole text
 * @returns whether each text is a paragraph when it is alone; else what has been done means nothing
 */
export function readDeferredTexts(
  texts: readonly DeferredText[],
  definitions: KnownDefinitions
): boolean {
  const known = new Map<string, Paragraph>()
  const unknown = new Set<string>()
  for (const {source} of texts) {
    const isFree = definitions.areNoneIn(source)
    const [node] = (isFree && recall(toKey(source))?.nodes) || []
    if (node?.type === 'paragraph') known.set(source, node)
    else unknown.add(source)
  }

  for (const batch of toBatches(
    [...unknown],
    ({length}) => length,
    texts.length > 0 ? definitions.length : 0
  )) {
    if (!readBatch(batch, definitions, known)) return false
  }

  for (const {paragraph, source} of texts) {
    const node = known.get(source)
    const {position} = paragraph
    if (!node || !position) return false
    paragraph.children = place(node, position.start).children
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
  definitions: KnownDefinitions,
  known: Map<string, Paragraph>
): boolean {
  const root = definitions.read(sources.join(gap))
  if (!root || 'checked' in root || root.children.length !== sources.length)
    return false
  let from = still
  for (const [index, source] of sources.entries()) {
    const node = root.children[index]
    if (node?.type !== 'paragraph' || !node.position) return false
    const {end, start} = node.position
    const to = from.offset + source.length
    if (start.offset !== from.offset || end.offset !== to) return false
    const next = {lines: end.line + 1, offset: to + gap.length}
    moveNode(node, {lines: -from.lines, offset: -from.offset})
    known.set(source, node)
    if (definitions.areNoneIn(source)) {
      remember(toKey(source), {nodes: [node], end: undefined, from: still})
    }

    from = next
  }

  return true
}

/** @returns a copy that begins at the point; only its first line is not a whole line of the text */
function place(node: Paragraph, {column, line, offset = 0}: Point): Paragraph {
  const copy = copyNode(node, {lines: line - 1, offset})
  const pending: (Paragraph | Paragraph['children'][number])[] = [copy]
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const point of [next.position?.start, next.position?.end]) {
      if (point?.line === line) point.column += column - 1
    }

    if ('children' in next) pushAll(pending, next.children)
  }

  return copy
}
