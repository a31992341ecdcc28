/** Which cards match the filters, and how many there would be with each other value. */
import type {CardList} from '../../data.ts'
import type {State} from './address.ts'

/** The cards that match. */
export interface Matches {
  /** In the order of what was found, or of the list. */
  readonly cards: readonly number[]
  /** By facet and value: how many cards there are with it, all other filters as they are. */
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
    const failing = active.filter(
      (at) => !facets[at]?.of[card]?.some((value) => chosen[at]?.has(value))
    )
    const [only] = failing
    if (only === undefined) {
      cards.push(card)
      for (const at of facets.keys()) add(card, at)
    } else if (failing.length === 1) {
      // With another value of this one filter, it would match.
      add(card, only)
    }
  }

  return {cards, counts}
}
