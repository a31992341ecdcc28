/**
 * Splits the text of a card's heading into the title and the text before it, in all the ways in which people write
 * that.
 */
import {distance} from 'fastest-levenshtein'
import {isDigit, isWordCharacter} from '../markdown/scanner/code-units.ts'
import {fold} from '../text/fuzzy-match.ts'
import type {CardNumber, Template} from './model.ts'
import type {Numeral, Numerals} from './numerals.ts'
import {
  anyDigit,
  chinese,
  chineseDigit,
  findNumeralIn,
  latin,
  readNumeral
} from './numerals.ts'

/** A heading's text in its two parts. */
export interface Title {
  readonly title: string
  /** The text before the title, as it is written: `Question 2a.`; empty if there is none. */
  readonly lead: string
  readonly hasPrefix: boolean
  /**
   * The number before the title; if the template has no number, one that is beside the prefix anyway: `Q7:`.
   */
  readonly number: number | undefined
  /** What makes another number of it: `a` in `2a.`, `.1` in `2.1`, `-13` in `12-13.`; empty for a whole number. */
  readonly part: string
  /** The last of several numbers: 13 in `12-13.`; otherwise the same as `number`. */
  readonly lastNumber: number | undefined
}

/**
 * A title with a whole number or none. All properties are written out, as spreading takes V8 longer than reading the
 * heading.
 */
function toTitle({
  title,
  lead = '',
  hasPrefix = false,
  number
}: Pick<Title, 'title'> & Partial<Title>): Title {
  return {title, lead, hasPrefix, number, part: '', lastNumber: number}
}

/** Splits a heading's source text. */
export type TitleReader = (source: string) => Title

/** A word at least this long is also read as the prefix with up to two typos. */
const shortestTypo = 6

/**
 * @returns a reader that also knows a prefix that ends in a colon without the colon or with other punctuation, and
 *   `Q:` as `Question:`, followed by a number
 */
export function createTitleReader(template: Template): TitleReader {
  const {number, prefix} = template.card
  if (number) return createNumberReader(number)
  if (prefix === '') {
    return (source) => toTitle({title: stripBold(source)})
  }

  const word = fold(prefix).replace(/[:：.)\-–—]+$/, '')
  const words = [word, ...(word === 'q' ? ['question'] : [])]
  const isPrefix = (text: string): boolean =>
    words.some(
      (each) =>
        text === each ||
        (each.length >= shortestTypo && distance(text, each) <= 2)
    )

  // Most headings begin with the prefix as it should be, and need no regular expression.
  const usual = /^[\p{L}\p{M}]{1,20}:$/u.test(prefix) ? `${prefix} ` : undefined
  return (source) => {
    if (usual !== undefined && source.startsWith(usual)) {
      const title = source.slice(usual.length).trim()
      return toTitle({title, lead: prefix, hasPrefix: true})
    }

    const bare = stripBold(source)
    const match =
      /^([*_]{1,3})?([\p{L}\p{M}]{1,20})[ \t]{0,3}(\d{0,4})[ \t]{0,3}([*_]{1,3})?(?:[:：.;,)?]|[ \t][-–—](?=[ \t]))([*_]{1,3})?/u.exec(
        bare
      )
    if (match?.[2] !== undefined && isPrefix(fold(match[2]))) {
      const [lead, opened = '', , digits = '', ...closed] = match
      const rest = bare.slice(lead.length)
      if (digits !== '' && /^(?:\d|[a-z][.):])/.test(rest)) {
        return readParts(bare, digits)
      }

      const number = digits === '' ? undefined : Number(digits)
      return toTitle({
        title: closed.some(Boolean) ? rest.trim() : close(rest, opened),
        lead,
        hasPrefix: true,
        number
      })
    }

    if (fold(bare).startsWith(fold(prefix))) {
      return toTitle({
        title: bare.slice(prefix.length).trim(),
        lead: bare.slice(0, prefix.length),
        hasPrefix: true
      })
    }

    return toTitle({title: bare})
  }
}

/** `Q 3.2 Title`: a number with parts belongs to the title; `Q3.2) Title`: it belongs to the prefix. */
function readParts(bare: string, digits: string): Title {
  const at = bare.indexOf(digits)
  const tail = bare.slice(at + digits.length)
  const part = readPart(tail)
  const rest = tail.slice(part.length)
  const mark = numberEnd.exec(rest)?.[0]
  const lead = bare.slice(0, at)
  if (part === '' || (mark === undefined && /\s$/.test(lead))) {
    const title = bare.slice(at)
    return toTitle({title, lead: lead.trimEnd(), hasPrefix: true})
  }

  const title = rest.slice(mark?.length ?? 0)
  const number = Number(digits)
  return {
    title: title.trim(),
    lead: bare.slice(0, bare.length - title.length).trimEnd(),
    hasPrefix: true,
    number,
    part,
    lastNumber: readLast(part, number)
  }
}

