/**
 * How much of a kind of markup a parser is given. For some, Markdown parsers take time that grows with the square of what is
 * there: each `<?` that nothing closes is looked for to the end of its paragraph, each star that can only close looks for an
 * opening one in all that is before it. What is beyond the budget is kept from them: it reads as text. Nothing that people
 * write comes near: in a paragraph of theirs there are a few of what is not closed, and some hundred stars.
 */

/** What is beyond the budget of a text. */
export interface Excess {
  /** Offset of its first character. */
  readonly start: number
  readonly end: number
  /** Whether it is a line of too many: a blank one stands for it. */
  readonly isLine?: true
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

/** What opens and, in the first group, closes; so many may be open in a paragraph. */
const pairs: readonly RegExp[] = [
  /<\?|(\?>)/g,
  /<!--|(-->)/g,
  /<!\[CDATA\[|(\]\]>)/g,
  /<|(>)/g,
  /\[|(\])/g,
  /(?<=\])\(|(\))/g,
  /\{\{|(\}\})/g,
  /\{%|(%\})/g
]
const mostOpen = 100

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

/**
 * In a longer paragraph, a bracket is kept from a parser unless it is soon closed, with nothing in between that could keep it open:
 * after one that is open, each word is compared with all before it.
 */
const longParagraph = 10_000
const bracket = /\\[^]|\[[^[\]\\`<]{0,1000}\]|(\[)/g

/** Each line of a paragraph is compared with those before it: so many may follow each other, and then every so-manieth is blank. */
const mostLines = 1000
const linesApart = 250

/** Is between paragraphs; a quote may have its own. */
const blankLine = /^[ \t>]*$/gm

/** Begins other content in any case, and so does each row of a table. */
const item = /^ {0,3}[-*+][ \t]|^\|/

/** @returns the text without what is beyond the budget, which mostly is the text itself */
export function tame(text: string): Tamed {
  if (text.length <= mostMarkers) return {text, excess: []}
  const excess = [
    ...findDeep(text),
    ...findLong(text),
    ...pairs.flatMap((pair) => findOpen(text, pair)),
    ...signs.flatMap(([pattern, most]) => findMany(text, pattern, most))
  ].sort((left, right) => left.start - right.start)
  if (excess.length === 0) return {text, excess}
  const parts: string[] = []
  let end = 0
  for (const each of excess) {
    // Two kinds may share a character.
    const start = Math.max(end, each.start)
    if (start >= each.end) continue
    const fill = each.isLine ? ' ' : mask
    parts.push(text.slice(end, start), fill.repeat(each.end - start))
    end = each.end
  }

  parts.push(text.slice(end))
  return {text: parts.join(''), excess}
}

function findDeep(text: string): Excess[] {
  const excess: Excess[] = []
  for (const {0: prefix, index} of text.matchAll(markers)) {
    if (prefix.length <= mostMarkers) continue
    let count = 0
    for (const match of prefix.matchAll(marker)) {
      if (++count > mostMarkers) excess.push(toRange(match, index))
    }
  }

  return excess
}

function findOpen(text: string, pair: RegExp): Excess[] {
  if (!hasMoreThan(mostOpen, text, pair)) return []
  const excess: Excess[] = []
  for (const {part, index} of cutParagraphs(text)) {
    let open = 0
    for (const match of part.matchAll(pair)) {
      if (match[1] !== undefined) open = Math.max(0, open - 1)
      else if (open < mostOpen) open++
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
      excess.push(...findLines(own, index + at))
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
    excess.push({...toRange(match, base), isLine: true})
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
