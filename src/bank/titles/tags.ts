/** Tags of collapsed text: `<details>` and `<summary>`. For Markdown they are HTML, which goes on to the next blank line. */
import type {Html, ListItem, Nodes, Root} from 'mdast'
import type {Range} from '../../markdown/offsets.ts'

/** A tag of what is collapsed. */
export interface Tag extends Range {
  readonly name: 'details' | 'summary'
  readonly isClosing: boolean
  /** The innermost bullet in which it stands. */
  readonly item: ListItem | undefined
}

/** HTML that holds no tags, or other ones than it seems: comments, code. */
const opaque = /^<(?:[!?]|(?:pre|script|style|textarea)\b)/i

/**
 * @param tree a document; nodes without a position are passed over
 * @param text the text that the tree was parsed from
 * @returns the tags of what is collapsed in it, in source order; those in quotes and tables are left out
 */
export function findTags(tree: Root, text: string): Tag[] {
  const tags: Tag[] = []
  const collect = (node: Nodes, item: ListItem | undefined): void => {
    if (node.type === 'html') tags.push(...readTags(node, item, text))
    if (!('children' in node)) return
    const inner = node.type === 'listItem' ? node : item
    for (const child of node.children) collect(child, inner)
  }

  // Not by recursion from the root through quotes and tables: those are somebody else's.
  for (const node of tree.children) {
    if (node.type === 'html' || node.type === 'paragraph') {
      collect(node, undefined)
    } else if (node.type === 'list') {
      for (const item of node.children) {
        for (const child of item.children) {
          if (child.type === 'html' || child.type === 'paragraph') {
            collect(child, item)
          }
        }
      }
    }
  }

  return tags
}

/** @returns the tags in a node of HTML, in source order; none if it has no position */
export function readTags(
  {position}: Html,
  item: ListItem | undefined,
  text: string
): Tag[] {
  const start = position?.start.offset
  const end = position?.end.offset
  if (start === undefined || end === undefined) return []
  const source = text.slice(start, end)
  if (opaque.test(source)) return []
  return Array.from(
    source.matchAll(/<(\/?)(details|summary)(?:[ \t\r\n][^<>]{0,200})?\/?>/gi),
    (match) => ({
      name: match[2]?.toLowerCase() === 'summary' ? 'summary' : 'details',
      isClosing: match[1] === '/',
      start: start + match.index,
      end: start + match.index + match[0].length,
      item
    })
  )
}
