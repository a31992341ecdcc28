/** Splits front matter into its keys, and lists into their entries; comments belong to the entry below them. */
import type {Document, Pair, ParsedNode} from 'yaml'
import {isMap, isScalar, parseDocument} from 'yaml'
import {lineStartOf} from '../../markdown/offsets.ts'
import type {Piece, Sequence} from './piece.ts'
import {cut} from './piece.ts'

/**
 * @param text front matter with its fences
 * @returns it as a piece
 */
export function toFrontMatterPiece(text: string): Piece {
  return {
    text,
    key: 'front matter',
    split() {
      const document = readYaml(text)
      return document?.contents
        ? splitCollection(text, 0, document.contents)
        : undefined
    }
  }
}

/** In YAML, too, the fences are markers, so offsets are those of the text. */
function readYaml(text: string): Document.Parsed | undefined {
  const yaml = text.replace(/---[ \t]*$/, '')
  const document = parseDocument(yaml, {
    uniqueKeys: yaml.length < longestUnique
  })
  return document.errors.length === 0 ? document : undefined
}

/** For a longer text, repeated keys are not checked, as the library compares each key with all others. */
const longestUnique = 16 * 1024

/** @param start offset of the text */
function splitCollection(
  text: string,
  start: number,
  node: ParsedNode
): Sequence | undefined {
  if (!('items' in node) || node.flow) return undefined
  const entries = node.items.map(toEntry)
  const offsets: number[] = []
  for (const [index, {first}] of entries.entries()) {
    const offset = first - start
    const end = entries[index - 1]?.end ?? -1
    // An entry begins on the line below the previous one, including the comments there.
    const from = end === -1 ? -1 : text.indexOf('\n', end - start)
    const isBelow = from !== -1 && from < offset
    offsets.push(isBelow ? from + 1 : lineStartOf(text, offset))
  }

  const isHeaded = (offsets[0] ?? 0) > 0
  const parts = cut(text, isHeaded ? [0, ...offsets] : offsets)
  if (!parts || offsets.length === 0) return undefined
  const pieces = parts.texts.map((part, index): Piece => {
    const at = isHeaded ? index - 1 : index
    const entry = entries[at]
    if (!entry) return {text: part, key: 'head'}
    const {key = part, value} = entry
    return {
      text: part,
      key,
      words: [part],
      ...(value && {
        split: () => splitCollection(part, start + (offsets[at] ?? 0), value)
      })
    }
  })
  return {pieces, gaps: parts.gaps, between: () => '\n'}
}

/** An entry of a collection; offsets are those of the document. */
interface Entry {
  readonly key: string | undefined
  readonly value: ParsedNode | null
  readonly first: number
  readonly end: number
}

function toEntry(
  item: ParsedNode | Pair<ParsedNode, ParsedNode | null>
): Entry {
  const isPair = 'key' in item
  const value = isPair ? item.value : item
  const [first] = (isPair ? item.key : item).range
  const [, end] = (value ?? (isPair ? item.key : item)).range
  return {key: toKey(isPair ? item.key : item), value, first, end}
}

/** A field of a template is identified by its label. */
function toKey(node: ParsedNode): string | undefined {
  const named: unknown = isMap(node) ? node.get('label', true) : node
  return isScalar(named) ? String(named.value) : undefined
}
