/**
 * A bullet that stands on three cards or more says nothing about any of them. It is told once, with the places: a person
 * then writes what is true of each card alone.
 */
import {fold} from '../src/bank/match.ts'
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
    const seen = new Map<string, Repeated>()
    for (const [card, {fields}] of bank.cards.entries()) {
      for (const {bullets, template, value} of fields) {
        // Options are often the same ("All of these"), and content may be anything.
        if (template.kind === 'options' || template.kind === 'content') continue
        for (const bullet of bullets) {
          if (!bullet.text) continue
          const {start} = bullet.text
          // A label that is glued to the bullet is none of its words.
          const end = Math.min(bullet.text.end, value.end)
          const key = toKey(bank.text.slice(start, end))
          if (key === '') continue
          const entry = seen.get(key)
          if (!entry) {
            seen.set(key, {start, end, card, starts: undefined})
          } else if (entry.card !== card) {
            entry.card = card
            entry.starts ??= [entry.start]
            entry.starts.push(start)
          }
        }
      }
    }

    for (const {start, end, starts} of seen.values()) {
      if (!starts || starts.length < fewestCards) continue
      const text = bank.text.slice(start, end)
      const lines = starts.map(
        (offset) => bank.place(offset, offset).start.line
      )
      const shown = lines.slice(0, mostPlaces).join(', ')
      const more = lines.length - mostPlaces
      yield {
        place: bank.place(start, end),
        message: `Unexpected bullet ${quote(text)} on ${count(starts.length, 'card')}, expected one that says something about its card alone`,
        note: `It stands on lines ${shown}${more > 0 ? ` and ${more} more` : ''}.`
      }
    }
  }
)

/** A bullet that may stand on several cards. */
interface Repeated {
  /** Where it stands first. */
  readonly start: number
  readonly end: number
  /** Index of the last card on which it stands. */
  card: number
  /** Where it stands on each of its cards, if there are several. */
  starts: number[] | undefined
}

/** The words of a bullet. */
function toKey(text: string): string {
  return fold(text)
    .replace(/[\p{P}\s]+/gu, ' ')
    .trim()
}
