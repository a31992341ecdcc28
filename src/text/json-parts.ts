/** Makes JSON in parts, one by one, so that no program has to hold all of it in memory. */
import {cleanJson} from './clean.ts'

/**
 * @param value data; a generator in it becomes a list whose elements are made one by one, and a function is called
 *   when its value is needed
 * @param indent the white space before the lines of the value
 * @returns what `JSON.stringify` gives with an indent of two spaces, cleaned, in parts
 */
export function* toJsonParts(value: unknown, indent = ''): Iterable<string> {
  const inner = `${indent}  `
  if (isGenerator(value)) {
    yield* join('[', value, ']', indent, (item) => toJsonParts(item, inner))
  } else if (isRecord(value) && Object.values(value).some(isLazy)) {
    const keys = Object.keys(value).filter((key) => value[key] !== undefined)
    yield* join('{', keys, '}', indent, function* (key) {
      const each = value[key]
      yield `${JSON.stringify(key)}: `
      yield* toJsonParts(
        typeof each === 'function' ? (each as () => unknown)() : each,
        inner
      )
    })
  } else {
    const json = JSON.stringify(value, undefined, 2)
    yield cleanJson(json).replaceAll('\n', `\n${indent}`)
  }
}

/** Elements between brackets, each on its own line; only the brackets if there are no elements. */
function* join<Item>(
  start: string,
  items: Iterable<Item>,
  end: string,
  indent: string,
  toParts: (item: Item) => Iterable<string>
): Iterable<string> {
  let isEmpty = true
  yield start
  for (const item of items) {
    yield `${isEmpty ? '' : ','}\n${indent}  `
    yield* toParts(item)
    isEmpty = false
  }

  yield isEmpty ? end : `\n${indent}${end}`
}

function isLazy(value: unknown): boolean {
  return typeof value === 'function' || isGenerator(value)
}

function isGenerator(value: unknown): value is Iterable<unknown> {
  return isRecord(value) && Symbol.iterator in value && !Array.isArray(value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** @returns the same text in parts of some thousand characters, as each write has a fixed cost */
export function* inChunks(parts: Iterable<string>): Iterable<string> {
  let chunk: string[] = []
  let length = 0
  for (const part of parts) {
    chunk.push(part)
    length += part.length
    if (length < 60_000) continue
    yield chunk.join('')
    chunk = []
    length = 0
  }

  yield chunk.join('')
}
