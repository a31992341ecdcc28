/**
 * Emphasis, strong text (CommonMark 6.2) and deleted text (GFM 6.5), as micromark resolves them: runs of markers are collected while
 * text is scanned, and paired when the link or the text that they are in ends.
 */
import type {Delete, Emphasis, PhrasingContent, Strong} from 'mdast'
import type {Point} from 'unist'
import {isAsciiPunctuation} from './code-units.ts'

const asterisk = 42
const tilde = 126

/** A run of `*`, `_` or `~`; it is changed when a part of it is used. */
export interface Run {
  readonly type: 'run'
  readonly marker: string
  length: number
  readonly opens: boolean
  readonly closes: boolean
  start: Point
}

/** What begins a link or an image, if it turns out to be one. */
export interface Bracket {
  readonly type: 'bracket'
  readonly marker: '!' | '['
  readonly start: Point
  /** Where it is among the items. */
  readonly index: number
  /** Whether a link that is after it cannot be in another one. */
  isInactive: boolean
}

/** Nodes, and what is to become nodes or text. */
export type Item = Bracket | PhrasingContent | Run

/** What pairs apart from the other: `~`, or `*` and `_`. */
export type Pairing = 'attention' | 'deletion'

/** Runs that may still be closed are searched, each time one closes: so many there may be. */
const mostOpen = 64

/** Longer runs of `*` and `_` make as many nodes, one in another. */
const longest = 8

/** Longer runs of `~` are text. */
export const longestTilde = 2

/**
 * @param at offset of the first marker
 * @param end offset after the last
 * @param from where the text begins in which the run is, up to `to`
 * @returns `undefined` where it is text; `unsure` where it is too long
 */
export function readRun(
  text: string,
  at: number,
  end: number,
  from: number,
  to: number
): Pick<Run, 'closes' | 'opens'> | 'unsure' | undefined {
  const marker = text.charCodeAt(at)
  const isTilde = marker === tilde
  if (end - at > (isTilde ? longestTilde : longest)) {
    return isTilde ? undefined : 'unsure'
  }

  const before = at === from ? 'space' : classify(text, at - 1)
  const after = end === to ? 'space' : classify(text, end)
  const isLeft =
    after === 'other' || (after === 'punctuation' && before !== 'other')
  const isRight =
    before === 'other' || (before === 'punctuation' && after !== 'other')
  if (isTilde) return choose(isLeft, isRight)
  // A marker of deleted text counts as open to any side.
  const opens = isLeft || (end < to && text.charCodeAt(end) === tilde)
  const closes = isRight || (at > from && text.charCodeAt(at - 1) === tilde)
  if (marker === asterisk) return choose(opens, closes)
  return choose(
    opens && (before !== 'other' || !closes),
    closes && (after !== 'other' || !opens)
  )
}

function choose(
  opens: boolean,
  closes: boolean
): Pick<Run, 'closes' | 'opens'> | undefined {
  return opens || closes ? {opens, closes} : undefined
}

/** Kinds of characters around a run (2.1); by UTF-16 unit, as micromark has it. */
function classify(text: string, at: number): 'space' | 'punctuation' | 'other' {
  const code = text.charCodeAt(at)
  if (code < 128) {
    if (code === 32 || (code >= 9 && code <= 13)) return 'space'
    return isAsciiPunctuation(code) ? 'punctuation' : 'other'
  }

  const character = text.charAt(at)
  if (/\s/.test(character)) return 'space'
  return /[\p{P}\p{S}]/u.test(character) ? 'punctuation' : 'other'
}

/** @returns what a run is paired by */
export function pairingOf({marker}: Pick<Run, 'marker'>): Pairing {
  return marker === '~' ? 'deletion' : 'attention'
}

/**
 * @param items of a text, or of what is in a link
 * @param first what is paired first: within links, deleted text is
 * @returns the nodes; `undefined` where too much is open
 */
export function pairRuns(
  items: readonly Item[],
  first: Pairing = 'deletion'
): PhrasingContent[] | undefined {
  const second = first === 'deletion' ? 'attention' : 'deletion'
  const once = pair(items, first)
  const twice = once && pair(once, second)
  return twice && mergeTexts(twice)
}

function pair(
  items: readonly Item[],
  pairing: Pairing
): readonly Item[] | undefined {
  if (!items.some((item) => isRun(item, pairing))) return items
  const done: Item[] = []
  /** The runs that may open, and where they are among what is done. */
  const openers: {readonly run: Run; readonly index: number}[] = []
  for (const run of items) {
    if (!isRun(run, pairing)) {
      done.push(run)
      continue
    }

    while (run.closes && run.length > 0) {
      const at = openers.findLastIndex((opener) => isPair(opener.run, run))
      const opener = openers[at]
      if (!opener) break
      const children = pairRuns(done.splice(opener.index + 1))
      if (!children) return undefined
      openers.length = at + 1
      const node = close(opener.run, run, children)
      if (opener.run.length === 0) {
        openers.pop()
        done.pop()
      }

      done.push(node)
    }

    if (run.length === 0) continue
    if (run.opens) openers.push({run, index: done.length})
    if (openers.length > mostOpen) return undefined
    done.push(run)
  }

  return done
}

function isRun(item: Item, pairing: Pairing): item is Run {
  return item.type === 'run' && pairingOf(item) === pairing
}

function isPair(opener: Run, closer: Run): boolean {
  if (opener.marker !== closer.marker) return false
  if (opener.marker === '~') return opener.length === closer.length
  // Rules 9 and 10.
  const isEither = opener.closes || closer.opens
  const sum = opener.length + closer.length
  return !(isEither && closer.length % 3 > 0 && sum % 3 === 0)
}

/** Takes what is used from two runs that are a pair. */
function close(
  opener: Run,
  closer: Run,
  children: PhrasingContent[]
): Delete | Emphasis | Strong {
  const isDeletion = opener.marker === '~'
  const isStrong = opener.length > 1 && closer.length > 1
  const width = isDeletion ? opener.length : isStrong ? 2 : 1
  opener.length -= width
  closer.length -= width
  const start = move(opener.start, opener.length)
  closer.start = move(closer.start, width)
  return {
    type: isDeletion ? 'delete' : isStrong ? 'strong' : 'emphasis',
    children,
    position: {start, end: {...closer.start}}
  }
}

/** Makes text of what is left, and one text of those that follow each other. */
function mergeTexts(items: readonly Item[]): PhrasingContent[] {
  const nodes: PhrasingContent[] = []
  for (const item of items) {
    const node = toNode(item)
    const last = nodes.at(-1)
    if (node.type === 'text' && last?.type === 'text') {
      last.value += node.value
      if (last.position && node.position) last.position.end = node.position.end
    } else {
      nodes.push(node)
    }
  }

  return nodes
}

function toNode(item: Item): PhrasingContent {
  if (item.type !== 'run' && item.type !== 'bracket') return item
  const {marker, start} = item
  const value =
    item.type === 'run'
      ? marker.repeat(item.length)
      : marker === '!'
        ? '!['
        : marker
  return {
    type: 'text',
    value,
    position: {start, end: move(start, value.length)}
  }
}

/** @returns the point so many characters to the right */
function move({column, line, offset = 0}: Point, length: number): Point {
  return {line, column: column + length, offset: offset + length}
}
