/** The words of a bank's cards as numbers, read once for all rules that compare cards. */
import type {Bank, Card} from '../../../src/bank/model.ts'
import {fieldsOf} from '../fields.ts'
import {Words} from './words.ts'

/**
 * The words of all cards, card by card: first those of its prose and content, field by field, and then those of its
 * title.
 */
export interface CardWords {
  readonly words: Words
  /** Indexes in `words`: for each of these texts the end of its words, which is the start of the next text's. */
  readonly ends: readonly number[]
  /** By card: index in `ends` of its first text; its title comes before the first text of the next card. */
  readonly firsts: readonly number[]
}

const known = new WeakMap<Bank, CardWords>()

/** @returns the words of a bank's cards; the same object for the same bank */
export function readCardWords(bank: Bank): CardWords {
  const found = known.get(bank) ?? read(bank)
  known.set(bank, found)
  return found
}

function read(bank: Bank): CardWords {
  const {cards, text} = bank
  const fields = fieldsOf(bank, 'content', 'prose')
  const words = new Words()
  const ends: number[] = []
  const firsts: number[] = []
  let at = 0
  for (const card of cards) {
    firsts.push(ends.length)
    for (let own = fields[at]; own?.card === card; own = fields[++at]) {
      words.add(text, own.start, own.end)
      ends.push(words.size)
    }

    const {title} = card.heading
    words.add(title, 0, title.length)
    ends.push(words.size)
  }

  firsts.push(ends.length)
  return {words, ends, firsts}
}

/** @returns whether a field's words are among those of its card: they are its own, and not one of a few values */
export function hasWords({template: {kind}}: Card['fields'][number]): boolean {
  return kind === 'prose' || kind === 'content'
}

/** @returns a hash of the words of one of the texts, by its index in `ends` */
export function hashOf({ends, words}: CardWords, text: number): number {
  return words.hash(ends[text - 1] ?? 0, ends[text] as number)
}
