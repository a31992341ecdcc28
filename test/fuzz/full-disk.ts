/** Commits whose disk fills up while the hook works. Needs root: the disk is a small one, mounted for that. */
import {spawnSync} from 'node:child_process'
import {cpSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {tryFullDisk} from '../git/hook-fuzz.ts'
import {makeStateRepository} from '../git/states.ts'
import {makeRandom} from '../support/random.ts'
import {makeTempFolder} from '../support/temp.ts'
import type {Fuzz} from './run.ts'

/** Enough for a repository. */
const size = '4m'

const disk = makeTempFolder()
const mounted = spawnSync('mount', [
  '-t',
  'tmpfs',
  '-o',
  `size=${size}`,
  'none',
  disk
])
process.prependListener('exit', () => {
  spawnSync('umount', [disk])
})
const repository = makeStateRepository()
const folder = join(disk, 'repository')

export const fuzz: Fuzz = {
  title: 'commits on a full disk',
  cases: 200,
  tryCase(seed) {
    if (mounted.status !== 0) {
      throw new Error(`No disk to fill up: ${String(mounted.stderr)}`)
    }

    // What git has written for an earlier case would fill the disk, too.
    rmSync(folder, {recursive: true, force: true})
    cpSync(repository, folder, {recursive: true, verbatimSymlinks: true})
    tryFullDisk(folder, makeRandom(seed))
  }
}
