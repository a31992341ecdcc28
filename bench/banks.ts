/**
 * Question banks to measure with: of the public bank's shape (twelve cards a section, one sentence a question, three
 * bullets and two, some 550 bytes a card), canonical, and as large as wanted.
 *
 * No two cards may share a bullet or ask nearly the same, or rules would have something to say. So the phrases of a card
 * are a code word: the card's number is written with three digits to the base of the lists' prime length, the digits are
 * the coefficients of a polynomial, and blank k of the card takes the phrase that the polynomial has at k. Two different
 * polynomials of degree two agree at two points at most (Reed and Solomon, 1960), so two cards have at most two of their
 * 27 phrases in common, and never all three of a bullet.
 */
import type {Kind} from './kinds.ts'
import {kinds, otherKinds} from './kinds.ts'
import {moments, phraseCount, things} from './words.ts'

/** Options of `makeBank`. */
export interface BankOptions {
  /** Number of cards, 24,389 at most. */
  readonly cards: number
  /** Name of a kind, or another one, of `kinds.ts`; `plain` if not given. */
  readonly kind?: string
  /** Share of the cards with a mistake, from 0 to 1; rounded up to whole cards, spread evenly. 0 if not given. */
  readonly broken?: number
  /** Banks with different seeds have their cards in a different order. 1 if not given. */
  readonly seed?: number
}

/** There are so many code words. */
const mostCards = phraseCount ** 3

/** As in the public bank, whose seven sections have twelve cards each. */
const cardsPerSection = 12

/** Mistakes that `qbank fix` takes back to the byte. */
const mistakes: readonly ((card: string) => string)[] = [
  // A label glued to the bullet above it: what all cards of the public bank have.
  (card) => card.replace('\n\n**Common', '\n**Common'),
  // Trailing spaces, which editors strip.
  (card) => card.replace(/ {2}\n/, '\n'),
  (card) => card.replace(/(?<=\*\*Difficulty:\*\* )\w+/, toLower),
  (card) => card.replace(/^- /gm, '* '),
  (card) => card.replace('**Common pitfalls:**', '**Common Pitfals**:')
]

/**
 * @returns the text of a bank; the same for the same options. With `broken`, only the broken cards differ from the
 *   bank without it, and the fix gives that bank.
 * @throws RangeError if there are not so many different cards
 */
export function makeBank({
  cards,
  kind: name = 'plain',
  broken = 0,
  seed = 1
}: BankOptions): string {
  const kind = kinds[name] ?? otherKinds[name]
  if (!kind) throw new RangeError(`No kind of bank is called ${name}`)
  if (!Number.isInteger(cards) || cards < 1 || cards > mostCards) {
    throw new RangeError(`Expected 1 to ${mostCards} cards, not ${cards}`)
  }

  const brokenCards = Math.ceil(cards * broken)
  const breakers = new Map<number, (card: string) => string>()
  for (let nth = 0; nth < brokenCards; nth++) {
    breakers.set(
      Math.floor(((nth + 0.5) * cards) / brokenCards),
      at(mistakes, nth)
    )
  }

  const perSection = getSectionSize(kind, cards)
  const parts = [makeHead(kind, Math.ceil(cards / perSection))]
  for (let index = 0; index < cards; index++) {
    if (kind.sections !== undefined && index % perSection === 0) {
      parts.push(`## ${getSectionTitle(index / perSection)}\n\n`)
    }

    const card = makeCard(kind, (index + seed * 4099) % mostCards, index)
    parts.push(breakers.get(index)?.(card) ?? card)
  }

  return `${parts.join('').trimEnd()}\n`
}

function getSectionSize({sections}: Kind, cards: number): number {
  return typeof sections === 'number'
    ? Math.ceil(cards / sections)
    : cardsPerSection
}

/** What is above the first section. */
function makeHead({template, hasContents}: Kind, sections: number): string {
  const matter = template === undefined ? '' : `---\nbank:${template}---\n\n`
  const head = `${matter}# Questions from a made-up operations team\n\n`
  if (!hasContents) return head
  const titles = Array.from({length: sections}, (_, at) => getSectionTitle(at))
  const links = titles.map(
    (title) =>
      `- [${title}](#${title.toLowerCase().replaceAll(' ', '-').replaceAll(',', '')})\n`
  )
  return `${head}## Contents\n\n${links.join('')}\n`
}

/** @param index of the section, from 0 */
function getSectionTitle(index: number): string {
  const thing = `The ${at(things, index)}`
  const round = Math.floor(index / phraseCount)
  if (round === 0) return thing
  const moment = at(moments, round)
  const again = Math.floor(round / phraseCount)
  return `${thing} ${moment}${again > 0 ? `, part ${again + 1}` : ''}`
}

/**
 * @param number of the code word
 * @param index of the card in the bank, from 0
 */
function makeCard(kind: Kind, number: number, index: number): string {
  let blank = 0
  const next = (phrases: readonly string[]): string =>
    at(phrases, evaluate(number, blank++))
  return kind.makeCard({next, number, index})
}

/** Value of the polynomial whose coefficients are the digits of a number, to the base of the lists' length. */
function evaluate(number: number, x: number): number {
  const constant = number % phraseCount
  const linear = Math.floor(number / phraseCount) % phraseCount
  const square = Math.floor(number / phraseCount ** 2)
  return (constant + linear * x + square * x * x) % phraseCount
}

/** The item with an index, counted round and round. */
function at<Item>(list: readonly Item[], index: number): Item {
  return list[index % list.length] as Item
}

function toLower(text: string): string {
  return text.toLowerCase()
}
