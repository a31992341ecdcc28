/**
 * What a bank says about itself in front matter, under the key `bank`, read and validated.
 */
import type {OutputUnit} from '@cfworker/json-schema'
import {Validator} from '@cfworker/json-schema'
import type {Root, Yaml} from 'mdast'
import {parseDocument} from 'yaml'
import {
  describeCard,
  describeFields,
  describeMaxAge,
  describeShares
} from './fields.ts'
import type {
  BankConfig,
  CardPromise,
  ConfigProblem,
  ReadmeTarget,
  TableWords
} from './config.ts'
import {
  describeAlias,
  describeHalfCharacter,
  describeErrors,
  describeRepeatedKeys,
  describeSyntax
} from './problems.ts'
import {hasBankKey} from './is-bank.ts'
import {bankSchema} from './schema.ts'
import type {DeclaredField, DeclaredTemplate} from './declared.ts'
import {toTemplate} from './declared.ts'
import {defaultTemplate} from './model.ts'
import {findNearest} from '../text/fuzzy-match.ts'
import {copyText} from '../markdown/offsets.ts'

interface Declared {
  readme?: string | boolean | ReadmeTarget
  words?: Partial<TableWords>
  readmeLimit?: number
  cards?: CardPromise
  contents?: string
  embeddedLanguageFormatting?: 'auto' | 'off'
  maxAge?: number
  sections?: string[]
  template?: DeclaredTemplate
}

/** Nobody declares more, in UTF-16 units. */
const longestFrontMatter = 16 * 1024

/** What holds without front matter. */
export const defaultConfig: BankConfig = {
  isDeclared: false,
  template: defaultTemplate,
  isTemplateKnown: true,
  contents: undefined,
  sections: undefined,
  cards: undefined,
  maxAge: undefined,
  readme: {path: 'README.md'},
  words: {bank: 'Bank', section: 'Section', cards: 'Cards'},
  // GitHub cuts a README off behind that.
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
  // A tree of another tool need not belong to the text.
  const isForeign = node !== undefined && !node.position
  const problem = isForeign ? undefined : findIndentedFence(text)
  return problem
    ? {...defaultConfig, isTemplateKnown: false, problems: [problem]}
    : defaultConfig
}

/** White space in front of a line of `---`, which keeps Markdown from reading front matter. */
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
  // Most Markdown with front matter is no bank: do not read what cannot hold the key.
  if (!hasBankKey(node.value)) return defaultConfig

  // The library for YAML does not know line breaks of CR alone, which YAML has, too; the length stays.
  const yaml = copyText(node.value).replace(/\r(?!\n)/g, '\n')
  const document = parseDocument(yaml, {
    prettyErrors: true,
    merge: true,
    // It compares each key with each other one.
    uniqueKeys: false
  })
  // The value begins on the line after the opening `---`.
  const base = text.indexOf('\n', node.position?.start.offset) + 1
  const shift = (problem: ConfigProblem): ConfigProblem => ({
    ...problem,
    start: base + problem.start,
    end: base + problem.end
  })
  const toBroken = (problems: readonly ConfigProblem[]): BankConfig => ({
    ...defaultConfig,
    isDeclared: true,
    isTemplateKnown: false,
    problems: problems.map(shift)
  })
  if (document.errors.length > 0)
    return toBroken(describeSyntax(document, yaml))
  const repeated = describeRepeatedKeys(document)
  if (repeated.length > 0) return toBroken(repeated)

  let data: unknown
  try {
    data = document.toJS()
  } catch (error) {
    return toBroken([describeAlias(document, error as Error)])
  }

  if (data === null || typeof data !== 'object' || !('bank' in data)) {
    return defaultConfig
  }

  const {bank} = data
  const errors = validate(bank)
  if (!errors) return toBroken([describeHalfCharacter(document)])
  const problems = describeErrors(errors, bank, document)
  const isUsable = bank === null || isObject(bank)
  const isBroken = (key: string): boolean =>
    !isUsable || problems.some((problem) => problem.key === key)
  const declared = (isObject(bank) ? bank : {}) as Declared
  const fields: readonly DeclaredField[] =
    (isBroken('template') ? undefined : declared.template?.fields) ?? []
  problems.push(...describeFields(fields, document))
  if (!isBroken('template')) {
    problems.push(...describeCard(declared.template?.card, document))
  }

  // What is right holds, also beside what is not: an unknown key is no reason to forget the template.
  const template = isBroken('template')
    ? defaultTemplate
    : toTemplate(declared.template)
  const cards = isBroken('cards') ? undefined : declared.cards
  const maxAge = isBroken('maxAge') ? undefined : declared.maxAge
  if (!isBroken('template')) {
    problems.push(...describeShares(cards?.share, template, document))
    problems.push(...describeMaxAge(maxAge, template, document))
  }

  // A misspelt key leaves the default, which no card would fit.
  const isMisspelt =
    !('template' in declared) &&
    findNearest('template', Object.keys(declared), (key) => key) !== undefined
  return {
    isDeclared: true,
    template,
    isTemplateKnown: !isBroken('template') && !isMisspelt,
    sections: isBroken('sections') ? undefined : declared.sections,
    cards,
    maxAge,
    contents: isBroken('contents') ? undefined : declared.contents,
    embeddedLanguageFormatting: isBroken('embeddedLanguageFormatting')
      ? undefined
      : declared.embeddedLanguageFormatting,
    readme: isBroken('readme')
      ? defaultConfig.readme
      : toReadmeTarget(declared.readme),
    words: {
      ...defaultConfig.words,
      ...(isBroken('words') ? {} : declared.words)
    },
    readmeLimit:
      (isBroken('readmeLimit') ? undefined : declared.readmeLimit) ??
      defaultConfig.readmeLimit,
    problems: problems
      .map(shift)
      .sort((left, right) => left.start - right.start)
  }
}

function toReadmeTarget(
  declared: Declared['readme']
): ReadmeTarget | undefined {
  if (declared === undefined || declared === true) return defaultConfig.readme
  if (declared === false) return undefined
  return typeof declared === 'string' ? {path: declared} : declared
}

/** @returns what is wrong with the value of `bank`; `undefined` where a key is no text that can be encoded */
function validate(bank: unknown): OutputUnit[] | undefined {
  try {
    return new Validator(bankSchema, '2020-12', false).validate(bank).errors
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
