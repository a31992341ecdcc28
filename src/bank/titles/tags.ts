/**
 * Finds tags of collapsed text: `<details>` and `<summary>`. In Markdown they are HTML, which continues to the next
 * blank line.
 */
import type {Html, ListItem, Nodes, Root} from 'mdast'
import type {Range} from '../../markdown/offsets.ts'

/** Where a node is. */
interface Place {
  /** The innermost bullet around it. */
  readonly item: ListItem | undefined
  /** Whether it is one of the document's topmost blocks. */
  readonly isBlock: boolean
  /** Whether it is in a list, quote or table. */
  readonly isSwallowed: boolean
  /** Whether it is in anything but a paragraph, or a bullet of a topmost list. */
  readonly isForeign: boolean
}

/** A tag of collapsed text. */
export interface Tag extends Range, Place {
  readonly name: 'details' | 'summary'
  readonly isClosing: boolean
}

/** HTML without tags, or with text that only looks like tags: comments, code. */
const opaque = /^<(?:[!?]|(?:pre|script|style|textarea)\b)/i

const enclosing: ReadonlySet<string> = new Set(['list', 'blockquote', 'table'])

/** Nodes that are not foreign in a document, and in a bullet. */
const own: Readonly<Record<string, readonly string[]>> = {
  root: ['html', 'paragraph', 'list'],
  listItem: ['html', 'paragraph']
}

/**
 * @param tree a document; nodes without a position are passed over
 * @param text the text that the tree was parsed from
 * @returns the tags of collapsed text in it, in source order
 */
export function findTags(tree: Root, text: string): Tag[] {
  const tags: Tag[] = []
  const top = {item: undefined, isBlock: false}
  // Without recursion: quotes may be nested as deep as a line is long.
  const pending: (Place & {readonly node: Nodes})[] = [
    {...top, node: tree, isSwallowed: false, isForeign: false}
  ]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const {node, ...place} = next
    if (node.type === 'html') tags.push(...readTags(node, place, text))
    if (!('children' in node)) continue
    const item = node.type === 'listItem' ? node : place.item
    const isSwallowed = place.isSwallowed || enclosing.has(node.type)
    for (const child of node.children.toReversed()) {
      const isForeign =
        place.isForeign || own[node.type]?.includes(child.type) === false
      const isBlock = node === tree
      pending.push({node: child, item, isBlock, isSwallowed, isForeign})
    }
  }

  return tags
}

/** @returns the tags in a node of HTML, in source order; none if it has no position */
function readTags({position}: Html, place: Place, text: string): Tag[] {
  const start = position?.start.offset
  const end = position?.end.offset
  if (start === undefined || end === undefined) return []
  const source = text.slice(start, end)
  if (opaque.test(source)) return []
  return Array.from(
    source.matchAll(/<(\/?)(details|summary)(?:[ \t\r\n][^<>]{0,200})?\/?>/gi),
    (match) => ({
      ...place,
      name: match[2]?.toLowerCase() === 'summary' ? 'summary' : 'details',
      isClosing: match[1] === '/',
      start: start + match.index,
      end: start + match.index + match[0].length
    })
  )
}
