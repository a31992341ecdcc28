/**
 * What a person has learned, as a file: for each card, when it is due and how well the person knows it (FSRS). The page
 * of `qbank site` exports and imports the same file.
 */
import type {Card, Grade} from 'ts-fsrs'
import {createEmptyCard, fsrs, Rating} from 'ts-fsrs'

/** The possible ratings of an answer. */
export const grades = [
  Rating.Again,
  Rating.Hard,
  Rating.Good,
  Rating.Easy
] as const satisfies readonly Grade[]

/** Identifies the file. */
const format = 'qbank-progress'
const version = 1

/** A card's progress, as JSON has it. */
type Kept = Readonly<Record<string, string | number>>

/** Progress by the key of a card: its id, or its title without markup. */
export type ProgressCards = ReadonlyMap<string, Card>

/** Why a text is not progress. */
export type ProgressProblem = 'json' | 'format' | 'version'

/** Without randomness, so that dates can be computed again. */
const scheduler = fsrs({enable_fuzz: false})

/** @returns when a card would be due after each rating, Again to Easy */
export function previewDues(
  card: Card | undefined,
  now: Date
): readonly Date[] {
  const options = scheduler.repeat(card ?? createEmptyCard(now), now)
  return grades.map((grade) => options[grade].card.due)
}

/** @returns the card after a rating */
export function rateCard(
  card: Card | undefined,
  grade: Grade,
  now: Date
): Card {
  return scheduler.next(card ?? createEmptyCard(now), now, grade).card
}

/** @returns the progress of both; if both have a card, its last review counts */
export function mergeProgress(
  own: ProgressCards,
  other: ProgressCards
): Map<string, Card> {
  const merged = new Map(own)
  for (const [key, card] of other) {
    const before = merged.get(key)
    if (!before || toTime(before) < toTime(card)) merged.set(key, card)
  }

  return merged
}

function toTime({last_review: last}: Card): number {
  return last?.getTime() ?? 0
}

/** @returns text of a file */
export function formatProgress(progress: ProgressCards): string {
  const cards = Object.fromEntries(
    Array.from(progress, ([key, card]) => [key, toKept(card)])
  )
  return `${JSON.stringify({format, version, cards}, undefined, 2)}\n`
}

/** @returns the progress in a text, or why there is none */
export function parseProgress(text: string): ProgressCards | ProgressProblem {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'json'
  }

  const file = value as {
    format?: unknown
    version?: unknown
    cards?: Readonly<Record<string, Kept>> | null
  } | null
  if (file?.format !== format || typeof file.cards !== 'object') return 'format'
  if (typeof file.version !== 'number' || file.version > version) {
    return 'version'
  }

  const entries = Object.entries(file.cards ?? {})
  return new Map(
    entries.flatMap(([key, kept]) => {
      const card = toCard(kept)
      return card ? [[key, card]] : []
    })
  )
}

function toKept(card: Card): Kept {
  const {due, last_review: last, ...numbers} = card
  return {
    ...numbers,
    due: due.toISOString(),
    ...(last && {last_review: last.toISOString()})
  }
}

/** @returns `undefined` if it is not exported progress */
function toCard(kept: Kept | null): Card | undefined {
  const due = new Date(kept?.['due'] ?? Number.NaN)
  const last = new Date(kept?.['last_review'] ?? Number.NaN)
  const empty = createEmptyCard(due)
  const numbers = Object.entries(empty).filter(
    ([, value]) => typeof value === 'number'
  )
  const read = numbers.map(([name]) => [name, kept?.[name]])
  const isWhole = read.every(([, value]) => Number.isFinite(value))
  if (!isWhole || Number.isNaN(due.getTime())) return undefined
  return {
    ...empty,
    ...(Object.fromEntries(read) as Record<string, number>),
    ...(Number.isNaN(last.getTime()) ? {} : {last_review: last})
  }
}
