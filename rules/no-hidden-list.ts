/**
 * Lines that look like a list in the source, and are run together into one paragraph on the page: `1.text` lacks the space,
 * `•` is not a marker of Markdown, and a list that begins with `2.` needs a blank line above it.
 *
 * @off Your pages are rendered with every line break, for example by remark-breaks.
 * @limits At least two lines of a paragraph have to look so. In fields of kind `bullets` and `options` they are fixed by
 * `bullet-style`; elsewhere they are left as they are written, since they may be text.
 */
import {findSign} from './lib/pasted-bullets.ts'
import type {Bank} from '../src/bank/model.ts'
import type {Line} from '../src/bank/text-lines.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-hidden-list',
    description: 'Disallow lines of text that look like a list',
    severity: 'warning',
    skipsCanonical: true
  },
  function* (bank) {
    const paragraphs = new Map<Line['node'], Item[]>()
    for (const line of bank.lines) {
      const item = readItem(line, bank.text)
      if (!item) continue
      const items = paragraphs.get(line.node)
      if (items) items.push(item)
      else paragraphs.set(line.node, [item])
    }

    for (const items of paragraphs.values()) {
      const [first, ...others] = items
      if (!first || others.length === 0 || isInList(bank, first)) continue
      yield {
        place: bank.place(first.start, first.start + first.sign.length),
        message: `Unexpected ${count(items.length, 'line')} of text that look like a list, expected ${first.wanted}`,
        note: 'Markdown runs them together into one paragraph. They are left as they are written.',
        related: others.map(({start, sign}) =>
          bank.place(start, start + sign.length)
        )
      }
    }
  }
)

/** A line that looks like an item of a list. */
interface Item {
  readonly start: number
  readonly sign: string
  /** What would make an item of it. */
  readonly wanted: string
}

const number = /^\d{1,3}[.)](?=[\p{L}*_`"“(])/u
const spacedNumber = /^\d{1,3}[.)](?=[ \t])/

function readItem(line: Line, text: string): Item | undefined {
  const {node, start, end} = line
  if (node.type !== 'paragraph' || line.swallower) return undefined
  const source = text.slice(start, end)
  const glued = number.exec(source)?.[0]
  if (glued !== undefined) {
    return {start, sign: glued, wanted: `one space after ${quote(glued)}`}
  }

  // As the first line, it would be an item.
  const spaced = line.isFirst ? undefined : spacedNumber.exec(source)?.[0]
  if (spaced !== undefined) {
    return {start, sign: spaced, wanted: `a blank line before ${quote(spaced)}`}
  }

  const sign = findSign(line, source)?.trim()
  if (sign === undefined || line.isItemStart) return undefined
  const wanted =
    sign === '-' || sign === '+' || sign === '*'
      ? `one space after ${quote(sign)}`
      : `\`-\` and one space in place of ${quote(sign)}`
  return {start, sign, wanted}
}

/** Whether the line is in a value that has to be a list, which another rule makes of it. */
function isInList({cards}: Bank, {start}: Item): boolean {
  return cards.some(
    (card) =>
      card.start <= start &&
      start < card.end &&
      card.fields.some(
        ({template: {kind}, value}) =>
          (kind === 'bullets' || kind === 'options') &&
          value.start <= start &&
          start < value.end
      )
  )
}
