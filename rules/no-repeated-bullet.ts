/**
 * A bullet that is on three cards or more says nothing about any of them. It is reported once, with the places: an author
 * then writes what is true of each card alone.
 *
 * @off Some bullets belong on every card (a rubric, a disclaimer). Better: state them once, at the top of the bank.
 * @limits The same words on two cards are allowed. Options and fields of kind `content` are not compared; case and
 * punctuation make no difference.
 */
import {fold} from '../src/text/fuzzy-match.ts'
import type {Bank, Card} from '../src/bank/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import {fieldsOf} from './lib/fields.ts'
import {findRepeated} from './lib/copies/repeated.ts'
import {hashLetters} from './lib/copies/words.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/text/wording.ts'

/** A bullet on so many cards is a repeated one. */
const fewestCards = 3

/** So many places are named; they are enough to understand the problem. */
const mostPlaces = 8

export default defineRule(
  {
    id: 'no-repeated-bullet',
    description: 'Disallow the same bullet on three cards or more',
    severity: 'warning'
  },
  function* (bank) {
    const seen = new Map<string, Repeated>()
    for (const {card, start, end} of findCandidates(bank)) {
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
  readonly card: Card
}

/** A bullet that may be on several cards. */
interface Repeated {
  /** The last card that has it. */
  card: Card
  /** Its place on each of its cards. */
  readonly places: Range[]
}

/** @returns the bullets whose letters are frequent enough; most are there once, and their words are not compared */
function findCandidates(bank: Bank): Text[] {
  // Options are often the same ("All of these"), and content may be anything.
  const kinds = ['bullets', 'choice', 'date', 'prose', 'tags'] as const
  const fields = fieldsOf(bank, ...kinds).filter(({texts}) => texts.length > 0)
  const hashes: number[] = []
  for (const {end, texts} of fields) {
    for (let at = 0; at < texts.length; at += 2) {
      const start = texts[at] as number
      hashes.push(hashLetters(bank.text, start, endOf(texts, at, end)))
    }
  }

  const isRepeated = findRepeated(hashes, fewestCards)
  const found: Text[] = []
  let nth = 0
  for (const {card, end, texts} of fields) {
    for (let at = 0; at < texts.length; at += 2) {
      if (!isRepeated(nth++)) continue
      const start = texts[at] as number
      found.push({start, end: endOf(texts, at, end), card})
    }
  }

  return found
}

/** Where a bullet ends: a label that is glued to it does not belong to it. */
function endOf(texts: readonly number[], at: number, valueEnd: number): number {
  return Math.min(texts[at + 1] as number, valueEnd)
}

/** The words of a bullet. */
function toKey(text: string): string {
  return fold(text)
    .replace(/[\p{P}\s]+/gu, ' ')
    .trim()
}
