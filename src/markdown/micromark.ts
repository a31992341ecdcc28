/**
 * remark-parse with the extensions of the preset: front matter and GFM. Only this module imports the heavy packages,
 * and it is loaded only when it is needed (`scripts/lazy-modules.mjs`).
 */
import type {Root} from 'mdast'
import type {Handle} from 'mdast-util-from-markdown'
import {fromMarkdown} from 'mdast-util-from-markdown'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import type {} from 'remark-stringify'
import type {Processor} from 'unified'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import {tame} from './budget.ts'
import type {Range} from './offsets.ts'

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm)
  .freeze()

/** @returns the tree of a text, with front matter and GFM; what is beyond the budget is text */
export function parseMarkdown(text: string): Root {
  return parseTamed(text, (tamed) => processor.parse(tamed))
}

/** @returns the tree that a processor gives that uses remark-parse and has these data */
export function parseAs(owner: Pick<Processor, 'data'>, text: string): Root {
  return parseTamed(text, (tamed) =>
    fromMarkdown(tamed, {
      ...owner.data('settings'),
      extensions: owner.data('micromarkExtensions') ?? [],
      mdastExtensions: owner.data('fromMarkdownExtensions') ?? []
    })
  )
}

function parseTamed(text: string, parse: (tamed: string) => Root): Root {
  const {text: tamed, excess} = tame(text)
  const tree = parse(tamed)
  if (excess.length > 0) restore(tree, text, tamed)
  return tree
}

/** Gives nodes the characters back that were kept from the parser, as far as they are in the text as they are read. */
function restore(tree: Root, text: string, tamed: string): void {
  visit(tree, (node) => {
    if (!('value' in node)) return
    const from = node.position?.start.offset ?? 0
    const to = node.position?.end.offset ?? 0
    const given = tamed.slice(from, to)
    if (text.startsWith(given, from)) return
    const at = given.indexOf(node.value)
    if (at === -1) return
    node.value = text.slice(from + at, from + at + node.value.length)
  })
}

/** What front matter and GFM add to a processor's data, one entry each. */
export const extensions = {
  micromarkExtensions: processor.data('micromarkExtensions') ?? [],
  fromMarkdownExtensions: processor.data('fromMarkdownExtensions') ?? [],
  toMarkdownExtensions: processor.data('toMarkdownExtensions') ?? []
}

/** Where a text has addresses, and HTML, which may have some, too. */
export interface Addresses {
  /** Addresses of links, images and definitions, each with the `<` and `>` around it if it has them. */
  readonly addresses: readonly Range[]
  readonly html: readonly Range[]
}

/** @returns the places in a text that has no byte order mark */
export function findAddresses(text: string): Addresses {
  const addresses: Range[] = []
  const html: Range[] = []
  const to =
    (list: Range[]): Handle =>
    ({start, end}) => {
      list.push({start: start.offset, end: end.offset})
    }
  const tree = fromMarkdown(tame(text).text, {
    extensions: extensions.micromarkExtensions,
    mdastExtensions: [
      ...extensions.fromMarkdownExtensions,
      {
        enter: {
          resourceDestinationLiteral: to(addresses),
          resourceDestinationRaw: to(addresses),
          definitionDestinationLiteral: to(addresses),
          definitionDestinationRaw: to(addresses)
        }
      }
    ]
  })
  visit(tree, 'html', ({position}) => {
    const start = position?.start.offset
    const end = position?.end.offset
    if (start !== undefined && end !== undefined) html.push({start, end})
  })
  return {addresses, html}
}
