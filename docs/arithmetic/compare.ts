/**
 * Compares what cards say with what follows from their givens, and sees that no number of a card is left out. Words of an
 * entry have to occur in its card; a number there is covered if it is part of such words.
 */
import type {CardArithmetic, SectionArithmetic} from './card.ts'
import {readNumbers, type WrittenNumber} from './numbers.ts'
import {readCards, type CardText} from './read-cards.ts'

/** What a comparison has found: a problem is one line, with the card's title and the number. */
export interface Comparison {
  /** How many numbers have been compared with a result. */
  numbers: number
  problems: string[]
}

/** Compares every card of these sections with the bank. */
export function compareSections(
  bank: string,
  sections: readonly SectionArithmetic[]
): Comparison {
  const comparison: Comparison = {numbers: 0, problems: []}
  const texts = readCards(bank)
  for (const {name, cards} of sections) {
    const open = new Map(
      texts
        .filter((text) => text.section === name)
        .map((text) => [text.title, text])
    )
    for (const card of cards) {
      const text = open.get(card.title)
      // A second entry for a card would hide that another one is missing.
      open.delete(card.title)
      if (text === undefined) {
        const problem = `no card in "${name}" has this title, or it is listed twice`
        comparison.problems.push(`${card.title}: ${problem}`)
      } else {
        compareCard(card, text, comparison)
      }
    }
    for (const {title, numerals} of open.values()) {
      const count = numerals.filter((numeral) => !numeral.isExempt).length
      if (count === 0) continue
      comparison.problems.push(`${title}: ${count} numbers, but no entry`)
    }
  }
  return comparison
}

function compareCard(
  card: CardArithmetic,
  text: CardText,
  comparison: Comparison
): void {
  const report = (problem: string): void => {
    comparison.problems.push(`${card.title}: ${problem}`)
  }
  const covered: Span[] = []
  const find = (words: string): WrittenNumber[] => {
    const spans = findWords(text, words)
    if (spans.length === 0) report(`the card does not say "${words}"`)
    covered.push(...spans)
    return readNumbers(words)
  }
  for (const words of card.facts) find(words)
  const values = card.givens.flatMap(find).map((written) => written.value)
  if (values.length !== card.derive.length) {
    report(`${card.derive.length} givens are used, ${values.length} are named`)
    return
  }
  for (const [, result, words] of card.derive(...values)) {
    const results = typeof result === 'number' ? [result] : result
    const written = find(words)
    if (results.length !== written.length) {
      report(
        `${results.length} results for the ${written.length} numbers in "${words}"`
      )
      continue
    }
    for (const [index, number] of written.entries()) {
      const value = results[index] ?? Number.NaN
      comparison.numbers++
      if (!(Math.abs(value - number.value) <= number.tolerance)) {
        report(`"${words}" says ${number.text}, the formula ${value}`)
      }
    }
  }
  reportLoose(text, covered, comparison)
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Where the card says these words; not where they would cut a number in two, as `5%` in `15%` does. */
function findWords(text: CardText, words: string): Span[] {
  const spans: Span[] = []
  let start = words === '' ? -1 : text.text.indexOf(words)
  while (start >= 0) {
    const end = start + words.length
    const isCut = text.numerals.some(
      (numeral) =>
        (numeral.start < start && start < numeral.end) ||
        (numeral.start < end && end < numeral.end)
    )
    if (!isCut) spans.push({start, end})
    start = text.text.indexOf(words, start + 1)
  }
  return spans
}

/** Reports the numbers of a card that no words of its entry contain. */
function reportLoose(
  {title, text, numerals}: CardText,
  covered: readonly Span[],
  comparison: Comparison
): void {
  for (const {start, end, isExempt} of numerals) {
    if (isExempt) continue
    if (covered.some((span) => span.start <= start && end <= span.end)) continue
    const around = text.slice(Math.max(start - 30, 0), end + 30)
    comparison.problems.push(
      `${title}: ${text.slice(start, end)} in "${around.replace(/\s+/g, ' ')}" is neither given, derived nor a fact`
    )
  }
}
