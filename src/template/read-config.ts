/**
 * Reads and validates what front matter says about a bank, under the key `bank`.
 */
import type {OutputUnit, Schema} from '@cfworker/json-schema'
import {Validator} from '@cfworker/json-schema'
import type {Root, Yaml} from 'mdast'
import type {Document} from 'yaml'
import {parseDocument} from 'yaml'
import {
  describeCards,
  describeFields,
  describeMaxAge,
  describeShares
} from './fields.ts'
import type {
  BankConfig,
  CardPromise,
  ConfigProblem,
  DeclaredRule,
  Plan,
  ReadmeTarget,
  SiteConfig,
  TableWords
} from './config.ts'
import {
  describeAlias,
  describeDepth,
  describeHalfCharacter,
  describeErrors,
  describeManyAliases,
  describeRepeatedItems,
  describeRepeatedKeys,
  describeSyntax
} from './problems.ts'
import {findBankComment, hasBankKey} from './is-bank.ts'
import {bankSchema} from './schema.ts'
import type {DeclaredTemplates} from './declared.ts'
import {listDeclared, toTemplates} from './declared.ts'
import {defaultTemplate} from './model.ts'
import {findNearest} from '../text/fuzzy-match.ts'
import {TextMemory} from '../text/text-memory.ts'
import type {Range} from '../markdown/offsets.ts'
import {findDeepYaml} from '../markdown/budget.ts'
import {copyText} from '../markdown/offsets.ts'
import {locate} from './yaml-places.ts'
import {pushAll} from '../text/many.ts'

interface Declared {
  readme?: string | boolean | ReadmeTarget
  table?: Partial<TableWords>
  readmeLimit?: number
  cards?: CardPromise
  contents?: string
  embeddedLanguageFormatting?: 'auto' | 'off'
  inbox?: string
  ids?: boolean
  maxAge?: number
  plan?: string | Plan
  rules?: Record<string, DeclaredRule['level']>
  sections?: string[]
  site?: SiteConfig
  template?: DeclaredTemplates
}

/** The head of a bank has no more UTF-16 units than this. */
const longestFrontMatter = 16 * 1024

/** The configuration without front matter. */
export const defaultConfig: BankConfig = {
  isDeclared: false,
  templates: [defaultTemplate],
  isTemplateKnown: true,
  contents: undefined,
  sections: undefined,
  hasIds: false,
  cards: undefined,
  maxAge: undefined,
  readme: {path: 'README.md'},
  table: {bank: 'Bank', section: 'Section', cards: 'Cards'},
  // GitHub truncates a longer README.
  readmeLimit: 512_000,
  problems: []
}

/**
 * @param tree a document parsed with remark-frontmatter
 * @returns its configuration
 */
export function readConfig(tree: Root, text: string): BankConfig {
  const node = tree.children[0]
  if (node?.type === 'yaml') return readYaml(node, text)
  // A tree of another tool may not belong to the text.
  const isForeign = node !== undefined && !node.position
  const comment = isForeign ? undefined : findBankComment(text)
  if (comment) return readSource(comment.yaml, comment.start, true)
  const problem = isForeign ? undefined : findIndentedFence(text)
  return problem
    ? {...defaultConfig, isTemplateKnown: false, problems: [problem]}
    : defaultConfig
}

/** White space before a line of `---`: because of it, Markdown does not read front matter. */
function findIndentedFence(text: string): ConfigProblem | undefined {
  const found =
    /^([ \t]*)---[ \t]*\r?\n((?:(?![ \t]*---[ \t]*\r?\n)[ \t]*[^\s][^\n]*\n)+)([ \t]*)---[ \t]*\r?$/my.exec(
      text.slice(0, longestFrontMatter)
    )
  const [whole = '', opening = '', yaml = '', closing = ''] = found ?? []
  if (!hasBankKey(yaml)) return undefined
  const end = opening === '' ? whole.lastIndexOf('---') : opening.length
  const space = opening === '' ? closing : opening
  if (space === '') return undefined
  return {
    start: end - space.length,
    end: end + 3,
    message:
      'Unexpected white space before `---`, expected front matter between two lines of `---` at their start',
    expected: ['---']
  }
}

function readYaml(node: Yaml, text: string): BankConfig {
  // Most Markdown with front matter is not a bank: do not parse YAML that cannot have the key.
  if (!hasBankKey(node.value)) return defaultConfig

  // The value begins on the line after the opening `---`.
  const base = text.indexOf('\n', node.position?.start.offset) + 1
  return readSource(node.value, base, false)
}

/**
 * @param base offset of the YAML in the text
 * @param isBare whether the YAML is only what front matter has below the key `bank`
 */
function readSource(source: string, base: number, isBare: boolean): BankConfig {
  const key = `${base} ${isBare} ${source}`
  return (
    configs.find(key) ??
    configs.remember(key, placeConfig(source, base, isBare))
  )
}

/** Equal front matter has the same object, so what is remembered for the object stays valid. */
const configs = new TextMemory<BankConfig>(longestFrontMatter)

/** @returns the configuration; the places of problems are those in the text */
function placeConfig(
  source: string,
  base: number,
  isBare: boolean
): BankConfig {
  const config = readYamlBelow(source, isBare ? ['bank'] : [])
  const move = <Item extends Range>(item: Item): Item => ({
    ...item,
    start: base + item.start,
    end: base + item.end
  })
  const rules = [...(config.rules ?? [])]
  return {
    ...config,
    ...(config.rules && {
      rules: new Map(rules.map(([id, rule]) => [id, move(rule)]))
    }),
    problems: config.problems
      .map(move)
      .sort((left, right) => left.start - right.start)
  }
}

