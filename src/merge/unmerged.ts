/** Files with conflicts, as the index has them: the base, our side, and their side. */
import {existsSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {git} from '../files/git.ts'
import type {GitFolders} from '../files/repository.ts'
import {findConflicts} from '../text/conflicts.ts'
import type {Side, Three} from './pieces/piece.ts'
import {mapThree} from './pieces/piece.ts'

/** A file with conflicts. */
export interface Unmerged {
  /** Relative to git's root, with `/`. */
  readonly name: string
  /** Hashes of the blobs; missing for a version that does not have the file. */
  readonly blobs: Partial<Record<Side, string>>
}

const stages: Readonly<Record<string, Side>> = {
  1: 'base',
  2: 'ours',
  3: 'theirs'
}

/** @returns files with conflicts, in the index's order; then those that were staged with conflict markers in them */
export function findUnmerged(root: string): Unmerged[] {
  const staged = readStages('--resolve-undo', root).filter(({name}) =>
    hasConflict(join(root, name))
  )
  return [...readStages('--unmerged', root), ...staged]
}

/**
 * @param path absolute; the file may be missing
 * @returns whether it contains a whole conflict, as git writes it
 */
export function hasConflict(path: string): boolean {
  const isFile = statSync(path, {throwIfNoEntry: false})?.isFile() ?? false
  return isFile && findConflicts(readFileSync(path, 'utf8')).length > 0
}

/** @param option with which git lists the versions of files, also after they were staged */
function readStages(
  option: '--unmerged' | '--resolve-undo',
  root: string
): Unmerged[] {
  const output = git(['ls-files', option, '-z'], {cwd: root}).toString()
  const found = new Map<string, Partial<Record<Side, string>>>()
  for (const record of output.split('\0')) {
    const [, blob, stage = ''] = /^\d+ ([\da-f]+) (\d)\t/.exec(record) ?? []
    const side = stages[stage]
    if (blob === undefined || !side) continue
    const name = record.slice(record.indexOf('\t') + 1)
    const blobs = found.get(name) ?? {}
    blobs[side] = blob
    found.set(name, blobs)
  }

  return Array.from(found, ([name, blobs]) => ({name, blobs}))
}

/** @returns the versions of a file; empty if a version does not have it */
export function readUnmerged({blobs}: Unmerged, root: string): Three<Buffer> {
  const names = {base: blobs.base, ours: blobs.ours, theirs: blobs.theirs}
  return mapThree(names, (blob) =>
    blob === undefined
      ? Buffer.alloc(0)
      : git(['cat-file', 'blob', blob], {cwd: root})
  )
}

/** Unfinished operations of git: the file that shows it, and the command that continues it. */
const operations = [
  ['rebase-merge', 'git rebase --continue'],
  ['rebase-apply', 'git rebase --continue'],
  ['CHERRY_PICK_HEAD', 'git cherry-pick --continue'],
  ['REVERT_HEAD', 'git revert --continue'],
  ['MERGE_HEAD', 'git merge --continue']
] as const

/** @returns the command to continue after all conflicts are resolved; `undefined` after `git stash pop`, for example */
export function findContinue({own}: GitFolders): string | undefined {
  return operations.find(([name]) => existsSync(join(own, name)))?.[1]
}
