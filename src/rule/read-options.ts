/** Reads the options of a rule by its schema. For a wrong option, the error says which ones there are. */
import {inspect} from 'node:util'
import {findNearest} from '../text/fuzzy-match.ts'
import {ConfigurationError} from '../text/user-error.ts'
import type {
  FullOptions,
  OptionSchema,
  OptionsSchema
} from './options-schema.ts'
import {quote, quoteAll} from '../text/wording.ts'
import type {RuleMeta} from './types.ts'

/**
 * @param given the options that a configuration gives the rule, without the severity
 * @returns the same with the schema's defaults
 * @throws UserError if the schema does not accept them
 */
export function readOptions<Schema extends OptionsSchema | undefined>(
  {id, options: schema}: Pick<RuleMeta<Schema>, 'id' | 'options'>,
  given: unknown = {}
): FullOptions<Schema> {
  const {properties = {}, required = []} = schema ?? {}
  const rule = `rule ${quote(id)}`
  const keys = Object.keys(properties)
  if (!isObject(given)) {
    throw new ConfigurationError(
      `Unexpected options ${quoteValue(given)} of ${rule}, ${keys.length === 0 ? 'which has none' : `expected an object with ${quoteAll(keys)}`}`
    )
  }

  for (const [key, value] of Object.entries(given)) {
    const property = keys.includes(key) ? properties[key] : undefined
    if (!property) {
      throw new ConfigurationError(
        `Unexpected option ${quote(key)} of ${rule}, ${keys.length === 0 ? 'which has none' : `expected ${suggest(key, keys)}`}`
      )
    }

    if (value === undefined) continue
    const wrong = findWrong(property, value)
    if (wrong) {
      throw new ConfigurationError(
        `Unexpected value ${quoteValue(wrong.value)} ${Object.is(wrong.value, value) ? 'of' : 'in'} option ${quote(key)} of ${rule}, expected ${describe(wrong.schema, wrong.value)}`
      )
    }
  }

  const missing = required.filter((key) => given[key] === undefined)
  if (missing.length > 0) {
    throw new ConfigurationError(
      `Unexpected options of ${rule} without ${quoteAll(missing)}, expected ${quoteAll(keys)}`
    )
  }

  const defaults = Object.entries(properties).flatMap(([key, property]) =>
    given[key] === undefined && property.default !== undefined
      ? [[key, property.default]]
      : []
  )
  return {...given, ...Object.fromEntries(defaults)} as FullOptions<Schema>
}

/** Keywords that a schema may have for a value, by the value's type. */
const keywords: Readonly<Record<OptionSchema['type'], readonly string[]>> = {
  boolean: [],
  string: ['enum'],
  integer: ['minimum', 'maximum'],
  number: ['minimum', 'maximum'],
  array: ['items']
}

/**
 * @param schema of the options of a rule, as its author wrote it
 * @throws Error if it has a keyword that is not supported, and would have no effect
 */
export function checkSchema(id: string, schema: OptionsSchema): void {
  for (const [key, property] of Object.entries(schema.properties)) {
    for (
      let part: OptionSchema | undefined = property;
      part;
      part = part.type === 'array' ? part.items : undefined
    ) {
      const own = Object.hasOwn(keywords, part.type) && keywords[part.type]
      const where = `in the schema of option \`${key}\` of rule \`${id}\``
      if (!own) {
        throw new Error(
          `Unexpected type ${quoteValue(part.type)} ${where}, expected ${quoteAll(Object.keys(keywords))}`
        )
      }

      const known = ['type', 'title', 'description', 'default', ...own]
      const other = Object.keys(part).find((word) => !known.includes(word))
      if (other !== undefined) {
        throw new Error(
          `Unexpected ${quote(other)} ${where}, expected ${suggest(other, known)}`
        )
      }
    }
  }
}

/** @returns the part of a value that the schema does not accept */
function findWrong(
  schema: OptionSchema,
  value: unknown
): {schema: OptionSchema; value: unknown} | undefined {
  if (schema.type === 'array' && Array.isArray(value)) {
    const items: readonly unknown[] = value
    for (const item of items) {
      const wrong = findWrong(schema.items, item)
      if (wrong) return wrong
    }

    return undefined
  }

  return isAccepted(schema, value) ? undefined : {schema, value}
}

function isAccepted(schema: OptionSchema, value: unknown): boolean {
  switch (schema.type) {
    case 'string': {
      if (typeof value !== 'string') return false
      return schema.enum?.includes(value) ?? true
    }

    case 'integer':
    case 'number': {
      const {minimum = -Infinity, maximum = Infinity, type} = schema
      if (typeof value !== 'number') return false
      if (type === 'integer' && !Number.isInteger(value)) return false
      return value >= minimum && value <= maximum
    }

    default: {
      return typeof value === schema.type
    }
  }
}

/** @returns what a value can be, in words */
function describe(schema: OptionSchema, value: unknown): string {
  switch (schema.type) {
    case 'array': {
      return 'a list'
    }

    case 'boolean': {
      return quoteAll(['true', 'false'])
    }

    case 'string': {
      if (!schema.enum) return 'a text'
      return suggest(String(value), schema.enum)
    }

    default: {
      const {minimum, maximum, type} = schema
      const limits = [
        ...(minimum === undefined ? [] : [`at least ${minimum}`]),
        ...(maximum === undefined ? [] : [`at most ${maximum}`])
      ]
      const noun = type === 'integer' ? 'a whole number' : 'a number'
      return limits.length === 0 ? noun : `${noun} of ${limits.join(' and ')}`
    }
  }
}

/** @returns all words that are allowed, and the one that is probably meant */
function suggest(word: string, known: readonly string[]): string {
  const nearest = findNearest(word, known, (each) => each)
  const all = quoteAll(known)
  return nearest === undefined ? all : `${all}. Did you mean ${quote(nearest)}?`
}

/** @returns a value of a configuration in backticks */
export function quoteValue(value: unknown): string {
  return quote(typeof value === 'string' ? value : inspect(value))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
