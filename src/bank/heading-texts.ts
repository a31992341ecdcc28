/** All headings of a bank with their plain text; GitHub makes anchors from it. */
import GithubSlugger from 'github-slugger'
import type {Heading, Root} from 'mdast'
import {toString} from 'mdast-util-to-string'
import {SKIP, visit} from 'unist-util-visit'
import type {Bank, Card} from './model.ts'
import type {Range} from '../markdown/offsets.ts'
import {startOf} from '../markdown/offsets.ts'

/** A heading, also in quotes and lists. */
export interface HeadingText {
  /** Offset of its start. */
  readonly start: number
  /** Its text, without markup and images. */
  readonly text: string
  /** Its source without the `#`s. */
  readonly source: string
  /** Whether its source is only text, code and emphasis, in one line: it can be the text of a link without changes. */
  readonly isLinkable: boolean
}

/** @returns the headings of a bank in source order */
export function findHeadingTexts(bank: Bank): HeadingText[] {
  const {cards, nonCanonical, text} = bank
  const found = readHeadingTexts(nonCanonical.tree, text)
  const canonical = cards.filter(({isCanonical}) => isCanonical)
  if (canonical.length === 0) return found
  return [...found, ...canonical.map((card) => readCanonical(card, text))].sort(
    (left, right) => left.start - right.start
  )
}

/** A heading, with what links to it have after the `#`. */
export interface AnchoredHeading extends HeadingText {
  readonly slug: string
}

/** By bank: two rules need them. */
const anchors = new WeakMap<Bank, readonly AnchoredHeading[]>()

/** @returns the headings of a bank with the anchors that GitHub makes of them, in source order */
export function findAnchors(bank: Bank): readonly AnchoredHeading[] {
  const found = anchors.get(bank) ?? readAnchors(bank)
  anchors.set(bank, found)
  return found
}

function readAnchors(bank: Bank): AnchoredHeading[] {
  const slugger = new GithubSlugger()
  return findHeadingTexts(bank).map(({isLinkable, source, start, text}) => ({
    isLinkable,
    source,
    start,
    text,
    slug: slugger.slug(text)
  }))
}

/** @returns where the bank's first heading is, apart from those in quotes and lists */
export function findFirstHeading({
  cards: [card],
  nonCanonical
}: Bank): Range | undefined {
  const heading = nonCanonical.tree.children.find(
    ({type}) => type === 'heading'
  )
  const start = heading?.position?.start.offset
  const end = heading?.position?.end.offset
  if (card?.isCanonical && card.start < (start ?? Infinity)) return card.heading
  return start === undefined || end === undefined ? undefined : {start, end}
}

/**
 * @param tree a document
 * @param text that it was parsed from
 * @returns its headings in source order
 */
export function readHeadingTexts(tree: Root, text: string): HeadingText[] {
  const found: HeadingText[] = []
  visit(tree, (node) => {
    if (node.type === 'heading') found.push(readHeading(node, text))
    // None of these contains a heading.
    return ['heading', 'paragraph', 'table'].includes(node.type) ? SKIP : true
  })
  return found
}

function readHeading(heading: Heading, text: string): HeadingText {
  const {children} = heading
  const source = text.slice(
    children[0]?.position?.start.offset ?? 0,
    children.at(-1)?.position?.end.offset ?? 0
  )
  const isSimple = children.every(({type}) =>
    ['text', 'inlineCode', 'emphasis', 'strong', 'delete'].includes(type)
  )
  return {
    start: startOf(heading),
    text: toString(heading, {includeHtml: false, includeImageAlt: false}),
    source,
    isLinkable: isSimple && !/[[\]\n]/.test(source)
  }
}

/** For a canonical card: there, all markup of a heading is plain (`canonical/text.ts`). */
function readCanonical(
  {heading: {depth, end, start}}: Card,
  text: string
): HeadingText {
  const source = text.slice(start + depth + 1, end)
  return {
    start,
    text: dropPlainMarkup(source),
    source,
    isLinkable: !source.includes('[')
  }
}

/**
 * Markup that canonical text of a card can have: escapes, code, links, autolinks, and the delimiters of strong and deleted text and
 * emphasis.
 */
const plainMarkup =
  /\\([!-/:-@[-`{-~])|`([^`]*)`|\[((?:`[^`]*`|\\.|[^\\\]`])*)\]\((?:"[^"]*"|'[^']*'|[^)"'])*\)|<([^<>\s]*[:@][^<>\s]*)>|\*\*|~~|(?<![A-Za-z\d_])_|_(?![A-Za-z\d_])/g

/** @returns canonical text of a card (`canonical/text.ts`) without markup */
export function dropPlainMarkup(source: string): string {
  return source.replace(
    plainMarkup,
    (_, sign?: string, code?: string, link?: string, address?: string) =>
      sign ??
      code ??
      address ??
      (link === undefined ? '' : dropPlainMarkup(link))
  )
}
