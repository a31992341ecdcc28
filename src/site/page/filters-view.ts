/** The filters: possible values, with the number of cards. */
import type {App} from './app.ts'
import {button, h} from './lib/dom.ts'
import {pageTexts} from './lib/texts.ts'

/** More values are only shown on request. */
const fewValues = 10

/** The filters of a page. */
export class FiltersView {
  readonly element: HTMLElement
  readonly #app: App
  readonly #groups: readonly Group[]
  readonly #chips = h('div', {class: 'chips'})

  constructor(app: App) {
    this.#app = app
    this.#groups = app.list.facets.map((_, at) => new Group(app, at))
    this.element = h(
      'details',
      {class: 'filters'},
      h('summary', {}, pageTexts.filters),
      ...this.#groups.map((group) => group.element)
    )
    this.element.toggleAttribute(
      'open',
      matchMedia('(min-width: 62rem)').matches
    )
  }

  /** The chosen values, as buttons that remove them. */
  get chips(): HTMLElement {
    return this.#chips
  }

  draw(): void {
    for (const group of this.#groups) group.draw()
    const {facets} = this.#app.list
    const chosen = facets.flatMap(({values}, facet) =>
      [...(this.#app.state.chosen[facet] ?? [])].map((value) =>
        button(
          values[value] ?? '',
          () => {
            this.#app.toggle(facet, value)
          },
          {class: 'chip', 'aria-label': pageTexts.remove(values[value] ?? '')}
        )
      )
    )
    const clear = button(
      pageTexts.clear,
      () => {
        this.#app.go({chosen: facets.map(() => new Set<number>())})
      },
      {class: 'quiet'}
    )
    this.#chips.replaceChildren(
      ...chosen,
      ...(chosen.length > 1 ? [clear] : [])
    )
  }
}

/** The values of one facet. */
class Group {
  readonly element: HTMLElement
  readonly #app: App
  readonly #facet: number
  readonly #rows: readonly Row[]
  readonly #more: HTMLButtonElement | undefined
  readonly #list = h('div', {class: 'values'})
  #isLong = false

  constructor(app: App, facet: number) {
    const {name = '', values = []} = app.list.facets[facet] ?? {}
    this.#app = app
    this.#facet = facet
    this.#rows = values.map((text, value) => new Row(app, {facet, value, text}))
    if (values.length > fewValues) {
      this.#more = button(
        '',
        () => {
          this.#isLong = !this.#isLong
          this.draw()
        },
        {class: 'quiet'}
      )
    }

    this.element = h(
      'fieldset',
      {},
      h('legend', {}, name),
      this.#list,
      this.#more
    )
  }

  draw(): void {
    const counts = this.#app.matches.counts[this.#facet] ?? []
    const isChosen = (value: number): boolean =>
      this.#app.isChosen(this.#facet, value)
    let shown = [...this.#rows.keys()]
    if (this.#more) {
      shown.sort(
        (left, right) =>
          Number(isChosen(right)) - Number(isChosen(left)) ||
          (counts[right] ?? 0) - (counts[left] ?? 0) ||
          left - right
      )
      if (!this.#isLong) shown = shown.slice(0, fewValues)
      this.#more.textContent = this.#isLong
        ? pageTexts.showFew
        : pageTexts.showAll(this.#rows.length)
      this.#more.setAttribute('aria-expanded', String(this.#isLong))
    }

    const focused = document.activeElement
    const rows = shown.flatMap((value) => this.#rows[value] ?? [])
    for (const row of rows)
      row.draw(counts[row.value] ?? 0, isChosen(row.value))
    const elements = rows.map((row) => row.element)
    if (
      elements.some((element, at) => this.#list.children[at] !== element) ||
      this.#list.children.length !== elements.length
    ) {
      this.#list.replaceChildren(...elements)
      // An element that is moved loses the focus.
      if (focused instanceof HTMLElement && this.#list.contains(focused)) {
        focused.focus()
      }
    }
  }
}

/** A value with its box and its count. */
class Row {
  readonly element: HTMLElement
  readonly value: number
  readonly #box: HTMLInputElement
  readonly #count = h('span', {class: 'count'})

  constructor(
    app: App,
    {facet, value, text}: {facet: number; value: number; text: string}
  ) {
    this.value = value
    this.#box = h('input', {
      type: 'checkbox',
      change: () => {
        app.toggle(facet, value)
      }
    })
    this.element = h('label', {}, this.#box, h('bdi', {}, text), this.#count)
  }

  draw(count: number, isChosen: boolean): void {
    this.#box.checked = isChosen
    const text = pageTexts.number(count)
    // Setting the same text would lay it out again.
    if (this.#count.textContent !== text) this.#count.textContent = text
    this.element.classList.toggle('empty', count === 0 && !isChosen)
  }
}
