/**
 * The sections with their cards, as they stand in the bank. GitHub cuts a long README off: then an index of links
 * into the bank.
 */
import type {List, ListItem, Paragraph, PhrasingContent, Root} from 'mdast'
import {toMarkdown} from 'mdast-util-to-markdown'
import type {Bank, Card, Section} from '../bank/model.ts'
import {hasContent} from '../bank/model.ts'
import type {Range} from '../markdown/offsets.ts'
import {markerStart} from './marker-start.ts'
import {mayHaveLinks, moveLinks} from '../markdown/move-links.ts'
import type {RegionContext, RegionKind} from './region.ts'
import {toText} from './region-title.ts'
import {unsafeInGfm} from './unsafe.ts'

/** What begins like a marker. */
const comment = new RegExp(`<!--(?=${markerStart.slice('<!--'.length)})`, 'g')

export const bankCards: RegionKind = {
  name: 'bank-cards',
  async render(context: RegionContext): Promise<string> {
    const {bank, detail} = context
    if (detail !== 'cards') return context.format(renderIndex(context))
    const parts: string[] = []
    for (const part of findShownParts(bank)) {
      parts.push((await renderPart(part, context)).trim())
    }

    // A comment in a card must not end the region that the card stands in.
    return parts.join('\n\n').replace(comment, '&lt;!--')
  }
}

/** The bank itself has been formatted: its text is taken as it is, but for blocks with links that lead elsewhere from here. */
async function renderPart(
  part: Range,
  {bank, format, moveUrl}: RegionContext
): Promise<string> {
  const text = bank.text.slice(part.start, part.end)
  if (!mayHaveLinks(text)) return text
  const blocks =
    bank.sections.length > 0
      ? bank.blocks.filter(
          ({start, end}) => start >= part.start && end <= part.end
        )
      : [part]
  let moved = ''
  for (const {start, end} of blocks) {
    const before = bank.text.slice(start, end)
    const after = moveLinks(before, moveUrl)
    moved += after === before ? before : `${(await format(after)).trim()}\n\n`
  }

  return moved
}

/** @returns what is shown: the sections; the cards, where there are none */
export function findShownParts(bank: Bank): readonly Range[] {
  return bank.sections.length > 0 ? findShownSections(bank) : bank.cards
}

/**
 * Sections with a text and no cards are about the bank, and not shown. A heading that is yet to get cards is: branches that add
 * the first cards of two sections then add them in different places.
 */
function findShownSections(bank: Bank): Section[] {
  return bank.sections.filter(
    (section) => section.cards.length > 0 || !hasContent(bank, section)
  )
}

function renderIndex(context: RegionContext): string {
  const {bank, bankUrl, detail} = context
  const isEach = detail === 'titles'
  const sections = findShownSections(bank)
  const items =
    sections.length > 0
      ? sections.map((section) => toSectionItem(section, context))
      : isEach
        ? bank.cards.map((card) => toCardItem(card, context))
        : []
  const root: Root = {
    type: 'root',
    children: [
      toParagraph([
        // No number: it would change with every card, and branches would conflict.
        text('The cards are in '),
        link(bankUrl, decodeURI(bankUrl)),
        text(items.length > 0 ? ':' : '.')
      ]),
      ...(items.length > 0 ? [toList(items)] : [])
    ]
  }
  return toMarkdown(root, {bullet: '-', unsafe: unsafeInGfm})
}

// Without the number of cards: branches that add to two sections would conflict in lines next to each other.
function toSectionItem(section: Section, context: RegionContext): ListItem {
  const {cards, title} = section
  const head = toParagraph([link(context.sectionUrl(section), title)])
  const isEach = context.detail === 'titles' && cards.length > 0
  return {
    type: 'listItem',
    spread: false,
    children: isEach
      ? [head, toList(cards.map((card) => toCardItem(card, context)))]
      : [head]
  }
}

function toCardItem(card: Card, {cardUrl}: RegionContext): ListItem {
  return {
    type: 'listItem',
    spread: false,
    children: [toParagraph([link(cardUrl(card), toText(card.heading.title))])]
  }
}

function toList(children: ListItem[]): List {
  return {type: 'list', ordered: false, spread: false, children}
}

function toParagraph(children: PhrasingContent[]): Paragraph {
  return {type: 'paragraph', children}
}

function link(url: string, value: string): PhrasingContent {
  return {type: 'link', url, children: [text(value)]}
}

function text(value: string): PhrasingContent {
  return {type: 'text', value}
}
