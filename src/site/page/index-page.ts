/** The first page: search, filters, and the views. */
import type {ViewName} from './lib/address.ts'
import {viewNames} from './lib/address.ts'
import {App} from './app.ts'
import {loadList} from './lib/data.ts'
import {button, h} from './lib/dom.ts'
import {FiltersView} from './filters-view.ts'
import {InterviewView} from './interview-view.ts'
import {useKeys} from './keys.ts'
import {ListView, showRandom} from './list-view.ts'
import {useInterview} from './lib/picked.ts'
import {PrintView} from './print-view.ts'
import {StudyView} from './study-view.ts'
import {TopBar} from './top-bar.ts'
import {pageTexts} from './lib/texts.ts'

/** What all views have in common. */
interface View {
  readonly element: HTMLElement
  readonly draw: () => void
}

/** @throws Error if the list of cards cannot be loaded */
export async function startIndexPage(main: HTMLElement): Promise<void> {
  const list = await loadList()
  useInterview(list.name)
  new IndexPage(new App(list), main)
}

class IndexPage {
  readonly #app: App
  readonly #filters: FiltersView
  readonly #list: ListView
  readonly #study: StudyView
  readonly #views: Readonly<Record<ViewName, View>>
  readonly #bar: TopBar
  readonly #search: HTMLInputElement
  readonly #found = h('p', {class: 'found', role: 'status'})
  readonly #stage = h('div', {class: 'view'})
  readonly #tabs: ReadonlyMap<ViewName, HTMLAnchorElement>

  constructor(app: App, main: HTMLElement) {
    this.#app = app
    this.#filters = new FiltersView(app)
    this.#list = new ListView(app)
    this.#study = new StudyView(app)
    this.#views = {
      cards: this.#list,
      study: this.#study,
      interview: new InterviewView(app),
      print: new PrintView(app)
    }
    this.#search = this.#createSearch()
    this.#tabs = new Map(viewNames.map((name) => [name, this.#createTab(name)]))
    this.#bar = new TopBar(
      h(
        'nav',
        {class: 'tabs', 'aria-label': pageTexts.viewsLabel},
        ...this.#tabs.values()
      )
    )
    const parts = h(
      'div',
      {class: 'app'},
      this.#createSearchBar(),
      h('div', {class: 'side'}, this.#filters.element),
      h('div', {class: 'content'}, this.#filters.chips, this.#stage)
    )
    main.querySelector('.static')?.before(parts)
    this.#useKeys()
    app.draw = () => {
      this.#draw()
    }
    app.fail = (reason) => {
      this.#found.textContent = (reason as Error).message
    }
    app.refresh()
    // The page is usable even before the search is loaded.
    document.documentElement.dataset['ready'] = ''
    // The skip link leads to the content, and not to another state.
    document.querySelector('.skip')?.addEventListener('click', (event) => {
      event.preventDefault()
      main.focus()
    })
  }

  #createSearch(): HTMLInputElement {
    const input = h('input', {
      type: 'search',
      placeholder: pageTexts.searchHint,
      'aria-label': pageTexts.search,
      autocomplete: 'off',
      spellcheck: 'false',
      value: this.#app.state.query,
      focus: () => {
        this.#app.prepareSearch()
      },
      input: () => {
        this.#app.go({query: input.value, ...this.#leaveCard()})
      },
      keydown: (event) => {
        if ((event as KeyboardEvent).key === 'Escape') input.blur()
        if ((event as KeyboardEvent).key === 'ArrowDown') this.#list.move(1)
      }
    })
    return input
  }

  #createSearchBar(): HTMLElement {
    return h(
      'div',
      {class: 'search', role: 'search'},
      this.#search,
      h(
        'div',
        {class: 'search-line'},
        this.#found,
        button(pageTexts.random, () => {
          showRandom(this.#app)
        })
      )
    )
  }

  #createTab(name: ViewName): HTMLAnchorElement {
    return h(
      'a',
      {
        href: name === 'cards' ? '#' : `#view=${name}`,
        click: (event) => {
          event.preventDefault()
          this.#app.go({view: name, card: undefined})
        }
      },
      pageTexts.views[name]
    )
  }

  /** A search or a filter is for all cards, so a single card is not shown any longer. */
  #leaveCard(): {card?: undefined} {
    return this.#app.state.card === undefined ? {} : {card: undefined}
  }

  #draw(): void {
    const {state, matches, list} = this.#app
    for (const [name, tab] of this.#tabs) {
      if (name === state.view) tab.setAttribute('aria-current', 'page')
      else tab.removeAttribute('aria-current')
    }

    document.documentElement.dataset['view'] = state.view
    if (document.activeElement !== this.#search) {
      this.#search.value = state.query
    }

    this.#found.textContent = pageTexts.found(
      matches.cards.length,
      list.titles.length
    )
    this.#filters.draw()
    const view = this.#views[state.view]
    if (view.element.parentNode !== this.#stage) {
      this.#stage.replaceChildren(view.element)
    }

    view.draw()
  }

  #useKeys(): void {
    const move = (by: number) => (): boolean => {
      if (this.#app.state.view !== 'cards') return false
      this.#list.move(by)
      return true
    }
    const rate = (at: number) => (): boolean => {
      if (this.#app.state.view !== 'study') return false
      this.#study.rate(at)
      return true
    }
    useKeys(
      {
        '/': () => {
          this.#search.focus()
          this.#search.select()
          return true
        },
        '?': () => {
          this.#bar.showHelp()
          return true
        },
        j: move(1),
        k: move(-1),
        r: () => {
          showRandom(this.#app)
          return true
        },
        x: () => {
          if (this.#app.state.view !== 'cards') return false
          this.#list.getCurrent()?.togglePicked()
          return true
        },
        ' ': () => this.#step(),
        1: rate(0),
        2: rate(1),
        3: rate(2),
        4: rate(3)
      },
      () => this.#bar.isHelping
    )
    // After `j`, the card's own button has the focus; the space bar continues from there.
    this.#list.element.addEventListener('keydown', (event) => {
      const {target} = event
      const isTitle = target instanceof Element && target.closest('h2 > button')
      if (event.key !== ' ' || !isTitle) return
      this.#list.getCurrent()?.step()
      event.preventDefault()
    })
  }

  #step(): boolean {
    const {view} = this.#app.state
    if (view === 'study') this.#study.step()
    else if (view !== 'cards') return false
    else {
      const card = this.#list.getCurrent()
      if (!card) return false
      card.step()
    }

    return true
  }
}
