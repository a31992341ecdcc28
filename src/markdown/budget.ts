/**
 * How much of a kind of markup a parser is given. For some, Markdown parsers take time that grows with the square of what is
 * there: each `<?` that nothing closes is looked for to the end of its paragraph, each star that can only close looks for an
 * opening one in all that is before it. What is beyond the budget is kept from them: it reads as text. Nothing that people
 * write comes near: in a paragraph of theirs there are a few of what is not closed, and some hundred stars.
 */

import {isHeading} from './scanner/line-starts.ts'
import {pushAll} from '../text/many.ts'

/** What is beyond the budget of a text. */
export interface Excess {
  /** Offset of its first character. */
  readonly start: number
  readonly end: number
  /** Of what there is too much, where that is not this text. A blank line stands for one of too many. */
  readonly noun?: 'characters' | 'lines'
}

/** A text as a parser may get it. */
export interface Tamed {
  /** Of the same length: what is beyond the budget is exchanged. */
  readonly text: string
  /** In source order. */
  readonly excess: readonly Excess[]
}

/** Stands for a character that is kept from the parser; it means nothing in Markdown. */
export const mask = '\uFFFD'

/**
 * What opens and, in the first group, closes; so many may be open in a paragraph. Parsers look for the end of most of them through
 * all of it.
 */
const pairs: readonly (readonly [pattern: RegExp, most: number])[] = [
  [/<\?|(\?>)/g, 5],
  [/<!--|(-->)/g, 5],
  [/<!\[CDATA\[|(\]\]>)/g, 5],
  [/<![A-Za-z]|(>)/g, 5],
  [/<|(>)/g, 30],
  [/\[|(\])/g, 30],
  [/(?<=\])\(|(\))/g, 5],
  [/\{\{|(\}\})/g, 5],
  [/\{%|(%\})/g, 5]
]

/** What emphasizes or strikes out, brackets, and what begins code; so many may be in a paragraph, or in one of its items. */
const signs: readonly (readonly [pattern: RegExp, most: number])[] = [
  [/[*_~]+/g, 400],
  [/[[\]]/g, 1000],
  [/`+/g, 2000]
]

/** What puts a line into quotes, list items and footnotes; so many may be in a line. */
const markers =
  /^[ \t]*(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]\s]{1,999}\]:)[ \t]*)+/gm
const marker = />|[-*+]|\d+[.)]|\[\^[^\]\s]+\]:/g
const mostMarkers = 100

/** The deeper in lists a line is, the longer each of its characters takes. So many characters may be before the text of such lines. */
const deep = 20
const mostDeep = 40_000

/**
 * In a longer paragraph, a bracket is kept from a parser unless it is soon closed, with nothing in between that could keep it open:
 * after one that is open, each word is compared with all before it.
 */
const longParagraph = 10_000
const bracket = /\\[^]|\[[^[\]\\`<]{0,1000}\]|(\[)/g

/**
 * Each line of a paragraph is compared with those before it: so many may follow each other; after that, one in `linesApart` is made
 * blank.
 */
const mostLines = 1000
const linesApart = 250

/**
 * Each line has its price, however short it is. Of lines that are not as long as lines mostly are, no more may be in a text than
 * these, except for the first of each card or section: people do not write so many. Nor may more cards and sections be shorter than
 * such a line: each may have several problems.
 */
export const mostShort = 20_000
const fewLines = 1000
const shortLength = 25

/** YAML parsers call themselves for each part in another; Node ends without a word where they do so too often. */
const mostYamlDepth = 100
const yamlNesting = /[[{]|([\]}])|^ *(?:[-?:][ \t]+){100}|^ {1000}/gm

/** @returns offset of the first part of YAML that is too deep in others; brackets in strings and comments count, too */
export function findDeepYaml(yaml: string): number | undefined {
  let depth = 0
  for (const {0: sign, 1: closing, index} of yaml.matchAll(yamlNesting)) {
    if (sign.length > 1) return index + sign.length - 1
    depth = closing === undefined ? depth + 1 : Math.max(0, depth - 1)
    if (depth > mostYamlDepth) return index
  }

  return undefined
}

/** What there is too much of in a text, and the number of the first line of the card or section with which that begins. */
export interface Crowd {
  readonly of: 'lines' | 'cards'
  readonly line: number
}

/**
 * @param text whose lines end in line feeds
 * @param depth of the deepest headings that begin a card or section
 * @returns what is short and too much, if something is
 */
export function findCrowd(text: string, depth: number): Crowd | undefined {
  if (text.length <= mostShort) return undefined
  let lines = 0
  let cards = 0
  for (let start = 0; start < text.length;) {
    const end = findNextHeading(text, start, depth)
    lines += countShortLines(text, start, end)
    if (end - start < shortLength) cards++
    if (lines > mostShort || cards > mostShort) {
      const line = text.slice(0, start).split('\n').length
      return {of: lines > mostShort ? 'lines' : 'cards', line}
    }

    start = end
  }

  return undefined
}

/** @returns offset of the next heading of a card or section; in code, it may be a comment: fewer lines are counted, then */
function findNextHeading(text: string, from: number, depth: number): number {
  const deeper = '#'.repeat(depth + 1)
  for (let at = from; ;) {
    const lineBreak = text.indexOf('\n#', at)
    if (lineBreak === -1) return text.length
    at = lineBreak + 1
    if (!text.startsWith(deeper, at) && isHeading(text, at)) return at
  }
}

/** @returns how many lines of a card or section there are after which its lines are short on average, the first ones aside */
function countShortLines(text: string, start: number, end: number): number {
  if (end - start <= fewLines) return 0
  let short = 0
  let at = start
  for (let count = 0; at < end; count++) {
    if (count > fewLines && at - start < count * shortLength) short++
    const lineBreak = text.indexOf('\n', at)
    at = lineBreak === -1 ? end : lineBreak + 1
  }

  return short
}

/** Is between paragraphs; a quote may have its own. */
const blankLine = /^[ \t>]*$/gm

/** Of a paragraph with more characters, parsers get these, and what is left of an address: an image may be in one. */
const longestParagraph = 100_000
const notOfAddress = /[^\w%+,./:;=)>-]/

