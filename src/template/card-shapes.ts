/** Finds what headings of cards may have in common: a number, a prefix, a question mark. */
import {endsWithQuestionMark} from '../text/question-mark.ts'
import type {CardTemplate} from './model.ts'
import {stripBold} from './card-title.ts'
import type {Numeral} from './numerals.ts'
import {anyDigit, chinese, chineseDigit, findNumeral} from './numerals.ts'

/** A heading of a document. */
export interface ShapeHeading {
  /** 1 to 6. */
  readonly depth: number
  /** Without markers, in one line. */
  readonly text: string
}

/** A way in which headings of cards may begin, and the headings that do. */
export interface CardShape<Heading extends ShapeHeading> {
  readonly card: Pick<
    CardTemplate,
    'as' | 'depth' | 'prefix' | 'restart' | 'title'
  > & {
    /** The lead of the first card, as it is written: `Question 1.` */
    readonly number?: string
  }
  /** In source order. */
  readonly headings: readonly Heading[]
}

/** Headings with numbers; the numbers may be in any order. */
export interface NumberedShape<
  Heading extends ShapeHeading
> extends CardShape<Heading> {
  /** The numbers, in source order. */
  readonly numbers: readonly number[]
}

/** The share of headings that must have no more than the number, where that is the whole heading. */
const enoughBare = 0.9

/** What a word for a question is after a number: `第1题`, `문제 1번`. */
const unit = '[ ]?[题題问問道番号號번]'

const mark = '.:)\\]：、．。।۔）】］'

/**
 * @param digit class of the numerals
 * @param most so many of them are a number
 * @returns the beginning of a heading with a number: `Question 12.`, `12)`, `Q12:`, `Question 12`, `12.What`, `12a.`,
 *   `（12）`, `第12题：`, `✅ 12)`; not `1.2`, nor `2026`, nor `2-way`
 */
function createLead(digit: string, most: number): RegExp {
  const sign = String.raw`(?:\p{Extended_Pictographic}\uFE0F? {0,2})?`
  const word = `(?:(?:(?![${digit}])[\\p{L}\\p{M}]){1,20}[ #.]{0,2}|[#№] ?)?`
  const before = `(?<before>${sign}${word}[(（【［[]?)`
  const letter = String.raw`(?:[a-z](?=[.:)\]]\s))?`
  const after = `(?<after>(?:${unit})?(?:[${mark}–—-]{0,2}(?=\\s|\\p{Lo}|$)|[${mark}]{1,2}(?![${digit}${mark}–—-])))`
  return new RegExp(
    `^${before}(?<number>[${digit}]{1,${most}})${letter}${after}`,
    'u'
  )
}

/** The first are digits. */
const leads = [createLead(anyDigit, 6), createLead(chineseDigit, 7)]

/** The number of a heading, and the text around it. */
interface Lead {
  readonly before: string
  readonly number: Numeral
  readonly after: string
  /** Whether it is the whole heading. */
  readonly isBare: boolean
}

function readLead(source: string): Lead | undefined {
  const text = stripBold(source)
  for (const lead of leads) {
    const match = lead.exec(text)
    const {before = '', number: digits = '', after = ''} = match?.groups ?? {}
    const number = findNumeral(digits)
    if (!match || number?.text !== digits) continue
    // A number alone counts only with a mark. Chinese numerals are parts of words, too, unless something is after them.
    const isHan = number.numerals === chinese
    const isSpaced = isHan && /\s/.test(text.charAt(match[0].length))
    const isAlone = before === '' && !/[^\p{L} ]/u.test(after)
    if (!isSpaced && (isAlone || (isHan && after === ''))) continue
    return {before, number, after, isBare: text.length === match[0].length}
  }

  return undefined
}

/**
 * @returns the headings of a depth that begin with a number, in the way that most of them do; `undefined` without any
 */
export function findNumbered<Heading extends ShapeHeading>(
  headings: readonly Heading[],
  depth: number
): NumberedShape<Heading> | undefined {
  const found = headings.flatMap((heading) => {
    const lead = heading.depth === depth ? readLead(heading.text) : undefined
    return lead
      ? [{heading, ...lead, key: `${lead.number.numerals} ${lead.before}`}]
      : []
  })
  const key = findCommonest(found.map((each) => each.key))
  const alike = found.filter((each) => each.key === key)
  const [first] = alike
  if (!first) return undefined
  const numbers = alike.map(({number}) => number.value)
  const restarts = numbers.slice(1).filter((each) => each === numbers[0])
  const after = findCommonest(alike.map((each) => each.after))
  const bare = alike.filter(({isBare}) => isBare).length
  return {
    card: {
      depth,
      prefix: '',
      number: `${first.before}${first.number.text}${after}`,
      ...(restarts.length > 0 && {restart: true}),
      ...(bare >= enoughBare * alike.length && {title: false})
    },
    headings: alike.map(({heading}) => heading),
    numbers
  }
}

/**
 * @returns the headings of a depth that begin with the same word or sign as most of them, and a mark; `undefined`
 *   without any
 */
export function findPrefixed<Heading extends ShapeHeading>(
  headings: readonly Heading[],
  depth: number
): CardShape<Heading> | undefined {
  const found = headings.flatMap((heading) => {
    if (heading.depth !== depth) return []
    const prefix = /^\S{1,20}[.:：](?=\s)/.exec(stripBold(heading.text))?.[0]
    return prefix === undefined || /^\d/.test(prefix) ? [] : [{heading, prefix}]
  })
  const prefix = findCommonest(found.map((each) => each.prefix))
  const alike = found.filter((each) => each.prefix === prefix)
  if (alike.length === 0) return undefined
  return {
    card: {depth, prefix},
    headings: alike.map(({heading}) => heading)
  }
}

/** @returns whether a text is a question, in quotation marks or without */
export function isAsking({text}: Pick<ShapeHeading, 'text'>): boolean {
  return endsWithQuestionMark(text)
}

const linkItem =
  /^[ \t]{0,12}(?:[-*+]|\d{1,9}[.)]|\d{1,3}(?:\.\d{1,3}){1,3})[ \t]+\[.*\]\(#/

/** A tag, or a thematic break. */
const besideLinks = /^[ \t]{0,12}<[^<>]*>|^ {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$/

/**
 * @param text below a heading
 * @returns whether it has only links within the file: it is part of a list of contents
 */
export function isLinkList(text: string): boolean {
  if (!text.includes('](#')) return false
  let hasLinks = false
  for (const [line] of text.matchAll(/[^\n]+/g)) {
    if (linkItem.test(line)) hasLinks = true
    else if (line.trim() !== '' && !besideLinks.test(line)) return false
  }

  return hasLinks
}

/** @returns what to write in front matter, in one line: `{depth: 2, number: "1."}` */
export function formatShape({
  card: {as, depth, number, prefix}
}: Pick<CardShape<ShapeHeading>, 'card'>): string {
  const lead =
    number === undefined ? `prefix: "${prefix}"` : `number: "${number}"`
  const form = as === undefined ? `depth: ${depth}` : `as: ${as}`
  return `{${form}, ${lead}}`
}

/** @returns the most frequent text, the first of several; empty without any */
export function findCommonest<Text extends string>(
  texts: readonly Text[]
): Text | '' {
  const counts = new Map<Text, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  return [...counts].find(([, count]) => count === most)?.[0] ?? ''
}
