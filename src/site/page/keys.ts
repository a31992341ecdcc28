/** Single keys. They do nothing where a person writes, or with a key such as Ctrl. */
import {takesKeys} from './lib/dom.ts'
import {usesKeys} from './help.ts'

/** What a key does, by its name; `false` leaves it to the browser. */
export type Keys = Readonly<Record<string, () => boolean | undefined>>

/** @param isOff whether keys do nothing now */
export function useKeys(keys: Keys, isOff: () => boolean): void {
  document.addEventListener('keydown', (event) => {
    const {target, key} = event
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return
    }

    if (takesKeys(target) || isOff() || !usesKeys()) return
    // A button, a link or a box that has the focus is pressed by the space bar.
    const isPressed =
      key === ' ' &&
      target instanceof Element &&
      target.closest('button, a, summary, input, dialog') !== null
    if (isPressed) return
    const act = Object.hasOwn(keys, key) ? keys[key] : undefined
    if (act && act() !== false) event.preventDefault()
  })
}
