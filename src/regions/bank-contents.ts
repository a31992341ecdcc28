/** A list of links to the sections; to the cards, if the bank has no sections. */
import {getLead} from '../bank/model.ts'
import {toLinkList} from './link-list.ts'
import type {RegionContext, RegionKind} from './region.ts'
import {toText} from './region-title.ts'

export const bankContents: RegionKind = {
  name: 'bank-contents',
  async render({
    bank,
    cardUrl,
    sectionUrl,
    format
  }: RegionContext): Promise<string> {
    const {cards, sections} = bank
    const entries =
      sections.length > 0
        ? sections.map((section) => ({
            url: sectionUrl(section),
            title: section.title
          }))
        : cards.map((card) => {
            const lead = getLead(card)
            const title = toText(card.heading.title)
            return {url: cardUrl(card), title: `${lead} ${title}`.trim()}
          })
    return entries.length === 0 ? '' : format(`${toLinkList(entries)}\n`)
  }
}
