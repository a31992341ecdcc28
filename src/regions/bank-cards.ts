/**
 * The sections with their cards, as they are in the bank. GitHub truncates a long README: for that, an index of links
 * into the bank.
 */
import type {Bank, Card, Section} from '../bank/model.ts'
import {hasContent} from '../bank/model.ts'
import type {Range} from '../markdown/offsets.ts'
import {markerStart} from './marker-start.ts'
import {mayHaveLinks, moveLinks} from '../markdown/move-links.ts'
import type {LinkEntry} from './link-list.ts'
import {toLink, toLinkList} from './link-list.ts'
import type {RegionContext, RegionKind} from './region.ts'
import {toText} from './region-title.ts'

/** The beginning of a marker. */
const comment = new RegExp(`<!--(?=${markerStart.slice('<!--'.length)})`, 'g')

export const bankCards: RegionKind = {
  name: 'bank-cards',
  async render(context: RegionContext): Promise<string> {
    const {bank, detail, mostBytes = Infinity} = context
    if (detail !== 'cards') return context.format(renderIndex(context))
    const parts: string[] = []
    let bytes = 0
    for (const part of findShownParts(bank)) {
      if (bytes > mostBytes) break
      const text = (await renderPart(part, context)).trim()
      bytes += Buffer.byteLength(text)
      parts.push(text)
    }

    // A comment in a card must not end the region that the card is in.
    return parts.join('\n\n').replace(comment, '&lt;!--')
  }
}

/** A bank is already formatted: its text is used as it is, except for blocks with links that must be changed. */
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

/** @returns the shown parts: the sections, or the cards if there are none */
export function findShownParts(bank: Bank): readonly Range[] {
  return bank.sections.length > 0 ? findShownSections(bank) : bank.cards
}

/**
 * Sections with text but without cards are about the bank, and not shown. An empty heading is shown: then branches that
 * add the first cards of two sections add them in different places.
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
  const toEntries = (cards: readonly Card[]): LinkEntry[] =>
    isEach ? cards.map((card) => toCardEntry(card, context)) : []
  // Without the number of cards: branches that add to two sections would conflict in adjacent lines.
  const entries =
    sections.length > 0
      ? sections.map((section) => ({
          url: context.sectionUrl(section),
          title: section.title,
          below: toEntries(section.cards)
        }))
      : toEntries(bank.cards)
  // Also without a number: it would change with every card.
  const intro = `The cards are in ${toLink(bankUrl, decodeURI(bankUrl))}`
  return entries.length > 0
    ? `${intro}:\n\n${toLinkList(entries)}\n`
    : `${intro}.\n`
}

function toCardEntry(card: Card, {cardUrl}: RegionContext): LinkEntry {
  return {url: cardUrl(card), title: toText(card.heading.title)}
}
