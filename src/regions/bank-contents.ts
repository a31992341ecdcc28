/** A list of the sections, each a link to its heading; of the cards, where the bank has no sections. */
import type {List} from 'mdast'
import {toMarkdown} from 'mdast-util-to-markdown'
import {getLead} from '../bank/model.ts'
import type {RegionContext, RegionKind} from './region.ts'
import {toText} from './region-title.ts'
import {unsafeInGfm} from './unsafe.ts'

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
    const list: List = {
      type: 'list',
      ordered: false,
      spread: false,
      children: entries.map(({title, url}) => ({
        type: 'listItem',
        spread: false,
        children: [
          {
            type: 'paragraph',
            children: [
              {
                type: 'link',
                url,
                children: [{type: 'text', value: title}]
              }
            ]
          }
        ]
      }))
    }
    return entries.length === 0
      ? ''
      : format(toMarkdown(list, {bullet: '-', unsafe: unsafeInGfm}))
  }
}
