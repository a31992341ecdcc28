/**
 * What two versions of a bank have in common, block by block. A card that stands elsewhere is the same card; one of which
 * a character differs is another one. Line breaks make no difference, nor does the number in front of a title, as long as
 * it is the right one: it says where the card stands.
 */
import type {Bank, Block} from '../bank/model.ts'
import {formatMarker} from '../template/model.ts'

/** Blocks of a bank that its earlier version has, too, with what they were there. */
export type Matches = ReadonlyMap<Block, Block>

/**
 * @param before the earlier version
 * @returns the blocks of `after` that have not changed. Of several that are the same, as many match as there were: those
 *   that come first
 */
export function matchBlocks(before: Bank, after: Bank): Matches {
  const known = new Map<string, Block[]>()
  for (const block of before.blocks.toReversed()) {
    const key = toKey(before, block)
    const blocks = known.get(key)
    if (blocks) blocks.push(block)
    else known.set(key, [block])
  }

  const matches = new Map<Block, Block>()
  for (const block of after.blocks) {
    const match = known.get(toKey(after, block))?.pop()
    if (match) matches.set(block, match)
  }

  return matches
}

/** @returns what two blocks have in common that are the same */
function toKey({text}: Bank, {card, start, end}: Block): string {
  const block = text.slice(start, end).replaceAll('\r\n', '\n')
  const content = block.trimEnd()
  const tail = block.slice(content.length)
  // Where a block ends as it should, what stands below makes no difference: nothing, or a blank line and another one.
  const ending = tail === (end === text.length ? '\n' : '\n\n') ? '' : tail
  if (!card) return `part:${content}${ending}`
  const {template} = card
  const marker = template.card.number && formatMarker(template, card.number)
  return marker !== undefined && content.startsWith(`${marker} `)
    ? `card:#${content.slice(marker.length)}${ending}`
    : `card:${content}${ending}`
}