/** A scanner takes an object for each of these, and looks far for the end of some. */
const openings = /[*_~]+|(?<!\\)\[/g
const mostOpenings = 2000

/** @returns whether a paragraph is one line of which a parser gets only a part, with very many signs that may open something */
export function isLineInExcess(
  text: string,
  start: number,
  end: number
): boolean {
  if (end - start <= longestParagraph) return false
  const paragraph = text.slice(start, end)
  return (
    !paragraph.includes('\n') && hasMoreThan(mostOpenings, paragraph, openings)
  )
}

/** Begins other content in any case, and so does each row of a table. */
const item = /^ {0,3}[-*+][ \t]|^\|/

/** @returns the text without what is beyond the budget, which mostly is the text itself */
export function tame(text: string): Tamed {
  if (text.length <= mostMarkers) return {text, excess: []}
  const ends = findEnds(text)
  const begun = exchange(text, ends)
  const inside = findDeep(begun)
  const level = exchange(begun, inside)
  const others = [
    ...findLong(level),
    ...pairs.flatMap(([pattern, most]) => findOpen(level, pattern, most)),
    ...signs.flatMap(([pattern, most]) => findMany(level, pattern, most))
  ]
  const excess = [...ends, ...inside, ...others].sort(byStart)
  return {text: exchange(level, others.sort(byStart)), excess}
}

function byStart(left: Excess, right: Excess): number {
  return left.start - right.start
}

/** @param excess in source order */
function exchange(text: string, excess: readonly Excess[]): string {
  if (excess.length === 0) return text
  const parts: string[] = []
  let end = 0
  for (const each of excess) {
    // Two kinds may share a character.
    const start = Math.max(end, each.start)
    if (start >= each.end) continue
    const fill = each.noun === 'lines' ? ' ' : mask
    parts.push(text.slice(end, start), fill.repeat(each.end - start))
    end = each.end
  }

  parts.push(text.slice(end))
  return parts.join('')
}

/** What is left of paragraphs, and of their items, that are much too long. */
function findEnds(text: string): Excess[] {
  if (text.length <= longestParagraph) return []
  const excess: Excess[] = []
  for (const {part, index} of cutParagraphs(text)) {
    if (part.length <= longestParagraph) continue
    for (const {part: own, index: at} of cutItems(part)) {
      const end = own.slice(longestParagraph).search(notOfAddress)
      if (end === -1) continue
      const from = longestParagraph + end
      for (const match of own.slice(from).matchAll(/[^\r\n]+/g)) {
        const range = toRange(match, index + at + from)
        excess.push({...range, noun: 'characters'})
      }
    }
  }

  return excess
}

function findDeep(text: string): Excess[] {
  const excess: Excess[] = []
  let sum = 0
  for (const {0: prefix, index} of text.matchAll(markers)) {
    if (prefix.length <= deep) continue
    const isTooMany = sum > mostDeep
    sum += prefix.length
    if (isTooMany) {
      excess.push({start: index + deep, end: index + prefix.length})
      continue
    }

    if (prefix.length <= mostMarkers) continue
    let count = 0
    for (const match of prefix.matchAll(marker)) {
      if (++count <= mostMarkers) continue
      const first = toRange(match, index)
      // All that follow are one: each would be an object of its own.
      excess.push(first, {start: first.end, end: index + prefix.length})
      break
    }
  }

  return excess
}

function findOpen(text: string, pair: RegExp, most: number): Excess[] {
  if (!hasMoreThan(most, text, pair)) return []
  const excess: Excess[] = []
  for (const {part, index} of cutParagraphs(text)) {
    let open = 0
    for (const match of part.matchAll(pair)) {
      if (match[1] !== undefined) open = Math.max(0, open - 1)
      else if (open < most) open++
      else excess.push(toRange(match, index))
    }
  }

  return excess
}

/** What is too much in paragraphs that are very long, by what is before it. */
function findLong(text: string): Excess[] {
  if (text.length <= mostLines) return []
  const excess: Excess[] = []
  for (const {part, index} of cutParagraphs(text)) {
    if (part.length <= mostLines) continue
    for (const {part: own, index: at} of cutItems(part)) {
      if (own.length <= mostLines) continue
      pushAll(excess, findLines(own, index + at))
      if (own.length <= longParagraph) continue
      for (const match of own.matchAll(bracket)) {
        if (match[1] !== undefined) excess.push(toRange(match, index + at))
      }
    }
  }

  return excess
}

function findLines(part: string, base: number): Excess[] {
  if (!hasMoreThan(mostLines, part, /\n|\r/g)) return []
  const excess: Excess[] = []
  let count = 0
  for (const match of part.matchAll(/[^\r\n]+/g)) {
    if (++count % linesApart !== 0) continue
    excess.push({...toRange(match, base), noun: 'lines'})
  }

  return excess
}

/** Each with its offset in the paragraph. */
function* cutItems(part: string): Iterable<{part: string; index: number}> {
  let from = 0
  for (const {index} of part.matchAll(
    /^(?:[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]|\|)/gm
  )) {
    if (index > from) yield {part: part.slice(from, index), index: from}
    from = index
  }

  yield {part: part.slice(from), index: from}
}

function findMany(text: string, pattern: RegExp, most: number): Excess[] {
  if (!hasMoreThan(most, text, pattern)) return []
  const excess: Excess[] = []
  for (const {part, index} of cutParagraphs(text)) {
    let count = 0
    for (const {0: line, index: at} of part.matchAll(/[^\r\n]+/g)) {
      if (item.test(line)) count = 0
      for (const match of line.matchAll(pattern)) {
        if (++count > most) excess.push(toRange(match, index + at))
      }
    }
  }

  return excess
}

function* cutParagraphs(text: string): Iterable<{part: string; index: number}> {
  let index = 0
  for (const {0: blank, index: end} of text.matchAll(blankLine)) {
    if (end > index) yield {part: text.slice(index, end), index}
    index = end + blank.length
  }

  if (index < text.length) yield {part: text.slice(index), index}
}

/** Quick to see, and mostly the end of it. */
function hasMoreThan(most: number, text: string, pattern: RegExp): boolean {
  let count = 0
  pattern.lastIndex = 0
  while (pattern.test(text)) {
    if (++count > most) {
      pattern.lastIndex = 0
      return true
    }
  }

  return false
}

function toRange({0: {length}, index}: RegExpExecArray, base: number): Excess {
  const start = base + index
  return {start, end: start + length}
}
