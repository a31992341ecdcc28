/** A terminal at which a person answers: each answer is typed when its question is on the screen. */
import {PassThrough} from 'node:stream'
import {setTimeout} from 'node:timers/promises'
import {main} from '../../src/cli/main.ts'
import type {Ended} from '../cli/support.ts'

export const enter = '\r'
export const tab = '\t'
export const down = '\u001B[B'
export const stop = '\u0003'

/** Milliseconds after which a question is not going to come. */
const patience = 20_000

/**
 * @param answers what is waited for on the screen, and the keys that are pressed then; in order
 * @returns what the run came to; standard output is all that was on the screen
 */
export async function answer(
  cwd: string,
  argv: readonly string[],
  answers: readonly (readonly [question: string, keys: readonly string[]])[],
  env: Readonly<Record<string, string>> = {}
): Promise<Ended> {
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin
  })
  const size = {isTTY: true, columns: 100, rows: 40}
  const stdout = Object.assign(new PassThrough(), size)
  const stderr = Object.assign(new PassThrough(), size)
  let screen = ''
  let errors = ''
  stdout.on('data', (chunk: Buffer) => (screen += chunk.toString()))
  stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const ended = main({argv, cwd, env, stdin, stdout, stderr})
  const state = {isOver: false}
  const over = ended.finally(() => {
    state.isOver = true
  })
  let seen = 0
  for (const [question, keys] of answers) {
    for (let waited = 0; !screen.slice(seen).includes(question); waited += 5) {
      if (state.isOver || waited > patience) {
        throw new Error(`No question ${question}:\n${screen}\n${errors}`)
      }

      await setTimeout(5)
    }

    seen = screen.length
    for (const key of keys) {
      stdin.write(key)
      // Keys that come together are taken for a paste.
      await setTimeout(2)
    }
  }

  return {status: await over, stdout: screen, stderr: errors}
}

/** @returns the keys that type a text */
export function typed(text: string): string[] {
  return Array.from(text.replaceAll('\n', '\r'))
}
