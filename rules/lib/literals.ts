/**
 * Finds text that is not prose of an author: code and front matter. Rules about characters do not check it.
 */
import {visit} from 'unist-util-visit'
import {findCommentContent} from '../../src/markdown/html-comment.ts'
import type {Bank} from '../../src/bank/model.ts'
import type {Range} from '../../src/markdown/offsets.ts'
import {rangeOf} from '../../src/markdown/offsets.ts'

/**
 * @returns code blocks, inline code, and front matter in source order; `undefined` if the tree has no positions, so
 *   that the places of code are not known
 */
export function findLiterals({
  cards,
  nonCanonical,
  text
}: Bank): Range[] | undefined {
  if (!nonCanonical.tree.position) return undefined
  const ranges: Range[] = []
  for (const card of cards) {
    if (!card.isCanonical) continue
    // In plain text, a backtick always belongs to code (`canonical/text.ts`), and so do four spaces at the start of a line.
    for (const {0: code, index} of text
      .slice(card.start, card.end)
      .matchAll(/^(`{3,})[^`\n]*\n[^]*?\n\1$|^ {4}.+|`[^`]*`/gm)) {
      const start = card.start + index
      ranges.push({start, end: start + code.length})
    }
  }

  visit(nonCanonical.tree, ['code', 'inlineCode', 'yaml', 'toml'], (node) => {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (start !== undefined && end !== undefined) ranges.push({start, end})
  })
  return ranges.sort((left, right) => left.start - right.start)
}

/** @returns comments in source order */
export function findComments({nonCanonical}: Bank): Range[] {
  const comments: Range[] = []
  visit(nonCanonical.tree, 'html', (node) => {
    const range = rangeOf(node)
    if (range && findCommentContent(node.value) !== undefined)
      comments.push(range)
  })
  return comments
}
