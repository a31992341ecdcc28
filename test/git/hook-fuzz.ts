/** One random case of each kind; the test list runs a few of them, `npm run fuzz hook` many. */
import {rmSync, statfsSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {isDeepStrictEqual} from 'node:util'
import * as assert from 'uvu/assert'
import type {Random} from '../support/random.ts'
import {pick} from '../support/random.ts'
import {runQbank} from '../support/temp.ts'
import {commit} from './support.ts'
import type {Stop} from './interrupt.ts'
import {commitStopped} from './interrupt.ts'
import type {State} from './states.ts'
import {makeState, takeFullStock} from './states.ts'

/** A random state is committed: what was staged lands, or nothing changes; nothing is lost. */
export function tryState(folder: string, random: Random): void {
  const state = makeState(folder, random)
  const {status, stderr} = commit(folder, state.args)
  tell(state, stderr, () => {
    assert.is(status === 0, state.lands)
    if (state.lands) state.assertLanded()
    else assert.equal(takeFullStock(folder), state.before)
  })
}

const stops: readonly Stop[] = [
  'Ctrl-C',
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGKILL'
]

/**
 * The hook is stopped at a random moment: all is as it was, or has landed whole.
 *
 * @param longest how long a hook takes, in milliseconds
 * @returns how long this one took
 */
export async function tryStop(
  folder: string,
  random: Random,
  longest: number
): Promise<number> {
  const state = makeState(folder, random)
  const how = pick(random, stops)
  const after = random() * longest
  const {code, output, duration} = await commitStopped(folder, state.args, {
    how,
    after
  })
  const stock = takeFullStock(folder)
  const changed = Object.keys({...stock, ...state.before}).filter(
    (name) => stock[name] !== state.before[name]
  )
  const what = `${how} after ${after.toFixed(1)} ms, exit code ${String(code)}, changed: ${changed.join(', ')}`
  tell(state, `${what}\n${output}`, () => {
    const isLanded = changed.includes('last commit')
    if (changed.length === 0) return
    // The hook may have done its work, and git was stopped before it did its own.
    if (!isLanded) commit(folder, ['--no-verify', ...state.args])
    state.assertLanded()
  })
  return duration
}

/** Free space within which some step of a hook finds none, in bytes; the most that a commit needs is less. */
const mostFree = 256 * 1024

/**
 * The disk of the repository fills up: the commit lands whole, or all is as it was, at the latest after `qbank rescue`.
 *
 * @param folder of a repository that has a small disk to itself
 */
export function tryFullDisk(folder: string, random: Random): void {
  const state = makeState(folder, random)
  const disk = dirname(folder)
  const free = Math.floor(random() * mostFree)
  const {bavail, bsize} = statfsSync(disk)
  const filler = join(disk, 'filler')
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - free)))
  const {status, stderr} = commit(folder, state.args)
  rmSync(filler)
  tell(state, `${free} bytes left\n${stderr}`, () => {
    if (status === 0) {
      state.assertLanded()
      return
    }

    if (isDeepStrictEqual(takeFullStock(folder), state.before)) return
    if (/rescue/.test(stderr)) {
      const rescued = runQbank(folder, ['rescue'])
      assert.is(rescued.stderr, '')
      assert.equal(takeFullStock(folder), state.before)
      return
    }

    // The hook has done its work, and git has found no space for its own.
    commit(folder, ['--no-verify', ...state.args])
    state.assertLanded()
  })
}

/** Adds what was done and said to a failure. */
function tell(state: State, said: string, check: () => void): void {
  try {
    check()
  } catch (error) {
    if (error instanceof Error) {
      error.message = [...state.story, said, error.message].join('\n')
    }

    throw error
  }
}
