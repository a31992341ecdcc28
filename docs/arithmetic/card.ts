/**
 * Compares what a card says with what follows from its givens. Both are named by the words around them: the words must
 * occur in the card, and the numbers in them are the givens of a formula or are compared with its results.
 */
import {readNumbers, type WrittenNumber} from './numbers.ts'

/** What a formula gives, and the words that state it: one result for each number in the words, in the same order. */
export type Row = readonly [result: number | readonly number[], words: string]

/** The arithmetic of one card. */
export interface CardArithmetic {
  readonly title: string
  /** Words of the card; the numbers in them are the arguments of `compute`. */
  readonly givens: readonly string[]
  readonly compute: (...givens: number[]) => readonly Row[]
}

/** States the arithmetic of the card with this title. */
export function card(
  title: string,
  givens: readonly string[],
  compute: CardArithmetic['compute']
): CardArithmetic {
  return {title, givens, compute}
}

/** Compares every card with the bank; a problem is one line, with the card's title and both values. */
export function compareCards(
  bank: string,
  cards: readonly CardArithmetic[]
): {numbers: number; problems: string[]} {
  const texts = new Map(
    bank
      .split(/^### Q: /m)
      .slice(1)
      .map((text) => [text.slice(0, text.indexOf('\n')), text])
  )
  const problems: string[] = []
  let numbers = 0
  for (const {title, givens, compute} of cards) {
    const report = (problem: string): void => {
      problems.push(`${title}: ${problem}`)
    }
    const text = texts.get(title)
    // A second entry for a card would hide that another one is missing.
    texts.delete(title)
    if (text === undefined) {
      report('no card has this title, or it is listed twice')
      continue
    }
    const find = (words: string): WrittenNumber[] => {
      if (!text.includes(words)) report(`the card does not say "${words}"`)
      return readNumbers(words)
    }
    const values = givens.flatMap(find).map((written) => written.value)
    if (values.length !== compute.length) {
      report(`${compute.length} givens are used, ${values.length} are named`)
      continue
    }
    for (const [result, words] of compute(...values)) {
      const results = typeof result === 'number' ? [result] : result
      const written = find(words)
      if (results.length !== written.length) {
        report(`${results.length} results for the numbers in "${words}"`)
        continue
      }
      for (const [index, number] of written.entries()) {
        const value = results[index] ?? Number.NaN
        numbers++
        if (!(Math.abs(value - number.value) <= number.tolerance)) {
          report(`"${words}" says ${number.text}, the formula ${value}`)
        }
      }
    }
  }
  return {numbers, problems}
}
