/** One random case of each kind; the test list runs a few of them, `npm run fuzz hook` many. */
import {
  existsSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync
} from 'node:fs'
import {dirname, join} from 'node:path'
import {isDeepStrictEqual} from 'node:util'
import * as assert from 'uvu/assert'
import type {Random} from '../support/random.ts'
import {pick} from '../support/random.ts'
import {git, writeFiles} from '../support/temp.ts'
import {commit} from './support.ts'
import {commitWhile} from './act.ts'
import type {State} from './states.ts'
import {dropLocks, makeState, takeFullStock} from './states.ts'

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

/** What stops a commit: the hook, git alone, or all processes of the terminal. */
const stops = [
  'kill SIGINT',
  'kill SIGTERM',
  'kill SIGHUP',
  'kill SIGKILL',
  'kill-git SIGTERM',
  'kill-git SIGKILL',
  'kill-all SIGINT',
  'kill-all SIGHUP',
  'kill-all SIGKILL'
]

/** More steps than a hook has. */
const mostSteps = 330

/** The commit is stopped at a random step of the hook: all is as it was, or it can be repeated and lands whole. */
export function tryStop(folder: string, random: Random): void {
  const state = makeState(folder, random)
  const act = pick(random, stops)
  const step = 1 + Math.floor(random() * mostSteps)
  const {status, stderr} = commitWhile(folder, {act, step}, state.args)
  // A git that was killed leaves its locks.
  if (act.startsWith('kill-')) dropLocks(folder)
  const stock = takeFullStock(folder)
  const changed = Object.keys({...stock, ...state.before}).filter(
    (name) => stock[name] !== state.before[name]
  )
  const what = `${act} at step ${step}, exit code ${String(status)}, changed: ${changed.join(', ')}`
  tell(state, `${what}\n${stderr}`, () => {
    if (changed.length === 0) return
    if (!changed.includes('last commit')) {
      // The hook's own, if it was killed.
      dropLocks(folder)
      const again = commit(folder, state.args)
      if (!state.lands) {
        assert.is(again.status, 1)
        assertNothingLost(state, takeFullStock(folder))
        return
      }
    }

    state.assertLanded()
  })
}

/** Of a commit that is refused, nothing but a stale lock may be left. */
function assertNothingLost(state: State, stock: Record<string, string>): void {
  assert.equal({...stock, locks: ''}, {...state.before, locks: ''})
}

/** Lines by which a person's edits are known. */
const edits = /Saved|UNSTAGED|Added|My questions|BY HAND|BELOW/

/** An editor saves the bank or its README at a random step of the hook: what was saved stays. */
export function trySave(folder: string, random: Random): void {
  const state = makeState(folder, random)
  const name = pick(random, ['QUESTION_BANK.md', 'README.md'])
  const path = join(folder, name)
  if (!existsSync(path)) return
  const saved = `${readFileSync(path, 'utf8')}\nSaved ${random()}\n`
  writeFileSync(join(folder, '.git/saved'), saved)
  const step = 1 + Math.floor(random() * mostSteps)
  const act = `save .git/saved>${name}`
  const {status, stderr, steps} = commitWhile(folder, {act, step}, state.args)
  if (steps < step) return
  const text = readFileSync(path, 'utf8')
  tell(
    state,
    `${act} at step ${step} of ${steps}, exit code ${String(status)}\n${stderr}`,
    () => {
      for (const line of saved.split('\n').filter((line) => edits.test(line))) {
        assert.ok(text.includes(line), `${line} is lost:\n${text}`)
      }
    }
  )
}

/** Another git works at a random step of the hook: what it does stays, and the commit lands or is refused. */
export function tryTogether(folder: string, random: Random): void {
  const state = makeState(folder, random)
  writeFiles(folder, {'together.txt': `${random()}\n`})
  const step = 1 + Math.floor(random() * mostSteps)
  const act = pick(random, [
    'run git add together.txt',
    'run git update-index --refresh',
    'run git status',
    'run git stash list'
  ])
  const {status, stderr, steps} = commitWhile(folder, {act, step}, state.args)
  const isStaged = git(folder, 'ls-files', '--', 'together.txt').stdout !== ''
  rmSync(join(folder, 'together.txt'))
  if (isStaged) git(folder, 'rm', '--quiet', '--cached', 'together.txt')
  tell(
    state,
    `${act} at step ${step} of ${steps}, exit code ${String(status)}\n${stderr}`,
    () => {
      const bank = 'QUESTION_BANK.md'
      if (status === 0) assert.ok(state.lands)
      else assert.is(takeFullStock(folder)[bank], state.before[bank])
    }
  )
}

/** Free space within which some step of a hook finds none, in bytes; the most that a commit needs is less. */
const mostFree = 256 * 1024

/**
 * The disk of the repository fills up: the commit lands whole, or all is as it was.
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
    // The hook has done its work, and git has found no space for its own.
    dropLocks(folder)
    commit(folder, state.args)
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
