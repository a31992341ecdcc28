/**
 * Finds cards that are list items, and makes a text in which they are not: their content is read as if it were below a
 * heading.
 */
import type {Root} from 'mdast'
import type {Template} from '../../template/model.ts'
import type {FoundTitle} from '../titles/find-titles.ts'
import {findTitles} from '../titles/find-titles.ts'
import type {OutdentedItems} from './outdent-items.ts'
import {moveTitle, outdentItems} from './outdent-items.ts'
import {recoverLists} from './recover-lists.ts'

/** A document with the titles of its cards. */
export interface Items extends OutdentedItems {
  /** By template, in source order; their offsets are those of the outdented text. */
  readonly titles: ReadonlyMap<Template, readonly FoundTitle[]>
  /** The document in the file, with the lists that the parser reads as text. */
  readonly whole: Root
}

/**
 * @param file a document, and the text that it was parsed from
 * @param templates whose cards are items
 * @param isOther says whether a name is not that of a card
 */
export function findItems(
  {text, tree: parsed}: {readonly text: string; readonly tree: Root},
  templates: readonly Template[],
  isOther: (name: string) => boolean
): Items {
  const whole = recoverLists(parsed, text)
  const titles = templates.map((each) => findTitles(whole, text, each, isOther))
  const byStart = new Map(titles.flat().map((title) => [title.start, title]))
  const all = [...byStart.values()].toSorted(
    (left, right) => left.start - right.start
  )
  const items = outdentItems(whole, text, all)
  const moved = titles.map((own) =>
    own.map((title) => moveTitle(title, items.text))
  )
  return {
    ...items,
    whole,
    titles: new Map(templates.map((each, at) => [each, moved[at] ?? []]))
  }
}

/**
 * @param tree a document
 * @param text that it was parsed from
 * @param titles of cards, in source order
 * @param ends of these cards, if their titles do not have it
 * @returns the nodes below each title, as if they began at the start of a line
 */
export function readBodies(
  tree: Root,
  text: string,
  titles: readonly FoundTitle[],
  ends: readonly number[]
): string[] {
  const {text: outdented} = outdentItems(tree, text, titles)
  return titles.map(({card, end: from}, at) => {
    const to = Math.max(from, card?.closing.start ?? ends[at] ?? text.length)
    return outdented.text.slice(
      outdented.fromFile(from),
      outdented.fromFile(to)
    )
  })
}
