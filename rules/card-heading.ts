/**
 * A card begins with a heading of one depth and the prefix: `### Q: title`. People write the depth they
 * are used to, forget the space after the `#`s (CommonMark then reads a paragraph, and the card is
 * swallowed by the one above), spell the prefix out, or write a bold line.
 */
import type {Bank, Card} from '../src/bank/model.ts'
import {isAfterBlankLine, lineStartOf} from '../src/bank/text.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'card-heading',
    description: 'Require the heading of every card in its canonical form',
    repair: 'fix and suggest',
    severity: 'error'
  },
  function* (bank) {
    for (const card of bank.cards) {
      const {heading} = card
      const {depth, prefix} = bank.template.card
      const actual = bank.text.slice(heading.start, heading.end).trimEnd()
      const canonical = [
        '#'.repeat(depth),
        prefix,
        ...(heading.title === '' ? [] : [heading.title])
      ].join(' ')
      if (actual === canonical) continue

      // A heading above the cards, without prefix, may also be a section whose first card lacks its heading.
      const couldBeSection =
        !heading.hasPrefix &&
        heading.depth > 0 &&
        heading.depth < depth &&
        !/[?？]$/.test(heading.title)
      const expected = couldBeSection
        ? [canonical, `${actual}\n\n${'#'.repeat(depth)} ${prefix} `]
        : [separate(bank, card, canonical)]
      yield {
        place: bank.place(heading.start, heading.start + actual.length),
        message: `Unexpected card heading ${quote(actual)}, expected ${quote(canonical)}`,
        actual,
        expected
      }
    }
  }
)

/** Rest of the heading's line, and a next line that is not blank. */
const nextLine = /[ \t\\]*\r?\n[ \t]*\S/y

/** A line of text becomes a heading only with the lines around it set apart. */
function separate(bank: Bank, card: Card, canonical: string): string {
  if (card.heading.form !== 'text') return canonical
  const {text} = bank
  const isOpenAbove = !isAfterBlankLine(
    text,
    lineStartOf(text, card.heading.start)
  )
  nextLine.lastIndex = card.heading.end
  const isOpenBelow = nextLine.test(text)
  return `${isOpenAbove ? '\n' : ''}${canonical}${isOpenBelow ? '\n' : ''}`
}
