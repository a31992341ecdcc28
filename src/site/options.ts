/** Options of a site, from flags and front matter: a flag wins, and then the first bank that has the option. */
import {readFile} from 'node:fs/promises'
import {dirname, resolve} from 'node:path'
import type {Element, Root} from 'hast'
import {raw} from 'hast-util-raw'
import type {Schema} from 'hast-util-sanitize'
import {sanitize} from 'hast-util-sanitize'
import {visit} from 'unist-util-visit'
import {resolveInside} from '../files/repository.ts'
import type {SiteConfig} from '../template/config.ts'
import {UserError} from '../text/user-error.ts'
import type {Words} from '../template/page-words.ts'
import {siteTexts} from './texts.ts'

/** Options that flags can set; paths are relative to the folder of the run. */
export type SiteFlags = Omit<
  SiteConfig,
  'synonyms' | 'description' | 'words' | 'math'
>

/** The options of a site. */
export interface SiteOptions {
  readonly title: string | undefined
  readonly description: string | undefined
  readonly lang: string | undefined
  readonly header: string | undefined
  readonly footer: string | undefined
  /** Elements for the head of each page, and the folder that their addresses are relative to. */
  readonly head: {readonly tree: Root; readonly folder: string} | undefined
  /** Text of a style sheet. */
  readonly css: string | undefined
  /** A path or a URL, with `/` at its end. */
  readonly base: string | undefined
  /** A URL, with `/` at its end. */
  readonly source: string | undefined
  /** Absolute paths of the files that were read for them. */
  readonly files: readonly string[]
  /** Words of the pages that replace the English ones. */
  readonly words: Words
  /** Other words for tags, by tag in lower case. */
  readonly synonyms: ReadonlyMap<string, readonly string[]>
}

/** The options of a bank, and where the bank is. */
export interface BankSays {
  readonly site: SiteConfig | undefined
  /** Absolute path of the bank. */
  readonly path: string
}

/** @throws UserError if a file cannot be read, or an address is not valid */
export async function readSiteOptions(
  flags: SiteFlags,
  banks: readonly BankSays[],
  cwd: string
): Promise<SiteOptions> {
  const find = <Key extends keyof SiteFlags>(
    key: Key
  ): SiteFlags[Key] | undefined =>
    flags[key] ?? banks.find(({site}) => site?.[key] !== undefined)?.site?.[key]
  const findPath = (key: 'css' | 'head'): string | undefined => {
    const flag = flags[key]
    if (flag !== undefined) return resolve(cwd, flag)
    const bank = banks.find(({site}) => site?.[key] !== undefined)
    const value = bank?.site?.[key]
    if (!bank || value === undefined) return undefined
    const path = resolveInside(dirname(bank.path), value)
    if (path === undefined) throw new UserError(siteTexts.outside(value))
    return path
  }
  const head = findPath('head')
  const css = findPath('css')
  const synonyms = banks.flatMap(({site}) =>
    Object.entries(site?.synonyms ?? {})
  )
  return {
    title: find('title'),
    description: banks.find(({site}) => site?.description)?.site?.description,
    lang: find('lang'),
    header: find('header'),
    footer: find('footer'),
    head:
      head === undefined
        ? undefined
        : {tree: await readHead(head), folder: dirname(head)},
    css: css === undefined ? undefined : await read(css),
    files: [head, css].filter((path) => path !== undefined),
    base: toBase(find('base')),
    source: toSource(find('source')),
    words: Object.assign(
      {},
      ...banks.map(({site}) => site?.words ?? {}).reverse()
    ) as Words,
    synonyms: new Map(
      synonyms.map(([tag, words]) => [tag.toLowerCase(), words])
    )
  }
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    throw new UserError(siteTexts.unreadable(path, code ?? message), {
      cause: error
    })
  }
}

/**
 * What the head may contain: descriptions of the page. A script or a style would not run, as the page's policy forbids
 * both.
 */
const headSchema: Schema = {
  // Attributes without an entry here would be as for cards.
  ancestors: {},
  clobber: [],
  required: {},
  tagNames: ['link', 'meta'],
  attributes: {
    meta: ['name', 'property', 'content', 'media'],
    link: ['rel', 'href', 'type', 'sizes', 'media', 'title', 'hrefLang']
  },
  protocols: {href: ['http', 'https']}
}

async function readHead(path: string): Promise<Root> {
  const tree = raw({
    type: 'root',
    children: [{type: 'raw', value: await read(path)}]
  }) as Root
  visit(tree, 'element', ({tagName, properties}: Element) => {
    const isKnown = headSchema.tagNames?.includes(tagName) ?? false
    if (!isKnown || properties['httpEquiv'] !== undefined) {
      throw new UserError(siteTexts.badHead(path, `<${tagName}>`))
    }
  })
  return sanitize(tree, headSchema) as Root
}

/** @returns the value with a slash at its end */
function toBase(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const isPath = /^\/(?!\/)/.test(value)
  const url = toWebUrl(isPath ? `https://localhost${value}` : value)
  if (!url) throw new UserError(siteTexts.badBase(value))
  const path = url.pathname.replace(/\/?$/, '/')
  return isPath ? path : `${url.origin}${path}`
}

function toSource(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  if (!toWebUrl(value)) throw new UserError(siteTexts.badSource(value))
  return value.replace(/\/?$/, '/')
}

function toWebUrl(value: string): URL | undefined {
  if (!URL.canParse(value)) return undefined
  const url = new URL(value)
  return /^https?:$/.test(url.protocol) ? url : undefined
}
