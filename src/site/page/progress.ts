/**
 * What has been learned: by card, when it is due and how well it is known (FSRS). It is kept in the browser, by the key of a card, so
 * that a card whose text is edited keeps it; a file of it can be exported and imported.
 */
import type {Card, Grade} from 'ts-fsrs'
import type {ProgressProblem} from '../../study/progress-file.ts'
import {
  formatProgress,
  mergeProgress,
  parseProgress,
  previewDues,
  rateCard
} from '../../study/progress-file.ts'
import {readStored, store} from './storage.ts'

/** The progress of the cards of a page. */
export class Progress {
  readonly #name: string
  #cards = new Map<string, Card>()
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
    const kept = parseProgress(text)
    if (typeof kept !== 'string') this.#cards = mergeProgress(this.#cards, kept)
  }

  /** @returns what is known of a card; nothing if it has not been studied */
  get(key: string): Card | undefined {
    return this.#cards.get(key)
  }

  /** @returns when the card would be due after each rating, Again to Easy */
  preview(key: string, now: Date): readonly Date[] {
    return previewDues(this.#cards.get(key), now)
  }

  /** Rates a card, and keeps that. */
  rate(key: string, grade: Grade, now: Date): void {
    this.reload()
    this.#cards.set(key, rateCard(this.#cards.get(key), grade, now))
    this.#keep()
  }

  /** @returns all of it, as text of a file */
  export(): string {
    return formatProgress(this.#cards)
  }

  /** @returns how many cards the text has, or why it is not imported. Of a card that both have, what was reviewed last counts. */
  import(text: string): number | ProgressProblem {
    const progress = parseProgress(text)
    if (typeof progress === 'string') return progress
    this.#cards = mergeProgress(this.#cards, progress)
    this.#keep()
    return progress.size
  }

  /** Forgets all of it. */
  clear(): void {
    this.#cards.clear()
    store(this.#name, undefined)
  }

  #keep(): void {
    this.isKept = store(this.#name, this.export())
  }
}
