/**
 * Describes for people what is wrong in front matter: the validator's errors, and YAML that cannot be read.
 */
import type {OutputUnit, Schema} from '@cfworker/json-schema'
import type {Document, Node} from 'yaml'
import {isAlias, isScalar as isYamlScalar, visit} from 'yaml'
import type {ConfigProblem} from './config.ts'
import {
  formatPath,
  listOf,
  locate,
  nameOf,
  nameType,
  show
} from './yaml-places.ts'
import {findNearest} from '../text/fuzzy-match.ts'
import {longestMessage, quoteAllWithin} from '../text/wording.ts'
import {bankSchema} from './schema.ts'

/**
 * @param yaml what the document was parsed from
 * @returns its syntax errors, only the first of each line: later ones are mostly consequences
 */
export function describeSyntax(
  document: Document,
  yaml: string
): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  let lastLine = -1
  for (const {message, pos, linePos} of document.errors) {
    const line = linePos?.[0].line ?? pos[0]
    if (line === lastLine) continue
    lastLine = line
    const reason = firstLine(message)
    // An empty range would be invisible: it includes the word that begins there.
    let end = pos[0] + 1
    while (/[\p{L}\p{N}_-]/u.test(yaml.charAt(end))) end++
    problems.push({
      start: pos[0],
      end: Math.max(end, pos[1]),
      message: `Unexpected syntax of YAML, expected front matter that can be read: ${lowerFirst(reason)}`
    })
  }

  return problems
}

/** @returns the problem at a part that is too deep in others to be read */
export function describeDepth(start: number): ConfigProblem {
  return {
    start,
    end: start + 1,
    message:
      'Unexpected depth of YAML, expected front matter that can be read: at most 100 parts may be in each other'
  }
}

/** @returns keys that occur twice in a mapping: it is not clear which one counts */
export function describeRepeatedKeys(document: Document): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  visit(document, {
    Map(_, {items}) {
      const seen = new Set<unknown>()
      for (const {key} of items) {
        if (!isYamlScalar(key)) continue
        if (seen.has(key.value) && problems.length < mostProblems) {
          const [start = 0, end = start + 1] = key.range ?? []
          problems.push({
            start,
            end,
            message: `Unexpected syntax of YAML, expected front matter that can be read: map keys must be unique`
          })
        }

        seen.add(key.value)
      }
    }
  })
  return problems
}

/**
 * @returns the first word with half of a character in it, as in `"\\uD83D"`: no message could name such a key
 */
export function describeHalfCharacter(document: Document): ConfigProblem {
  let range: Node['range']
  visit(document, {
    Scalar(_, node) {
      if (!/\p{Surrogate}/u.test(String(node.value))) return undefined
      range = node.range
      return visit.BREAK
    }
  })
  return {
    start: range?.[0] ?? 0,
    end: range?.[1] ?? 1,
    message:
      'Unexpected half of a character in YAML, expected front matter that can be read: write the whole character'
  }
}

/**
 * @param error what `yaml` threw at an alias
 * @returns the problem, at the first alias without an anchor above it, or whose anchor is used too often
 */
export function describeAlias(document: Document, error: Error): ConfigProblem {
  let range: Node['range']
  // Not `resolve`, which searches the document for each alias.
  const anchors = new Set<string>()
  visit(document, {
    Node(_, node) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor)
        return undefined
      }

      range ??= node.range
      if (anchors.has(node.source)) return undefined
      range = node.range
      return visit.BREAK
    }
  })
  return {
    start: range?.[0] ?? 0,
    end: range?.[1] ?? 1,
    message: `Unexpected alias in YAML, expected front matter that can be read: ${lowerFirst(firstLine(error.message))}`
  }
}

/** So many nodes may be visited for aliases: `yaml` goes through the document for each of them. */
const mostVisits = 1_000_000

/** @returns the problem, at the first alias, if there are so many that they would take seconds */
export function describeManyAliases(
  document: Document
): ConfigProblem | undefined {
  let nodes = 0
  let aliases = 0
  visit(document, {
    Node(_, node) {
      nodes++
      if (isAlias(node)) aliases++
    }
  })
  return aliases * nodes > mostVisits
    ? describeAlias(document, new Error(`there are ${aliases} of them`))
    : undefined
}

