/** Single keys. They are inactive while a person types, and together with a key such as Ctrl. */
import {takesKeys} from './lib/dom.ts'
import {usesKeys} from './help.ts'

/** Actions by the name of the key; `false` leaves the key to the browser. */
export type Keys = Readonly<Record<string, () => boolean | undefined>>

/** @param isOff whether keys are inactive now */
export function useKeys(keys: Keys, isOff: () => boolean): void {
  document.addEventListener('keydown', (event) => {
    const {target, key} = event
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return
    }

    if (takesKeys(target) || isOff() || !usesKeys()) return
    // The space bar presses a button, a link or a box with the focus.
    const isPressed =
      key === ' ' &&
      target instanceof Element &&
      target.closest('button, a, summary, input, dialog') !== null
    if (isPressed) return
    const act = Object.hasOwn(keys, key) ? keys[key] : undefined
    if (act && act() !== false) event.preventDefault()
  })
}
