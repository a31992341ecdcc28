/** The headings of a text, each with the nodes up to the next one. */
import type {Heading, RootContent} from 'mdast'
import {toString} from 'mdast-util-to-string'
import {parse} from '../markdown/parse.ts'

/** A heading, with what is below it up to the next heading of any depth. */
export interface Entry {
  /** Of the heading, in UTF-16 units from 0, without a byte order mark. */
  readonly offset: number
  /** Line of the heading, from 1. */
  readonly line: number
  readonly depth: number
  readonly heading: Heading
  /** The heading's text without markup, in one line. */
  readonly text: string
  /** The other nodes of the top level, in source order. */
  readonly nodes: readonly RootContent[]
}

/**
 * @param text Markdown
 * @returns its headings of the top level, in source order; text before the first one is left out
 */
export function readOutline(text: string): readonly Entry[] {
  const entries: (Entry & {nodes: RootContent[]})[] = []
  for (const node of parse(text).children) {
    if (node.type === 'heading') entries.push(toEntry(node))
    else entries.at(-1)?.nodes.push(node)
  }

  return entries
}

function toEntry(node: Heading): Entry & {nodes: RootContent[]} {
  const {offset = 0, line = 1} = node.position?.start ?? {}
  const text = toString(node).replace(/\s+/g, ' ').trim()
  return {offset, line, depth: node.depth, heading: node, text, nodes: []}
}
