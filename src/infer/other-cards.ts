/** Cards that are no headings, and what is on each. */
import type {RootContent} from 'mdast'
import {findTitles} from '../bank/titles/find-titles.ts'
import type {FoundTitle} from '../bank/titles/find-titles.ts'
import {columnsBetween, dedent, lineStartOf} from '../markdown/offsets.ts'
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
  {card, kind}: OtherShape,
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
      const end = title.card?.closing.start ?? starts[at] ?? body.length
      return parse(readBody(body, title, end, kind)).children
    })
  }
}

/** @returns what is below a title, as it is at the start of a line */
function readBody(
  text: string,
  title: FoundTitle,
  end: number,
  kind: OtherShape['kind']
): string {
  const source = text.slice(title.end, Math.max(title.end, end))
  if (kind !== 'item') return source
  const lineStart = lineStartOf(text, title.start)
  return dedent(source, columnsBetween(text, lineStart, title.titleRange.start))
}
