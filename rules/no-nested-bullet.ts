/**
 * An interviewer ticks bullets off: a list in a bullet is several answers that count as one. A doubled marker
 * (`- - text`) makes such a list without being noticed.
 *
 * @off Your bullets have sub-points. Better: declare the field as `content`.
 * @limits A doubled marker is fixed. A real list in a bullet is manual, since its text has to be rewritten.
 */
import type {List, ListItem} from 'mdast'
import {defineCardRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineCardRule(
  {
    id: 'no-nested-bullet',
    description: 'Disallow lists in the bullets of a card',
    fixable: true,
    severity: 'error',
    skipsCanonical: true
  },
  function* ({fields}, bank) {
    for (const {bullets, template, value} of fields) {
      if (template.kind !== 'bullets') continue
      for (const bullet of bullets) {
        for (const list of bullet.node.children) {
          const start = list.position?.start.offset
          if (list.type !== 'list' || start === undefined) continue
          if (start >= value.end) continue
          const outer = bullet.start
          if (isDoubledMarker(bullet.node, list)) {
            const marker = bank.text.slice(outer, start)
            const last = findLastMarker(bank.text, outer, start)
            yield {
              place: bank.place(outer, last),
              message: `Unexpected ${quote(marker)} before another bullet of ${quote(template.label)}, expected one marker before the text`,
              // Where there are very many, it is not known what they are for.
              ...(last - outer <= mostMarked && {expected: ['']})
            }
            continue
          }

          const lineBreak = bank.text.indexOf('\n', start)
          const end = lineBreak === -1 ? bank.text.length : lineBreak
          yield {
            place: bank.place(start, end),
            message: `Unexpected list in a bullet of ${quote(template.label)}, expected bullets of one level`
          }
        }
      }
    }
  }
)

/** So many characters of markers may be before the last one. */
const mostMarked = 100

const markersBeforeLast =
  /(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+(?=(?:[-*+]|\d{1,9}[.)])[ \t])/y

/** @returns offset of the last of the markers that follow each other; the second one, at least */
function findLastMarker(text: string, first: number, second: number): number {
  markersBeforeLast.lastIndex = first
  markersBeforeLast.test(text)
  return Math.max(second, markersBeforeLast.lastIndex)
}

/** Whether the bullet contains only another bullet, on the same line. */
function isDoubledMarker(bullet: ListItem, list: List): boolean {
  return (
    bullet.children.length === 1 &&
    list.children.length === 1 &&
    bullet.position?.start.line === list.position?.end.line
  )
}
