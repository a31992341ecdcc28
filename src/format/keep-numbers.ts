/**
 * Finds numbers of list items that Prettier would replace. In a browser, lists count on from their first number,
 * whatever the others are. But an author wrote them, and text may refer to them. So such a list is left as it is, and
 * reported.
 */
import type {List, Nodes} from 'mdast'
import {visit} from 'unist-util-visit'
import {toPrintedNumbers} from '../markdown/canonical/lists.ts'
import type {Range} from '../markdown/offsets.ts'
import {startOf} from '../markdown/offsets.ts'
import {parse} from '../markdown/parse.ts'
import type {Protected} from './literal-signs.ts'

/** The first number of a list that Prettier would replace; the range is that of its digits. */
export interface OddNumber extends Range {
  /** What Prettier would write instead. */
  readonly printed: string
  /** What readers see. */
  readonly seen: string
}

/** Whether a text can have a list with numbers: a line that begins with one. */
const trace = /^[\t >*+-]*\d{1,9}[.)]\s/m

/** @returns the first such number of each list of the text, in source order */
export function findOddNumbers(text: string): OddNumber[] {
  return trace.test(text) ? findIn(parse(text), text) : []
}

function findIn(node: Nodes, text: string): OddNumber[] {
  const found: OddNumber[] = []
  visit(node, 'list', (list) => {
    const odd = list.ordered ? readList(list, text) : undefined
    if (odd) found.push(odd)
  })
  return found
}

function readList({children}: List, text: string): OddNumber | undefined {
  const starts = children.map(startOf)
  const written = starts.map((start) => readNumber(text, start))
  const printed = toPrintedNumbers(written)
  const index = written.findIndex((number, at) => number !== printed[at])
  const start = starts[index]
  if (start === undefined) return undefined
  return {
    start,
    end: start + (written[index]?.length ?? 0),
    printed: printed[index] ?? '',
    seen: String(Number(written[0]) + index)
  }
}

/** @returns the digits at the start of a list item */
export function readNumber(text: string, start: number): string {
  return /^\d{1,9}/.exec(text.slice(start, start + 9))?.[0] ?? ''
}

/** Makes Prettier ignore what is below it; written as no author would write it. */
const keeper = '<!--\tprettier-ignore\t-->'

/**
 * @param text Markdown for Prettier
 * @returns a text in which Prettier ignores the top-level blocks that have lists with odd numbers
 */
export function keepNumbers(text: string): Protected {
  const unchanged = {text, restore: (after: string) => after}
  if (!trace.test(text) || text.includes(keeper)) return unchanged
  const parts: string[] = []
  let from = 0
  for (const node of parse(text).children) {
    const start = startOf(node)
    if (findIn(node, text).length === 0) continue
    parts.push(text.slice(from, start), `\n${keeper}\n`)
    from = start
  }

  if (from === 0 && parts.length === 0) return unchanged
  return {
    text: parts.join('') + text.slice(from),
    restore: (after) => after.replace(/<!--\tprettier-ignore\t-->\r?\n?/g, '')
  }
}
