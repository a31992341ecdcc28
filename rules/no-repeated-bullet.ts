/**
 * A bullet that stands on three cards or more says nothing about any of them. It is told once, with the places: a person
 * then writes what is true of each card alone.
 */
import {fold} from '../src/bank/match.ts'
import type {Card} from '../src/bank/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/rule/text.ts'

/** On so many cards a bullet is repeated. */
const fewestCards = 3

/** As many places are named; a person who has seen these knows what is meant. */
const mostPlaces = 8

export default defineRule(
  {
    id: 'no-repeated-bullet',
    description: 'Disallow the same bullet on three cards or more',
    repair: 'none',
    severity: 'warning'
  },
  function* (bank) {
    const seen = new Map<
      string,
      {text: string; start: number; end: number; cards: Map<Card, number>}
    >()
    for (const card of bank.cards) {
      for (const {bullets, template, value} of card.fields) {
        // Options are often the same ("All of these"), and content may be anything.
        if (template.kind === 'options' || template.kind === 'content') continue
        for (const bullet of bullets) {
          if (!bullet.text) continue
          const {start} = bullet.text
          // A label that is glued to the bullet is none of its words.
          const end = Math.min(bullet.text.end, value.end)
          const text = bank.text.slice(start, end)
          const key = fold(text)
            .replace(/[\p{P}\s]+/gu, ' ')
            .trim()
          if (key === '') continue
          const entry = seen.get(key)
          if (entry) {
            if (!entry.cards.has(card)) entry.cards.set(card, start)
          } else {
            seen.set(key, {text, start, end, cards: new Map([[card, start]])})
          }
        }
      }
    }

    for (const {text, start, end, cards} of seen.values()) {
      if (cards.size < fewestCards) continue
      const lines = [...cards.values()].map(
        (offset) => bank.place(offset, offset).start.line
      )
      const shown = lines.slice(0, mostPlaces).join(', ')
      const more = lines.length - mostPlaces
      yield {
        place: bank.place(start, end),
        message: `Unexpected bullet ${quote(text)} on ${count(cards.size, 'card')}, expected one that says something about its card alone`,
        note: `It stands on lines ${shown}${more > 0 ? ` and ${more} more` : ''}.`
      }
    }
  }
)