/** Words that mean a question, in a template that numbers cards without a word. */
const questionWords = ['q', 'question']

/** A longer text before a number is a title with a number in it. */
const longestWord = 40

/** A number is looked for in so much of a heading. */
const longestLead = longestWord + 9

/** What is after a number that begins a heading: at least one mark, and no digit. */
const numberEnd =
  /^(?:\*{1,3})?[ \t]{0,3}(?:\\?[.):：;,]{1,2}|[、．）】］।۔]|[-–—](?=[ \t]))(?:\*{1,3})?(?!\p{Nd})/u

/**
 * @returns the text directly after a number that makes another number of it: a letter, a lower level, or further
 *   numbers. A letter after a dot needs a mark after it; otherwise it is the first letter of the title
 */
function readPart(text: string): string {
  return (
    /^(?:[a-zA-Z](?![\p{L}\p{N}])|\.[a-z](?=[.):])|(?:\.\d{1,3}(?![\d\p{L}])){1,3})?(?:[/&+–-]\d{1,9}[a-z]?(?![\p{L}\p{N}]))*/u.exec(
      text
    )?.[0] ?? ''
  )
}

/** Such parts are also known without a mark after them: `16a What …`. */
const earlyLetter = /^[a-h]$|^\.\d/

/**
 * @returns a reader that also knows a number with other marks around it, and a word before it with up to two typos;
 *   `hasPrefix` says that all of it is there
 */
function createNumberReader(pattern: CardNumber): TitleReader {
  const {before, after, numerals} = pattern
  // Most headings begin with the number as it should be, and need no regular expression.
  const isUsual =
    numerals === latin &&
    /^[\p{L}\p{M} ]{0,20}$/u.test(before) &&
    /^[.):]$/.test(after)
  const readAny = createAnyNumberReader(pattern)
  return (source) =>
    (isUsual ? readNumber(source, pattern) : undefined) ?? readAny(source)
}

/** The next digit, or the end of the line. */
const digit = /[\d\n]/g

/** Two words with a space between them. */
const twoWords = /[A-Za-z]{1,20} [A-Za-z]/y

/**
 * @returns a test of whether the template's reader certainly finds only a title in a line from `start` to `end`: the
 *   whole line. It needs no regular expression for most lines that are not headings
 */
export function createTitleTest({
  card: {number, prefix}
}: Template): (text: string, start: number, end: number) => boolean {
  const first = fold(prefix).charCodeAt(0)
  const hasNoLead: ReturnType<typeof createTitleTest> = number
    ? (text, start, end) => {
        digit.lastIndex = start
        const to = Math.min(end, start + longestLead)
        return (
          number.numerals === latin &&
          (!digit.test(text) || digit.lastIndex > to)
        )
      }
    : (text, start) => {
        twoWords.lastIndex = start
        return (
          prefix === '' ||
          // After a prefix is a mark or a number, unless it is just as in the template.
          ((text.charCodeAt(start) | 32) !== first &&
            first > 32 &&
            twoWords.test(text))
        )
      }
  return (text, start, end) =>
    // Neither white space nor markup is around it.
    isWordCharacter(text.charCodeAt(start)) &&
    text.charCodeAt(end - 1) > 32 &&
    text.charCodeAt(end - 1) < 127 &&
    hasNoLead(text, start, end)
}

/** @returns the title after a number that is written like the template's; `undefined` where it is not */
function readNumber(
  source: string,
  {before, after}: CardNumber
): Title | undefined {
  if (!source.startsWith(before)) return undefined
  const from = before.length
  let to = from
  while (isDigit(source.charCodeAt(to))) to++
  const isNumber = to > from && to - from < 10
  if (!isNumber || !source.startsWith(`${after} `, to)) return undefined
  const end = to + after.length
  return toTitle({
    title: source.slice(end).trim(),
    lead: source.slice(0, end),
    hasPrefix: true,
    number: Number(source.slice(from, to))
  })
}

