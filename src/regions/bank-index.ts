/**
 * A table of all banks of the repository. It does not belong to one bank, so it is not among a bank's kinds of regions.
 */
import {findHeadingTexts} from '../bank/heading-texts.ts'
import type {Bank} from '../bank/model.ts'
import type {TableWords} from '../template/config.ts'
import {findChoice} from '../template/model.ts'
import {countChoices} from './count-choices.ts'
import {toNumberTable} from './number-table.ts'

/** Name in the region's markers. */
export const bankIndex = 'bank-index'

/** A row of the table. */
export interface IndexEntry {
  readonly title: string
  /** Path from the README, as a URL. */
  readonly url: string
  /** Number of cards by value of the first choice field. */
  readonly counts: ReadonlyMap<string, number>
  readonly cards: number
}

/** @returns a bank's row of the table; if the bank has no title above its cards, its URL is used */
export function toIndexEntry(bank: Bank, url: string): IndexEntry {
  const [heading] = findHeadingTexts(bank)
  const first = bank.sections[0] ?? bank.cards[0]
  const isTitle = heading && heading.start < (first?.start ?? Infinity)
  const counts = countChoices(bank, bank.cards)
  const choices = findChoice(bank.templates)?.choices ?? []
  return {
    title: isTitle ? heading.text : decodeURI(url),
    url,
    counts: new Map(choices.map((choice, at) => [choice, counts[at] ?? 0])),
    cards: bank.cards.length
  }
}

/** @returns the table; its columns are the values of all banks, in the order of their first use */
export function renderIndex(
  entries: readonly IndexEntry[],
  words: TableWords
): string {
  const choices = [
    ...new Set(entries.flatMap(({counts}) => [...counts.keys()]))
  ]
  return toNumberTable(
    [words.bank, ...choices, words.cards],
    entries.map(({title, url, counts, cards}) => ({
      label: title,
      url,
      numbers: [...choices.map((choice) => counts.get(choice) ?? 0), cards]
    }))
  )
}
