/**
 * Values as HTML. Text of cards is untrusted: only what GitHub shows passes the sanitizer (hast-util-sanitize), and
 * nothing else gets into the result.
 */
import type {Root as HastRoot} from 'hast'
import {raw} from 'hast-util-raw'
import type {Schema} from 'hast-util-sanitize'
import {defaultSchema, sanitize} from 'hast-util-sanitize'
import {toHtml} from 'hast-util-to-html'
import type {Root, RootContent} from 'mdast'
import {toHast} from 'mdast-util-to-hast'
import {parseValue} from './plain-text.ts'
import {toXmlText} from './xml.ts'

/** Nothing is allowed that GitHub does not show; names cannot clash, as each gets this prefix. */
const htmlSchema: Schema = {...defaultSchema, clobberPrefix: 'card-'}

/** Elements of Markdown and GitHub that QTI 2.1 has; the content of others is kept. */
const qtiSchema: Schema = {
  ...htmlSchema,
  tagNames: [
    ...['a', 'blockquote', 'br', 'code', 'dd', 'div', 'dl', 'dt', 'em'],
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'img', 'kbd', 'li'],
    ...['ol', 'p', 'pre', 'samp', 'span', 'strong', 'sub', 'sup', 'table'],
    ...['tbody', 'td', 'th', 'thead', 'tr', 'tt', 'ul', 'var']
  ],
  ancestors: {
    ...defaultSchema.ancestors,
    li: ['ol', 'ul'],
    dd: ['dl'],
    dt: ['dl']
  },
  attributes: {a: ['href'], img: ['src', 'alt']},
  required: {}
}

/** How HTML is written. */
export type HtmlForm = 'html' | 'qti'

/**
 * @param markdown value of a field, or a title
 * @param definitions of the bank that it is from
 * @returns HTML without scripts, styles, forms, or addresses that run code; for `qti`, XML with elements of QTI
 */
export function toSafeHtml(
  markdown: string,
  definitions: string,
  form: HtmlForm = 'html'
): string {
  return form === 'html'
    ? toHtml(toSafeTree(markdown, definitions)).trim()
    : writeXml(toTree(markdown, definitions))
}

/**
 * @param markdown value of a field, or a title
 * @param definitions of the bank that it is from
 * @param read returns the tree of a text, if it is not to be parsed as usual
 * @returns the tree of what `toSafeHtml` writes
 */
export function toSafeTree(
  markdown: string,
  definitions: string,
  read?: (text: string) => Root
): HastRoot {
  return sanitize(toTree(markdown, definitions, read), htmlSchema) as HastRoot
}

/** Markdown without HTML does not need a parser of HTML, which takes longer than all else. */
function toTree(
  markdown: string,
  definitions: string,
  read?: (text: string) => Root
): HastRoot {
  const {tree} = parseValue(markdown, definitions, read)
  const hast = toHast(tree, {allowDangerousHtml: true}) as HastRoot
  return markdown.includes('<') || definitions.includes('<')
    ? (raw(hast) as HastRoot)
    : hast
}

/** @returns the same for a text of one line, without a paragraph around it */
export function toSafeInlineHtml(
  markdown: string,
  definitions: string,
  form: HtmlForm = 'html'
): string {
  const html = toSafeHtml(markdown, definitions, form)
  const inner = /^<p>([^]*)<\/p>$/.exec(html)?.[1]
  return inner === undefined || inner.includes('<p>') ? html : inner
}

function writeXml(tree: HastRoot): string {
  const clean = sanitize(tree, qtiSchema) as HastRoot
  return toXmlText(
    toHtml(completeElements(clean), {
      characterReferences: {useNamedReferences: false},
      closeSelfClosing: true
    })
  ).trim()
}

/** Makes images and links valid by adding what the schema requires. */
function completeElements<Node extends HastRoot | RootContent>(
  tree: Node
): Node {
  const queue: unknown[] = [tree]
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const element = node as {
      tagName?: string
      properties?: Record<string, unknown>
      children?: unknown[]
    }
    if (element.tagName === 'a' && !element.properties?.['href']) {
      element.tagName = 'span'
    }

    if (element.tagName === 'img') {
      element.properties = {
        src: element.properties?.['src'] ?? '',
        alt: element.properties?.['alt'] ?? ''
      }
    }

    queue.push(...(element.children ?? []))
  }

  return tree
}
