/** The result of formatting: what Prettier would change, or why it is not asked or its answer is not used. */
import type {Bank, Block} from '../bank/model.ts'
import type {Range} from '../markdown/offsets.ts'
import type {LineChange} from './changed-lines.ts'
import {findExcess} from './find-excess.ts'
import type {OddNumber} from './keep-numbers.ts'
import {findOddNumbers} from './keep-numbers.ts'
import {quote} from '../text/wording.ts'
import type {Loss} from './loss-check.ts'

/** Prettier could not format a text, or does not converge; the range is the heading of its block. */
export interface FormatFailure extends Range {
  readonly cause: Error
}

/** Prettier would lose a part of a block, which therefore stays as it is; the range is that part. */
export interface FormatLoss extends Range {
  readonly loss: Loss
}

/**
 * A block that has too much of some markup, or too many lines, for Prettier; the range is the first that is too much.
 */
export interface FormatExcess extends Range {
  /** What it has too much of, in words. */
  readonly excess: string
}

/** A list that Prettier would number differently, and which therefore stays as it is; the range is a number. */
export interface FormatNumber extends Range {
  readonly odd: OddNumber
}

/** A block that Prettier would change, or that must not be given to it. */
export type FormatResult =
  LineChange | FormatFailure | FormatLoss | FormatExcess | FormatNumber

/** A result of a block, wherever the block is: its range counts from the start of the block, or is its heading. */
export type Answer =
  | LineChange
  | FormatExcess
  | FormatNumber
  | Omit<FormatFailure, keyof Range>
  | FormatLoss
  | Omit<FormatLoss, keyof Range>

/** @returns the result with its range in the bank */
export function place(answer: Answer, bank: Bank, block: Block): FormatResult {
  if (!('start' in answer)) return {...headingOf(bank, block), ...answer}
  const {start, end} = answer
  return {...answer, start: block.start + start, end: block.start + end}
}

/** @returns the numbers in a text that Prettier would change */
export function findNumbers(text: string): FormatNumber[] {
  return findOddNumbers(text).map((odd) => ({
    start: odd.start,
    end: odd.end,
    odd
  }))
}

/** @returns the markup of a text that is too much for Prettier */
export function findExcessOf(text: string): FormatExcess | undefined {
  const found = findExcess(text)
  return (
    found && {
      start: found.start,
      end: found.end,
      excess: found.noun ?? quote(text.slice(found.start, found.end))
    }
  )
}

/** The range for a problem of a whole block: its heading, or its first line that is not blank. */
export function headingOf({source}: Bank, block: Block | undefined): Range {
  if (!block) return {start: 0, end: source.length}
  if (block.card) {
    const {start, end} = block.card.heading
    return {start, end}
  }

  const text = source.slice(block.start, block.end)
  const [line = ''] = /\S[^\r\n]*/.exec(text) ?? []
  const start = block.start + Math.max(0, text.indexOf(line))
  return {start, end: start + line.trimEnd().length}
}
