/** What is shown, as the part of the page's address after `#`: it can be kept and sent, and no server sees it. */
import type {CardList} from '../../data.ts'

/** Names of the views. */
export const viewNames = ['cards', 'study', 'interview', 'print'] as const

/** A view. */
export type ViewName = (typeof viewNames)[number]

/** What is shown. */
export interface State {
  readonly view: ViewName
  /** What is searched for. */
  readonly query: string
  /** One card alone, by its key. */
  readonly card: string | undefined
  /** Indexes of the chosen values, by facet. */
  readonly chosen: readonly ReadonlySet<number>[]
}

/** @returns what the address says; what it says wrongly is left out */
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
