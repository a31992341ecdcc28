/** Puts git's index back as it was when the hook began. */
import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync
} from 'node:fs'
import {join} from 'node:path'
import {hookTexts} from '../messages.ts'
import type {Snapshot} from './snapshot.ts'
import {getIndexCopy} from './snapshot.ts'

/** @returns whether git has another index than when the snapshot was taken */
export function hasOtherIndex({gitFolder}: Snapshot): boolean {
  const copy = getIndexCopy(gitFolder)
  const index = join(gitFolder, 'index')
  return existsSync(copy) && !isSame(index, copy)
}

/**
 * Gives git the index that it had.
 *
 * @throws if another process holds its lock
 */
export function restoreIndex({gitFolder}: Snapshot): void {
  const index = join(gitFolder, 'index')
  // As git does it: whoever has the lock may write, and the new index replaces the old one whole.
  const lock = `${index}.lock`
  takeLock(lock)
  try {
    // A second copy would not fit on a full disk.
    renameSync(getIndexCopy(gitFolder), lock)
    renameSync(lock, index)
  } catch (error) {
    rmSync(lock, {force: true})
    throw error
  }
}

/** So often is tried to take a lock that somebody else holds, and so long is waited each time, in milliseconds. */
const lockTries = 20
const lockPause = 50

/** Editors look at the index all the time, and hold its lock for a moment. */
function takeLock(lock: string): void {
  const clock = new Int32Array(new SharedArrayBuffer(4))
  for (let tries = 1; ; tries++) {
    try {
      closeSync(openSync(lock, 'wx'))
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (tries === lockTries) {
        throw new Error(hookTexts.locked(lock), {cause: error})
      }

      Atomics.wait(clock, 0, 0, lockPause)
    }
  }
}

/** @returns whether two files are one, or have the same bytes */
export function isSame(left: string, right: string): boolean {
  return (
    existsSync(left) &&
    (lstatSync(left).ino === lstatSync(right).ino ||
      readFileSync(left).equals(readFileSync(right)))
  )
}
