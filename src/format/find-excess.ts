/** Finds markup of a text that would take Prettier too much time. */
import type {Nodes} from 'mdast'
import {SKIP, visit} from 'unist-util-visit'
import type {Excess} from '../markdown/budget.ts'
import {findDeepYaml, tame} from '../markdown/budget.ts'
import {findFrontMatterEnd} from '../markdown/scanner/line-starts.ts'
import {lineStartOf, nextLineOf} from '../markdown/offsets.ts'
import {parse} from '../markdown/parse.ts'

/** A fence, a line that may be indented code, a tag, or the fence of front matter. */
const mayHaveLiterals = /`{3}|~{3}| {4}|\t|<|^---[ \t]*$/m

/** A table with more rows takes Prettier a second for each of these. */
const mostRows = 2000

/** @returns the first row of a table that is one too many */
function findRow(text: string): Excess | undefined {
  let count = 0
  let at = text.indexOf('|')
  while (at !== -1) {
    const start = lineStartOf(text, at)
    const end = nextLineOf(text, at)
    if (/\S/.test(text.slice(start, at))) count = 0
    else if (++count > mostRows) return {start: at, end: end - 1, noun: 'lines'}
    at = text.indexOf('|', end)
    if (at !== -1 && lineStartOf(text, at) !== end) count = 0
  }

  return undefined
}

/** @returns in front matter, the first part that is too deep in others */
function findDeepHead(text: string): Excess | undefined {
  const head = text.slice(0, Math.max(0, findFrontMatterEnd(text)))
  const start = findDeepYaml(head)
  return start === undefined ? undefined : {start, end: start + 1}
}

/** @returns the first markup beyond the budget; code, and blocks of HTML, have no markup */
export function findExcess(text: string): Excess | undefined {
  const deep = findDeepHead(text)
  if (deep) return deep
  const {excess: own} = tame(text)
  const row = own.length === 0 ? findRow(text) : undefined
  const excess = row ? [row] : own
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
