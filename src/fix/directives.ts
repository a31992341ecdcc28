/**
 * Reads comments such as `<!--lint disable no-mojibake-->`, also with the mistakes that people make in them. A misspelt
 * word counts as the word that is meant as soon as messages are switched off: otherwise the text that an author wanted
 * to keep would be fixed together with the comment.
 */
import type {Html} from 'mdast'
import {visit} from 'unist-util-visit'
import {findCommentContent} from '../markdown/html-comment.ts'
import type {Bank} from '../bank/model.ts'
import type {Range} from '../markdown/offsets.ts'
import {findNearest} from '../text/fuzzy-match.ts'

/** What a comment can do. */
export const verbs = ['disable', 'enable', 'ignore'] as const

/** What a comment does. */
export type Verb = (typeof verbs)[number]

/** A word of a comment; the range is in the text of the comment. */
export interface Word<Meant extends string = string> extends Range {
  readonly text: string
  /** The word that is meant; `undefined` if that is not clear. */
  readonly meant: Meant | undefined
}

/** A comment, with the parts of it that were understood. */
export interface Directive {
  /** From `<!--`, or the spaces that indent it, to `-->`. */
  readonly text: string
  /** What else is in the same HTML node, after a gap of so many characters. */
  readonly rest: {readonly gap: number; readonly text: string}
  /** `lint` and what separates it from the verb, if that has to be fixed. */
  readonly name: Range | undefined
  readonly verb: Word<Verb> | undefined
  /** Ids of rules; without any, the comment is about all. */
  readonly ids: readonly Word[]
  /** Commas, with the spaces around them. */
  readonly separators: readonly (Range & {readonly text: string})[]
}

/** A comment in a document. */
export interface PlacedDirective extends Directive {
  readonly node: Html
  /** Offset of the end of what `ignore` covers: the card, if its heading is the next node, or else the next node. */
  readonly nextEnd: number | undefined
}

/** Finds out quickly whether there may be a directive. */
const trace = /<!--\s*lint\b/i

/** @returns whether it is worth while to look for directives in the text */
export function mayHaveDirectives(text: string): boolean {
  return text.includes('<!--') && trace.test(text)
}

/** At the beginning of a comment's content. */
const lintName = /^(\s*)(lint)([\s:-]*)/i

/**
 * @param html source of an HTML node
 * @param known ids of the rules that there are
 * @returns the directive at its beginning, if there is one
 */
export function readDirective(
  html: string,
  known: readonly string[]
): Directive | undefined {
  const open = findCommentContent(html)
  const close = open === undefined ? -1 : html.indexOf('-->', open)
  if (open === undefined || close === -1) return undefined
  const match = lintName.exec(html.slice(open, close))
  if (!match) return undefined
  const [all, indent = '', lint = '', gap = ''] = match
  const start = open + indent.length
  const bodyStart = open + all.length
  const body = html.slice(bodyStart, close)
  const [first, ...rest] = findAll(body, /[^\s,]+/g, bodyStart)
  const verb = first && {
    ...first,
    meant: findNearest(first.text, verbs, (each) => each)
  }
  const isName = lint === 'lint' && (gap === '' ? !first : gap.trim() === '')
  // Other comments begin with such words, too: only the verb shows that this one is a directive.
  if (!isName && verb?.meant === undefined) return undefined
  const after = html.slice(close + '-->'.length)
  return {
    text: html.slice(0, close + '-->'.length),
    rest: {gap: after.length - after.trimStart().length, text: after.trim()},
    name: isName ? undefined : {start, end: bodyStart},
    verb,
    ids: rest.map((word) => ({...word, meant: findRule(word.text, known)})),
    separators: findAll(body, /[\s,]+/g, bodyStart).filter(({text}) =>
      text.includes(',')
    )
  }
}

/** Matches with their ranges, as offsets from `start` on. */
function findAll(
  text: string,
  expression: RegExp,
  start: number
): (Range & {readonly text: string})[] {
  return [...text.matchAll(expression)].map(({0: found, index}) => ({
    text: found,
    start: start + index,
    end: start + index + found.length
  }))
}

/**
 * @param known ids of the rules that there are
 * @returns the directives of a bank, in source order
 */
export function findDirectives(
  {tree, text, cards}: Bank,
  known: readonly string[]
): PlacedDirective[] {
  const directives: PlacedDirective[] = []
  if (!mayHaveDirectives(text)) return directives
  const cardEnds = new Map(cards.map(({start, end}) => [start, end]))
  visit(tree, 'html', (node, index, parent) => {
    const directive = readDirective(node.value, known)
    if (!directive) return
    const next = parent?.children[(index ?? 0) + 1]?.position
    const nextEnd = cardEnds.get(next?.start.offset ?? -1) ?? next?.end.offset
    directives.push({...directive, node, nextEnd})
  })
  return directives
}

/** Authors who have seen a message write its source, too. */
const origin = /^(?:question-bank|remark-lint|remark-validate-links)[:-]/

function findRule(text: string, known: readonly string[]): string | undefined {
  if (known.includes(text)) return text
  const id = text.replace(origin, '')
  return findNearest(id, known, (each) => each)
}
