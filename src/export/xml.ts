/** XML that is well-formed whatever cards hold. */
import type {Element} from 'xast'
import {toXml} from 'xast-util-to-xml'

/**
 * @param element whose text has been through `toXmlText`; nodes of type `raw` are written as they are
 * @returns the document
 */
export function formatXml(element: Element): string {
  const xml = toXml(element, {
    allowDangerousXml: true,
    closeEmptyElements: true
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`
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
