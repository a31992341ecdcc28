/**
 * Data for the page's script: files that call `qbank(name, value)`. A page that was opened from a disk cannot fetch
 * files, but it can load scripts.
 */

/** How many cards' texts are in a file of data. */
export const cardsPerFile = 100

/** Name of the list of cards, and of its file. */
export const listName = 'cards'

/** Name of the index for the search, and of its file. */
export const indexName = 'search'

/** @returns name of the texts of some cards, and of their file */
export function toTextsName(card: number): string {
  return `texts-${Math.floor(card / cardsPerFile)}`
}

/** A filter. */
export interface Facet {
  /** Values of the first choice are clear without its name. */
  readonly kind: 'bank' | 'section' | 'first-choice' | 'choice' | 'tag'
  /** Key in the address of the page. */
  readonly key: string
  /** Name for people. */
  readonly name: string
  readonly values: readonly string[]
  /** By card: indexes of its values. */
  readonly of: readonly (readonly number[])[]
}

/** All cards, by columns: ten thousand objects would be three times as large. */
export interface CardList {
  /** Name of the progress that is kept for these cards. */
  readonly name: string
  readonly title: string
  /** Safe HTML. */
  readonly titles: readonly string[]
  /** Addresses of the cards in the readable pages. */
  readonly hrefs: readonly string[]
  /** The id of the card, or without one its title; progress is kept by it. */
  readonly keys: readonly string[]
  /** The beginning of the question. */
  readonly leads: readonly string[]
  /** Indexes of cards with errors in `qbank check`. */
  readonly broken: readonly number[]
  readonly facets: readonly Facet[]
}

/** Safe HTML of cards, below their titles. */
export type CardTexts = readonly string[]

/** The index for the search; `search.ts` reads and writes it. */
export interface SearchIndex {
  /** Sorted, with spaces between. */
  readonly terms: string
  /** By term: pairs of characters, for the distance to the next card and for the weight. */
  readonly postings: readonly string[]
}

/** The contents of the files of data. */
export interface SiteData {
  readonly [listName]: CardList
  readonly [indexName]: SearchIndex
  readonly [texts: `texts-${number}`]: CardTexts
}
