/**
 * What two versions of a bank have in common, block by block. A card that has been moved is the same card; a card with
 * one changed character is another one. Line breaks make no difference, nor does the number before a title, if it is
 * right: it depends on where the card is. Nor do blank lines below a card, if they are right now: a card that is added
 * below it fixes them.
 */
import type {Bank, Block} from '../bank/model.ts'
import {formatMarker} from '../template/model.ts'

/** Blocks of a bank that its earlier version also has, with the earlier blocks. */
export type Matches = ReadonlyMap<Block, Block>

/**
 * @param before the earlier version
 * @returns the blocks of `after` that have not changed. If several are equal, as many match as there were, beginning
 *   with the first
 */
export function matchBlocks(before: Bank, after: Bank): Matches {
  const matches = new Map<Block, Block>()
  const match = (
    olds: readonly Block[],
    news: readonly Block[],
    toKey: (bank: Bank, block: Block) => string
  ): void => {
    const known = new Map<string, Block[]>()
    for (const old of olds.toReversed()) {
      const key = toKey(before, old)
      const blocks = known.get(key)
      if (blocks) blocks.push(old)
      else known.set(key, [old])
    }

    for (const block of news) {
      const old = known.get(toKey(after, block))?.pop()
      if (old) matches.set(block, old)
    }
  }

  match(before.blocks, after.blocks, toKey)
  const found = new Set(matches.values())
  match(
    before.blocks.filter((block) => !found.has(block)),
    after.blocks.filter(
      (block) => !matches.has(block) && readEnding(after, block) === ''
    ),
    readContent
  )
  return matches
}

/** @returns a key that is the same for equal blocks */
function toKey(bank: Bank, block: Block): string {
  return `${readContent(bank, block)}${readEnding(bank, block)}`
}

/** @returns the content of a block, without its number if that is right */
function readContent({text}: Bank, {card, start, end}: Block): string {
  const content = text.slice(start, end).replaceAll('\r\n', '\n').trimEnd()
  if (!card) return `part:${content}`
  const {template} = card
  const marker = template.card.number && formatMarker(template, card.number)
  return marker !== undefined && content.startsWith(`${marker} `)
    ? `card:#${content.slice(marker.length)}`
    : `card:${content}`
}

/**
 * @returns the white space at the end of a block; nothing if it is right, so that it makes no difference whether
 *   another block follows
 */
function readEnding({text}: Bank, {start, end}: Block): string {
  const block = text.slice(start, end).replaceAll('\r\n', '\n')
  const tail = block.slice(block.trimEnd().length)
  return tail === (end === text.length ? '\n' : '\n\n') ? '' : tail
}
