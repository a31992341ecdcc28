/** Finds cards that are not headings, and their contents. */
import type {Root, RootContent} from 'mdast'
import {readBodies} from '../bank/items/find-items.ts'
import {findTitles} from '../bank/titles/find-titles.ts'
import {parse} from '../markdown/parse.ts'
import type {CardShape} from '../template/card-shapes.ts'
import {toTemplates} from '../template/declared.ts'
import type {OtherShape} from '../template/other-shapes.ts'
import type {Entry} from './outline.ts'

/** Cards with the same kind of beginning. */
export interface CardGroup {
  readonly card: CardShape<Entry>['card']
  /** Offsets of their beginnings, in UTF-16 units from 0, in source order. */
  readonly offsets: readonly number[]
  /** The nodes of each, in source order. */
  readonly contents: readonly (readonly RootContent[])[]
}

/** The share of lines in a card's form that must really be cards. */
const enoughRead = 0.98

/** The share of bullets that must be questions, if they have nothing else in common. */
const enoughAsked = 0.6

/** A heading in an item of an ordered list; after indented code, the parser reads it as text if its number is not 1. */
const titleLine = /^ {0,4}\d{1,9}[.)][ \t]+#{1,6}[ \t]/gm

/**
 * @param tree of the text
 * @returns the cards of the text, as the shape says that they begin; `undefined` where not all of them can be read */
export function readOtherCards(
  tree: Root,
  body: string,
  {card, count}: OtherShape,
  entries: readonly Entry[],
  isContents: (name: string) => boolean
): CardGroup | undefined {
  const {as, number, prefix} = card
  const lead = number === undefined ? {prefix} : {number}
  const [template] = toTemplates({card: {...(as && {as}), ...lead}})
  const titles = findTitles(tree, body, template, isContents)
  const lines = body.match(titleLine)?.length ?? 0
  if (card.as === 'item' && titles.length < enoughRead * lines) return undefined
  // Any text may have bullets: most of them must ask.
  const areBullets = as === 'item' && number === undefined && prefix === ''
  if (areBullets && count < enoughAsked * titles.length) return undefined
  const [first, ...others] = titles.map(({number}) => number)
  const restart = card.restart ?? others.includes(first)
  const starts = [...titles, ...entries.map(({offset}) => ({start: offset}))]
    .map(({start}) => start)
    .sort((left, right) => left - right)
  let at = 0
  const ends = titles.map((title) => {
    while ((starts[at] ?? Infinity) <= title.start) at++
    return starts[at] ?? body.length
  })
  return {
    card: {...card, ...(card.number !== undefined && restart && {restart})},
    offsets: titles.map(({start}) => start),
    contents: readBodies(tree, body, titles, ends).map(
      (each) => parse(each).children
    )
  }
}
