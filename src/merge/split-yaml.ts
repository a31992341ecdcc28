/** Front matter as its keys, lists as their entries; comments belong to what is below them. */
import type {Document, ParsedNode} from 'yaml'
import {isMap, isNode, isScalar, parseDocument} from 'yaml'
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

/** The fences are markers of YAML, too: offsets are those of the text. */
function readYaml(text: string): Document.Parsed | undefined {
  const yaml = text.replace(/---[ \t]*$/, '')
  const document = parseDocument(yaml, {uniqueKeys: yaml.length < longestUnique})
  return document.errors.length === 0 ? document : undefined
}

/** The library compares each key with each other one. */
const longestUnique = 16 * 1024

/** @param start offset of the text */
function splitCollection(
  text: string,
  start: number,
  node: ParsedNode
): Sequence | undefined {
  if (!('items' in node) || node.flow) return undefined
  const entries = node.items.map((item) =>
    'key' in item
      ? {name: item.key, value: item.value}
      : {name: undefined, value: item}
  )
  const starts: number[] = []
  for (const {name, value} of entries) {
    const first = (name ?? value)?.range?.[0]
    if (first === undefined) return undefined
    starts.push(first - start)
  }

  // An entry begins on the line below what is above it, with the comments there.
  const offsets = starts.map((offset, index) => {
    const above = entries[index - 1]
    const end = (above?.value ?? above?.name)?.range?.[1]
    const from = end === undefined ? -1 : text.indexOf('\n', end - start)
    return above && from !== -1 && from < offset ? from + 1 : lineStart(text, offset)
  })
  const isHeaded = (offsets[0] ?? 0) > 0
  const parts = cut(text, isHeaded ? [0, ...offsets] : offsets)
  if (!parts || offsets.length === 0) return undefined
  const pieces = parts.texts.map((part, index): Piece => {
    const at = isHeaded ? index - 1 : index
    const entry = entries[at]
    if (!entry) return {text: part, key: 'head'}
    const {name, value} = entry
    return {
      text: part,
      key: toKey(name, value) ?? part,
      words: part,
      ...(value && {
        split: () => splitCollection(part, start + (offsets[at] ?? 0), value)
      })
    }
  })
  return {pieces, gaps: parts.gaps, between: () => '\n'}
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** A field of a template is known by its label. */
function toKey(name: unknown, value: unknown): string | undefined {
  if (isScalar(name)) return String(name.value)
  if (isMap(value)) {
    const label = value.get('label')
    return label === undefined ? undefined : String(label)
  }

  return isNode(value) && isScalar(value) ? String(value.value) : undefined
}
