/**
 * A bullet that is on three cards or more says nothing about any of them. It is reported once, with the places: an author
 * then writes what is true of each card alone.
 *
 * @off Some bullets belong on every card (a rubric, a disclaimer). Better: state them once, at the top of the bank.
 * @limits The same words on two cards are allowed. Options and fields of kind `content` are not compared; case and
 * punctuation make no difference.
 */
import {fold} from '../src/text/fuzzy-match.ts'
import type {Bank} from '../src/bank/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import {hashText} from './lib/words.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/text/wording.ts'

/** On so many cards a bullet is repeated. */
const fewestCards = 3

/** As many places are named; a person who has seen these knows what is meant. */
const mostPlaces = 8

export default defineRule(
  {
    id: 'no-repeated-bullet',
    description: 'Disallow the same bullet on three cards or more',
    severity: 'warning'
  },
  function* (bank) {
    const seen = new Map<string, Repeated>()
    for (const {card, start, end} of findRepeated(bank)) {
      const key = toKey(bank.text.slice(start, end))
      if (key === '') continue
      const entry = seen.get(key)
      if (!entry) {
        seen.set(key, {card, places: [{start, end}]})
      } else if (entry.card !== card) {
        entry.card = card
        entry.places.push({start, end})
      }
    }

    for (const {places} of seen.values()) {
      const [first, ...others] = places.length < fewestCards ? [] : places
      if (!first) continue
      const text = bank.text.slice(first.start, first.end)
      const place = bank.place(first.start, first.end)
      const related = others.map(({start, end}) => bank.place(start, end))
      const lines = [place, ...related].map(({start}) => start.line)
      const shown = lines.slice(0, mostPlaces).join(', ')
      const more = lines.length - mostPlaces
      yield {
        place,
        message: `Unexpected bullet ${quote(text)} on ${count(places.length, 'card')}, expected one that says something about its card alone`,
        note: `It is on lines ${shown}${more > 0 ? ` and ${more} more` : ''}.`,
        related
      }
    }
  }
)

/** The text of a bullet. */
interface Text extends Range {
  /** Index of its card. */
  readonly card: number
}

/** A bullet that may stand on several cards. */
interface Repeated {
  /** Index of the last card on which it stands. */
  card: number
  /** Where it stands on each of its cards. */
  readonly places: Range[]
}

/** @returns the bullets whose words stand often enough; most stand once, and their words are not compared one by one */
function findRepeated(bank: Bank): Text[] {
  const texts = findTexts(bank)
  const hashes = texts.map(({start, end}) =>
    hashText(bank.text.slice(start, end))
  )
  const counts = new Map<number, number>()
  for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  return texts.filter(
    (_, at) => (counts.get(hashes[at] ?? 0) ?? 0) >= fewestCards
  )
}

function findTexts({cards}: Bank): Text[] {
  const texts: Text[] = []
  for (const [card, {fields}] of cards.entries()) {
    for (const {bullets, template, value} of fields) {
      // Options are often the same ("All of these"), and content may be anything.
      if (template.kind === 'options' || template.kind === 'content') continue
      for (const {text} of bullets) {
        if (!text) continue
        // A label that is glued to the bullet is none of its words.
        const end = Math.min(text.end, value.end)
        texts.push({start: text.start, end, card})
      }
    }
  }

  return texts
}

/** The words of a bullet. */
function toKey(text: string): string {
  return fold(text)
    .replace(/[\p{P}\s]+/gu, ' ')
    .trim()
}
