/**
 * Finds the text that is not a person's prose: code and front matter. Rules about characters leave it alone.
 */
import type {Root} from 'mdast'
import {visit} from 'unist-util-visit'
import type {Range} from './model.ts'

/** @returns code blocks, inline code, and front matter in source order */
export function findLiterals(tree: Root): Range[] {
  const ranges: Range[] = []
  visit(tree, ['code', 'inlineCode', 'yaml', 'toml'], (node) => {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (start !== undefined && end !== undefined) ranges.push({start, end})
  })
  return ranges
}