function createAnyNumberReader(pattern: CardNumber): TitleReader {
  const {after, before, numerals} = pattern
  const wanted = toWord(before)
  const readEnd = createEndReader(after)
  const isWord = (word: string): boolean =>
    word === wanted ||
    (questionWords.includes(word) &&
      (wanted === '' || questionWords.includes(wanted))) ||
    (wanted.length >= shortestTypo && distance(word, wanted) <= 2)
  return (source) => {
    const whole = stripBold(source)
    // An anchor before the number belongs to the title.
    const tags = whole.startsWith('<')
      ? (/^(?:<[^<>]{1,200}>[ \t]{0,3}){1,4}/.exec(whole)?.[0] ?? '')
      : ''
    const bare = whole.slice(tags.length)
    const digits = findDigits(bare, numerals)
    if (!digits) return toTitle({title: whole})
    const lead = bare.slice(0, digits.index)
    const word = toWord(lead)
    if (word !== '' && !isWord(word)) return toTitle({title: whole})
    const numberStop = digits.index + digits.text.length
    const part = readPart(bare.slice(numberStop))
    const rest = bare.slice(numberStop + part.length)
    const mark = readEnd(rest)
    // After a word or Chinese numerals, or if the template has no mark, white space is enough.
    const isBare =
      word !== '' ||
      !/[^ \t]/.test(after) ||
      earlyLetter.test(part) ||
      digits.numerals === chinese
    if (mark === undefined && !(isBare && /^(?:[ \t]|$)/.test(rest))) {
      return toTitle({title: whole})
    }

    // A text before the number that has no letters is a mark or markup: `#`, `№`, `**`.
    if (word === '' && /[^ \t*_#№(（【［[\\]/.test(lead) && lead !== before)
      return toTitle({title: whole})
    const tail = rest.slice(mark?.length ?? 0)
    const opened = /^[*_]{1,3}/.exec(lead)?.[0] ?? ''
    const isClosed = /[*_]/.test(lead.slice(opened.length) + (mark ?? ''))
    const number = digits.value
    return {
      title: tags + (isClosed ? tail.trim() : close(tail, opened)),
      lead: bare.slice(0, bare.length - tail.length).trimEnd(),
      hasPrefix: isWord(word),
      number,
      part,
      lastNumber: readLast(part, number)
    }
  }
}

/**
 * @param after text after the numbers of a bank
 * @returns a function that reads the marks after a number at the beginning of a text: those of the bank, or others;
 *   `undefined` without any
 */
function createEndReader(after: string): (rest: string) => string | undefined {
  const unit = /\p{L}+/u.exec(after)?.[0]
  // `第3题 …` has the unit, but not the mark, of `第3题：`.
  const unitEnd =
    unit === undefined
      ? undefined
      : new RegExp(`^[ \\t]{0,3}${unit}(?:[ \\t]{0,3}[.):：;,、．）])?`, 'u')
  return (rest) => {
    const isOwn = after !== '' && rest.startsWith(after)
    if (isOwn && !/^\p{Nd}/u.test(rest.slice(after.length))) return after
    return (unitEnd?.exec(rest) ?? numberEnd.exec(rest))?.[0]
  }
}

/** @returns the first number that may be a card's; most texts have none, and need no regular expression */
function findDigits(text: string, numerals: Numerals): Numeral | undefined {
  const to = Math.min(longestLead, text.length)
  let at = 0
  if (numerals === latin) {
    while (at < to && !isDigit(text.charCodeAt(at))) at++
  }

  return at < to
    ? findNumeralIn(text.slice(0, longestLead), numerals)
    : undefined
}

/** @returns the last of several numbers; the first one if no other is higher */
function readLast(part: string, number: number): number {
  const others = part.replace(/^(?:\.\d+)+/, '')
  return Math.max(number, Number(/\d+(?=[a-z]?$)/.exec(others)?.[0] ?? 0))
}

/**
 * @param numerals of the bank
 * @returns whether a line of the text begins with the number, with any markup or word before it
 */
export function mentionsNumber(
  text: string,
  number: number,
  numerals: Numerals
): boolean {
  const digit = `[${anyDigit}${numerals === chinese ? chineseDigit : ''}]`
  const lead = new RegExp(
    `^[^\\p{L}\\p{N}\\n]{0,20}(?:[\\p{L}\\p{M}]{1,20}?[ \\t]{0,3})??(${digit}{1,9})(?!${digit})`,
    'gmu'
  )
  for (const [, digits = ''] of text.matchAll(lead)) {
    if (readNumeral(digits) === number) return true
  }

  return false
}

/** The letters of a text, in one case. */
function toWord(text: string): string {
  return fold(text.replace(/[^\p{L}\p{M}]+/gu, ' '))
}

/** @returns `**text**` as `text`, if the whole text is bold and nothing else */
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

/**
 * The text after a marker that belongs to the prefix, without the marker that closes it; markers in code do not count.
 */
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
