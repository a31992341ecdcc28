/** Which bullets belong to a stretch of text, whatever list CommonMark puts them in. */
import type {ListItem, Root} from 'mdast'
import type {Range} from './model.ts'

/** A bullet with its range. */
export interface Bullet extends Range {
  readonly node: ListItem
}

/** @returns all bullets of the document in source order, inner ones behind the one they stand in */
export function findBullets(tree: Root): Bullet[] {
  const bullets: Bullet[] = []
  const collect = (parent: Root | ListItem): void => {
    for (const node of parent.children) {
      if (node.type !== 'list') continue
      for (const item of node.children) {
        const start = item.position?.start.offset
        const end = item.position?.end.offset
        if (start === undefined || end === undefined) continue
        bullets.push({start, end, node: item})
        collect(item)
      }
    }
  }

  collect(tree)
  return bullets
}

/** @returns the outermost bullets that begin in the range */
export function bulletsIn(
  bullets: readonly Bullet[],
  range: Range
): ListItem[] {
  const found: ListItem[] = []
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
    found.push(bullet.node)
    covered = bullet.end
  }

  return found
}
