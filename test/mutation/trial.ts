/**
 * Tries mutants: runs the tests that call the function that a mutant is in, those first that are likely to notice it for their
 * time, until one fails.
 *
 * Each has a process of its own, in which it is on from the start: sources and tests keep much in memory, and what was kept
 * without the mutant would hide it. A test may rely on one before it, and the machine may be busy, so a failure counts only if
 * the same tests pass without the mutant, and in time.
 */
import {dirname, join} from 'node:path'
import type {Source} from './copy.ts'
import type {NumberedMutant} from './mutants.ts'
import type {Batch, TestFile} from './reach.ts'
import {findBatches, toRate} from './reach.ts'
import type {Answer} from './worker.ts'
import type {Place, Silence} from './workers.ts'
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
  /** Processor time of tests for one mutant, at most; seconds. */
  readonly longest: number
}

/** Tries mutants, one at a time. */
export class Trial {
  readonly #options: TrialOptions
  /** A process without a mutant. */
  #plain: MutantWorker | undefined

  constructor(options: TrialOptions) {
    this.#options = options
  }

  /** Ends the process. */
  stop(): void {
    this.#plain?.kill()
  }

  async tryMutant(mutant: Case): Promise<Tried> {
    const {id, functionId} = mutant
    const isAtStart =
      functionId === undefined || this.#options.atStart.has(functionId)
    const batches = this.#findBatches(mutant, isAtStart)
    if (batches.length === 0) return {verdict: 'not reached'}
    let worker: MutantWorker | undefined
    let spent = 0
    let found: Tried | undefined
    for (const batch of batches) {
      if (spent + batch.seconds > this.#options.longest) continue
      spent += batch.seconds
      worker = await this.#keep(worker, id)
      if (!worker) return {verdict: 'killed', by: 'loading'}
      found = await this.#tryBatch(worker, batch, id)
      if (!found) continue
      this.#countKill(batch.file)
      break
    }

    worker?.kill()
    return {...(found ?? {verdict: 'survived'}), seconds: spent}
  }

  /** @returns the process while it runs, then another one; none if the sources cannot be loaded with the mutant */
  async #keep(
    worker: MutantWorker | undefined,
    mutant: number
  ): Promise<MutantWorker | undefined> {
    if (worker?.isRunning) return worker
    return (await MutantWorker.make(this.#options.place, mutant))?.worker
  }

  /** @returns what has noticed the mutant, if something has */
  async #tryBatch(
    worker: MutantWorker,
    {file, names, seconds}: Batch,
    mutant: number
  ): Promise<Tried | undefined> {
    const request = {file, names, mutant, goesOn: false}
    const answer = await worker.ask(request, seconds)
    const found = toTried(file, answer)
    if (!found) return
    const run =
      typeof answer === 'string' ? names : answer.tests.map(({name}) => name)
    this.#plain = await this.#keep(this.#plain, -1)
    const plain = await this.#plain?.ask(
      {...request, names: run, mutant: -1},
      seconds
    )
    return plain !== undefined && toTried(file, plain) === undefined
      ? found
      : undefined
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
    const rate = (batch: Batch): number =>
      toRate(batch) * ((kills.get(batch.file) ?? 0) + 1)
    return tests
      .flatMap((test) => findBatches(test, functions, file))
      .sort((left, right) => rate(right) - rate(left))
  }

  #countKill(file: string): void {
    const {kills} = this.#options
    kills.set(file, (kills.get(file) ?? 0) + 1)
  }
}

/** @returns what the answer shows about the mutant that was on; none if all tests have passed */
function toTried(file: string, answer: Answer | Silence): Tried | undefined {
  if (answer === 'late') return {verdict: 'timed out', by: file}
  if (answer === 'crashed') return {verdict: 'killed', by: `${file}: crash`}
  const failed = answer.tests.find(({isFailed}) => isFailed)
  return (
    failed && {
      verdict: 'killed',
      by: `${file}: ${failed.name}: ${answer.failure ?? ''}`
    }
  )
}

/** Whether one source imports the file of another. */
function imports({file, text}: Source, imported: string): boolean {
  return [...text.matchAll(/ from '(\.[^']+)'/g)].some(
    ([, path = '']) => join(dirname(file), path) === imported
  )
}
