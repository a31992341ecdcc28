/** The script's part of the bar at the top of each page. */
import {button, h} from './lib/dom.ts'
import {createHelp} from './help.ts'
import {readStored, store} from './lib/storage.ts'
import {pageTexts} from './lib/texts.ts'

const schemes = ['auto', 'light', 'dark'] as const

/** The end of the bar: color scheme and help. */
export class TopBar {
  readonly #help = createHelp()

  /** @param navigation other content of the bar, at its start */
  constructor(navigation?: HTMLElement) {
    const scheme = button(
      '',
      () => {
        const next = (schemes.indexOf(getScheme()) + 1) % schemes.length
        setScheme(schemes[next] ?? 'auto')
        draw()
      },
      {class: 'round'}
    )
    const draw = (): void => {
      const {sign, name} = pageTexts.themes[getScheme()]
      scheme.textContent = sign
      scheme.title = `${pageTexts.theme}: ${name}`
      scheme.setAttribute('aria-label', scheme.title)
    }
    draw()
    const help = button(
      '?',
      () => {
        this.showHelp()
      },
      {class: 'round', 'aria-label': pageTexts.help.open}
    )
    document
      .querySelector('.top .bar')
      ?.append(
        ...(navigation ? [navigation] : []),
        h('div', {class: 'settings'}, scheme, help)
      )
    document.body.append(this.#help)
  }

  /** Whether the list of keys is open. */
  get isHelping(): boolean {
    return this.#help.open
  }

  showHelp(): void {
    this.#help.showModal()
  }
}

function getScheme(): (typeof schemes)[number] {
  const stored = readStored('theme')
  return schemes.find((scheme) => scheme === stored) ?? 'auto'
}

function setScheme(scheme: (typeof schemes)[number]): void {
  const {dataset} = document.documentElement
  if (scheme === 'auto') delete dataset['theme']
  else dataset['theme'] = scheme
  store('theme', scheme === 'auto' ? undefined : scheme)
}
