/** The interview that is being prepared or held, as the browser keeps it. */
import {readStored, store} from './storage.ts'

/** The notes on one card. */
export interface Score {
  /** Keys of the points that were made: their numbers on the card, from 0. */
  readonly made: readonly number[]
  readonly notes: string
  /** From 1 to 4; 0 if there is no rating yet. */
  readonly rating: number
}

/** An interview. */
export interface Interview {
  readonly name: string
  /** Keys of cards, in their order. */
  readonly cards: readonly string[]
  readonly scores: Readonly<Record<string, Score>>
}

const empty: Interview = {name: '', cards: [], scores: {}}
let current: Interview | undefined
let storedName = 'interview'

/** @param name of the list of cards */
export function useInterview(name: string): void {
  storedName = `interview:${name}`
  current = undefined
}

/** @returns the interview */
export function getInterview(): Interview {
  if (current) return current
  try {
    current = toInterview(JSON.parse(readStored(storedName) ?? '{}'))
  } catch {
    current = empty
  }

  return current
}

/** Changes the interview, and keeps it. */
export function changeInterview(change: Partial<Interview>): void {
  current = {...getInterview(), ...change}
  store(storedName, JSON.stringify(current))
}

/** Forgets it. */
export function clearInterview(): void {
  current = empty
  store(storedName, undefined)
}

/** @returns whether a card is picked, by its key */
export function isPicked(key: string): boolean {
  return getInterview().cards.includes(key)
}

/** Picks a card, or takes it out; its scores stay until the interview is cleared. */
export function togglePicked(key: string): void {
  const {cards} = getInterview()
  changeInterview({
    cards: isPicked(key)
      ? cards.filter((each) => each !== key)
      : [...cards, key]
  })
}

/** @returns the notes on a card */
export function getScore(key: string): Score {
  const {scores} = getInterview()
  // A title may be the name of a property of all objects.
  const score = Object.hasOwn(scores, key) ? scores[key] : undefined
  return score ?? {made: [], notes: '', rating: 0}
}

/** Changes what was said about a card. */
export function changeScore(key: string, change: Partial<Score>): void {
  const {scores} = getInterview()
  changeInterview({scores: {...scores, [key]: {...getScore(key), ...change}}})
}

/** Another version may have stored anything. */
function toInterview(value: unknown): Interview {
  const {name, cards, scores} = value as Partial<
    Record<keyof Interview, unknown>
  >
  return {
    name: typeof name === 'string' ? name : '',
    cards: Array.isArray(cards)
      ? cards.filter((key): key is string => typeof key === 'string')
      : [],
    scores: Object.fromEntries(
      Object.entries(scores ?? {}).map(([key, score]) => [key, toScore(score)])
    )
  }
}

function toScore(value: unknown): Score {
  const {made, notes, rating} = (value ?? {}) as Partial<
    Record<keyof Score, unknown>
  >
  return {
    made: Array.isArray(made)
      ? made.filter((at): at is number => typeof at === 'number')
      : [],
    notes: typeof notes === 'string' ? notes : '',
    rating: typeof rating === 'number' ? rating : 0
  }
}
