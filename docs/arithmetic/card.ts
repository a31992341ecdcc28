/**
 * States the arithmetic of a card: what it takes for granted, what it is given, and how each number follows. Words copied
 * from the card name its numbers, so that card and formula cannot change without each other.
 */
import {isMain, printSection} from './derivation.ts'

/** One step: how it follows, the results in the order of the numbers in the words, and the words of the card. */
export type Step = readonly [
  formula: string,
  result: number | readonly number[],
  words: string
]

/** What a card's entry says in addition to the title. */
export interface Arithmetic {
  /** Sentences: what the derivation takes for granted. */
  readonly assumptions?: readonly string[]
  /** Words of the card; the numbers in them are, in order, the arguments of `derive`. */
  readonly givens?: readonly string[]
  /** Words of the card whose numbers are neither given nor computed: a published result, a limit of a standard, a name. */
  readonly facts?: readonly string[]
  readonly derive?: (...givens: number[]) => readonly Step[]
}

/** The arithmetic of one card. */
export interface CardArithmetic extends Required<Arithmetic> {
  readonly title: string
}

/** The arithmetic of a section's cards. */
export interface SectionArithmetic {
  readonly name: string
  readonly cards: readonly CardArithmetic[]
}

/** States the arithmetic of the card with this title. */
export function card(title: string, arithmetic: Arithmetic): CardArithmetic {
  const {assumptions = [], givens = [], facts = []} = arithmetic
  const {derive = () => []} = arithmetic
  return {title, assumptions, givens, facts, derive}
}

/**
 * Puts the cards of a section together. A file whose section this is prints the derivations when it is run by itself:
 * `npx tsx docs/arithmetic/training.ts`, or with the path of a draft to check this section in that file as well.
 */
export function section(
  name: string,
  cards: readonly CardArithmetic[]
): SectionArithmetic {
  const result = {name, cards}
  if (isMain()) printSection(result)
  return result
}
