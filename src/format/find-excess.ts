/** Finds markup of a text that would take Prettier too much time. */
import type {Nodes} from 'mdast'
import {SKIP, visit} from 'unist-util-visit'
import type {Excess} from '../markdown/budget.ts'
import {tame} from '../markdown/budget.ts'
import {parse} from '../markdown/parse.ts'

/** A fence, a line that may be indented code, a tag, or the fence of front matter. */
const mayHaveLiterals = /`{3}|~{3}| {4}|\t|<|^---[ \t]*$/m

/** @returns the first markup beyond the budget; code, and blocks of HTML, have no markup */
export function findExcess(text: string): Excess | undefined {
  const {excess} = tame(text)
  if (excess.length === 0 || !mayHaveLiterals.test(text)) return excess[0]
  const literals: {start: number; end: number}[] = []
  visit(parse(text), (node: Nodes, _, parent) => {
    const isBlock = parent !== undefined && parent.type !== 'paragraph'
    const isLiteral =
      node.type === 'code' ||
      node.type === 'yaml' ||
      (node.type === 'html' && isBlock)
    if (isLiteral && node.position) {
      const {start, end} = node.position
      literals.push({start: start.offset ?? 0, end: end.offset ?? 0})
    }

    return isLiteral ? SKIP : undefined
  })
  let at = 0
  return excess.find(({start}) => {
    while ((literals[at]?.end ?? Infinity) <= start) at++
    return (literals[at]?.start ?? Infinity) > start
  })
}
