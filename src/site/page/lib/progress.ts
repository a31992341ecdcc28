/**
 * What was learned: for each card, when it is due and how well it is known (FSRS). The browser stores it by the card's
 * key, so that an edited card keeps it; it can be exported to a file and imported.
 */
import type {Card, Grade} from 'ts-fsrs'
import type {ProgressProblem} from '../../../study/progress-file.ts'
import {
  formatProgress,
  mergeProgress,
  parseProgress,
  previewDues,
  rateCard
} from '../../../study/progress-file.ts'
import {readStored, store} from './storage.ts'

/** The progress of the cards of a page. */
export class Progress {
  readonly #name: string
  #cards = new Map<string, Card>()
  /** Whether the browser stores it. */
  isKept = true

  /** @param name of the list of cards */
  constructor(name: string) {
    this.#name = `progress:${name}`
    this.reload()
  }

  /** Reads the stored progress; another window may have changed it. */
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

  /** Rates a card, and stores that. */
  rate(key: string, grade: Grade, now: Date): void {
    this.reload()
    this.#cards.set(key, rateCard(this.#cards.get(key), grade, now))
    this.#keep()
  }

  /** @returns all progress, as text of a file */
  export(): string {
    return formatProgress(this.#cards)
  }

  /**
   * @returns the number of cards in the text, or why it is not imported. If both have a card, its last review counts.
   */
  import(text: string): number | ProgressProblem {
    const progress = parseProgress(text)
    if (typeof progress === 'string') return progress
    this.#cards = mergeProgress(this.#cards, progress)
    this.#keep()
    return progress.size
  }

  /** Forgets all progress. */
  clear(): void {
    this.#cards.clear()
    store(this.#name, undefined)
  }

  #keep(): void {
    this.isKept = store(this.#name, this.export())
  }
}
