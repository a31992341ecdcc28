/**
 * Makes the index for the search. All that does not depend on what is searched for is done here: a posting is the number of a
 * card and one weight, which has in it how rare the word is and where on the card it is. An index of MiniSearch took three times
 * the room, and one letter took 160 ms among 10,080 cards.
 */
import type {SearchIndex} from './data.ts'
import {firstCode, lastCode, mostWeight} from './postings.ts'
import {toWords} from './words.ts'

/** A text of a card with what a word in it counts. */
export interface WeighedText {
  readonly text: string
  readonly weight: number
  /** Whether cards with a word here come first. */
  readonly isTitle?: boolean
}

/** How much more often a word counts the more often it is there, and how much less in long texts (BM25). */
const saturation = 1.2
const lengthShare = 0.5

/** What a word in the title counts besides; any number of times in a text counts 2.2 at most. */
const titleBonus = 1.5

/** @param cards texts of each card */
export function createIndex(
  cards: readonly (readonly WeighedText[])[]
): SearchIndex {
  const scores = new Map<string, Map<number, number>>()
  const inTitles = new Set<string>()
  const lengths = cards.map((texts, card) => {
    let length = 0
    for (const {text, weight, isTitle} of texts) {
      const words = toWords(text)
      length += words.length
      for (const word of words) {
        const byCard = scores.get(word) ?? new Map<number, number>()
        scores.set(word, byCard)
        byCard.set(card, (byCard.get(card) ?? 0) + weight)
        if (isTitle) inTitles.add(`${word} ${card}`)
      }
    }

    return length
  })
  const mean = lengths.reduce((sum, each) => sum + each, 0) / cards.length || 1
  const terms = [...scores.keys()].sort()
  return {
    terms: terms.join(' '),
    postings: terms.map((term) => {
      const byCard = scores.get(term) ?? new Map<number, number>()
      const rarity = Math.log(
        1 + (cards.length - byCard.size + 0.5) / (byCard.size + 0.5)
      )
      return [...byCard]
        .map(([card, score]): [number, number] => {
          const relative = (lengths[card] ?? 0) / mean
          const length = 1 - lengthShare + lengthShare * relative
          const bonus = inTitles.has(`${term} ${card}`) ? titleBonus : 0
          const weight = (score * 2.2) / (score + saturation * length) + bonus
          return [card, toStep(rarity * weight)]
        })
        .reduce(addPosting, {text: '', next: 0}).text
    })
  }
}

/** Weights from 0 to about 20 in steps: small ones are more often needed apart. */
function toStep(weight: number): number {
  return Math.max(1, Math.min(mostWeight, Math.round(weight * 10)))
}

/** Cards come in their order. */
function addPosting(
  {text, next}: {readonly text: string; readonly next: number},
  [card, weight]: [number, number]
): {readonly text: string; readonly next: number} {
  let added = ''
  let distance = card - next
  for (; distance > lastCode - firstCode; distance -= lastCode - firstCode) {
    added += String.fromCharCode(lastCode, firstCode)
  }

  added += String.fromCharCode(firstCode + distance, firstCode + weight)
  return {text: text + added, next: card}
}
