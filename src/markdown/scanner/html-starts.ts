/** How HTML begins (CommonMark 4.6 and 6.6). */

/** A tag in one line, neither long nor with many attributes. Without quotes, a slash ends a value, as in micromark. */
const plainTag =
  /<(?:[A-Za-z][A-Za-z\d-]*(?: +[A-Za-z_:][\w.:-]*(?:=(?:"[^"\r\n\0]{0,500}"|'[^'\r\n\0]{0,500}'|[^ \t\r\n"'=<>`/\0]{1,500}))?){0,9} *\/?|\/[A-Za-z][A-Za-z\d-]* *)>/

/** The same in text, or a comment. */
export const tag = new RegExp(
  `${plainTag.source}|<!--(?!-?>)(?:[^-\\r\\n\\0]|-(?!->)){0,500}-->`,
  'y'
)

const tagAlone = new RegExp(plainTag.source, 'y')

const restOfLine = /[ \t]*(?:[\r\n]|$)/y

/** HTML of kind 1. */
const raw = /<(pre|script|style|textarea)(?=[ \t\r\n>]|$)/iy

/** HTML of kind 6. */
const block =
  /<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[ \t\r\n>]|\/>|$)/iy

/** What is less than, or an autolink. */
const angleText = /<(?:[ \d=]|https?:)/y

/**
 * What a line is that begins with `<`: HTML that ends at a tag (`raw`), where the comment ends, or at a blank line (`block`); a tag
 * that is alone on its line (`alone`), which is HTML as well unless it goes on with a paragraph; text; or what is left to others.
 */
export type HtmlStart =
  'alone' | 'block' | 'comment' | 'raw' | 'text' | undefined

/** @returns what begins with the `<` at the start of a line */
export function readHtmlStart(text: string, at: number): HtmlStart {
  if (text.startsWith('<!--', at)) return 'comment'
  if (isAt(block, text, at)) return 'block'
  if (isAt(raw, text, at)) return 'raw'
  if (isAt(angleText, text, at)) return 'text'
  if (!isAt(tagAlone, text, at)) return undefined
  return isAt(restOfLine, text, tagAlone.lastIndex) ? 'alone' : 'text'
}

/** @returns offset after the tag that begins at an offset; -1 where there is none in one line */
export function skipTag(text: string, at: number): number {
  return isAt(tagAlone, text, at) ? tagAlone.lastIndex : -1
}

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}

/** What closes HTML of kind 1, whichever tag has opened it. */
export const rawEnd = /<\/(?:pre|script|style|textarea)>/i