/**
 * @param errors of the validator for the value of `bank`
 * @param data the value
 */
export function describeErrors(
  errors: readonly OutputUnit[],
  data: unknown,
  document: Document
): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  for (const [index, error] of errors.entries()) {
    const problem = describeError(error, data, document)
    if (problem) problems.push(problem)
    if (problems.length < mostProblems || index === errors.length - 1) continue
    problems.push({
      ...locate(document, [], true),
      message: `Unexpected front matter with more than ${mostProblems} problems, expected those that are named to be fixed first`
    })
    break
  }

  return problems
}

/**
 * @param data the value of `bank`
 * @returns the first repeated item of each list that has each item once; the validator would compare each with all others
 */
export function describeRepeatedItems(
  data: unknown,
  document: Document
): ConfigProblem[] {
  return listUnique(bankSchema, data).flatMap(({path, items}) => {
    const seen = new Set<unknown>()
    const second = items.findIndex((item) => {
      const isRepeated = isScalar(item) && seen.has(item)
      seen.add(item)
      return isRepeated
    })
    if (second === -1) return []
    return {
      ...locate(document, [...path, String(second)]),
      key: path[0],
      message: `Unexpected ${show(String(items[second]))} again in ${formatPath(path)}, expected each item once`
    }
  })
}

/** The lists in which the schema wants each item once, with their paths. */
function listUnique(
  schema: Schema,
  value: unknown,
  path: readonly string[] = []
): {readonly path: readonly string[]; readonly items: readonly unknown[]}[] {
  if (typeof value !== 'object' || value === null) return []
  if (schema.uniqueItems === true && Array.isArray(value)) {
    return [{path, items: value}]
  }

  return Object.entries(value).flatMap(([key, inner]) => {
    const below = Array.isArray(value) ? schema.items : schema.properties?.[key]
    return typeof below === 'object'
      ? listUnique(below, inner, [...path, key])
      : []
  })
}

/** No more problems are reported at once: each has to be found in the document. */
const mostProblems = 100

/** Keywords that repeat, less precisely, an error at a deeper level. */
const outerKeywords = new Set(['properties', 'items', 'false'])

function describeError(
  error: OutputUnit,
  data: unknown,
  document: Document
): ConfigProblem | undefined {
  const {keyword} = error
  if (outerKeywords.has(keyword)) return undefined
  const path = parsePointer(error.instanceLocation)
  const value = getAt(data, path)
  const scalar = isScalar(value) ? String(value) : undefined
  const describe = describers[keyword] ?? describeOther
  return describe({
    document,
    path,
    schema: getSchema(parsePointer(error.keywordLocation).slice(0, -1)),
    value,
    scalar,
    shown: scalar === undefined ? nameOf(value) : show(scalar),
    where: formatPath(path),
    at: {...locate(document, path), key: path[0]},
    reason: error.error,
    keyword
  })
}

/** The subject of a validator's error. */
interface Subject {
  readonly document: Document
  readonly path: readonly string[]
  readonly schema: Schema
  readonly value: unknown
  /** The value in words; `undefined` for a list or mapping. */
  readonly scalar: string | undefined
  /** The value as it is reported. */
  readonly shown: string
  /** The path as it is reported. */
  readonly where: string
  /** Where the value is, and the topmost key that cannot be used because of it. */
  readonly at: Omit<ConfigProblem, 'message'>
  /** The validator's own words. */
  readonly reason: string
  readonly keyword: string
}

type Describer = (subject: Subject) => ConfigProblem | undefined

/** Describes the errors of each keyword of the schema. */
const describers: Readonly<Record<string, Describer>> = {
  additionalProperties: describeUnknownKey,
  required: describeMissingKey,
  type: describeType,
  enum: describeChoice,
  minimum: describeLimit,
  maximum: describeLimit,
  minItems: describeEmpty,
  minLength: describeEmpty
}

/** The key that the validator names. */
function nameIn(reason: string): string {
  return /"(.+?)"/.exec(reason)?.[1] ?? ''
}

