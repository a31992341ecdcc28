/** Writes a file's new content into a temporary file beside it, so that the two can be exchanged in one step. */
import type {Stats} from 'node:fs'
import {
  accessSync,
  chownSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import process from 'node:process'

/** Mode and owner of a file. */
type Owner = Pick<Stats, 'mode' | 'uid' | 'gid'>

/**
 * @param path absolute, of the file
 * @param bytes of the new content
 * @param stats of the file, whose mode and owner the new one gets
 * @returns path of the new file. Its name did not exist before, so no link at that name can receive the content
 * @throws if it cannot be written completely; no part of it is left then
 */
export function writeBeside(
  path: string,
  bytes: Buffer,
  {mode, uid, gid}: Owner
): string {
  dropRemains(path)
  const temporary = `${path}.qbank-${process.pid}.tmp`
  const file = openSync(temporary, 'wx', 0o600)
  try {
    writeFileSync(file, bytes)
    giveAway(temporary, uid, gid)
    // Only now: a change of the owner may remove permissions.
    fchmodSync(file, mode & 0o7777)
    fsyncSync(file)
  } catch (error) {
    rmSync(temporary, {force: true})
    throw error
  } finally {
    closeSync(file)
  }

  return temporary
}

/**
 * Puts the new file in the file's place; if that fails, it throws and leaves the file as it was. Parameters as for
 * `writeBeside`.
 */
export function replaceFile(path: string, bytes: Buffer, stats: Owner): void {
  const temporary = writeBeside(path, bytes, stats)
  try {
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, {force: true})
    throw error
  }
}

/**
 * @returns whether the file must stay as it is: it cannot be written, or its folder cannot. A rename might work
 *   anyway, and root may write everything, so the mode of the file counts, too
 */
export function isSealed(path: string, {mode}: Stats): boolean {
  try {
    accessSync(path, constants.W_OK)
    accessSync(dirname(path), constants.W_OK)
    return (mode & 0o222) === 0
  } catch {
    return true
  }
}

function giveAway(path: string, uid: number, gid: number): void {
  try {
    chownSync(path, uid, gid)
  } catch {
    // Only root can give files away.
  }
}

/** Removes what a killed run has left beside a file. */
export function dropRemains(path: string): void {
  const folder = dirname(path)
  const start = `${basename(path)}.qbank-`
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(start)) continue
    const [, pid] = /^(\d+)\.tmp$/.exec(name.slice(start.length)) ?? []
    if (pid !== undefined && !isOther(Number(pid))) {
      rmSync(join(folder, name), {force: true})
    }
  }
}

/** @returns whether another process with that id is running */
function isOther(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
