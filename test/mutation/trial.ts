/**
 * Tries mutants: runs the tests that call the function that a mutant is in, those first that are likely to notice it for their
 * time, until one fails.
 *
 * What an earlier mutant has left in memory could make a test fail, too, and so could a test that relies on one before it. So a
 * failure counts only if the same tests pass after it, without the mutant.
 */
import {basename, dirname, join} from 'node:path'
import type {Source} from './copy.ts'
import type {NumberedMutant} from './mutants.ts'
import type {Batch, TestFile} from './reach.ts'
import {findBatches} from './reach.ts'
import type {Answer} from './worker.ts'
import type {Place} from './workers.ts'
import {MutantWorker} from './workers.ts'

/** A mutant in the source that it changes. */
export interface Case extends NumberedMutant {
  readonly source: Source
  /** Number of the function that it is in; none if it takes effect when the source is loaded. */
  readonly functionId: number | undefined
}

export type Verdict = 'killed' | 'timed out' | 'survived' | 'not reached'

/** What came of a mutant. */
export interface Tried {
  readonly verdict: Verdict
  /** What has noticed it. */
  readonly by?: string
  /** Processor time of the tests that were run, without a mutant; seconds. */
  readonly seconds?: number
}

/** What trials share. */
export interface TrialOptions {
  readonly place: Place
  readonly sources: readonly Source[]
  readonly tests: readonly TestFile[]
  /** Numbers of mutants that files of tests have noticed. */
  readonly kills: Map<string, number>
  /** Numbers of the functions that are called while sources are loaded. */
  readonly atStart: ReadonlySet<number>
}

/** Processor time of tests for one mutant, at most; seconds. */
const longest = 45

/** After so many mutants, a process has loaded so many files that it is large. */
const mostMutants = 30

/** Tries mutants, one at a time, in a process that goes on as long as it can. */
export class Trial {
  readonly #options: TrialOptions
  #worker: MutantWorker | undefined
  #count = 0

  constructor(options: TrialOptions) {
    this.#options = options
  }

  /** Ends the process. */
  stop(): void {
    this.#worker?.kill()
    this.#worker = undefined
  }

  async tryMutant(mutant: Case): Promise<Tried> {
    const {id, functionId} = mutant
    const isAtStart =
      functionId === undefined || this.#options.atStart.has(functionId)
    const batches = this.#findBatches(mutant, isAtStart)
    if (batches.length === 0) return {verdict: 'not reached'}
    if (isAtStart || ++this.#count % mostMutants === 0) this.stop()
    let spent = 0
    for (const batch of batches) {
      spent += batch.seconds
      if (spent > longest) break
      const worker = await this.#getWorker(isAtStart ? id : -1)
      if (!worker) return {verdict: 'killed', by: 'loading'}
      const tried = await this.#tryBatch(worker, batch, mutant, isAtStart)
      if (!tried) continue
      if (isAtStart) this.stop()
      this.#countKill(batch.file)
      return {...tried, seconds: spent}
    }

    if (isAtStart) this.stop()
    return {verdict: 'survived', seconds: spent}
  }

  /** @returns what has noticed the mutant, if something has */
  async #tryBatch(
    worker: MutantWorker,
    batch: Batch,
    mutant: Case,
    isAtStart: boolean
  ): Promise<Tried | undefined> {
    const {file, names, seconds} = batch
    const wasFresh = worker.isFresh
    worker.isFresh &&= isAtStart
    const request = {file, names, mutant: mutant.id, goesOn: false}
    const answer = await worker.ask(request, seconds)
    if (typeof answer !== 'string') {
      const failed = getFailed(answer)
      if (failed === undefined) return
      const by = `${file}: ${failed}: ${answer.failure ?? ''}`
      const isSound = await this.#passes(batch, answer, isAtStart)
      if (isSound) return {verdict: 'killed', by}
    } else {
      this.stop()
      if (answer === 'late') return {verdict: 'timed out', by: file}
      if (wasFresh) return {verdict: 'killed', by: `${file}: crash`}
    }

    this.stop()
    // Once more, where nothing is left of other mutants; a failure that is not the mutant's does not count.
    if (wasFresh) return
    const fresh = await this.#getWorker(-1)
    return fresh && this.#tryBatch(fresh, batch, mutant, isAtStart)
  }

  /** Whether the tests that were run pass without the mutant, too. */
  async #passes(
    {file, seconds}: Batch,
    {tests}: Answer,
    isAtStart: boolean
  ): Promise<boolean> {
    if (isAtStart) this.stop()
    const worker = await this.#getWorker(-1)
    const names = tests.map(({name}) => name)
    const request = {file, names, mutant: -1, goesOn: false}
    const answer = await worker?.ask(request, seconds)
    return typeof answer === 'object' && getFailed(answer) === undefined
  }

  async #getWorker(mutant: number): Promise<MutantWorker | undefined> {
    if (!this.#worker) {
      const made = await MutantWorker.make(this.#options.place, mutant)
      this.#worker = made?.worker
    }

    return this.#worker
  }

  #findBatches({source, functionId}: Case, isAtStart: boolean): Batch[] {
    const {sources, tests, kills} = this.#options
    const {file} = source
    const functions = new Set(
      isAtStart
        ? [source, ...sources.filter((other) => imports(other, file))].flatMap(
            ({probes}) => probes.map(({id}) => id)
          )
        : [functionId]
    )
    const name = basename(file, '.ts')
    const rate = ({file: test, seconds, isNamesake}: Batch): number =>
      (((kills.get(test) ?? 0) + 1) * (isNamesake ? 20 : 1)) / (seconds + 0.1)
    return tests
      .flatMap((test) => findBatches(test, functions, name))
      .sort((left, right) => rate(right) - rate(left))
  }

  #countKill(file: string): void {
    const {kills} = this.#options
    kills.set(file, (kills.get(file) ?? 0) + 1)
  }
}

function getFailed({tests}: Answer): string | undefined {
  return tests.find(({isFailed}) => isFailed)?.name
}

/** Whether one source imports the file of another. */
function imports({file, text}: Source, imported: string): boolean {
  return [...text.matchAll(/ from '(\.[^']+)'/g)].some(
    ([, path = '']) => join(dirname(file), path) === imported
  )
}
