/** The list of cards that match, a few at a time. */
import type {App} from './app.ts'
import {CardView} from './card-view.ts'
import {button, h} from './lib/dom.ts'
import {pageTexts} from './lib/texts.ts'

/** How many cards are added at once after a key, and how many while scrolling. */
const firstCards = 8
const moreCards = 30

/** The cards that match. */
export class ListView {
  readonly element = h('div', {class: 'cards-view'})
  readonly #app: App
  readonly #list = h('ol', {class: 'rows'})
  readonly #more: HTMLButtonElement
  #views: CardView[] = []
  #cards: readonly number[] = []
  #observer: IntersectionObserver | undefined

  constructor(app: App) {
    this.#app = app
    this.#more = button(
      pageTexts.more,
      () => {
        this.#addCards()
      },
      {class: 'more'}
    )
    if ('IntersectionObserver' in window) {
      this.#observer = new IntersectionObserver(
        (entries) => {
          if (entries.some(({isIntersecting}) => isIntersecting)) {
            this.#addCards()
          }
        },
        {rootMargin: '600px'}
      )
      this.#observer.observe(this.#more)
    }
  }

  draw(): void {
    const {state, matches} = this.#app
    const single =
      state.card === undefined ? undefined : this.#app.findCard(state.card)
    this.#cards = single === undefined ? matches.cards : [single]
    this.#views = []
    this.#list.replaceChildren()
    this.#addCards()
    if (single !== undefined) this.#views[0]?.toggle()
    this.element.replaceChildren(
      ...(single === undefined ? [] : [this.#createSingleBar(single)]),
      ...(this.#cards.length === 0 ? [createEmpty()] : [this.#list, this.#more])
    )
  }

  /** Moves the focus by so many cards. */
  move(by: number): void {
    const at = this.#findFocused()
    const next = at === -1 ? (by > 0 ? 0 : -1) : Math.max(0, at + by)
    if (next >= this.#views.length) this.#addCards()
    this.#views[Math.min(next, this.#views.length - 1)]?.focus()
  }

  /** @returns the card with the focus; or the only card, if there is one */
  getCurrent(): CardView | undefined {
    return this.#views.length === 1
      ? this.#views[0]
      : this.#views[this.#findFocused()]
  }

  #findFocused(): number {
    return this.#views.findIndex(({element}) =>
      element.contains(document.activeElement)
    )
  }

  #addCards(): void {
    const start = this.#views.length
    const added = this.#cards
      .slice(start, start + (start === 0 ? firstCards : moreCards))
      .map((card) => new CardView(this.#app, card))
    this.#views.push(...added)
    this.#list.append(...added.map(({element}) => element))
    this.#more.hidden = this.#views.length >= this.#cards.length
  }

  #createSingleBar(card: number): HTMLElement {
    return h(
      'p',
      {class: 'single'},
      button(pageTexts.back, () => {
        this.#app.go({card: undefined})
      }),
      button(pageTexts.another, () => {
        showRandom(this.#app, card)
      })
    )
  }
}

/** Shows a card that matches, at random. */
export function showRandom(app: App, except?: number): void {
  const card = app.pickRandom(except)
  if (card === undefined) return
  app.go({view: 'cards', card: app.list.keys[card] ?? ''})
}

/** @returns what is shown if no card matches */
export function createEmpty(): HTMLElement {
  return h(
    'div',
    {class: 'nothing'},
    h('p', {}, h('strong', {}, pageTexts.nothing)),
    h('p', {}, pageTexts.nothingHint)
  )
}
