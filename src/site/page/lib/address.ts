/** The state of the page, as the part of its address after `#`: it can be saved and shared, and no server gets it. */
import type {CardList} from '../../data.ts'

/** Names of the views. */
export const viewNames = ['cards', 'study', 'interview', 'print'] as const

/** A view. */
export type ViewName = (typeof viewNames)[number]

/** The state of the page. */
export interface State {
  readonly view: ViewName
  /** The text of the search. */
  readonly query: string
  /** Key of a card that is shown alone. */
  readonly card: string | undefined
  /** Indexes of the chosen values, by facet. */
  readonly chosen: readonly ReadonlySet<number>[]
}

/** @returns the state in the address; wrong parts are left out */
export function readAddress(hash: string, {facets}: CardList): State {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''))
  const view = viewNames.find((name) => name === parameters.get('view'))
  return {
    view: view ?? 'cards',
    query: parameters.get('q') ?? '',
    card: parameters.get('card') ?? undefined,
    chosen: facets.map(({key, values}) => {
      const wanted = parameters.getAll(key)
      return new Set(
        wanted.map((value) => values.indexOf(value)).filter((at) => at !== -1)
      )
    })
  }
}

/** @returns the address, with `#`; for all cards without a filter, `#` alone */
export function writeAddress(state: State, {facets}: CardList): string {
  const parameters = new URLSearchParams()
  const {view, query, card, chosen} = state
  if (view !== 'cards') parameters.set('view', view)
  if (query !== '') parameters.set('q', query)
  if (card !== undefined) parameters.set('card', card)
  for (const [at, {key, values}] of facets.entries()) {
    for (const value of chosen[at] ?? []) {
      parameters.append(key, values[value] ?? '')
    }
  }

  return `#${parameters.toString()}`
}
