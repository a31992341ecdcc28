/**
 * What a bank says about itself in front matter, under the key `bank`, read and validated.
 */
import type {OutputUnit} from '@cfworker/json-schema'
import {Validator} from '@cfworker/json-schema'
import type {Root, Yaml} from 'mdast'
import type {Document} from 'yaml'
import {isMap, isScalar, parseDocument} from 'yaml'
import {hasBankKey} from './is-bank.ts'
import {bankSchema} from './schema.ts'
import type {FieldTemplate, Template} from './template.ts'
import {defaultTemplate} from './template.ts'

/** Something wrong in front matter; offsets count UTF-16 units of the file's text. */
export interface ConfigProblem {
  readonly start: number
  readonly end: number
  readonly message: string
}

/** The configuration of a bank; what front matter does not say, or says wrongly, has its default. */
export interface BankConfig {
  /** Whether front matter has the key `bank`. */
  readonly isDeclared: boolean
  readonly template: Template
  /** Names of the sections, where they are declared. */
  readonly sections: readonly string[] | undefined
  /** How many cards there are to be, where that is declared. */
  readonly cards: CardPromise | undefined
  /** Path of the README, relative to the bank's folder. */
  readonly readme: string
  readonly problems: readonly ConfigProblem[]
}

/** A lower and an upper limit, either of which may be missing. */
export interface Limits {
  readonly min?: number
  readonly max?: number
}

/** What a bank promises about the number of its cards. */
export interface CardPromise {
  /** Cards in each section. */
  readonly section?: Limits
  /** Percent of the cards with each value of the first choice field. */
  readonly share?: Readonly<Record<string, Limits>>
}

interface Declared {
  readme?: string
  cards?: CardPromise
  sections?: string[]
  template?: {
    card?: {depth?: number; prefix?: string}
    fields?: FieldTemplate[]
  }
}

const defaults: BankConfig = {
  isDeclared: false,
  template: defaultTemplate,
  sections: undefined,
  cards: undefined,
  readme: 'README.md',
  problems: []
}

/**
 * @param tree a document parsed with remark-frontmatter
 * @returns its configuration
 */
export function readConfig(tree: Root): BankConfig {
  const node = tree.children[0]
  if (node?.type !== 'yaml') return defaults
  return readYaml(node)
}

function readYaml(node: Yaml): BankConfig {
  // Most Markdown with front matter is no bank: do not read what cannot hold the key.
  if (!hasBankKey(node.value)) return defaults

  // The value begins on the line after the opening `---`.
  const base = (node.position?.start.offset ?? 0) + '---\n'.length
  const document = parseDocument(node.value, {prettyErrors: false})
  const syntax = document.errors.map((error): ConfigProblem => ({
    start: base + error.pos[0],
    end: base + Math.max(error.pos[1], error.pos[0] + 1),
    message: `Unexpected YAML, ${lowerFirst(firstLine(error.message))}`
  }))
  if (syntax.length > 0) {
    return {...defaults, isDeclared: true, problems: syntax}
  }

  const data: unknown = document.toJS()
  if (data === null || typeof data !== 'object' || !('bank' in data)) {
    return defaults
  }

  const {errors, valid} = new Validator(bankSchema, '2020-12', false).validate(
    data.bank
  )
  const problems = [
    ...(valid ? [] : describe(errors, document, base)),
    ...(valid ? checkFields(data.bank as Declared | null, document, base) : [])
  ]
  if (problems.length > 0) return {...defaults, isDeclared: true, problems}

  const declared = (data.bank ?? {}) as Declared
  return {
    isDeclared: true,
    template: {
      card: {...defaultTemplate.card, ...declared.template?.card},
      fields: declared.template?.fields ?? defaultTemplate.fields
    },
    sections: declared.sections,
    cards: declared.cards,
    readme: declared.readme ?? defaults.readme,
    problems: []
  }
}

/** What the schema cannot say: choices belong to kind `choice`, and to no other. */
function checkFields(
  bank: Declared | null,
  document: Document,
  base: number
): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  for (const [index, field] of (bank?.template?.fields ?? []).entries()) {
    const hasChoices = 'choices' in field
    if (hasChoices === (field.kind === 'choice')) continue
    problems.push({
      ...locate(document, ['template', 'fields', String(index)], base),
      message: hasChoices
        ? `Unexpected \`choices\` in a field of kind \`${field.kind}\`, expected kind \`choice\``
        : `Unexpected field of kind \`choice\` without \`choices\`, expected the list of its values`
    })
  }

  return problems
}

/** Schema errors as problems, the innermost ones only: those around them say the same less precisely. */
function describe(
  errors: OutputUnit[],
  document: Document,
  base: number
): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  for (const error of errors) {
    if (error.keyword === 'properties' || error.keyword === 'items') continue
    // The validator reports an unknown key twice: once as `false`, once with its name.
    if (error.keyword === 'false') continue
    const path = error.instanceLocation
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    const key = /"(.+?)"/.exec(error.error)?.[1]
    const isUnknownKey = error.keyword === 'additionalProperties'
    const where = isUnknownKey && key !== undefined ? [...path, key] : path
    problems.push({
      ...locate(document, where, base, isUnknownKey),
      message: isUnknownKey
        ? `Unexpected key \`${formatPath(where)}\`, expected a key that the front matter of a bank knows`
        : `Unexpected value of \`${formatPath(path)}\`: ${lowerFirst(error.error).replace(/\.$/, '').replaceAll('"', '`')}`
    })
  }

  return problems
}

function locate(
  document: Document,
  path: readonly string[],
  base: number,
  isKey = false
): {start: number; end: number} {
  const keys = ['bank', ...path].map((key) =>
    /^\d+$/.test(key) ? Number(key) : key
  )
  let node = document.getIn(keys, true)
  if (isKey || node === undefined) {
    const parent = document.getIn(keys.slice(0, -1), true)
    const pair = isMap(parent)
      ? parent.items.find(
          (item) => isScalar(item.key) && item.key.value === keys.at(-1)
        )
      : undefined
    node = pair?.key ?? parent
  }

  const range =
    node !== null && typeof node === 'object' && 'range' in node
      ? (node.range as [number, number, number] | null | undefined)
      : undefined
  return {start: base + (range?.[0] ?? 0), end: base + (range?.[1] ?? 1)}
}

/** `['template', 'fields', '0']` as people write it: `bank.template.fields[0]`. */
function formatPath(path: readonly string[]): string {
  return (
    'bank' +
    path.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`)).join('')
  )
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.replace(/[:.]$/, '') ?? ''
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
