import {toString} from 'mdast-util-to-string'
import {parse} from '../markdown/parse.ts'

/** @returns a card's title without its markup */
export function toText(title: string): string {
  return toString(parse(`# ${title}`))
}
