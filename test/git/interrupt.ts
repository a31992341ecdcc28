/** Commits whose hook is stopped while it works. */
import {spawn} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {setTimeout} from 'node:timers/promises'
import {cleanEnv} from '../support/temp.ts'

/** What stops it: a key (to all processes of the terminal), or a signal to lint-staged alone. */
export type Stop = 'Ctrl-C' | 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGKILL'

/** How a commit has ended. */
export interface Ended {
  readonly code: number | null
  readonly output: string
  /** From the moment at which the hook had begun, in milliseconds. */
  readonly duration: number
  /** Whether the hook was still at work when it was to be stopped. */
  readonly isStopped: boolean
}

/**
 * Commits, and stops the hook.
 *
 * @param after how long the hook may work, in milliseconds; without, it is not stopped
 * @returns when all processes that write to the terminal are gone
 */
export async function commitStopped(
  folder: string,
  args: readonly string[],
  stop?: {readonly how: Stop; readonly after: number}
): Promise<Ended> {
  if (!folder.includes('qbank-test-')) throw new Error(`Not a test: ${folder}`)
  // A process group of its own, as a terminal gives to each command.
  const child = spawn('git', ['commit', '--quiet', '-m', 'Change', ...args], {
    cwd: folder,
    env: cleanEnv(),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (output += data.toString()))
  }

  const git = {isOver: false}
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      git.isOver = true
      resolve(code)
    })
  })
  const state = join(folder, '.git/qbank-hook/state.json')
  while (!existsSync(state) && !git.isOver) await setTimeout(1)
  const start = performance.now()
  let isStopped = false
  if (stop && !git.isOver) {
    const {pid} = JSON.parse(readFileSync(state, 'utf8')) as {pid: number}
    await setTimeout(stop.after)
    try {
      if (stop.how === 'Ctrl-C') process.kill(-(child.pid ?? pid), 'SIGINT')
      else process.kill(pid, stop.how)
      isStopped = true
    } catch {
      // It is done.
    }
  }

  const code = await ended
  return {code, output, duration: performance.now() - start, isStopped}
}
