/** Finds places in front matter, and their names for messages. */
import type {Document} from 'yaml'
import {isMap, isNode, isScalar} from 'yaml'

/** @returns the range of a value, or of a key; if it is not there, of the nearest one around it */
export function locate(
  document: Document,
  path: readonly string[],
  isKey = false
): {start: number; end: number} {
  const keys = ['bank', ...path].map((key) =>
    /^\d+$/.test(key) ? Number(key) : key
  )
  let node: unknown = isKey ? undefined : document.getIn(keys, true)
  if (node === undefined || node === null) {
    const parent = document.getIn(keys.slice(0, -1), true)
    const pair = isMap(parent)
      ? parent.items.find(
          ({key}) => isScalar(key) && String(key.value) === path.at(-1)
        )
      : undefined
    node = pair?.key ?? parent
  }

  // A whole mapping would be underlined over many lines: only its first key is.
  while (isMap(node) && node.items.length > 0) node = node.items[0]?.key
  const range = isNode(node) ? node.range : undefined
  return {start: range?.[0] ?? 0, end: range?.[1] ?? 1}
}

/** @returns `['template', 'fields', '0']` as people write it: `bank.template.fields[0]`, as code */
export function formatPath(path: readonly string[]): string {
  const keys = path.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
  return show(`bank${keys.join('')}`)
}

const longest = 60

/** @returns the text as code, in one line, shortened if it is long */
export function show(source: string): string {
  const text = source.replace(/\s+/g, ' ').replaceAll('`', "'")
  return `\`${text.length > longest ? `${text.slice(0, longest - 1)}…` : text}\``
}

/** @returns a, a or b, a, b, or c: each as code */
export function listOf(words: readonly string[]): string {
  const shown = words.map(show)
  const last = shown.pop() ?? ''
  if (shown.length < 2) return [...shown, last].join(' or ')
  return `${shown.join(', ')}, or ${last}`
}

/** @returns YAML's name for such a value */
export function nameOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty value'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'object') return 'mapping'
  return typeof value === 'string' ? 'text' : typeof value
}

/** @returns the name of a type of JSON Schema */
export function nameType(type: string): string {
  const names: Record<string, string> = {
    array: 'a list',
    boolean: '`true` or `false`',
    integer: 'a whole number',
    object: 'a mapping',
    string: 'text'
  }
  return names[type] ?? `a ${type}`
}
