/** Finds the bullets of a part of the text, whatever list CommonMark puts them in, and how their lists are written. */
import type {Code, ListItem, Root} from 'mdast'
import {toString} from 'mdast-util-to-string'
import {visit} from 'unist-util-visit'
import type {Bank, Bullet} from './model.ts'
import type {Range} from '../markdown/offsets.ts'

/** @returns all bullets of the document in source order, inner ones after the one they are in */
export function findBullets(tree: Root): Bullet[] {
  const bullets: Bullet[] = []
  const collect = (parent: Root | ListItem): void => {
    for (const node of parent.children) {
      if (node.type !== 'list') continue
      for (const item of node.children) {
        const start = item.position?.start.offset
        const end = item.position?.end.offset
        if (start === undefined || end === undefined) continue
        bullets.push(new TreeBullet(start, end, item))
        collect(item)
      }
    }
  }

  collect(tree)
  return bullets
}

/** @returns the outermost bullets that begin in the range */
export function bulletsIn(bullets: readonly Bullet[], range: Range): Bullet[] {
  const found: Bullet[] = []
  let low = 0
  let high = bullets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((bullets[middle]?.start ?? 0) < range.start) low = middle + 1
    else high = middle
  }

  let covered = range.start
  for (let at = low; at < bullets.length; at++) {
    const bullet = bullets[at]
    if (!bullet || bullet.start >= range.end) break
    if (bullet.start < covered) continue
    found.push(bullet)
    covered = bullet.end
  }

  return found
}

/** A bullet whose node is known. */
class TreeBullet implements Bullet {
  readonly start: number
  readonly end: number
  readonly text: Range | undefined
  readonly node: ListItem

  constructor(start: number, end: number, node: ListItem) {
    this.start = start
    this.end = end
    this.text = findText(node)
    this.node = node
  }

  get checked(): boolean | undefined {
    return this.node.checked ?? undefined
  }

  get plainText(): string {
    return this.text ? toString(this.node.children[0]) : ''
  }
}

function findText({children: [first]}: ListItem): Range | undefined {
  const start = first?.position?.start.offset
  const end = first?.position?.end.offset
  return first?.type === 'paragraph' && start !== undefined && end !== undefined
    ? {start, end}
    : undefined
}

/**
 * @returns bullets of lists with indented code directly below them: after their markers, Prettier writes so many
 *   spaces that the code is not part of the list
 */
export function findPadded({nonCanonical: {tree}, text}: Bank): Set<ListItem> {
  const padded = new Set<ListItem>()
  visit(tree, 'list', (list, index, parent) => {
    const next = index === undefined ? undefined : parent?.children[index + 1]
    if (next?.type !== 'code' || !isIndented(next, text)) return
    for (const item of list.children) padded.add(item)
  })
  return padded
}

/** @returns whether code is marked by its indent, not by a fence */
export function isIndented({position}: Code, text: string): boolean {
  return /[ \t]/.test(text.charAt(position?.start.offset ?? 0))
}
