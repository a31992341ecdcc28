/** Starts processes and waits for them, as `spawnSync` does, but through a small process of our own: `starter.mjs` says why. */
import type {SpawnSyncReturns} from 'node:child_process'
import {execFileSync, spawn} from 'node:child_process'
import {mkdtempSync, openSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {readMessage, writeMessage} from './pipe-messages.mjs'

/** What a process is started with. */
export interface StartOptions {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly input?: string | Uint8Array
}

/** The small process, which ends when this one does. */
interface Starter {
  readonly pid: number
  readonly requests: number
  readonly answers: number
}

let starter: Starter | undefined

/** @returns what came of the process, with its output as text */
export function start(
  command: string,
  args: readonly string[],
  options: StartOptions
): SpawnSyncReturns<string> {
  starter ??= createStarter()
  const all = {...options, encoding: 'utf8', maxBuffer: 1 << 28}
  writeMessage(starter.requests, {command, args, options: all})
  return readMessage(starter.answers) as SpawnSyncReturns<string>
}

/** @returns id of the process whose children the processes are, if there have been any */
export function getStarterId(): number | undefined {
  return starter?.pid
}

function createStarter(): Starter {
  const folder = mkdtempSync(join(tmpdir(), 'qbank-starter-'))
  const pipes = ['requests', 'answers'].map((name) => join(folder, name))
  execFileSync('mkfifo', pipes)
  const here = dirname(fileURLToPath(import.meta.url))
  const child = spawn(process.execPath, [join(here, 'starter.mjs'), ...pipes], {
    stdio: ['ignore', 'ignore', 'inherit']
  })
  child.unref()
  const {pid} = child
  if (pid === undefined) throw new Error('The starter does not start')
  const [requests = '', answers = ''] = pipes
  const opened = {
    pid,
    requests: openSync(requests, 'w'),
    answers: openSync(answers, 'r')
  }
  rmSync(folder, {recursive: true})
  return opened
}
