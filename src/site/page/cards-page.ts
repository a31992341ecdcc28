/** A page with the cards of a section: answers open and close, with the mouse or with keys. */
import {button, h} from './lib/dom.ts'
import {useKeys} from './keys.ts'
import {TopBar} from './top-bar.ts'
import {pageTexts} from './lib/texts.ts'

/** Makes the page interactive. */
export function startCardsPage(main: HTMLElement): void {
  const bar = new TopBar()
  const cards = [...main.querySelectorAll<HTMLElement>('article.card')]
  for (const card of cards) card.tabIndex = -1
  addToggle(main, cards)
  const move = (by: number): void => {
    const at = cards.findIndex((card) => card.contains(document.activeElement))
    const next = at === -1 ? (by > 0 ? 0 : cards.length - 1) : at + by
    const card = cards[Math.max(0, Math.min(next, cards.length - 1))]
    card?.focus({preventScroll: true})
    card?.scrollIntoView({block: 'start'})
  }
  useKeys(
    {
      '/': () => {
        location.href = 'index.html'
        return true
      },
      '?': () => {
        bar.showHelp()
        return true
      },
      j: () => {
        move(1)
        return true
      },
      k: () => {
        move(-1)
        return true
      },
      ' ': () => {
        const answer =
          document.activeElement?.querySelector<HTMLDetailsElement>(
            ':scope > details.answer'
          )
        if (!answer) return false
        answer.open = !answer.open
        return true
      }
    },
    () => bar.isHelping
  )
  openTarget()
  window.addEventListener('hashchange', openTarget)
  document.documentElement.dataset['ready'] = ''
}

function addToggle(main: HTMLElement, cards: readonly HTMLElement[]): void {
  let isOpen = false
  const toggle = button(pageTexts.showAnswers, () => {
    isOpen = !isOpen
    toggle.textContent = isOpen ? pageTexts.hideAnswers : pageTexts.showAnswers
    for (const card of cards) {
      for (const details of card.querySelectorAll('details')) {
        details.open = isOpen
      }
    }
  })
  main.querySelector('.intro')?.append(h('p', {}, toggle))
}

/** Focuses the card in the address, so that keys continue from there. */
function openTarget(): void {
  const target = document.getElementById(decodeHash())
  if (target?.matches('article.card')) target.focus({preventScroll: true})
}

function decodeHash(): string {
  try {
    return decodeURIComponent(location.hash.slice(1))
  } catch {
    return ''
  }
}
