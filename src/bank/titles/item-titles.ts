/**
 * Finds cards that are list items, with what follows up to the next one: not every answer is far enough indented to be
 * in its item.
 */
import type {Heading, List, ListItem, Paragraph, Root} from 'mdast'
import type {Range} from '../../markdown/offsets.ts'
import {columnsBetween, lineStartOf} from '../../markdown/offsets.ts'
import type {TitleReader} from '../../template/card-title.ts'
import {stripBold} from '../../template/card-title.ts'
import {findCommonest} from '../../template/card-shapes.ts'
import type {FoundTitle} from './title.ts'
import {readRange} from './title.ts'

/** An item that may be a card. */
interface Item {
  readonly node: ListItem
  readonly first: Heading | Paragraph
  /** The text of its first line, without the marks of a heading. */
  readonly title: Range
  /**
   * How its title is written. A link alone is more likely part of a list of contents, and an item within another one a
   * step of its answer.
   */
  readonly style: 'heading' | 'bold' | 'plain' | 'link' | 'inner'
  /** The number that readers see, if the list is ordered. */
  readonly number: number | undefined
}

/**
 * @param tree a document; nodes without a position are passed over
 * @param isOrdered whether the number of an item is that of the card; if not, cards are not in an ordered list
 * @returns the items of topmost lists whose titles are written as most are, in source order
 */
export function findItemTitles(
  tree: Root,
  text: string,
  readTitle: TitleReader,
  isOrdered: boolean
): FoundTitle[] {
  const lists = tree.children.flatMap((node) =>
    node.type === 'list' && Boolean(node.ordered) === isOrdered
      ? [readItems(node, text)]
      : []
  )
  const styles = lists.flat().map((item) => item.style)
  // If most titles are headings or bold, other items are steps of an answer.
  const style = findCommonest(styles.filter((each) => !neverMost.has(each)))
  return lists
    .flatMap((items) => chooseCards(items, style))
    .flatMap((item) => {
      const title = readItem(item, text, readTitle)
      return title ? [title] : []
    })
}

/** Styles that cards do not have, unless numbers show it. */
const neverMost: ReadonlySet<Item['style']> = new Set(['link', 'inner'])

/** @returns the items of a list whose titles have a style, and those between them if their numbers fit */
function chooseCards(items: readonly Item[], style: string): Item[] {
  const cards: Item[] = []
  let others: Item[] = []
  for (const item of items) {
    others.push(item)
    if (item.style !== style) continue
    const first = cards.at(-1)?.number ?? NaN
    const isNext = others.every(({number}, at) => number === first + at + 1)
    cards.push(...(isNext ? others : [item]))
    others = []
  }

  return cards
}

/** The items of a list in source order. */
function readItems({children, ordered, start}: List, text: string): Item[] {
  const numbers = children.map(({position}) =>
    Number(/\d+/.exec(text.slice(position?.start.offset))?.[0])
  )
  // Markdown counts itself if all items have the same number.
  const isCounted = new Set(numbers).size === 1
  return children.flatMap((node, at): Item[] => {
    const [first, ...below] = node.children
    if (first?.type !== 'paragraph' && first?.type !== 'heading') return []
    const title = findTitle(first, text)
    if (!title) return []
    // With white space before its number, Markdown puts the next heading into the item.
    const inner = below.flatMap((each) =>
      each.type === 'list' && Boolean(each.ordered) === Boolean(ordered)
        ? readItems(each, text).map(toInner)
        : []
    )
    const number = isCounted ? (start ?? 1) + at : numbers[at]
    const style = readStyle(first, text.slice(title.start, title.end))
    const item = {node, first, title, style}
    return [{...item, number: ordered ? number : undefined}, ...inner]
  })
}

function toInner(item: Item): Item {
  return item.style === 'heading' ? item : {...item, style: 'inner'}
}

function readStyle(
  {children, type}: Heading | Paragraph,
  source: string
): Item['style'] {
  if (children.every((child) => child.type === 'link')) return 'link'
  if (type === 'heading') return 'heading'
  return stripBold(source) === source ? 'plain' : 'bold'
}

/** @returns the heading's text, or the first line of the paragraph */
function findTitle(
  {children, position, type}: Heading | Paragraph,
  text: string
): Range | undefined {
  const start = children[0]?.position?.start.offset
  const end = children.at(-1)?.position?.end.offset
  if (start === undefined || end === undefined || !position) return undefined
  const lineBreak = text.indexOf('\n', start)
  const lineEnd = type === 'heading' || lineBreak === -1 ? end : lineBreak
  const line = text.slice(start, Math.min(end, lineEnd))
  return {start, end: start + line.trimEnd().length}
}

function readItem(
  {first, node, number, title}: Item,
  text: string,
  readTitle: TitleReader
): FoundTitle | undefined {
  const start = node.position?.start.offset
  const itemEnd = node.position?.end.offset
  const content = first.position?.start.offset
  const textEnd = first.position?.end.offset
  if (start === undefined || itemEnd === undefined) return undefined
  if (content === undefined || textEnd === undefined) return undefined
  const lineStart = lineStartOf(text, start)
  const [marker = '', space = ''] =
    /^\d*.([ \t]*)/.exec(text.slice(start, content)) ?? []
  // A check box may be before a title, or the title may be on the next line.
  const indent =
    columnsBetween(text, lineStart, start + marker.length) +
    (space === '' ? 1 : 0)
  return {
    form: 'item',
    start,
    end: first.type === 'heading' ? textEnd : title.end,
    item: {indent, textEnd, end: itemEnd},
    ...readRange(text, title, (source) =>
      readTitle(number === undefined ? source : `${number}. ${source}`)
    )
  }
}
