import {toString} from 'mdast-util-to-string'
import {parse} from '../markdown/parse.ts'

/** Characters that markup consists of, and white space that a heading does not keep. */
const markup = /[\\`*_[\]<>&~#\t\n\v\f\r\0]|^\s|\s$/

/** @returns `false` for text that is the same as Markdown */
export function mayHaveMarkup(text: string): boolean {
  return text === '' || markup.test(text)
}

/** @returns a card's title without its markup */
export function toText(title: string): string {
  return mayHaveMarkup(title) ? toString(parse(`# ${title}`)) : title
}
