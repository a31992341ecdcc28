/** Finds cards that are copies of others: with the same title, or the same question and options. */
import {fold} from '../../../src/text/fuzzy-match.ts'
import type {Bank, Card, Field} from '../../../src/bank/model.ts'
import type {Template} from '../../../src/template/model.ts'
import type {Problem} from '../../../src/rule/define-rule.ts'
import {hashOf, hasWords, readCardWords} from './card-words.ts'
import {findRepeated} from './repeated.ts'
import {hashLetters, hashWords} from './words.ts'

/** A card, and the first one that equals it. */
export interface Copy {
  readonly card: Card
  readonly first: Card
}

/**
 * @param describe returns the message for a copy, given the line of the first equal card
 * @returns a message for each copy: its author may have just added it
 */
export function* reportCopies(
  bank: Bank,
  copies: readonly Copy[],
  describe: (copy: Copy, line: number) => string
): Iterable<Problem> {
  for (const copy of copies) {
    const first = placeOf(bank, copy.first)
    const message = describe(copy, first.start.line)
    yield {place: placeOf(bank, copy.card), message, related: [first]}
  }
}

function placeOf(bank: Bank, {heading}: Card): Problem['place'] {
  return bank.place(heading.start, heading.end)
}

/** The title of a numbered card with fewer words is not a question. */
const fewestTitleWords = 3

/**
 * @returns the cards whose title an earlier card has. Cards with numbers may ask the same about different things: for
 *   them, only a second card counts, and only without content to ask about
 */
export function findSameTitles(bank: Bank): readonly Copy[] {
  const found = sameTitles.get(bank) ?? readSameTitles(bank)
  sameTitles.set(bank, found)
  return found
}

/** By bank: two rules need them. */
const sameTitles = new WeakMap<Bank, readonly Copy[]>()

function readSameTitles(bank: Bank): Copy[] {
  const copies = findSame(findLikeTitles(bank.cards), ({heading}) =>
    toTitleKey(heading.title)
  )
  const amounts = new Map<Card, number>()
  for (const {first} of copies) {
    amounts.set(first, (amounts.get(first) ?? 0) + 1)
  }

  return copies.filter(
    ({card, first}) =>
      !card.template.card.number ||
      (!hasOptions(card.template) &&
        amounts.get(first) === 1 &&
        hashWords(card.heading.title).length >= fewestTitleWords &&
        ![card, first].some((each) => hasExhibit(bank, each)))
  )
}

/**
 * @returns the cards whose titles may be equal to others: most titles have other letters, and are not compared one by
 *   one
 */
function findLikeTitles(cards: readonly Card[]): readonly Card[] {
  const hashes = cards.map(({heading}) => hashLetters(heading.title))
  const isRepeated = findRepeated(hashes, 2)
  return cards.filter((_, at) => isRepeated(at))
}

function hasOptions({fields}: Template): boolean {
  return fields.some(({kind}) => kind === 'options')
}

/** Whether a card shows code, an image, a quote or a table. */
function hasExhibit({text}: Bank, {heading, end}: Card): boolean {
  const source = text.slice(heading.end, end)
  return /`{3}|~{3}|!\[|<(?:img|pre|table)\b|^ {0,3}[>|]|^\n(?: {4}|\t)/im.test(
    source
  )
}

/** Fewer words may be equal on many cards. */
const fewestWords = 10

/**
 * @returns the cards whose question, with its options, an earlier card has; of cards without options, those with
 *   exactly the same text; without those that have the same title
 */
export function findSameQuestions(bank: Bank): Copy[] {
  const known = new Set(findSameTitles(bank).map(({card}) => card))
  return findSameTexts(bank).filter(({card}) => !known.has(card))
}

function findSameTexts(bank: Bank): Copy[] {
  const {cards, templates, text} = bank
  // The text before the options; without options, all text.
  const asked = new Set(
    templates.flatMap(({fields}) => {
      const at = fields.findIndex(({kind}) => kind === 'options')
      return at === -1 ? fields : fields.slice(0, at)
    })
  )
  const read = ({value}: Field): string => text.slice(value.start, value.end)
  const words = readCardWords(bank)
  const hashes = cards.map(({fields}, at) => {
    const texts = fields.filter(hasWords)
    const question = texts.findIndex(({template}) => asked.has(template))
    // Without a question, the title is the question.
    const index = question === -1 ? texts.length : question
    return hashOf(words, (words.firsts[at] as number) + index)
  })
  // Most questions have other words: they are not compared letter by letter.
  const isRepeated = findRepeated(hashes, 2)
  const similar = cards.filter((_, at) => isRepeated(at))
  return findSame(similar, ({fields, heading, template: {card}}) => {
    const title = card.number ? toTitleKey(heading.title) : ''
    const texts = fields
      .filter(({template}) => asked.has(template))
      .map((field) => collapse(read(field)))
    const options = fields
      .filter(({template}) => template.kind === 'options')
      .flatMap(({bullets}) => bullets.map(({plainText}) => collapse(plainText)))
    // A link to the top has more tags than words.
    const {length} = hashWords(
      [title, ...texts].join(' ').replaceAll(/<[^<>]*>/g, ' ')
    )
    const isQuestion = length >= (options.length > 0 ? 1 : fewestWords)
    return isQuestion ? [title, ...texts, ...options.sort()].join('\n') : ''
  })
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** @returns the cards whose key an earlier card has; an empty key equals no other */
function findSame(
  cards: readonly Card[],
  toKey: (card: Card) => string
): Copy[] {
  const firsts = new Map<string, Card>()
  const copies: Copy[] = []
  for (const card of cards) {
    const key = toKey(card)
    if (key === '') continue
    const first = firsts.get(key)
    if (first) copies.push({card, first})
    else firsts.set(key, card)
  }

  return copies
}

function toTitleKey(title: string): string {
  // In most titles, only words make a difference.
  if (/^[A-Za-z\d ,?']*$/.test(title) && !/\d,/.test(title)) {
    return title.toLowerCase().replace(/[ ,?']/g, '')
  }

  return (
    title
      .split('`')
      // Between backticks is code.
      .map((part, index) => (index % 2 === 1 ? part : dropPunctuation(part)))
      .map((part) => foldCase(part).replace(/\s/g, ''))
      .join('')
  )
}

/** Removes punctuation, except in `C#` and between digits. */
function dropPunctuation(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(?<!\p{L})#|(?<!\d)[.,]|[.,](?!\d)|(?![#.,])\p{P}/gu, '')
}

/** Through capitals: there, `ß` and the final sigma are equal to their other forms. */
function foldCase(text: string): string {
  return fold(fold(text).toUpperCase())
}
