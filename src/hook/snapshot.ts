/**
 * What a commit hook found when it began, kept in git's folder until it ends: so that whatever stops it, its work
 * can be taken back. Git keeps the unstaged edits (lint-staged puts them into a stash); this is the index as it
 * was, byte for byte, and how to tell what has happened since. Synchronous, as it is needed when a process ends.
 */
import {randomBytes} from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {findCommonFolder, findGitFolders} from '../files/repository.ts'
import type {Notes} from './operation.ts'
import {readNotes} from './operation.ts'

/** What is kept. */
export interface Snapshot {
  /** Absolute path of the working tree's root. */
  readonly root: string
  /** Absolute path of git's folder for this working tree. */
  readonly gitFolder: string
  /** Id of the process that works. */
  readonly pid: number
  /** When it was taken, in milliseconds since 1970. */
  readonly start: number
  /** Id of the shell that has started it. */
  readonly parent: number
  /** Name of the last stash before, empty if there was none. */
  readonly stashBefore: string
  /** Name of the stash that lint-staged has made, as soon as it is known. */
  readonly backup?: string
  /** SHA-256 of what the hook wrote, by absolute path: a text that nobody will miss. */
  readonly written: Readonly<Record<string, string>>
  /** Files that are staged to be no longer tracked, with whether they are still there. */
  readonly removed: readonly (readonly [path: string, isThere: boolean])[]
  /** Whether it was said that not all could be put back. */
  readonly isTold?: boolean
  /** What git noted about a merge or the like that the commit is to finish. */
  readonly notes: Notes
}

const folderName = 'qbank-hook'

/** Longer than any hook works: behind it, another process may have the same id. */
const longestHook = 10 * 60 * 1000

/** @returns paths of the working tree that a folder is in, `undefined` outside of one */
export function findWorkTree(
  cwd: string
): Pick<Snapshot, 'root' | 'gitFolder'> | undefined {
  const folders = findGitFolders(cwd)
  return folders && {root: folders.root, gitFolder: folders.own}
}

/**
 * Keeps what is there now.
 *
 * @throws if git's folder cannot be written
 */
export function takeSnapshot(
  {root, gitFolder}: Pick<Snapshot, 'root' | 'gitFolder'>,
  {
    stashBefore,
    removed
  }: {readonly stashBefore: string; readonly removed: readonly string[]}
): Snapshot {
  const snapshot: Snapshot = {
    root,
    gitFolder,
    pid: process.pid,
    start: Date.now(),
    parent: process.ppid,
    stashBefore,
    written: {},
    removed: removed.map((path) => [path, isThere(join(root, path))]),
    notes: readNotes(gitFolder)
  }
  dropSnapshot(gitFolder)
  mkdirSync(join(gitFolder, folderName))
  const index = join(gitFolder, 'index')
  if (existsSync(index)) copy(index, getIndexCopy(gitFolder))
  for (const [order, [path, isThere]] of snapshot.removed.entries()) {
    if (isThere) copy(join(root, path), getRemovedCopy(gitFolder, order))
  }

  // Bytes that no file system makes smaller.
  writeFileSync(getReserve(gitFolder), randomBytes(reserveSize))
  saveSnapshot(snapshot)
  return snapshot
}

/** Space that is set aside, in bytes, so that what the hook did can be taken back on a disk that has become full. */
const reserveSize = 128 * 1024

function getReserve(gitFolder: string): string {
  return join(gitFolder, folderName, 'reserve')
}

/** Gives the space back that was set aside. */
export function dropReserve(gitFolder: string): void {
  rmSync(getReserve(gitFolder), {force: true})
}

/** Git replaces files and never writes into them, so a second name of one is a copy. */
function copy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, {throwIfNoEntry: false}) !== undefined
}

/** Writes down what has become known since. */
export function saveSnapshot(snapshot: Snapshot): void {
  const path = join(snapshot.gitFolder, folderName, 'state.json')
  writeFileSync(`${path}.new`, JSON.stringify(snapshot))
  renameSync(`${path}.new`, path)
}

/** @returns what an earlier hook has left, or one that is at work now */
export function readSnapshot(gitFolder: string): Snapshot | undefined {
  try {
    const path = join(gitFolder, folderName, 'state.json')
    return JSON.parse(readFileSync(path, 'utf8')) as Snapshot
  } catch {
    // Not even begun: nothing has been touched.
    return undefined
  }
}

/** Whether the process that took it is still at work. */
export function isAtWork({pid, gitFolder}: Snapshot): boolean {
  try {
    const {mtimeMs} = statSync(join(gitFolder, folderName, 'state.json'))
    process.kill(pid, 0)
    return Date.now() - mtimeMs < longestHook && !isZombie(pid)
  } catch {
    return false
  }
}

/** Whether the shell that runs this process has run the one that took it, too. */
export function isOfThisHook({parent}: Snapshot): boolean {
  return parent === process.ppid
}

/** Whether it has ended, and nobody has asked how: in containers, nobody may ever do. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** Forgets what was kept. */
export function dropSnapshot(gitFolder: string): void {
  rmSync(join(gitFolder, folderName), {recursive: true, force: true})
}

/** Path of the index as it was; none in a repository that had none. */
export function getIndexCopy(gitFolder: string): string {
  return join(gitFolder, folderName, 'index')
}

/** Path of a file that is no longer tracked, as it was. */
export function getRemovedCopy(gitFolder: string, order: number): string {
  return join(gitFolder, folderName, `removed-${order}`)
}

/** Name of the last stash, empty if there is none; without starting git where files tell. */
export function readStash(gitFolder: string): string | undefined {
  const folder = findCommonFolder(gitFolder)
  if (existsSync(join(folder, 'reftable'))) return undefined
  try {
    return readFileSync(join(folder, 'refs/stash'), 'utf8').trim()
  } catch {
    // Not there, or packed.
  }

  try {
    const packed = readFileSync(join(folder, 'packed-refs'), 'utf8')
    return /^([\da-f]+) refs\/stash$/m.exec(packed)?.[1] ?? ''
  } catch {
    return ''
  }
}
