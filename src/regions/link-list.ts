/**
 * Lists of links, as `mdast-util-to-markdown` writes them: for thousands of plain ones, that takes longer than reading
 * their bank.
 */
import type {PhrasingContent} from 'mdast'
import {toMarkdown} from 'mdast-util-to-markdown'
import {mayHaveMarkup} from './region-title.ts'
import {unsafeInGfm} from './unsafe.ts'

/** An item of the list. */
export interface LinkEntry {
  readonly url: string
  /** As plain text, not Markdown. */
  readonly title: string
  /** The items of a nested list. */
  readonly below?: readonly LinkEntry[]
}

/** @returns a tight list, without a line break at its end */
export function toLinkList(entries: readonly LinkEntry[], indent = ''): string {
  return entries
    .map(({url, title, below = []}) => {
      const item = `${indent}- ${toLink(url, title)}`
      return below.length === 0
        ? item
        : `${item}\n${toLinkList(below, `${indent}  `)}`
    })
    .join('\n')
}

/**
 * @param title as plain text
 * @returns a link in Markdown
 */
export function toLink(url: string, title: string): string {
  // Addresses without characters that have to be escaped.
  const isPlain = /^[\p{L}\p{M}\p{N}_/.#%-]+$/u.test(url)
  // The name of a bank has such a sign.
  const outside = title.replace(/(?<=[a-z\d])_(?=[a-z\d])/gi, '-')
  if (isPlain && !mayHaveMarkup(outside)) return `[${title}](${url})`
  const children: PhrasingContent[] = [{type: 'text', value: title}]
  return toMarkdown(
    {type: 'paragraph', children: [{type: 'link', url, children}]},
    {unsafe: unsafeInGfm}
  ).trimEnd()
}
