/** Processes that try mutants, seen from outside; `worker.ts` is what runs in them. */
import type {ChildProcess} from 'node:child_process'
import {fork} from 'node:child_process'
import {once} from 'node:events'
import {chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {getProcessorTimeOf} from '../support/processor-time.ts'
import {nobody} from './copy.ts'
import type {Answer, Request} from './worker.ts'

/** What processes run in. */
export interface Place {
  /** Holds the copy of the project, as `project`. */
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

/** Why there is no answer: the time is up, or the process has ended. */
export type Silence = 'late' | 'crashed'

const running = new Set<MutantWorker>()
process.once('exit', () => {
  for (const worker of running) worker.kill()
})

/** A process that runs tests, one request at a time. */
export class MutantWorker {
  readonly #child: ChildProcess
  readonly #temp: string
  readonly #ended: Promise<Silence>

  private constructor({folder, env}: Place, mutant: number, loadsAll: boolean) {
    this.#temp = mkdtempSync(join(folder, 'temp-'))
    const list = join(this.#temp, 'calls')
    writeFileSync(list, '')
    const temp = join(this.#temp, 'tmp')
    mkdirSync(temp)
    own([this.#temp, list, temp])
    const project = join(folder, 'project')
    this.#child = fork(join(project, 'test/mutation/worker.ts'), {
      cwd: project,
      detached: true,
      execArgv: ['--max-semi-space-size=32', '--import', 'tsx'],
      env: {
        ...process.env,
        ...env,
        TMPDIR: folder,
        TESTS_TMPDIR: temp,
        CALLS: list,
        LOADS_ALL: loadsAll ? 'yes' : 'no',
        MUTANT: String(mutant)
      },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      ...(nobody !== undefined && {uid: nobody, gid: nobody})
    })
    this.#ended = once(this.#child, 'close').then(() => 'crashed' as const)
    running.add(this)
  }

  /**
   * @param mutant that is on while sources are loaded; -1 for none
   * @param loadsAll whether all sources are loaded at once, not only those that a test needs
   * @returns a process, and the numbers of the functions that were called while sources were loaded; none if that failed
   */
  static async make(
    place: Place,
    mutant: number,
    loadsAll = false
  ): Promise<
    | {readonly worker: MutantWorker; readonly atStart: readonly number[]}
    | undefined
  > {
    const worker = new MutantWorker(place, mutant, loadsAll)
    const answer = await worker.#getAnswer({own: 60, all: 600})
    if (typeof answer !== 'string') {
      return {worker, atStart: answer.atStart ?? []}
    }

    worker.kill()
    return
  }

  /** Whether it has neither been ended nor been late. */
  get isRunning(): boolean {
    return running.has(this)
  }

  /** @param seconds that the tests take without a mutant; without an answer in time, the process is ended */
  async ask(request: Request, seconds: number): Promise<Answer | Silence> {
    this.#child.send(request)
    // Some of it is for loading sources.
    const limit = {own: 15 + 5 * seconds, all: 180 + 20 * seconds}
    const answer = await this.#getAnswer(limit)
    if (typeof answer === 'string') this.kill()
    return answer
  }

  /** Ends the process and what it has started. */
  kill(): void {
    running.delete(this)
    const {pid} = this.#child
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    } catch {
      // It has ended.
    }

    rmSync(this.#temp, {recursive: true, force: true, maxRetries: 3})
  }

  /** @param limit in seconds: of processor time of this process, and of time until it answers */
  async #getAnswer(limit: {
    readonly own: number
    readonly all: number
  }): Promise<Answer | Silence> {
    const stop = new AbortController()
    const start = performance.now()
    const before = this.#getTime()
    const answer = once(this.#child, 'message', {signal: stop.signal})
      .then(([message]) => message as Answer)
      .catch(() => 'crashed' as const)
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<Silence>((resolve) => {
      timer = setInterval(() => {
        const all = (performance.now() - start) / 1000
        const own = this.#getTime() - before
        if (own > limit.own || all > limit.all) resolve('late')
      }, 200)
    })
    const first = await Promise.race([answer, tooLate, this.#ended])
    clearInterval(timer)
    stop.abort()
    return first
  }

  #getTime(): number {
    return getProcessorTimeOf(this.#child.pid ?? 0) / 1000
  }
}

function own(paths: readonly string[]): void {
  if (nobody === undefined) return
  for (const path of paths) chownSync(path, nobody, nobody)
}
