/** Processes that run files of tests, seen from outside; `worker.ts` is what runs in them. */
import type {ChildProcess} from 'node:child_process'
import {fork} from 'node:child_process'
import {delimiter, dirname, join} from 'node:path'
import process from 'node:process'
import type {Readable} from 'node:stream'
import {fileURLToPath, pathToFileURL} from 'node:url'

const here = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** Programs that tests find before those of the system. */
const programs = join(here, 'test/support/programs')

/** There is a process for each core: collecting garbage beside one only takes time from another. */
const oneCore = [
  '--single-threaded-gc',
  '--min-semi-space-size=64',
  '--max-semi-space-size=64'
]

/** What came of a file of tests. */
export interface Outcome {
  readonly output: string
  /** What a process of its own would have ended with. */
  readonly code: number | null
  /** None where the process did not live to say it. */
  readonly times: Times | undefined
}

/** Processor time of a file of tests, in seconds. */
export interface Times {
  /** Importing it, and what it imports that no file before it did. */
  readonly loading: number
  readonly testing: number
  /** Of processes that it has started. */
  readonly others: number
}

/** What the mark at the end of a file of tests says. */
type Mark = Omit<Outcome, 'output'>

/** Options of a worker. */
export interface WorkerOptions {
  /** The project whose tests it runs; this one, by default. */
  readonly root?: string
  /** Environment variables in addition to those of this process. */
  readonly env?: Readonly<Record<string, string>>
  /** Whether it is to have a process group of its own, so that `kill` ends what it has started, too. */
  readonly isGroup?: boolean
}

/** What uvu prints for a test that has failed. */
const failureMark = '✘ '

/** A process that runs files of tests, one at a time. */
export class Worker {
  /** Whether it is still there: a file can bring it down. */
  isRunning = true
  readonly #child: ChildProcess
  readonly #end: Promise<Mark>

  constructor({root = here, env = {}, isGroup = false}: WorkerOptions = {}) {
    this.#child = fork(join(root, 'test/support/worker.ts'), {
      cwd: root,
      detached: isGroup,
      execArgv: [...oneCore, '--import', 'tsx'],
      env: {
        ...process.env,
        PATH: [programs, process.env['PATH']].join(delimiter),
        NO_COLOR: '1',
        FORCE_COLOR: '0',
        ...env
      },
      silent: true
    })
    this.#end = new Promise((resolve) => {
      this.#child.on('close', (code) => {
        this.isRunning = false
        resolve({code, times: undefined})
      })
    })
  }

  /**
   * @param path of a file of tests
   * @param isHasty whether the first test that fails is enough; the process is of no use after it
   */
  async run(path: string, isHasty = false): Promise<Outcome> {
    const {stdout, stderr} = this.#child
    if (!stdout || !stderr) throw new Error('No streams')
    const readings = [new Reading(stdout), new Reading(stderr)] as const
    this.#child.send(pathToFileURL(path).href)
    const marks = Promise.all([readings[0].mark, readings[1].mark])
    const mark = await Promise.race([
      this.#end,
      marks.then(([first]) => first),
      ...(isHasty ? readings.map(async ({failure}) => failure) : [])
    ])
    return {output: readings.map((reading) => reading.stop()).join(''), ...mark}
  }

  /** Lets the process end. */
  stop(): void {
    this.isRunning = false
    if (this.#child.connected) this.#child.disconnect()
  }

  /** Ends the process and its group at once. */
  kill(): void {
    const {pid} = this.#child
    if (pid === undefined || !this.isRunning) return
    this.isRunning = false
    process.kill(-pid, 'SIGKILL')
  }
}

/** What comes from a stream until a file of tests is over. */
class Reading {
  readonly mark: Promise<Mark>
  /** Settled as soon as a test has failed. */
  readonly failure: Promise<Mark>
  readonly #stream: Readable
  readonly #listen: (data: string) => void
  #text = ''

  constructor(stream: Readable) {
    this.#stream = stream
    let end: (mark: Mark) => void
    let fail: (mark: Mark) => void
    this.mark = new Promise((resolve) => (end = resolve))
    this.failure = new Promise((resolve) => (fail = resolve))
    this.#listen = (data) => {
      this.#text += data
      if (data.includes(failureMark)) fail({code: 1, times: undefined})
      // eslint-disable-next-line no-control-regex
      const mark = /\u0000(\d+) (\d+) (\d+) (\d+)\u0000$/.exec(this.#text)
      if (!mark) return
      this.#text = this.#text.slice(0, mark.index)
      const [loading = 0, testing = 0, others = 0] = mark
        .slice(2)
        .map((milliseconds) => Number(milliseconds) / 1000)
      end({code: Number(mark[1]), times: {loading, testing, others}})
    }
    stream.setEncoding('utf8').on('data', this.#listen)
  }

  /** @returns what has come, without the mark */
  stop(): string {
    this.#stream.off('data', this.#listen)
    return this.#text
  }
}
