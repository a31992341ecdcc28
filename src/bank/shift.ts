/** Moves nodes by whole lines of their text. */
import type {Nodes} from 'mdast'
import type {Point} from 'unist'

/** How far. */
export interface Shift {
  readonly lines: number
  /** In UTF-16 units. */
  readonly offset: number
}

/**
 * @param node moved with all that is in it, in place; nodes without a position have none afterwards
 * @returns whether there is a definition or footnote among them
 */
export function moveNode(node: Nodes, shift: Shift): boolean {
  let hasDefinitions = false
  // Nesting can be deeper than calls may be.
  const pending: Nodes[] = [node]
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.position) {
      movePoint(next.position.start, shift)
      movePoint(next.position.end, shift)
    }

    if (next.type === 'definition' || next.type === 'footnoteDefinition') {
      hasDefinitions = true
    }

    if ('children' in next) {
      for (const child of next.children) pending.push(child)
    }
  }

  return hasDefinitions
}

/** Moves a point in place. */
export function movePoint(point: Point, {lines, offset}: Shift): void {
  point.line += lines
  if (point.offset !== undefined) point.offset += offset
}
