/** A list of the sections, each a link to its heading. */
import type {List} from 'mdast'
import {toMarkdown} from 'mdast-util-to-markdown'
import type {RegionContext, RegionKind} from '../region.ts'
import {unsafeInGfm} from './unsafe.ts'

export const bankContents: RegionKind = {
  name: 'bank-contents',
  render({bank, sectionUrl}: RegionContext): string {
    const list: List = {
      type: 'list',
      ordered: false,
      spread: false,
      children: bank.sections.map((section) => ({
        type: 'listItem',
        spread: false,
        children: [
          {
            type: 'paragraph',
            children: [
              {
                type: 'link',
                url: sectionUrl(section),
                children: [{type: 'text', value: section.title}]
              }
            ]
          }
        ]
      }))
    }
    return bank.sections.length === 0
      ? ''
      : toMarkdown(list, {bullet: '-', unsafe: unsafeInGfm})
  }
}
