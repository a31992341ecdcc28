/**
 * remark-parse with the extensions of the preset: front matter and GFM. Everything heavy is behind this one module, which
 * is loaded only when it is needed (`scripts/lazy-modules.mjs`).
 */
import type {Root} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import type {} from 'remark-stringify'
import type {Processor} from 'unified'
import {unified} from 'unified'

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm)
  .freeze()

/** @returns the tree of a text, with front matter and GFM */
export function parseMarkdown(text: string): Root {
  return processor.parse(text)
}

/** @returns the tree that a processor gives that uses remark-parse and has these data */
export function parseAs(owner: Pick<Processor, 'data'>, text: string): Root {
  return fromMarkdown(text, {
    ...owner.data('settings'),
    extensions: owner.data('micromarkExtensions') ?? [],
    mdastExtensions: owner.data('fromMarkdownExtensions') ?? []
  })
}

/** What front matter and GFM add to a processor's data, one entry each. */
export const extensions = {
  micromarkExtensions: processor.data('micromarkExtensions') ?? [],
  fromMarkdownExtensions: processor.data('fromMarkdownExtensions') ?? [],
  toMarkdownExtensions: processor.data('toMarkdownExtensions') ?? []
}
