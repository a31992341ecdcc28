/**
 * Compares what Prettier printed with what it was given. Prettier is nearly always right. If it is not, a word turns
 * into markup or a bullet into a paragraph, and no author notices until they miss it. So its output is parsed and
 * compared before it is used.
 */
import type {Nodes} from 'mdast'
import type {Options} from 'prettier'
import type {Range} from '../markdown/offsets.ts'
import {parse} from '../markdown/parse.ts'
import {loadPrettier} from './load-prettier.ts'
import type {Token, TokenKind} from './content-tokens.ts'
import {outline} from './content-tokens.ts'

/** Something that would be lost. */
export interface Loss {
  /** `structure` if all words are kept, but their markup or block changes. */
  readonly kind: TokenKind
  /** The name of the lost part; for structure, the word at which it changes; empty if there is none. */
  readonly name: string
  /** Its range in the source that Prettier was given; `undefined` if Prettier adds something at the end. */
  readonly place: Range | undefined
}

/** A text that has been parsed, or the nodes of a part of it. */
export interface Reading {
  readonly nodes: readonly Nodes[]
  /** What the nodes' offsets refer to. */
  readonly source: string
}

/** @returns the text as Markdown reads it, one node for each block at its top level */
export function read(source: string): Reading {
  return {nodes: parse(source).children, source}
}

/**
 * @param before what Prettier was given
 * @param after what it printed
 * @param options Prettier's, which say what it may do
 * @returns the first part of the first text that the second one lacks, or `undefined` if both say the same
 */
export async function findLoss(
  before: Reading,
  after: Reading,
  options: Options
): Promise<Loss | undefined> {
  const isWrapped = (options.proseWrap ?? 'preserve') !== 'preserve'
  const given = outline(before.nodes, before.source, {isWrapped})
  const printed = outline(after.nodes, after.source, {isWrapped})
  let formats: ((lang: string) => boolean) | undefined
  const most = Math.max(given.length, printed.length)
  for (let at = 0; at < most; at++) {
    const one = given[at]
    const other = printed[at]
    if (one?.kind === other?.kind && one?.value === other?.value) continue
    if (one?.lang && one.lang === other?.lang) {
      formats ??= await findFormattedLanguages(options)
      if (formats(one.lang) && keepsWords(one.value, other.value)) continue
    }

    return describeLoss(given, printed, {at, source: before.source})
  }

  return undefined
}

/** @returns whether Prettier formats code of a language in Markdown */
async function findFormattedLanguages(
  options: Options
): Promise<(lang: string) => boolean> {
  if (options.embeddedLanguageFormatting === 'off') return () => false
  const {getSupportInfo} = await loadPrettier()
  const {languages} = await getSupportInfo({plugins: options.plugins ?? []})
  const known = new Set(
    languages.flatMap(({name, aliases = [], extensions = []}) => [
      name.toLowerCase(),
      ...aliases,
      ...extensions.map((extension) => extension.slice(1))
    ])
  )
  return (lang) => {
    // `js {1,3}` and `js{1,3}` are the same language.
    const name = /^[^\s{]*/.exec(lang)?.[0] ?? ''
    return known.has(name.toLowerCase()) || name.startsWith('angular-')
  }
}

/** Whether formatted code still has all its words; numbers, quotes and brackets can be written in many ways. */
function keepsWords(before: string, after: string): boolean {
  const counts = new Map<string, number>()
  for (const [word] of after.toLowerCase().matchAll(/\p{L}+/gu)) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }

  for (const [word] of before.toLowerCase().matchAll(/\p{L}+/gu)) {
    const left = counts.get(word) ?? 0
    if (left === 0) return false
    counts.set(word, left - 1)
  }

  return true
}

interface Difference {
  /** Index of the first token that differs. */
  readonly at: number
  /** What Prettier was given. */
  readonly source: string
}

function describeLoss(
  given: readonly Token[],
  printed: readonly Token[],
  {at, source}: Difference
): Loss {
  const counts = new Map<string, number>()
  // A word may be kept while its markup is lost, and HTML may be a block or in text. For code and addresses, everything
  // counts.
  const keyOf = ({kind, name, value}: Token): string =>
    `${kind} ${kind === 'word' || kind === 'HTML' ? name : value}`
  for (const token of printed) {
    counts.set(keyOf(token), (counts.get(keyOf(token)) ?? 0) + 1)
  }

  const first = given[at]
  for (const token of given) {
    if (token.kind === 'structure') continue
    const left = counts.get(keyOf(token)) ?? 0
    if (left === 0) {
      const {kind, name} = token
      // If the token is there several times, the one that is missing.
      const isFirst = first && keyOf(first) === keyOf(token)
      return {kind, name, place: findPlace(isFirst ? first : token, source)}
    }

    counts.set(keyOf(token), left - 1)
  }

  const near =
    given.slice(at).find(({kind}) => kind !== 'structure') ??
    given.slice(0, at).findLast(({kind}) => kind !== 'structure')
  return {
    kind: 'structure',
    name: near?.name ?? '',
    place: near && findPlace(near, source)
  }
}

/** The place of a token's name in its block; the first line of the block, if the name is written otherwise there. */
function findPlace({block, name}: Token, source: string): Range {
  const text = source.slice(block.start, block.end)
  const at = name === '' ? -1 : text.indexOf(name)
  const [line = ''] = /^[^\r\n]*/.exec(text) ?? []
  return at === -1
    ? {start: block.start, end: block.start + line.trimEnd().length}
    : {start: block.start + at, end: block.start + at + name.length}
}
