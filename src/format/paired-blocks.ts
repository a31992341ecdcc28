/**
 * Splits a bank and Prettier's output for the whole of it into matching parts, so that one part can stay as it was
 * while the others are formatted.
 */
import type {Heading} from 'mdast'
import {toString} from 'mdast-util-to-string'
import type {Block} from '../bank/model.ts'
import type {Range} from '../markdown/offsets.ts'
import {startOf} from '../markdown/offsets.ts'
import type {Reading} from './loss-check.ts'

/** One or more blocks, and Prettier's output for them. */
export interface Unit {
  readonly blocks: readonly Block[]
  readonly before: Range & Reading
  readonly after: Range & Reading
}

/**
 * @param blocks of the bank; together they are its text
 * @returns units; together they are both texts. Mostly one per block; a unit has more blocks if the output has no
 *   heading for one of them
 */
export function cutUnits(
  blocks: readonly Block[],
  before: Reading,
  after: Reading
): Unit[] {
  const keys = new Map(
    headingsOf(before).map(({start, key}) => [start, key] as const)
  )
  const printed = headingsOf(after)
  // From the end, so that the first of equal headings is used first.
  const places = new Map<string, number[]>()
  for (const [index, {key}] of [...printed.entries()].reverse()) {
    const list = places.get(key)
    if (list) list.push(index)
    else places.set(key, [index])
  }

  const groups: {blocks: Block[]; start: number; afterStart: number}[] = []
  let next = 0
  for (const block of blocks) {
    const list = places.get(keys.get(block.start) ?? '') ?? []
    while ((list.at(-1) ?? Infinity) < next) list.pop()
    const index = list.pop()
    const group = groups.at(-1)
    if (group && index === undefined) {
      group.blocks.push(block)
      continue
    }

    if (index !== undefined) next = index + 1
    groups.push({
      blocks: [block],
      start: group ? block.start : 0,
      afterStart: group ? (printed[index ?? 0]?.start ?? 0) : 0
    })
  }

  const givenCut = cutter(before)
  const printedCut = cutter(after)
  return groups.map(({blocks, start, afterStart}, at) => ({
    blocks,
    before: givenCut(start, groups[at + 1]?.start),
    after: printedCut(afterStart, groups[at + 1]?.afterStart)
  }))
}

/** A heading at the top level, with its depth and text. */
interface Anchor {
  readonly start: number
  readonly key: string
}

function headingsOf({nodes}: Reading): Anchor[] {
  return nodes
    .filter((node): node is Heading => node.type === 'heading')
    .map((node) => ({
      start: startOf(node),
      key: `${node.depth} ${toString(node).replace(/\s+/g, ' ')}`
    }))
}

/** @returns a function that splits a text into parts, one call for each */
function cutter({
  nodes,
  source
}: Reading): (start: number, end: number | undefined) => Range & Reading {
  let next = 0
  return (start, end = source.length) => {
    const first = next
    for (let node = nodes[next]; node && startOf(node) < end;) {
      node = nodes[++next]
    }

    return {start, end, source, nodes: nodes.slice(first, next)}
  }
}
