import {fromMarkdown} from 'mdast-util-from-markdown'
import {toString} from 'mdast-util-to-string'

/** @returns a card's title without its markup */
export function toText(title: string): string {
  return toString(fromMarkdown(`# ${title}`))
}
