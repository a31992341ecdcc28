/** Runs whole processes, one after the other, and says what each has cost. */
import {spawnSync} from 'node:child_process'
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import process from 'node:process'

/** What to run. */
export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
  /** Beside what `getEnvironment` keeps. */
  readonly env?: Readonly<Record<string, string>>
}

/** What a process has cost, with the children that it has waited for. */
export interface Sample {
  /** Milliseconds from start to end. */
  readonly wall: number
  /** Milliseconds of processor time, user and system; not known on Windows, nor without Python. */
  readonly cpu?: number
  /** Most memory in use at once, by the largest of its processes: resident set in megabytes; known where `cpu` is. */
  readonly memory?: number
}

/** What a process has cost and said. */
export interface Measured extends Sample {
  /** Exit code; negative where a signal ended it. */
  readonly status: number
  /** Standard output and standard error together. */
  readonly output: string
}

const python = process.platform !== 'win32' && findPython()
const script = join(import.meta.dirname, 'measure.py')

/** Everything that is measured happens in here; deleted when the process ends. */
const temp = realpathSync(mkdtempSync(join(tmpdir(), 'qbank-bench-')))
process.on('exit', () => {
  rmSync(temp, {recursive: true, force: true})
})

/** @returns an empty folder of its own for a program to run in */
export function makeTempFolder(): string {
  return mkdtempSync(join(temp, 'folder-'))
}

/**
 * @returns cost and outcome of a process
 * @throws Error if it cannot be started
 */
export function measure({program, args, cwd, env}: Command): Measured {
  const result = join(temp, 'result.json')
  const log = join(temp, 'output.txt')
  const output = openSync(log, 'w')
  const command = python
    ? ['python3', '-I', '-S', script, result, program, ...args]
    : [program, ...args]
  const start = performance.now()
  // A file, not a pipe, so that the process never waits for us to read.
  const {status, error} = spawnSync(command[0] ?? '', command.slice(1), {
    cwd,
    env: {...getEnvironment(), ...env},
    stdio: ['ignore', output, output]
  })
  const wall = performance.now() - start
  closeSync(output)
  if (error) throw error
  const text = readFileSync(log, 'utf8')
  if (!python) return {status: status ?? -1, wall, output: text}
  if (status !== 0) throw new Error(text)
  const usage = JSON.parse(readFileSync(result, 'utf8')) as Omit<
    Measured,
    'output'
  >
  return {...usage, output: text}
}

/** The environment without what a surrounding hook, npm or CI has set to change how programs behave. */
export function getEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:CI$|DEBUG$|FORCE_COLOR$|GIT_|GITHUB_|HUSKY|NODE_|npm_)/.test(name)
  )
  return {
    ...Object.fromEntries(kept),
    NO_COLOR: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1'
  }
}

/** Whether there is a Python that knows `wait4`. */
function findPython(): boolean {
  const {status} = spawnSync(
    'python3',
    ['-I', '-S', '-c', 'import os; os.wait4, os.waitstatus_to_exitcode'],
    {stdio: 'ignore'}
  )
  return status === 0
}