function describeUnknownKey({
  document,
  path,
  reason,
  schema,
  value
}: Subject): ConfigProblem | undefined {
  // If any key is allowed, the values are what is wrong, and they can be distinguished.
  if (schema.additionalProperties !== false) return undefined
  const named = nameIn(reason)
  const known = Object.keys(schema.properties ?? {})
  const nearest = findNearest(named, known, (key) => key)
  const others = known.filter(
    (key) => key !== nearest && !Object.hasOwn(value as object, key)
  )
  const start = `Unexpected key ${formatPath([...path, named])}, expected `
  const meant = nearest === undefined ? known : [nearest]
  return {
    ...locate(document, [...path, named], true),
    message: start + quoteAllWithin(meant, longestMessage - start.length),
    // A lone candidate would be applied, but only the author knows what a bank should say about itself.
    ...(nearest !== undefined &&
      others.length > 0 && {expected: [nearest, ...others]})
  }
}

function describeMissingKey({
  at,
  reason,
  schema,
  where
}: Subject): ConfigProblem {
  const named = nameIn(reason)
  const property = schema.properties?.[named]
  const choices =
    typeof property === 'object' ? (property.enum as string[]) : undefined
  return {
    ...at,
    message: `Unexpected ${where} without \`${named}\`, expected ${choices ? listOf(choices) : 'that key'}`
  }
}

function describeType({
  at,
  document,
  path,
  scalar,
  schema,
  value,
  where
}: Subject): ConfigProblem {
  const types = [schema.type ?? []].flat()
  const expected = types.filter((type) => type !== 'null').map(nameType)
  const isQuoted = types.includes('string') && scalar !== undefined
  return {
    ...at,
    message: `Unexpected ${nameOf(value)}${scalar === undefined ? '' : ` ${show(scalar)}`} in ${where}, expected ${expected.join(' or ')}${isQuoted ? `: \`"${sourceOf(document, path) ?? scalar}"\`` : ''}`
  }
}

function describeChoice({
  at,
  scalar = '',
  schema,
  shown,
  where
}: Subject): ConfigProblem {
  const choices = (schema.enum ?? []).map(String)
  const nearest = findNearest(scalar, choices, (choice) => choice)
  return {
    ...at,
    message: `Unexpected ${shown} in ${where}, expected ${listOf(choices)}`,
    expected: [
      ...(nearest === undefined ? [] : [nearest]),
      ...choices.filter((choice) => choice !== nearest)
    ]
  }
}

function describeLimit({
  at,
  keyword,
  schema,
  shown,
  where
}: Subject): ConfigProblem {
  const limit =
    keyword === 'minimum'
      ? `at least ${schema.minimum}`
      : `at most ${schema.maximum}`
  return {...at, message: `Unexpected ${shown} in ${where}, expected ${limit}`}
}

function describeEmpty({at, keyword, value, where}: Subject): ConfigProblem {
  return {
    ...at,
    message: `Unexpected empty ${nameOf(value)} in ${where}, expected at least one ${keyword === 'minItems' ? 'item' : 'character'}`
  }
}

function describeOther({at, schema, shown, where}: Subject): ConfigProblem {
  const description = schema.description as string | undefined
  return {
    ...at,
    message: `Unexpected ${shown} in ${where}, expected ${description === undefined ? 'a value that fits the schema' : lowerFirst(description.split(';', 1)[0] ?? '')}`
  }
}

/** A scalar as it is written: `1.` for 1. */
function sourceOf(
  document: Document,
  path: readonly string[]
): string | undefined {
  const node = document.getIn(['bank', ...path], true)
  return isYamlScalar(node) ? node.source : undefined
}

/** `#/template/fields/0` as its parts. */
function parsePointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function getAt(data: unknown, path: readonly string[]): unknown {
  let value = data
  for (const key of path) {
    value = (value as Record<string, unknown> | undefined)?.[key]
  }

  return value
}

function getSchema(path: readonly string[]): Schema {
  return getAt(bankSchema, path) as Schema
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

/** A reason in one line, short enough for a message. */
function firstLine(text: string): string {
  const line = text.split(/[\n;]/, 1)[0] ?? ''
  // The place already shows it, counted from the start of the file.
  return line
    .replace(/ at line \d+, column \d+:?$/, '')
    .slice(0, 100)
    .replace(/[\s.:]+$/, '')
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
