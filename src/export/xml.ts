/** Writes XML that is well-formed whatever cards contain. */
import type {Element, ElementContent} from 'xast'
import type {Raw} from 'xast-util-to-xml'
import {toXml} from 'xast-util-to-xml'

/** Content of an element. */
export type Content = ElementContent | Raw | string

/**
 * Makes an element. xastscript would read a single element as attributes, so it cannot be used to build trees.
 *
 * @param content text is passed through `toXmlText`
 */
export function x(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: readonly Content[] = []
): Element {
  return {
    type: 'element',
    name,
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [key, toXmlText(value)])
    ),
    children: content.map((child) =>
      typeof child === 'string'
        ? {type: 'text', value: toXmlText(child)}
        : child
    )
  }
}

/**
 * @param element nodes of type `raw` in it are written without escapes
 * @returns the document
 */
export function formatXml(element: Element): string {
  const xml = toXml(element, {
    allowDangerousXml: true,
    closeEmptyElements: true
  })
  // Text must not contain the end of CDATA (XML 1.0, 2.4), and the serializer does not escape it.
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml.replaceAll(']]>', ']]&gt;')}\n`
}

/** @returns the text without characters that XML does not allow, even escaped */
export function toXmlText(text: string): string {
  return text
    .replace(
      // eslint-disable-next-line no-control-regex -- finding them is the point
      /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Cs}]/gu,
      '\uFFFD'
    )
    .replaceAll('\r', '\n')
}
