/** Scenes that share a commit: each has its own folder, and the hook, half a second of Node, runs once for all. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Finished} from '../support/temp.ts'
import {git} from '../support/temp.ts'
import {assertLanded, commit, startAgain} from './support.ts'

/**
 * Writes and stages files.
 *
 * @param at folder for them, relative to the repository
 * @returns what is to hold when all scenes have been committed
 */
export type Scene = (at: string) => () => void

/**
 * Makes a suite of scenes, a test for each.
 *
 * @param folder of a repository; it is brought back to its first commit
 * @param assertLands checks the commit, and what is said of it
 */
export function testTogether(
  name: string,
  folder: string,
  scenes: Readonly<Record<string, Scene>>,
  assertLands: (finished: Finished) => unknown = assertLanded
): void {
  const test = suite(name)
  const checks = new Map<string, () => void>()

  test('all scenes are committed', async () => {
    startAgain(folder)
    for (const [index, [title, prepare]] of Object.entries(scenes).entries()) {
      checks.set(title, prepare(`scene ${index}`))
    }

    await assertLands(commit(folder))
    assert.is(git(folder, 'stash', 'list').stdout, '')
  })

  for (const title of Object.keys(scenes)) {
    test(title, () => {
      const check = checks.get(title)
      if (!check) throw new Error('The scene was not prepared')
      check()
    })
  }

  test.run()
}
