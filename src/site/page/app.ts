/** The common state of all views: the list, the current view, and the found cards. A view draws itself from it. */
import type {CardList} from '../data.ts'
import type {State} from './lib/address.ts'
import {readAddress, writeAddress} from './lib/address.ts'
import {loadIndex} from './lib/data.ts'
import type {Matches} from './lib/filter.ts'
import {filterCards} from './lib/filter.ts'
import {Search} from './lib/search.ts'

const none: ReadonlySet<string> = new Set()

/** The page while it is open. */
export class App {
  readonly list: CardList
  state: State
  /** Cards that match search and filters. */
  matches: Matches = {cards: [], counts: []}
  /** Words to mark. */
  words: ReadonlySet<string> = none
  /** Draws everything that depends on the state. */
  draw: () => void = () => undefined
  /** Called with the reason why something cannot be loaded. */
  fail: (reason: unknown) => void = () => undefined
  #search: Search | undefined
  readonly #all: readonly number[]

  constructor(list: CardList) {
    this.list = list
    this.#all = [...list.titles.keys()]
    this.state = readAddress(location.hash, list)
    window.addEventListener('hashchange', () => {
      if (location.hash === writeAddress(this.state, list)) return
      this.state = readAddress(location.hash, list)
      this.refresh()
    })
  }

  /** Shows something else. A new view is a new step in the browser's history, another letter of a search is not. */
  go(change: Partial<State>): void {
    const isStep = change.view !== undefined || change.card !== undefined
    this.state = {...this.state, ...change}
    const address = writeAddress(this.state, this.list)
    // Without a hash, a browser would load the page again.
    if (isStep) history.pushState(undefined, '', address)
    else history.replaceState(undefined, '', address)
    this.refresh()
  }

  /** Searches, filters and draws. */
  refresh(): void {
    const {query} = this.state
    if (query.trim() !== '' && !this.#search) {
      this.prepareSearch()
      return
    }

    const found = query.trim() === '' ? undefined : this.#search?.find(query)
    this.words = found?.words ?? none
    this.matches = filterCards(this.list, this.state, found?.cards ?? this.#all)
    this.draw()
  }

  /** Loads the index, and then runs the search again. */
  prepareSearch(): void {
    loadIndex().then((index) => {
      this.#search ??= new Search(index, this.#all.length)
      this.refresh()
    }, this.fail)
  }

  /** @returns number of the card with a key */
  findCard(key: string): number | undefined {
    const at = this.list.keys.indexOf(key)
    return at === -1 ? undefined : at
  }

  /** @returns whether a value of a facet is chosen */
  isChosen(facet: number, value: number): boolean {
    return this.state.chosen[facet]?.has(value) ?? false
  }

  /** Chooses a value of a facet, or removes the choice. */
  toggle(facet: number, value: number): void {
    const chosen = this.state.chosen.map((values, at) => {
      if (at !== facet) return values
      const changed = new Set(values)
      if (!changed.delete(value)) changed.add(value)
      return changed
    })
    this.go({chosen})
  }

  /** @returns a random card that matches, and not the same one again if there are others */
  pickRandom(except: number | undefined): number | undefined {
    const cards = this.matches.cards.filter((card) => card !== except)
    return cards[Math.floor(Math.random() * cards.length)] ?? except
  }
}
