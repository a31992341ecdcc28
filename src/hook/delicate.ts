/** Finds files that lint-staged and git cannot set aside without harm: a commit with them is not begun. */
import {execFileSync} from 'node:child_process'
import type {Stats} from 'node:fs'
import {accessSync, constants, lstatSync, readFileSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {bankName, isBankText} from '../bank/is-bank.ts'

/** Files that git's stash does not treat well. */
export interface Delicate {
  /** No longer tracked: if they are still there, stashing deletes them. */
  readonly removed: string[]
  /** Announced with `git add -N`: with them, nothing can be stashed. */
  readonly planned: string[]
  /** Tracked as a file, now a folder of untracked files: stashing deletes it. */
  readonly buried: string[]
  /** Banks that must not be written: git would put others in their place, or fail halfway. */
  readonly sealed: string[]
}

/** A record about a Markdown file that is staged with a text. */
const stagedText = /^[AM]. [^]*\.(?:md|markdown)$/

/** Whether a bank, or its folder, must not be written; root may all, so that the file's own mode counts, too. */
function isSealed(path: string, {mode}: Stats): boolean {
  try {
    accessSync(dirname(path), constants.W_OK)
    if ((mode & 0o222) !== 0) return false
  } catch {
    // Not even its folder.
  }

  return basename(path) === bankName || isBankText(readFileSync(path, 'utf8'))
}

/** @param root of the working tree */
export function findDelicate(root: string): Delicate {
  const delicate: Delicate = {
    removed: [],
    planned: [],
    buried: [],
    sealed: []
  }
  const output = execFileSync(
    'git',
    ['status', '--porcelain', '-z', '--untracked-files=no', '--no-renames'],
    {cwd: root, encoding: 'utf8', maxBuffer: 1 << 30}
  )
  const records = output.split('\0').filter(Boolean)
  // Otherwise nothing is stashed, as far as we are concerned.
  const isOurs = records.some((record) => stagedText.test(record))
  for (const record of records) {
    const path = record.slice(3)
    const isDeleted = record.startsWith('D') || record[1] === 'D'
    if (record.startsWith('D')) delicate.removed.push(path)
    if (record.startsWith(' A') && isOurs) delicate.planned.push(path)
    const stats = lstatSync(join(root, path), {throwIfNoEntry: false})
    if (isDeleted && isOurs && stats?.isDirectory()) delicate.buried.push(path)
    if (stagedText.test(record) && stats?.isFile()) {
      if (isSealed(join(root, path), stats)) delicate.sealed.push(path)
    }
  }

  return delicate
}
