/** Finds cards whose titles have most words in common with one that is being typed. */
import {hashWords} from '../../rules/lib/copies/words.ts'
import type {Bank, Card} from '../bank/model.ts'

/** From this share of common words on (of all words of both), titles are similar. */
const threshold = 0.4

/** A single word is in many titles. */
const fewestWords = 2

/** @returns a function that finds up to three cards for a title, the most similar first */
export function createLikeTitles(bank: Bank): (title: string) => Card[] {
  const known = bank.cards.map((card) => ({
    card,
    words: new Set(hashWords(card.heading.title))
  }))
  return (title) => {
    const words = new Set(hashWords(title))
    if (words.size < fewestWords) return []
    return known
      .map(({card, words: others}) => {
        const common = [...words].filter((word) => others.has(word)).length
        const all = words.size + others.size - common
        return {card, common, likeness: common / all}
      })
      .filter(
        ({common, likeness}) => common >= fewestWords && likeness >= threshold
      )
      .sort((left, right) => right.likeness - left.likeness)
      .slice(0, 3)
      .map(({card}) => card)
  }
}
