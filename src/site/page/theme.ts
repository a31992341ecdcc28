/** Runs before anything is shown: sets the chosen color scheme, and marks that scripts run. */
import {readStored} from './lib/storage.ts'

const root = document.documentElement
const theme = readStored('theme')
if (theme === 'light' || theme === 'dark') root.dataset['theme'] = theme
root.classList.add('js')
// If the script of the page fails, the readable document is shown.
setTimeout(() => {
  if (root.dataset['ready'] === undefined) root.classList.remove('js')
}, 8000)
