/** Searches the index: for words that are equal, that begin with the searched word, or that have a typo. */
import type {SearchIndex} from '../../data.ts'
import {firstCode} from '../../postings.ts'
import {toWords} from '../../words.ts'

/** Found cards, best first, and the words that were found. */
export interface Found {
  readonly cards: readonly number[]
  /** Words in the cards, for marks. */
  readonly words: ReadonlySet<string>
}

/** The weight of a word that begins with the searched word, or has a typo; an equal one counts 1. */
const prefixShare = 0.7
const nearShare = 0.5

/** From how many letters on one typo is allowed, and two. */
const oneError = 4
const twoErrors = 8

/** The most terms that one word of the search matches: the shortest of those that begin with it. */
const mostTerms = 60

/** The number of words whose results are kept. */
const mostKnown = 50

/**
 * Steps of a score, times a number above that of all cards: the product is a whole number that JavaScript can
 * represent.
 */
const scoreSteps = 1024
const mostCards = 2 ** 24

/** The result for a word. */
interface FoundWord {
  readonly cards: Uint32Array
  /** By index in the cards. */
  readonly scores: Float32Array
  /** Indexes of the terms that it matches. */
  readonly terms: readonly number[]
}

/** Searches a list of cards; its arrays, as long as the list, are used again for each search. */
export class Search {
  readonly #terms: readonly string[]
  readonly #postings: readonly string[]
  readonly #total: Float32Array
  readonly #best: Float32Array
  readonly #matched: Uint8Array
  readonly #known = new Map<string, FoundWord>()

  /** @param size number of cards */
  constructor({terms, postings}: SearchIndex, size: number) {
    this.#terms = terms.split(' ')
    this.#postings = postings
    this.#total = new Float32Array(size)
    this.#best = new Float32Array(size)
    this.#matched = new Uint8Array(size)
  }

