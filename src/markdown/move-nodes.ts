/** Moves nodes by whole lines of their text. */
import type {Nodes} from 'mdast'
import type {Point} from 'unist'
import {pushAll} from '../text/many.ts'

/** How far. */
export interface Shift {
  readonly lines: number
  /** In UTF-16 units. */
  readonly offset: number
}

/** @param node moved with all that is in it, in place; nodes without a position have none afterwards */
export function moveNode(node: Nodes, shift: Shift): void {
  // Nesting can be deeper than calls may be.
  const pending: Nodes[] = [node]
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.position) {
      movePoint(next.position.start, shift)
      movePoint(next.position.end, shift)
    }

    if ('children' in next) {
      for (const child of next.children) pending.push(child)
    }
  }
}

/** @returns a copy of a node, and of all that is in it, at another place */
export function copyNode<Node extends Nodes>(node: Node, shift: Shift): Node {
  const copy = {...node}
  const pending: Nodes[] = [copy]
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.position) {
      const {start, end, ...rest} = next.position
      next.position = {...rest, start: {...start}, end: {...end}}
      movePoint(next.position.start, shift)
      movePoint(next.position.end, shift)
    }

    if (next.type === 'table' && next.align) next.align = [...next.align]
    if (!('children' in next)) continue
    const children = next.children.map((child) => ({...child}))
    Object.assign(next, {children})
    pushAll(pending, children)
  }

  return copy
}

/** Moves a point in place. */
export function movePoint(point: Point, {lines, offset}: Shift): void {
  point.line += lines
  if (point.offset !== undefined) point.offset += offset
}
