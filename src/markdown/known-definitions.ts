/** What the scanner has declined goes to micromark, some of it at a time, with what the text defines elsewhere. */
import {pushAll} from '../text/many.ts'
import type {Root, RootContent} from 'mdast'
import {moveNode, movePoint} from './move-nodes.ts'
import {parseMarkdown} from './micromark.ts'
import {byteOrderMark} from './offsets.ts'

/** Definitions of links and images, and of footnotes, that are known. */
export class KnownDefinitions {
  private readonly labels = new Map<string, string>()
  private readonly notes = new Map<string, string>()
  private writtenPrefix: string | undefined

  /** @param nodes in which the definitions are, in containers, too */
  constructor(nodes: readonly RootContent[]) {
    const pending: RootContent[] = [...nodes]
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (next.type === 'definition') {
        this.labels.set(next.identifier, next.label ?? '')
      } else if (next.type === 'footnoteDefinition') {
        this.notes.set(next.identifier, next.label ?? '')
        pushAll(pending, next.children)
      } else if (containers.has(next.type) && 'children' in next) {
        pushAll(pending, next.children)
      }
    }
  }

  /** How much is written before a text with which they are read. */
  get length(): number {
    return this.prefix.length
  }

  /** @returns whether all these identifiers are those of definitions, and of footnotes */
  hasAll(labels: ReadonlySet<string>, notes: ReadonlySet<string>): boolean {
    return (
      [...labels].every((label) => this.labels.has(label)) &&
      [...notes].every((note) => this.notes.has(note))
    )
  }

  /** @returns whether a part of a text is read in the same way without them */
  areNoneIn(text: string): boolean {
    return this.labels.size + this.notes.size === 0 || !text.includes('[')
  }

  /**
   * @param text a part of the text, without front matter, that begins with no white space
   * @returns its tree; `undefined` where the definitions cannot be written before it
   */
  read(text: string): Root | undefined {
    if (this.areNoneIn(text)) return readWithMicromark(text)
    const {prefix} = this
    if (/[&\\]|\[[^\]]*\[|\]\]/.test(prefix)) return undefined
    const root = readWithMicromark(prefix + text)
    const shift = {
      lines: 1 - prefix.split('\n').length,
      offset: -prefix.length
    }
    root.children.splice(0, this.labels.size + this.notes.size)
    for (const child of root.children) moveNode(child, shift)
    if (root.position) movePoint(root.position.end, shift)
    return root
  }

  /** All of them, as they are written before a text. */
  private get prefix(): string {
    return (this.writtenPrefix ??= [
      ...Array.from(this.notes.values(), (label) => `[^${label}]: x\n\n`),
      ...Array.from(this.labels.values(), (label) => `[${label}]: x\n`),
      '\n'
    ].join(''))
  }
}

/** What definitions may be in. */
const containers: ReadonlySet<string> = new Set([
  'blockquote',
  'list',
  'listItem'
])

/** @param text without its byte order mark; what looks like one is a second one, and text */
export function readWithMicromark(text: string): Root {
  return parseMarkdown(
    text.charCodeAt(0) === byteOrderMark ? `\uFEFF${text}` : text
  )
}

/** What the parser keeps of so many characters does not outlive the next collection of garbage. */
const batchLength = 65_536

/**
 * @param shared length of what the parser gets with each batch
 * @returns all items in their order, as many at a time as the parser should get at once
 */
export function* toBatches<Item>(
  items: readonly Item[],
  lengthOf: (item: Item) => number,
  shared = 0
): Generator<readonly Item[], void> {
  let batch: Item[] = []
  let length = 0
  for (const item of items) {
    batch.push(item)
    length += lengthOf(item)
    if (length < Math.max(batchLength, shared)) continue
    yield batch
    batch = []
    length = 0
  }

  if (batch.length > 0) yield batch
}
