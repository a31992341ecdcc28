/**
 * Lines that look like a list in the source, and are run together into one paragraph on the page: `1.text` lacks the space,
 * `•` is not a marker of Markdown, and a list that begins with `2.` needs a blank line above it.
 *
 * @off Your pages are rendered with every line break, for example by remark-breaks.
 * @limits At least two lines of a paragraph have to look so. In fields of kind `bullets` and `options` they are fixed by
 * `bullet-style`; elsewhere they are left as they are written, since they may be text. Where a card should have options without a
 * label, `require-field` or `no-stray-content` says it.
 */
import type {Bank} from '../src/bank/model.ts'
import type {Item} from './lib/hidden-lists.ts'
import {findHiddenLists, isHiddenOptions} from './lib/hidden-lists.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-hidden-list',
    description: 'Disallow lines of text that look like a list',
    severity: 'warning',
    skipsCanonical: true
  },
  function* (bank) {
    for (const items of findHiddenLists(bank)) {
      const [first, ...others] = items
      if (!first || isInList(bank, first) || isHiddenOptions(bank, first))
        continue
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

/** Whether the line is in a value that must be a list; another rule makes a list of it. */
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
