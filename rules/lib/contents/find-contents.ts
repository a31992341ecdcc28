/** Finds the list of contents. */
import type {Heading, List, Table} from 'mdast'
import {toString} from 'mdast-util-to-string'
import type {Bank} from '../../../src/bank/model.ts'
import {isContentsTitle} from '../../../src/bank/read-bank.ts'
import {rangeOf} from '../../../src/markdown/offsets.ts'
import {findFirst} from '../../../src/text/binary-search.ts'

/** Heading and list of contents. */
export interface Contents {
  readonly heading: Heading
  /** `undefined` if nothing is below the heading. */
  readonly list: List | undefined
  /** Lists directly after it: another marker begins another list. */
  readonly others: readonly List[]
  /** A table instead of a list. */
  readonly table?: Table
}

/** @returns the heading "Contents" (or its name in front matter), and the first list or table below it */
export function findContents({
  cardDepth,
  cards,
  config,
  nonCanonical,
  text
}: Bank): Contents | undefined {
  const {children} = nonCanonical.tree
  const at = children.findIndex(
    (node) =>
      node.type === 'heading' &&
      (node.depth < cardDepth || node.depth < 3) &&
      isContentsTitle(toString(node), config)
  )
  const heading = children[at]
  if (heading?.type !== 'heading') return undefined
  // Cards that were read from the text are not in the tree, so deeper headings are parts of the contents.
  const next = children.slice(at + 1).find(({type}) => type === 'heading')
  const end = rangeOf(next)?.start ?? text.length
  const card =
    cards[findFirst(cards, ({start}) => start >= (rangeOf(heading)?.end ?? 0))]
  let isAlone = cardDepth <= heading.depth || !card || card.start >= end
  for (const [index, node] of children.slice(at + 1).entries()) {
    if (node.type === 'heading') {
      // A deeper heading belongs to contents in another form.
      if (node.depth > heading.depth) isAlone = false
      break
    }

    if (node.type === 'list') {
      const others: List[] = []
      for (const next of children.slice(at + index + 2)) {
        if (next.type !== 'list') break
        others.push(next)
      }

      return {heading, list: node, others}
    }

    if (node.type === 'table') {
      return {heading, list: undefined, others: [], table: node}
    }

    isAlone = false
  }

  return isAlone ? {heading, list: undefined, others: []} : undefined
}

/** @returns whether the list has nested lists */
export function hasLists(list: List | undefined): boolean {
  return Boolean(
    list?.children.some(({children}) =>
      children.some(({type}) => type === 'list')
    )
  )
}
