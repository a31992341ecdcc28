/** Runs before anything is shown: the color scheme that was chosen, and that there is a script. */
import {readStored} from './lib/storage.ts'

const root = document.documentElement
const theme = readStored('theme')
if (theme === 'light' || theme === 'dark') root.dataset['theme'] = theme
root.classList.add('js')
// Should the script of the page fail, the readable document is shown.
setTimeout(() => {
  if (root.dataset['ready'] === undefined) root.classList.remove('js')
}, 8000)
