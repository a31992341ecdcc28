/**
 * From here on, `spawnSync` has processes started by a small process of our own: `starter.mjs` says why. For workers; what
 * calls it, in tests or in the code that they run, need not know.
 */
import childProcess from 'node:child_process'
import type {SpawnSyncOptions, SpawnSyncReturns} from 'node:child_process'
import {mkdtempSync, openSync, rmSync} from 'node:fs'
import {syncBuiltinESMExports} from 'node:module'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {readMessage, writeMessage} from './pipe-messages.mjs'

/** The small process, which ends when this one does. */
interface Starter {
  readonly pid: number
  readonly requests: number
  readonly answers: number
}

type Returned = SpawnSyncReturns<string | Buffer>

let starter: Starter | undefined
const spawnHere = childProcess.spawnSync

/** @returns id of the process whose children the processes are, if there have been any */
export function getStarterId(): number | undefined {
  return starter?.pid
}

/** Has `spawnSync` do so. */
export function startSmall(): void {
  Object.assign(childProcess, {spawnSync})
  syncBuiltinESMExports()
}

function spawnSync(
  command: string,
  args: readonly string[] = [],
  options: SpawnSyncOptions = {}
): Returned {
  const {cwd = process.cwd(), env = process.env, stdio = 'pipe'} = options
  const kinds = [stdio].flat()
  // Files and streams that are open here are not open there.
  if (!kinds.every((kind) => kind === 'pipe' || kind === 'ignore')) {
    return spawnHere(command, args, options)
  }

  starter ??= createStarter()
  const all = {...options, cwd, env: {...env}}
  writeMessage(starter.requests, {command, args, options: all})
  const {error, ...answer} = readMessage(starter.answers) as Returned
  return error ? {...answer, error: Object.assign(new Error(), error)} : answer
}

function createStarter(): Starter {
  const folder = mkdtempSync(join(tmpdir(), 'qbank-starter-'))
  const [requests, answers] = [
    join(folder, 'requests'),
    join(folder, 'answers')
  ]
  spawnHere('mkfifo', [requests, answers])
  const here = dirname(fileURLToPath(import.meta.url))
  const child = childProcess.spawn(
    process.execPath,
    [join(here, 'starter.mjs'), requests, answers],
    {stdio: ['ignore', 'ignore', 'inherit']}
  )
  child.unref()
  const {pid} = child
  if (pid === undefined) throw new Error('starter.mjs does not start')
  const pipes = {
    requests: openSync(requests, 'w'),
    answers: openSync(answers, 'r')
  }
  rmSync(folder, {recursive: true})
  return {pid, ...pipes}
}