  /**
   * @returns cards with all words of the text. Of three or more words, one may be missing, but such cards come last.
   *   If no card has so many words, the cards with most of them
   */
  find(text: string): Found {
    const wanted = [...new Set(toWords(text))].slice(0, 20)
    const isOpen = /[\p{L}\p{N}]$/u.test(text)
    const words = new Set<string>()
    this.#total.fill(0)
    this.#matched.fill(0)
    for (const [at, word] of wanted.entries()) {
      const isLast = isOpen && at === wanted.length - 1
      const {cards, scores, terms} = this.#findWord(word, isLast)
      for (const term of terms) words.add(this.#terms[term] ?? '')
      for (const [index, card] of cards.entries()) {
        this.#total[card] = (this.#total[card] ?? 0) + (scores[index] ?? 0)
        this.#matched[card] = (this.#matched[card] ?? 0) + 1
      }
    }

    return {cards: this.#rank(wanted.length), words}
  }

  /** The result for a word is kept: after the next letter, the words before it are searched again. */
  #findWord(word: string, isLast: boolean): FoundWord {
    const key = isLast ? word : `${word} `
    const before = this.#known.get(key)
    if (before) return before
    const best = this.#best.fill(0)
    const terms = this.#findTerms(word, isLast)
    for (const [term, share] of terms) this.#addPostings(term, share)
    const cards: number[] = []
    for (let card = 0; card < best.length; card++) {
      if (best[card] !== 0) cards.push(card)
    }

    const found = {
      cards: Uint32Array.from(cards),
      scores: Float32Array.from(cards, (card) => best[card] ?? 0),
      terms: [...terms.keys()]
    }
    if (this.#known.size >= mostKnown) this.#known.clear()
    this.#known.set(key, found)
    return found
  }

  #addPostings(term: number, share: number): void {
    const text = this.#postings[term] ?? ''
    const best = this.#best
    let card = 0
    for (let at = 0; at < text.length; at += 2) {
      card += text.charCodeAt(at) - firstCode
      const score = (text.charCodeAt(at + 1) - firstCode) * share
      if (score > (best[card] ?? 0)) best[card] = score
    }
  }

  #rank(words: number): number[] {
    const counts: number[] = new Array<number>(words + 1).fill(0)
    for (const count of this.#matched) counts[count] = (counts[count] ?? 0) + 1
    let most = words
    while (most > 0 && counts[most] === 0) most--
    if (most === 0) return []
    const fewest = most === words && words > 2 ? words - 1 : most
    // Without a comparing function, numbers are sorted ten times as fast: first by score, then by card.
    const ranks = new Float64Array(this.#matched.length)
    let size = 0
    for (const [card, count] of this.#matched.entries()) {
      if (count < fewest) continue
      const score = (this.#total[card] ?? 0) * (count === words ? 1 : 0.5)
      ranks[size++] = card - Math.round(score * scoreSteps) * mostCards
    }

    const sorted = ranks.subarray(0, size).sort()
    return Array.from(
      sorted,
      (rank) => rank - Math.floor(rank / mostCards) * mostCards
    )
  }

  /** @returns terms that the word matches, with their weights */
  #findTerms(word: string, isLast: boolean): Map<number, number> {
    const found = new Map<number, number>()
    const terms = this.#terms
    const start = this.#findFirst(word)
    const isPrefixed = isLast || word.length > 2
    const longer: number[] = []
    for (let at = start; terms[at]?.startsWith(word); at++) {
      if (terms[at] === word) found.set(at, 1)
      else if (isPrefixed) longer.push(at)
    }

    longer.sort(
      (left, right) => (terms[left]?.length ?? 0) - (terms[right]?.length ?? 0)
    )
    for (const at of longer.slice(0, mostTerms)) {
      const share = word.length / (terms[at]?.length ?? 1)
      found.set(at, prefixShare * (0.5 + share / 2))
    }

    if (word.length < oneError || /\d/.test(word)) return found
    const most = word.length < twoErrors ? 1 : 2
    for (const [at, term] of terms.entries()) {
      if (found.has(at)) continue
      const errors = countErrors(word, term, most, isLast)
      if (errors <= most) found.set(at, nearShare / errors)
    }

    return found
  }

  /** @returns index of the first term that is not before the word */
  #findFirst(word: string): number {
    let low = 0
    let high = this.#terms.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#terms[middle] ?? '') < word) low = middle + 1
      else high = middle
    }

    return low
  }
}

let rows: Uint8Array[] = [0, 1, 2].map(() => new Uint8Array(64))

/**
 * @param isPrefix whether the term may continue after the word
 * @returns how many letters are different, missing, too many, or swapped with a neighbor; a number above `most` if
 *   there are more
 */
export function countErrors(
  word: string,
  term: string,
  most: number,
  isPrefix: boolean
): number {
  const tooMany = most + 1
  if (term.length < word.length - most) return tooMany
  if (!isPrefix && term.length > word.length + most) return tooMany
  // People rarely mistype the first letter, and skipping other terms makes this fast.
  if (word[0] !== term[0] && word[0] !== term[1] && word[1] !== term[0]) {
    return tooMany
  }

  const width = Math.min(term.length, word.length + most)
  let [before, above, row] = rows as [Uint8Array, Uint8Array, Uint8Array]
  for (let column = 0; column <= width; column++) above[column] = column
  for (let line = 1; line <= word.length; line++) {
    row[0] = line
    let least = line
    for (let column = 1; column <= width; column++) {
      const isSame = word[line - 1] === term[column - 1]
      const isSwapped =
        line > 1 &&
        column > 1 &&
        word[line - 1] === term[column - 2] &&
        word[line - 2] === term[column - 1]
      const value = Math.min(
        (row[column - 1] ?? 0) + 1,
        (above[column] ?? 0) + 1,
        (above[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[column - 2] ?? 0) + 1 : tooMany
      )
      row[column] = value
      if (value < least) least = value
    }

    if (least > most) return tooMany
    ;[before, above, row] = [above, row, before]
  }

  rows = [before, above, row]
  return isPrefix
    ? Math.min(...above.subarray(Math.max(0, word.length - most), width + 1))
    : (above[width] ?? tooMany)
}
