/** A second run of `qbank init` changes nothing, whatever was there, and `--check` finds nothing that is missing. */
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {call} from '../cli/support.ts'
import {git} from '../support/temp.ts'
import {listFiles, setUps} from './set-ups.ts'
import {installed, makeRepository} from './support.ts'

const test = suite('set-ups')

/** The project with the packages named, as if a package manager had installed them. */
function nameInstalled(text = '{}'): string {
  const json = JSON.parse(text) as Record<string, unknown>
  return JSON.stringify({...json, ...(JSON.parse(installed) as object)})
}

for (const [name, setUp] of Object.entries(setUps)) {
  test(name, async () => {
    const files = listFiles(setUp)
    const {folder: below = '.'} = setUp
    const path = join(below, 'package.json')
    const root = makeRepository({...files, [path]: nameInstalled(files[path])})
    const folder = join(root, below)
    if (files['.githooks/pre-commit'] !== undefined) {
      git(root, 'config', 'core.hooksPath', '.githooks')
    }

    const run = async (...args: string[]): ReturnType<typeof call> =>
      call(folder, ['init', '--yes', ...args])
    const missing = await run('--check')
    assert.is(missing.status, 1, missing.stderr)
    assert.match(missing.stdout, /^The set-up is not complete:\n/)
    const {status, stderr} = await run('--no-install')
    assert.equal([status, stderr], [0, ''])
    git(root, 'add', '--all')
    git(root, 'commit', '--quiet', '--no-verify', '--message', 'Set up')
    await run('--no-install')
    assert.is(git(root, 'status', '--porcelain').stdout, '')
    const complete = await run('--check')
    assert.equal(
      [complete.status, complete.stdout],
      [0, 'Nothing is left to set up.\n']
    )
  })
}

test.run()
