/**
 * Takes the text of a card's heading apart: what stands in front of the title in all the ways in which people write it,
 * and the title.
 */
import {distance} from 'fastest-levenshtein'
import {fold} from '../text/fuzzy-match.ts'
import type {CardNumber, Template} from './model.ts'

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
      /^([*_]{1,3})?(\p{L}{1,20})[ \t]{0,3}\d{0,4}[ \t]{0,3}([*_]{1,3})?(?:[:：.;,)?]|[ \t][-–—](?=[ \t]))([*_]{1,3})?/u.exec(
        bare
      )
    if (match?.[2] !== undefined && isPrefix(fold(match[2]))) {
      const [prefix, opened = '', , ...closed] = match
      const rest = bare.slice(prefix.length)
      return {
        title: closed.some(Boolean) ? rest.trim() : close(rest, opened),
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
    const behind = rest.slice(mark?.length ?? 0)
    const opened = /^[*_]{1,3}/.exec(lead)?.[0] ?? ''
    const isClosed = /[*_]/.test(lead.slice(opened.length) + (mark ?? ''))
    return {
      title: tags + (isClosed ? behind.trim() : close(behind, opened)),
      hasPrefix: isWord(word),
      number: Number(digits[0])
    }
  }
}

/** The letters of a text, in one case. */
function toWord(text: string): string {
  return fold(text.replace(/[^\p{L}\p{M}]+/gu, ' '))
}

/** @returns `**text**` as `text`, when nothing but the text is bold */
export function stripBold(source: string): string {
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

/** What comes behind a marker that goes with the prefix, without the same one that closes it; code has none. */
function close(text: string, marker: string): string {
  const bare = text.trim()
  if (marker === '') return bare
  const seen = bare.replace(/(?<!`)(`+)(?!`)[^`]+\1(?!`)/g, (code) =>
    ' '.repeat(code.length)
  )
  const at = seen.indexOf(marker)
  return at === -1
    ? bare
    : (bare.slice(0, at) + bare.slice(at + marker.length)).trim()
}
