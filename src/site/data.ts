/**
 * What the page's script gets: files of data that call `qbank(name, value)`. A page that is opened from a disk may not fetch
 * files, but it may load scripts.
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

/** What can be filtered by. */
export interface Facet {
  /** Values of the first choice say themselves what they are. */
  readonly kind: 'bank' | 'section' | 'first-choice' | 'choice' | 'tag'
  /** In the address of the page. */
  readonly key: string
  /** For people. */
  readonly name: string
  readonly values: readonly string[]
  /** By card: indexes of its values. */
  readonly of: readonly (readonly number[])[]
}

/** All cards, by columns: a table of ten thousand objects would take three times the room. */
export interface CardList {
  /** Name of the progress that is kept for these cards. */
  readonly name: string
  readonly title: string
  /** Safe HTML. */
  readonly titles: readonly string[]
  /** Addresses of the cards in the readable pages. */
  readonly hrefs: readonly string[]
  /** By which progress is kept: the id of the card; without one, its title. */
  readonly keys: readonly string[]
  /** How the question begins. */
  readonly leads: readonly string[]
  /** Cards that `qbank check` reports errors on. */
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

/** What the files of data have. */
export interface SiteData {
  readonly [listName]: CardList
  readonly [indexName]: SearchIndex
  readonly [texts: `texts-${number}`]: CardTexts
}
