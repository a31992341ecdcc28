/** Links of a bank, as they have to be written in a README that is elsewhere. */
import {posix} from 'node:path'
import {findAddresses} from './addresses.ts'

/**
 * @returns whether there may be an address that depends on where it is written; most Markdown has none, and need not be
 *   parsed for it
 */
export function mayHaveLinks(markdown: string): boolean {
  return /\](?:\(|:)\s*<?(?!\s|<|\/|[a-z][a-z\d+.-]*:)|\b(?:src|href)\s*=/i.test(
    markdown
  )
}

/** Addresses in HTML. */
const attribute = /(\b(?:src|href)\s*=\s*)("[^"]*"|'[^']*')/gi

/**
 * @param move gives the address for the one that is written
 * @returns the Markdown with other addresses of links, images and definitions; what is in code stays
 */
export function moveLinks(
  markdown: string,
  move: (url: string) => string
): string {
  if (!mayHaveLinks(markdown)) return markdown
  const {addresses, html} = findAddresses(markdown)
  const parts = [
    ...addresses.map(({start, end}) => {
      const source = markdown.slice(start, end)
      const isQuoted = source.startsWith('<')
      const url = move(isQuoted ? source.slice(1, -1) : source)
      return {start, end, text: isQuoted ? `<${url}>` : url}
    }),
    ...html.map(({start, end}) => ({
      start,
      end,
      text: markdown
        .slice(start, end)
        .replace(attribute, (_, name: string, value: string) => {
          const quote = value.charAt(0)
          return name + quote + move(value.slice(1, -1)) + quote
        })
    }))
  ].sort((left, right) => left.start - right.start)
  let at = 0
  let moved = ''
  for (const {start, end, text} of parts) {
    moved += markdown.slice(at, start) + text
    at = end
  }

  return moved + markdown.slice(at)
}

/**
 * @param url as it is written in a file
 * @param folder path from another file to the folder of that file, as a URL with `/`
 * @returns the URL that leads to the same place from the other file; absolute ones and anchors stay
 */
export function moveUrl(url: string, folder: string): string {
  const [, path = '', tail = ''] = /^([^?#]*)(.*)$/s.exec(url) ?? []
  if (path === '' || /^(?:\/|[a-z][a-z\d+.-]*:)/i.test(path)) return url
  // Nothing in the folder's name may end an address in Markdown.
  const prefix = folder.replaceAll('(', '%28').replaceAll(')', '%29')
  return posix.normalize(`${prefix}/${path}`) + tail
}
