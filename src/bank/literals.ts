/**
 * Finds the text that is not a person's prose: code and front matter. Rules about characters leave it alone.
 */
import {visit} from 'unist-util-visit'
import type {Bank, Range} from './model.ts'

/**
 * @returns code blocks, inline code, and front matter in source order; `undefined` where the tree has no positions, so that
 *   nobody knows where code stands
 */
export function findLiterals({cards, rest, text}: Bank): Range[] | undefined {
  if (!rest.position) return undefined
  const ranges: Range[] = []
  for (const card of cards) {
    if (!card.isPlain) continue
    // In plain text, a backtick is that of code (`plain-text.ts`).
    for (const {0: code, index} of text
      .slice(card.start, card.end)
      .matchAll(/`[^`]*`/g)) {
      const start = card.start + index
      ranges.push({start, end: start + code.length})
    }
  }

  visit(rest, ['code', 'inlineCode', 'yaml', 'toml'], (node) => {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (start !== undefined && end !== undefined) ranges.push({start, end})
  })
  return ranges.sort((left, right) => left.start - right.start)
}
