/** Finds the cards that match the filters, and counts how many would match with each other value. */
import type {CardList} from '../../data.ts'
import type {State} from './address.ts'

/** The cards that match. */
export interface Matches {
  /** In the order of the search result, or of the list. */
  readonly cards: readonly number[]
  /** By facet and value: how many cards would match with it, if all other filters stay. */
  readonly counts: readonly (readonly number[])[]
}

/** @param found cards to choose from, in their order */
export function filterCards(
  {facets}: CardList,
  {chosen}: Pick<State, 'chosen'>,
  found: readonly number[]
): Matches {
  const counts = facets.map(({values}) => values.map(() => 0))
  const cards: number[] = []
  const add = (card: number, at: number): void => {
    const row = counts[at]
    for (const value of facets[at]?.of[card] ?? []) {
      if (row) row[value] = (row[value] ?? 0) + 1
    }
  }
  const active = [...facets.keys()].filter((at) => chosen[at]?.size)
  for (const card of found) {
    let failing = 0
    let last = 0
    for (const at of active) {
      if (facets[at]?.of[card]?.some((value) => chosen[at]?.has(value)))
        continue
      failing++
      last = at
    }

    if (failing === 0) {
      cards.push(card)
      for (let at = 0; at < facets.length; at++) add(card, at)
      // With another value of this one filter, it would match.
    } else if (failing === 1) add(card, last)
  }

  return {cards, counts}
}
