/** Fixes files of the working tree as what is staged of them was fixed; unstaged edits stay what they are. */
import {spawnSync} from 'node:child_process'
import type {Stats} from 'node:fs'
import {
  lstatSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {dropRemains, isSealed, writeBeside} from '../files/write-beside.ts'

/** What git puts into the working tree for a staged file: before and after the fix. */
export interface FileChange {
  /** Relative to git's root. */
  readonly name: string
  readonly before: Buffer
  readonly after: Buffer
  /** The file as another task of lint-staged has left it: if both have changed the same lines, the fix wins. */
  readonly other?: Buffer
}

/** Files that are about to be replaced. */
export interface PreparedFiles {
  /** Replaces those that are still what they were. */
  readonly publish: () => void
  /** Removes what has not been published. */
  readonly cancel: () => void
  /** Names of files that must not be written. */
  readonly sealed: readonly string[]
}

/**
 * Writes the fixed files beside the files.
 *
 * @param root of the working tree, without symbolic links
 * @throws if there is no space left
 */
export function prepareFiles(
  root: string,
  changes: readonly FileChange[]
): PreparedFiles {
  const ready: {path: string; temporary: string; found: Buffer}[] = []
  const sealed: string[] = []
  const cancel = (): void => {
    for (const {temporary} of ready) rmSync(temporary, {force: true})
  }
  try {
    for (const change of changes) {
      const path = join(root, change.name)
      const stats = findFile(path)
      if (!stats) continue
      dropRemains(path)
      const found = readFileSync(path)
      const text = applyChange(found, change)
      if (!text || text.equals(found)) continue
      if (isSealed(path, stats)) {
        sealed.push(change.name)
        continue
      }

      ready.push({path, temporary: writeBeside(path, text, stats), found})
    }
  } catch (error) {
    cancel()
    throw error
  }

  return {
    cancel,
    sealed,
    publish() {
      for (const {path, temporary, found} of ready) {
        try {
          // An editor may have saved the file in this moment: then that is what the person wants.
          if (findFile(path) && readFileSync(path).equals(found)) {
            renameSync(temporary, path)
          }
        } catch {
          // The file stays as it was; the commit has the fix, and `git status` shows the difference.
        }
      }
    }
  }
}

/** @returns nothing where there is no file, but something else, or where a link leads to its folder */
function findFile(path: string): Stats | undefined {
  const stats = lstatSync(path, {throwIfNoEntry: false})
  if (!stats?.isFile()) return undefined
  return realpathSync(dirname(path)) === dirname(path) ? stats : undefined
}

/** @returns the file with the fix; `undefined` if the two cannot be merged */
function applyChange(
  found: Buffer,
  {before, after, other}: FileChange
): Buffer | undefined {
  if (found.equals(before)) return after
  // Not decoded: whatever bytes a person has in the file, they stay.
  const own = found.toString('latin1')
  const lineBreak = findLineBreak(own)
  const [was, is] = [before, after].map((bytes) => {
    const text = bytes.toString('latin1')
    return lineBreak === undefined || text.includes('\0')
      ? text
      : text.replace(/\r\n|\n/g, lineBreak)
  }) as [string, string]
  if (own === was) return Buffer.from(is, 'latin1')
  return mergeLines([own, was, is], other?.equals(found) ? 'theirs' : 'ours')
}

/** @returns the line break of all lines, if they have the same */
function findLineBreak(text: string): string | undefined {
  const [first] = /\r\n|\n/.exec(text) ?? []
  const other = first === '\n' ? /\r\n/ : /(?<!\r)\n/
  return other.test(text) ? undefined : first
}

/**
 * @param texts the file, as it was staged, and as it is staged now; not decoded
 * @param winner whose lines stay where both have changed them, or lines next to each other: the file's are `ours`
 * @returns nothing if git cannot merge them
 */
export function mergeLines(
  texts: readonly string[],
  winner: 'ours' | 'theirs'
): Buffer | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'qbank-'))
  try {
    const paths = texts.map((text, order) => {
      const path = join(folder, String(order))
      writeFileSync(path, text, 'latin1')
      return path
    })
    const {status, stdout} = spawnSync(
      'git',
      ['merge-file', '-p', `--${winner}`, ...paths],
      {maxBuffer: Infinity}
    )
    // From 128 on it has failed: binary files, say.
    return status !== null && status < 128 ? stdout : undefined
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}
