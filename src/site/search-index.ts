/**
 * Makes the index for the search. Everything that does not depend on the search is computed here: a posting has the
 * number of a card and one weight, which includes how rare the word is and where on the card it is. MiniSearch's index
 * was three times as large, and a search for one letter took it 160 ms among 10,080 cards.
 */
import type {SearchIndex} from './data.ts'
import {firstCode, lastCode, mostWeight} from './postings.ts'
import {toWords} from './words.ts'

/** A text of a card with the weight of a word in it. */
export interface WeighedText {
  readonly text: string
  readonly weight: number
  /** Whether cards with a word here come first. */
  readonly isTitle?: boolean
}

/** How fast the weight of a repeated word falls, and how much lower weights are in long texts (BM25). */
const saturation = 1.2
const lengthShare = 0.5

/** What a word in the title counts in addition; any number of times in a text counts 2.2 at most. */
const titleBonus = 1.5

/** The cards of a term, and their scores. */
interface TermCards {
  readonly cards: number[]
  /** Negative for a title. */
  readonly scores: number[]
}

/** @param cards texts of each card */
export function createIndex(
  cards: readonly (readonly WeighedText[])[]
): SearchIndex {
  const terms = new Map<string, TermCards>()
  const lengths = cards.map((texts, card) => addCard(terms, texts, card))
  const mean = lengths.reduce((sum, each) => sum + each, 0) / cards.length || 1
  const toLength = (card: number): number =>
    1 - lengthShare + (lengthShare * (lengths[card] ?? 0)) / mean
  const sorted = [...terms.keys()].sort()
  return {
    terms: sorted.join(' '),
    postings: sorted.map((term) => {
      const {cards: found = [], scores = []} = terms.get(term) ?? {}
      const rarity = Math.log(
        1 + (cards.length - found.length + 0.5) / (found.length + 0.5)
      )
      let text = ''
      let previous = 0
      for (const [at, card] of found.entries()) {
        const score = Math.abs(scores[at] ?? 0)
        const bonus = (scores[at] ?? 0) < 0 ? titleBonus : 0
        const most = saturation + 1
        const weight = (score * most) / (score + saturation * toLength(card))
        text += toPosting(card - previous, toStep(rarity * (weight + bonus)))
        previous = card
      }

      return text
    })
  }
}

/** @returns how many words the card has */
function addCard(
  terms: Map<string, TermCards>,
  texts: readonly WeighedText[],
  card: number
): number {
  const scores = new Map<string, number>()
  const inTitle = new Set<string>()
  let length = 0
  for (const {text, weight, isTitle} of texts) {
    const words = toWords(text)
    length += words.length
    for (const word of words) {
      scores.set(word, (scores.get(word) ?? 0) + weight)
      if (isTitle) inTitle.add(word)
    }
  }

  for (const [word, score] of scores) {
    const term = terms.get(word) ?? {cards: [], scores: []}
    terms.set(word, term)
    term.cards.push(card)
    term.scores.push(inTitle.has(word) ? -score : score)
  }

  return length
}

/** Maps weights from 0 to about 20 to steps, which are finer for small weights. */
function toStep(weight: number): number {
  return Math.max(1, Math.min(mostWeight, Math.round(weight * 10)))
}

/** @param distance from the card before, or from 0 */
function toPosting(distance: number, weight: number): string {
  let filling = ''
  const most = lastCode - firstCode
  for (; distance > most; distance -= most) {
    filling += String.fromCharCode(lastCode, firstCode)
  }

  return filling + String.fromCharCode(firstCode + distance, firstCode + weight)
}
