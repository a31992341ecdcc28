/** Cards that are no headings, and what is on each. */
import type {RootContent} from 'mdast'
import {findTitles, readBody} from '../bank/titles/find-titles.ts'
import {parse} from '../markdown/parse.ts'
import type {CardShape} from '../template/card-shapes.ts'
import {toTemplates} from '../template/declared.ts'
import type {OtherShape} from '../template/other-shapes.ts'
import type {Entry} from './outline.ts'

/** Cards that begin in one way. */
export interface CardGroup {
  readonly card: CardShape<Entry>['card']
  /** Of the beginning of each, in UTF-16 units from 0, in source order. */
  readonly offsets: readonly number[]
  /** Of each, its nodes in source order. */
  readonly contents: readonly (readonly RootContent[])[]
}

/** @returns the cards of a text, as the shape says that they begin */
export function readOtherCards(
  body: string,
  {card}: OtherShape,
  entries: readonly Entry[],
  isContents: (name: string) => boolean
): CardGroup {
  const {depth: _, ...declared} = card
  const [template] = toTemplates({card: declared})
  const titles = findTitles(parse(body), body, template, isContents)
  const starts = [...titles, ...entries.map(({offset}) => ({start: offset}))]
    .map(({start}) => start)
    .sort((left, right) => left - right)
  let at = 0
  return {
    card,
    offsets: titles.map(({start}) => start),
    contents: titles.map((title) => {
      while ((starts[at] ?? Infinity) <= title.start) at++
      const end = starts[at] ?? body.length
      return parse(readBody(body, title, end)).children
    })
  }
}
