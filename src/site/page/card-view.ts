/** A card in a list: its title, then its question, then its answer. */
import type {App} from './app.ts'
import {loadText} from './lib/data.ts'
import {button, fromHtml, h} from './lib/dom.ts'
import {isPicked, togglePicked} from './lib/picked.ts'
import {markWords} from './lib/marks.ts'
import {pageTexts} from './lib/texts.ts'

/** @returns the values of a card, as buttons that filter by them */
export function createMeta(app: App, card: number): HTMLElement {
  const items = app.list.facets.flatMap((facet, at) =>
    (facet.of[card] ?? []).map((value) => {
      const text = facet.values[value] ?? ''
      const full = `${facet.name}: ${text}`
      return h(
        'li',
        {class: facet.kind === 'tag' ? 'tag' : 'choice'},
        button(
          h('bdi', {}, facet.kind === 'choice' ? full : text),
          () => {
            if (!app.isChosen(at, value)) app.toggle(at, value)
          },
          {'aria-label': full}
        )
      )
    })
  )
  if (app.list.broken.includes(card)) {
    items.push(h('li', {class: 'broken'}, pageTexts.incomplete))
  }

  return h('ul', {class: 'meta'}, ...items)
}

/** @returns a title as the build made it */
export function createTitle(app: App, card: number): DocumentFragment {
  return fromHtml(app.list.titles[card] ?? '')
}

/** Fills an element with a card's text; if it cannot be loaded, with an error. */
export async function fillText(
  element: HTMLElement,
  card: number
): Promise<void> {
  try {
    element.replaceChildren(fromHtml(await loadText(card)))
  } catch (error) {
    element.replaceChildren(
      h('p', {class: 'failed', role: 'alert'}, (error as Error).message)
    )
  }
}

/** A card that opens. */
export class CardView {
  readonly element: HTMLElement
  readonly card: number
  readonly #app: App
  readonly #body = h('div', {class: 'body', hidden: true})
  readonly #button: HTMLButtonElement
  readonly #pick: HTMLButtonElement
  #isFilled = false

  constructor(app: App, card: number) {
    this.#app = app
    this.card = card
    const title = createTitle(app, card)
    const lead = h(
      'p',
      {class: 'question-lead', dir: 'auto'},
      app.list.leads[card]
    )
    this.#body.id = `Body-${card}`
    this.#button = button(
      title,
      () => {
        this.toggle()
      },
      {'aria-expanded': 'false', 'aria-controls': this.#body.id, dir: 'auto'}
    )
    this.#pick = button(
      '',
      () => {
        this.togglePicked()
      },
      {class: 'quiet'}
    )
    this.element = h(
      'li',
      {class: 'row', 'data-card': card},
      h('h2', {}, this.#button),
      lead,
      createMeta(app, card),
      this.#body
    )
    markWords(this.#button, app.words)
    markWords(lead, app.words)
  }

  get isOpen(): boolean {
    return !this.#body.hidden
  }

  /** The part that opens with the answer. */
  get answer(): HTMLDetailsElement | null {
    return this.#body.querySelector('details.answer')
  }

  focus(): void {
    this.#button.focus({preventScroll: true})
    this.element.scrollIntoView({block: 'nearest'})
  }

  /** Opens the card, then its answer, then closes both. */
  step(): void {
    const {answer} = this
    if (this.isOpen && answer && !answer.open) answer.open = true
    else this.toggle()
  }

  toggle(): void {
    this.#body.hidden = this.isOpen
    this.#button.setAttribute('aria-expanded', String(this.isOpen))
    this.element.classList.toggle('open', this.isOpen)
    if (this.isOpen && !this.#isFilled) this.#fill()
    // It is closed together with the card.
    if (!this.isOpen && this.answer) this.answer.open = false
  }

  togglePicked(): void {
    togglePicked(this.#app.list.keys[this.card] ?? '')
    this.#drawPick()
  }

  #fill(): void {
    this.#isFilled = true
    const text = h('div', {class: 'text'}, h('p', {}, pageTexts.loading))
    const href = this.#app.list.hrefs[this.card] ?? ''
    const tools = h(
      'p',
      {class: 'tools'},
      this.#pick,
      h('a', {href}, pageTexts.page)
    )
    this.#body.append(text, tools)
    this.#drawPick()
    void fillText(text, this.card).then(() => {
      markWords(text, this.#app.words)
    })
  }

  #drawPick(): void {
    const is = isPicked(this.#app.list.keys[this.card] ?? '')
    this.#pick.textContent = is ? pageTexts.picked : pageTexts.pick
    this.#pick.classList.toggle('done', is)
  }
}
