/**
 * Finds lists that the parser reads as text: below indented code, micromark lets a list begin only with 1, as if the
 * code were a paragraph. In CommonMark, and so on GitHub, it may begin with any number there (5.3: only in a paragraph,
 * it has to be 1).
 */
import type {Root, RootContent} from 'mdast'
import {lineStartOf, startOf} from '../../markdown/offsets.ts'
import {findDefinitionTexts, PartParser} from './part-parser.ts'

/** Each list that is found may reveal another one below. */
const mostPasses = 5

/**
 * @param tree a document
 * @param text that it was parsed from
 * @returns the document with such lists; the same tree if it has none
 */
export function recoverLists(tree: Root, text: string): Root {
  const starts = new Set<number>()
  let read = tree
  for (let pass = 0; pass < mostPasses; pass++) {
    const lost = findLost(read.children, text)
    if (lost.length === 0) break
    for (const start of lost) starts.add(start)
    const cuts = [...starts].sort((left, right) => left - right)
    const [first = text.length] = cuts
    const parser = new PartParser(text, findDefinitionTexts(tree, text))
    const children = [
      ...tree.children.filter((node) => startOf(node) < first),
      ...cuts.flatMap((start, at) =>
        parser.parse(start, cuts[at + 1] ?? text.length)
      )
    ]
    read = {...tree, children}
  }

  return read
}

/** @returns where text begins that is a list: directly below indented code, with a number and a mark */
function findLost(nodes: readonly RootContent[], text: string): number[] {
  return nodes.flatMap((node, at) => {
    const above = nodes[at - 1]
    if (above?.type !== 'code' || node.type === 'list') return []
    // The node of fenced code does not begin with white space.
    if (!/[ \t]/.test(text.charAt(startOf(above)))) return []
    const start = startOf(node)
    return /^\d{1,9}[.)][ \t]/.test(text.slice(start, start + 12))
      ? [lineStartOf(text, start)]
      : []
  })
}
