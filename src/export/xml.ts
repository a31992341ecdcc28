/** XML that is well-formed whatever cards hold. */
import type {Element, ElementContent} from 'xast'
import type {Raw} from 'xast-util-to-xml'
import {toXml} from 'xast-util-to-xml'

/** What an element may hold. */
export type Content = ElementContent | Raw | string

/**
 * An element. xastscript takes an element that is given alone for attributes, so it is not for trees that are put together.
 *
 * @param content text is put in through `toXmlText`
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
 * @param element nodes of type `raw` in it are written as they are
 * @returns the document
 */
export function formatXml(element: Element): string {
  const xml = toXml(element, {
    allowDangerousXml: true,
    closeEmptyElements: true
  })
  // Text must not hold what ends CDATA (XML 1.0, 2.4), and the serializer leaves it.
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
