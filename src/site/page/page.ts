/** The script of all pages. */
import {startCardsPage} from './cards-page.ts'
import {listen} from './lib/data.ts'
import {startIndexPage} from './index-page.ts'

const root = document.documentElement
const main = document.querySelector('main')

if (main) {
  if (root.dataset['page'] === 'cards') startCardsPage(main)
  if (root.dataset['page'] === 'index') {
    listen()
    startIndexPage(main).catch((error: unknown) => {
      // The readable document is shown instead.
      root.classList.remove('js')
      throw error
    })
  }
}