/**
 * @param source text of a file with a plan
 * @returns the plan, and what is wrong with it; offsets count UTF-16 units of the text
 */
export function readPlan(
  source: string
): Pick<BankConfig, 'plan' | 'problems'> {
  return readYamlBelow(source, ['bank', 'plan'])
}

/**
 * @param keys below which front matter would have this YAML
 * @returns the configuration; places of problems are those in the YAML
 */
function readYamlBelow(source: string, keys: readonly string[]): BankConfig {
  // In YAML, a lone CR is a line break, but the library does not know it; the length stays the same.
  const yaml = copyText(source).replace(/\r(?!\n)/g, '\n')
  const deep = findDeepYaml(yaml)
  if (deep !== undefined) return toBroken([describeDepth(deep)])
  const document = parseDocument(yaml, {
    prettyErrors: true,
    merge: true,
    // Otherwise, it would compare each key with all others.
    uniqueKeys: false
  })
  if (keys.length > 0) putBelow(document, keys)
  return readDocument(document, yaml)
}

/** The nodes keep their places. */
function putBelow(document: Document, keys: readonly string[]): void {
  const {contents} = document
  document.contents = document.createNode({})
  document.setIn(keys, contents)
}

/** @returns the configuration; places of problems are those in the YAML */
function readDocument(document: Document.Parsed, yaml: string): BankConfig {
  if (document.errors.length > 0) {
    return toBroken(describeSyntax(document, yaml))
  }

  const repeated = describeRepeatedKeys(document)
  if (repeated.length > 0) return toBroken(repeated)
  const alias = describeManyAliases(document)
  if (alias) return toBroken([alias])
  let data: unknown
  try {
    data = document.toJS()
  } catch (error) {
    return toBroken([describeAlias(document, error as Error)])
  }

  return data === null || typeof data !== 'object' || !('bank' in data)
    ? defaultConfig
    : readDeclared(data.bank, document)
}

function toBroken(problems: readonly ConfigProblem[]): BankConfig {
  return {
    ...defaultConfig,
    isDeclared: true,
    isTemplateKnown: false,
    problems
  }
}

/** Correct parts apply even beside wrong ones: an unknown key is not a reason to forget the template. */
function readDeclared(bank: unknown, document: Document.Parsed): BankConfig {
  const errors = validate(bank)
  if (!errors) return toBroken([describeHalfCharacter(document)])
  const problems = [
    ...describeErrors(errors, bank, document),
    ...describeRepeatedItems(bank, document)
  ]
  const isUsable = bank === null || isObject(bank)
  const isBroken = (key: string): boolean =>
    !isUsable || problems.some((problem) => problem.key === key)
  const dropBroken = (): Declared =>
    Object.fromEntries(
      Object.entries(isObject(bank) ? bank : {}).filter(
        ([key]) => !isBroken(key)
      )
    )
  const placed = listDeclared(dropBroken().template)
  for (const each of placed) pushAll(problems, describeFields(each, document))
  if (!isBroken('template')) pushAll(problems, describeCards(placed, document))

  const isTemplateKnown = !isBroken('template')
  const declared = dropBroken()
  const {cards, inbox, maxAge, contents, sections} = declared
  const templates = toTemplates(declared.template)
  if (isTemplateKnown) {
    pushAll(problems, describeShares(cards?.share, templates, document))
    pushAll(problems, describeMaxAge(maxAge, templates, document))
  }

  // With a misspelt key, the default would apply, which no card would fit.
  const isMisspelt =
    !('template' in declared) &&
    findNearest('template', Object.keys(declared), (key) => key) !== undefined
  return {
    isDeclared: true,
    templates,
    isTemplateKnown: isTemplateKnown && !isMisspelt,
    ...(inbox !== undefined && {inbox}),
    sections,
    hasIds: declared.ids ?? false,
    cards,
    maxAge,
    contents,
    embeddedLanguageFormatting: declared.embeddedLanguageFormatting,
    readme: toReadmeTarget(declared.readme),
    table: {...defaultConfig.table, ...declared.table},
    plan: declared.plan,
    site: declared.site,
    readmeLimit: declared.readmeLimit ?? defaultConfig.readmeLimit,
    ...(declared.rules && {rules: placeRules(declared.rules, document)}),
    problems
  }
}

function placeRules(
  rules: NonNullable<Declared['rules']>,
  document: Document.Parsed
): ReadonlyMap<string, DeclaredRule> {
  return new Map(
    Object.entries(rules).map(([id, level]) => [
      id,
      {level, ...locate(document, ['rules', id], true)}
    ])
  )
}

function toReadmeTarget(
  declared: Declared['readme']
): ReadmeTarget | undefined {
  if (declared === undefined || declared === true) return defaultConfig.readme
  if (declared === false) return undefined
  return typeof declared === 'string' ? {path: declared} : declared
}

let validator: Validator | undefined

/** @returns what is wrong with the value of `bank`; `undefined` if a key is not text that can be encoded */
function validate(bank: unknown): OutputUnit[] | undefined {
  // Resolving the schema's references takes longer than reading most banks, so it is done once.
  validator ??= new Validator(withoutUniqueItems(), '2020-12', false)
  try {
    return validator.validate(bank).errors
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/** `describeRepeatedItems` checks these. */
function withoutUniqueItems(): Schema {
  return JSON.parse(
    JSON.stringify(bankSchema, (key, value: unknown) =>
      key === 'uniqueItems' ? undefined : value
    )
  ) as Schema
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
