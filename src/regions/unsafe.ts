import type {Unsafe} from 'mdast-util-to-markdown'

/** What has to be escaped in generated text, in addition to what plain Markdown escapes: GitHub strikes text out. */
export const unsafeInGfm: Unsafe[] = [{character: '~', inConstruct: 'phrasing'}]
