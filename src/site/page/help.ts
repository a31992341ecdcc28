/**
 * The list of keys, and whether they are active: people who use speech input would press them by accident (WCAG 2.1.4).
 */
import {button, h} from './lib/dom.ts'
import {readStored, store} from './lib/storage.ts'
import {pageTexts} from './lib/texts.ts'

const texts = pageTexts.help

/** @returns whether single keys are active */
export function usesKeys(): boolean {
  return readStored('keys') !== 'off'
}

/** @returns the dialog, to be put into the page */
export function createHelp(): HTMLDialogElement {
  const box = h('input', {
    type: 'checkbox',
    change: () => {
      store('keys', box.checked ? undefined : 'off')
    }
  })
  box.checked = usesKeys()
  const dialog = h(
    'dialog',
    {class: 'help', 'aria-labelledby': 'Help-title'},
    h('h2', {id: 'Help-title'}, texts.title),
    h(
      'dl',
      {},
      ...texts.keys.flatMap(([keys, does]) => [
        h(
          'dt',
          {},
          ...(keys === 'Space' || keys === 'Esc'
            ? [keys]
            : keys.split(' ')
          ).flatMap((key) => [h('kbd', {}, key), ' '])
        ),
        h('dd', {}, does)
      ])
    ),
    h('p', {}, h('label', {}, box, texts.enabled)),
    button(texts.close, () => {
      dialog.close()
    })
  )
  return dialog
}
