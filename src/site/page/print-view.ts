/** Print: all cards that match, in full, for paper or a PDF. */
import type {App} from './app.ts'
import {createMeta, createTitle, fillText} from './card-view.ts'
import {button, h} from './lib/dom.ts'
import {createEmpty} from './list-view.ts'
import {readStored, store} from './lib/storage.ts'
import {pageTexts} from './lib/texts.ts'

const texts = pageTexts.print

/** Number of cards that are added before the browser gets a turn. */
const step = 100

/** Print mode. */
export class PrintView {
  readonly element = h('div', {class: 'print-view'})
  readonly #app: App
  readonly #cards = h('div', {class: 'sheets'})
  readonly #status = h('p', {role: 'status'})
  readonly #answers: HTMLInputElement
  readonly #breaks: HTMLInputElement
  /** A new drawing stops the previous one. */
  #turn = 0

  constructor(app: App) {
    this.#app = app
    this.#answers = this.#createBox('print-answers', true)
    this.#breaks = this.#createBox('print-breaks', false)
    this.element.append(
      h(
        'div',
        {class: 'print-tools'},
        h('p', {}, texts.about),
        h('p', {}, h('label', {}, this.#answers, texts.answers)),
        h('p', {}, h('label', {}, this.#breaks, texts.breaks)),
        h(
          'p',
          {class: 'actions'},
          button(
            texts.print,
            () => {
              print()
            },
            {class: 'primary'}
          )
        ),
        this.#status
      ),
      this.#cards
    )
  }

  draw(): void {
    void this.#fill(++this.#turn)
  }

  #createBox(name: string, isChecked: boolean): HTMLInputElement {
    const box = h('input', {
      type: 'checkbox',
      change: () => {
        store(name, String(box.checked))
        this.#apply()
      }
    })
    box.checked = (readStored(name) ?? String(isChecked)) === 'true'
    return box
  }

  #apply(): void {
    this.#cards.classList.toggle('breaks', this.#breaks.checked)
    this.#cards.classList.toggle('without-answers', !this.#answers.checked)
    for (const details of this.#cards.querySelectorAll('details')) {
      details.open = this.#answers.checked
    }
  }

  async #fill(turn: number): Promise<void> {
    const {cards} = this.#app.matches
    this.#cards.replaceChildren(...(cards.length === 0 ? [createEmpty()] : []))
    for (let at = 0; at < cards.length; at += step) {
      this.#status.textContent = texts.loading(at, cards.length)
      const sheets = await Promise.all(
        cards.slice(at, at + step).map((card) => this.#createSheet(card))
      )
      if (turn !== this.#turn) return
      this.#cards.append(...sheets)
    }

    this.#status.textContent = pageTexts.found(cards.length, cards.length)
    this.#apply()
  }

  async #createSheet(card: number): Promise<HTMLElement> {
    const text = h('div', {class: 'text'})
    await fillText(text, card)
    return h(
      'article',
      {class: 'card'},
      h('h2', {dir: 'auto'}, createTitle(this.#app, card)),
      createMeta(this.#app, card),
      text
    )
  }
}
