/** Which bullets belong to a stretch of text, whatever list CommonMark puts them in. */
import type {ListItem, Root} from 'mdast'
import type {Bullet, Range} from './model.ts'

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
        bullets.push({start, end, text: findText(item), node: item})
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

function findText({children: [first]}: ListItem): Range | undefined {
  const start = first?.position?.start.offset
  const end = first?.position?.end.offset
  return first?.type === 'paragraph' && start !== undefined && end !== undefined
    ? {start, end}
    : undefined
}
