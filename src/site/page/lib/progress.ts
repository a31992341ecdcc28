/**
 * What has been learned: by card, when it is due and how well it is known (FSRS). It is kept in the browser, by the key of a card, so
 * that a card whose text is edited keeps it; a file of it can be exported and imported.
 */
import type {Card, Grade} from 'ts-fsrs'
import {createEmptyCard, fsrs, Rating} from 'ts-fsrs'
import {readStored, store} from './storage.ts'

/** What a person can say about an answer. */
export const grades = [
  Rating.Again,
  Rating.Hard,
  Rating.Good,
  Rating.Easy
] as const satisfies readonly Grade[]

/** Marks the file. */
const format = 'qbank-progress'
const version = 1

/** A card's progress, as JSON has it. */
type Kept = Record<string, string | number>

/** Progress of many cards. */
export interface ProgressFile {
  readonly format: typeof format
  readonly version: number
  readonly cards: Readonly<Record<string, Kept>>
}

/** Why a file is not imported. */
export type ImportProblem = 'json' | 'format' | 'version'

const scheduler = fsrs({enable_fuzz: false})

/** The progress of the cards of a page. */
export class Progress {
  readonly #name: string
  readonly #cards = new Map<string, Card>()
  /** Whether the browser keeps it. */
  isKept = true

  /** @param name of the list of cards */
  constructor(name: string) {
    this.#name = `progress:${name}`
    this.reload()
  }

  /** Reads what is kept; another window may have changed it. */
  reload(): void {
    const text = readStored(this.#name)
    if (text === undefined) return
    const file = parseProgress(text)
    if (typeof file === 'object') this.#merge(file)
  }

  /** @returns what is known of a card; nothing if it has not been studied */
  get(key: string): Card | undefined {
    return this.#cards.get(key)
  }

  /** @returns when the card would be due after each rating, Again to Easy */
  preview(key: string, now: Date): readonly Date[] {
    const options = scheduler.repeat(
      this.#cards.get(key) ?? createEmptyCard(now),
      now
    )
    return grades.map((grade) => options[grade].card.due)
  }

  /** Rates a card, and keeps that. */
  rate(key: string, grade: Grade, now: Date): void {
    this.reload()
    const {card} = scheduler.next(
      this.#cards.get(key) ?? createEmptyCard(now),
      now,
      grade
    )
    this.#cards.set(key, card)
    this.#keep()
  }

  /** @returns all of it, as text of a file */
  export(): string {
    const cards = Object.fromEntries(
      Array.from(this.#cards, ([key, card]) => [key, toKept(card)])
    )
    return `${JSON.stringify({format, version, cards}, undefined, 2)}\n`
  }

  /** @returns how many cards the text has, or why it is not imported. Of a card that both have, what was reviewed last counts. */
  import(text: string): number | ImportProblem {
    const file = parseProgress(text)
    if (typeof file !== 'object') return file
    this.#merge(file)
    this.#keep()
    return Object.keys(file.cards).length
  }

  /** Forgets all of it. */
  clear(): void {
    this.#cards.clear()
    store(this.#name, undefined)
  }

  #merge({cards}: ProgressFile): void {
    for (const [key, kept] of Object.entries(cards)) {
      const card = toCard(kept)
      const own = this.#cards.get(key)
      if (!card || (own && toTime(own) >= toTime(card))) continue
      this.#cards.set(key, card)
    }
  }

  #keep(): void {
    this.isKept = store(this.#name, this.export())
  }
}

function toTime({last_review: last}: Card): number {
  return last?.getTime() ?? 0
}

function parseProgress(text: string): ProgressFile | ImportProblem {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'json'
  }

  const file = value as Partial<ProgressFile> | null
  if (file?.format !== format || typeof file.cards !== 'object') return 'format'
  if (typeof file.version !== 'number' || file.version > version) {
    return 'version'
  }

  return {format, version, cards: file.cards}
}

function toKept(card: Card): Kept {
  const {due, last_review: last, ...numbers} = card
  return {
    ...numbers,
    due: due.toISOString(),
    ...(last && {last_review: last.toISOString()})
  }
}

/** @returns nothing where it is not what was exported */
function toCard(kept: Kept): Card | undefined {
  const due = new Date(kept['due'] ?? Number.NaN)
  const last = new Date(kept['last_review'] ?? Number.NaN)
  const empty = createEmptyCard(due)
  const numbers = Object.entries(empty).filter(
    ([, value]) => typeof value === 'number'
  )
  const read = numbers.map(([name]) => [name, kept[name]])
  const isWhole = read.every(([, value]) => Number.isFinite(value))
  if (!isWhole || Number.isNaN(due.getTime())) return undefined
  return {
    ...empty,
    ...(Object.fromEntries(read) as Record<string, number>),
    ...(Number.isNaN(last.getTime()) ? {} : {last_review: last})
  }
}
