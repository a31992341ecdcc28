/** Makes elements. Text is escaped; HTML comes from the build, which has sanitized it. */

/** Content of an element. */
export type Child = Node | string | false | undefined

/**
 * Attributes; `true` has no value, and `false` leaves the attribute out. A function listens to the event of that name.
 */
export type Attributes = Readonly<
  Record<
    string,
    string | number | boolean | undefined | ((event: Event) => void)
  >
>

/** @returns a new element */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value)
    else if (value === true) element.setAttribute(key, '')
    else if (value !== false && value !== undefined) {
      element.setAttribute(key, String(value))
    }
  }

  element.append(...children.filter(isChild))
  return element
}

function isChild(child: Child): child is Node | string {
  return child !== false && child !== undefined
}

/** @param html of the build */
export function fromHtml(html: string): DocumentFragment {
  const template = document.createElement('template')
  template.innerHTML = html
  return template.content
}

/** @returns the text of an element, with formulas as their source */
export function toText(element: Element): string {
  const copy = element.cloneNode(true) as Element
  for (const math of copy.querySelectorAll('math')) {
    math.replaceWith(`$${math.getAttribute('alttext') ?? ''}$`)
  }

  return copy.textContent
}

/** @returns a button that does not submit a form */
export function button(
  text: Child,
  click: () => void,
  attributes: Attributes = {}
): HTMLButtonElement {
  return h('button', {type: 'button', click, ...attributes}, text)
}

/**
 * @returns whether the focused element needs a click, a key or a character itself: a person types into it, or it has
 *   an action
 */
export function takesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input:not([type=checkbox]), textarea, select, [contenteditable]'
    ) !== null
  )
}
