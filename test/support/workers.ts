/** Processes that run files of tests, seen from outside; `worker.ts` is what runs in them. */
import type {ChildProcess} from 'node:child_process'
import {fork} from 'node:child_process'
import {dirname, join} from 'node:path'
import process from 'node:process'
import type {Readable} from 'node:stream'
import {fileURLToPath, pathToFileURL} from 'node:url'

const program = join(dirname(fileURLToPath(import.meta.url)), 'worker.ts')

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
}

/** A process that runs files of tests, one at a time. */
export class Worker {
  /** Whether it is still there: a file can bring it down. */
  isRunning = true
  readonly #child: ChildProcess
  readonly #end: Promise<number | null>

  constructor() {
    this.#child = fork(program, {
      execArgv: [...oneCore, '--import', 'tsx'],
      env: {...process.env, NO_COLOR: '1', FORCE_COLOR: '0'},
      silent: true
    })
    this.#end = new Promise((resolve) => {
      this.#child.on('close', (code) => {
        this.isRunning = false
        resolve(code)
      })
    })
  }

  /** @param path of a file of tests */
  async run(path: string): Promise<Outcome> {
    const {stdout, stderr} = this.#child
    if (!stdout || !stderr) throw new Error('No streams')
    const readings = [stdout, stderr].map((stream) => new Reading(stream))
    this.#child.send(pathToFileURL(path).href)
    const marks = Promise.all(readings.map(async ({mark}) => mark))
    const code = await Promise.race([
      this.#end,
      marks.then(([code = null]) => code)
    ])
    return {output: readings.map((reading) => reading.stop()).join(''), code}
  }

  /** Lets the process end. */
  stop(): void {
    this.isRunning = false
    if (this.#child.connected) this.#child.disconnect()
  }
}

/** What comes from a stream until a file of tests is over. */
class Reading {
  /** The exit code that the mark at the end holds. */
  readonly mark: Promise<number>
  readonly #stream: Readable
  readonly #listen: (data: string) => void
  #text = ''

  constructor(stream: Readable) {
    this.#stream = stream
    let resolve: (code: number) => void
    this.mark = new Promise((_resolve) => (resolve = _resolve))
    this.#listen = (data) => {
      this.#text += data
      // eslint-disable-next-line no-control-regex
      const end = /\u0000(\d+)\u0000$/.exec(this.#text)
      if (!end) return
      this.#text = this.#text.slice(0, end.index)
      resolve(Number(end[1]))
    }
    stream.setEncoding('utf8').on('data', this.#listen)
  }

  /** @returns what has come, without the mark */
  stop(): string {
    this.#stream.off('data', this.#listen)
    return this.#text
  }
}
