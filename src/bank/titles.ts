/**
 * Takes a card's heading apart, as a heading of Markdown or a line of text: what stands in front of the title in
 * all the ways in which people write it, and the title.
 */
import {distance} from 'fastest-levenshtein'
import type {Line} from './lines.ts'
import {fold} from './match.ts'
import type {CardHeading} from './model.ts'
import type {CardNumber, Template} from './template.ts'

/** A heading's text in its two parts. */
export interface Title {
  readonly title: string
  readonly hasPrefix: boolean
  /** The number in front of it, where the template has one. */
  readonly number: number | undefined
}

/** Takes a heading's source text apart. */
export type TitleReader = (source: string) => Title

/** Words at least this long are the prefix with up to two typing errors, too. */
const shortestTypo = 6

/**
 * @returns a reader to which a prefix that ends in a colon is known without it and with other punctuation, and `Q:`
 *   as `Question:`, with a number behind
 */
export function createTitleReader(template: Template): TitleReader {
  const {number, prefix} = template.card
  if (number) return createNumberReader(number)
  if (prefix === '') {
    return (source) => ({
      title: stripBold(source),
      hasPrefix: false,
      number: undefined
    })
  }

  const word = fold(prefix).replace(/[:：.)\-–—]+$/, '')
  const words = [word, ...(word === 'q' ? ['question'] : [])]
  const isPrefix = (text: string): boolean =>
    words.some(
      (each) =>
        text === each ||
        (each.length >= shortestTypo && distance(text, each) <= 2)
    )

  return (source) => {
    const bare = stripBold(source)
    const match =
      /^(?:[*_]{1,3})?(\p{L}{1,20})[ \t]{0,3}\d{0,4}[ \t]{0,3}(?:[*_]{1,3})?(?:[:：.;,)?]|[ \t][-–—](?=[ \t]))(?:[*_]{1,3})?/u.exec(
        bare
      )
    if (match?.[1] !== undefined && isPrefix(fold(match[1]))) {
      return {
        title: bare.slice(match[0].length).trim(),
        hasPrefix: true,
        number: undefined
      }
    }

    if (fold(bare).startsWith(fold(prefix))) {
      return {
        title: bare.slice(prefix.length).trim(),
        hasPrefix: true,
        number: undefined
      }
    }

    return {title: bare, hasPrefix: false, number: undefined}
  }
}

/** Words that mean a question where the template numbers cards without one. */
const questionWords = ['q', 'question']

/** Longer text in front of a number is a title that has a number in it. */
const longestWord = 40

/** What stands behind a number that begins a heading: at least one mark, and no digit. */
const numberEnd =
  /^(?:\*{1,3})?[ \t]{0,3}(?:\\?[.):：;,]{1,2}|[-–—](?=[ \t]))(?:\*{1,3})?(?!\d)/

/**
 * @returns a reader to which a number is known with other marks around it, and a word in front with up to two typing
 *   errors; `hasPrefix` says that all of it is there
 */
function createNumberReader({before, after}: CardNumber): TitleReader {
  const wanted = toWord(before)
  const isWord = (word: string): boolean =>
    word === wanted ||
    (questionWords.includes(word) &&
      (wanted === '' || questionWords.includes(wanted))) ||
    (wanted.length >= shortestTypo && distance(word, wanted) <= 2)
  return (source) => {
    const whole = stripBold(source)
    const none = {title: whole, hasPrefix: false, number: undefined}
    // An anchor in front of the number stays with the title.
    const tags = /^(?:<[^<>]{1,200}>[ \t]{0,3}){1,4}/.exec(whole)?.[0] ?? ''
    const bare = whole.slice(tags.length)
    const digits = /\d{1,9}(?!\d)/.exec(bare.slice(0, longestWord + 9))
    if (!digits) return none
    const lead = bare.slice(0, digits.index)
    const word = toWord(lead)
    if (word !== '' && !isWord(word)) return none
    const rest = bare.slice(digits.index + digits[0].length)
    const mark = numberEnd.exec(rest)?.[0]
    // Behind a word, or where the template has no mark, white space is enough.
    const isBare = word !== '' || !/[^ \t]/.test(after)
    if (mark === undefined && !(isBare && /^(?:[ \t]|$)/.test(rest))) {
      return none
    }

    // Text in front that has no letters is a mark or markup: `#`, `№`, `**`.
    if (word === '' && /[^ \t*_#№(\\]/.test(lead) && lead !== before)
      return none
    return {
      title: tags + rest.slice(mark?.length ?? 0).trim(),
      hasPrefix: isWord(word),
      number: Number(digits[0])
    }
  }
}

/** The letters of a text, in one case. */
function toWord(text: string): string {
  return fold(text.replace(/[^\p{L}\p{M}]+/gu, ' '))
}

/** `**text**` as `text`, when nothing but the text is bold. */
function stripBold(source: string): string {
  const bare = source.trim()
  for (const marker of ['**', '__']) {
    if (
      bare.length > 4 &&
      bare.startsWith(marker) &&
      bare.endsWith(marker) &&
      bare.indexOf(marker, 2) === bare.length - 2
    ) {
      return bare.slice(2, -2).trim()
    }
  }

  return bare
}

/** @returns a heading of Markdown as a card's */
export function readHeading(
  line: Line,
  text: string,
  readTitle: TitleReader
): CardHeading | undefined {
  const {node, item} = line
  const end = node.position?.end.offset
  if (node.type !== 'heading' || end === undefined) return undefined
  const source = text.slice(line.start, end)
  const isAtx =
    /^#{1,6}(?=[ \t\r\n]|$)/.test(source) && isAtxNode(line, end, text)
  const content = isAtx ? stripHashes(source) : dropUnderline(source)
  const itemStart = line.isItemStart ? item?.position?.start.offset : undefined
  return {
    start: itemStart ?? line.start,
    end,
    form: isAtx ? 'atx' : 'setext',
    depth: node.depth,
    isInBullet: item !== undefined,
    isSwallowed: false,
    ...readTitle(content)
  }
}

/** A setext heading can begin with `#` only when escaped or without a space; it then spans several lines. */
function isAtxNode(line: Line, end: number, text: string): boolean {
  const lineBreak = text.indexOf('\n', line.start)
  return lineBreak === -1 || lineBreak >= end
}

function stripHashes(source: string): string {
  let content = source.replace(/^#+/, '').trim()
  // Closing `#`s count as such only after a space (CommonMark 4.2).
  let at = content.length
  while (at > 0 && content[at - 1] === '#') at--
  if (at === 0) return ''
  if (at < content.length && /[ \t]/.test(content.charAt(at - 1))) {
    content = content.slice(0, at).trimEnd()
  }

  return content
}

function dropUnderline(source: string): string {
  const lines = source.split(/\r?\n/)
  return lines
    .slice(0, -1)
    .map((line) => line.trim())
    .join(' ')
}

/** @returns a line of text that is meant as a card's heading */
export function readTextHeading(
  line: Line,
  text: string,
  readTitle: TitleReader
): CardHeading | undefined {
  const {end} = line
  const source = text.slice(line.start, end)
  const isSwallowed = line.swallower === 'HTML'
  // In HTML, a heading is not seen though it has its space.
  const marker = isSwallowed ? /^#{1,6}(?!#)/ : /^#{1,6}(?=\S)/
  const hashes = marker.exec(source)?.[0].length ?? 0
  const isBold = stripBold(source) !== source
  const {title, hasPrefix, number} = readTitle(
    hashes > 0 ? stripHashes(source) : source
  )
  if (!hasPrefix && number === undefined) {
    // A bold line is a heading only when it ends a paragraph, which it may be glued to.
    if (hashes > 0 || !isBold || !line.isLast || line.isItemStart) {
      return undefined
    }
  }

  const itemStart = line.isItemStart
    ? line.item?.position?.start.offset
    : undefined
  return {
    start: itemStart ?? line.start,
    end,
    form: 'text',
    depth: hashes,
    title,
    hasPrefix,
    number,
    isInBullet: line.item !== undefined,
    isSwallowed
  }
}
