/**
 * What git notes about a merge, a cherry-pick or a revert that a commit is to finish. lint-staged hides unstaged edits
 * in a stash, for which git forgets that note; it is put back only when the commit is refused. Without it the
 * commit of a merge fails, and a second try makes it an ordinary commit with one parent.
 */
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import process from 'node:process'
import {findRepository} from '../files/repository.ts'

/** Files in git's folder that `git reset --hard` removes. */
const names = [
  'MERGE_HEAD',
  'MERGE_MODE',
  'MERGE_MSG',
  'MERGE_RR',
  'SQUASH_MSG',
  'AUTO_MERGE',
  'CHERRY_PICK_HEAD',
  'REVERT_HEAD'
]

/**
 * @param cwd folder in which git has started the hook, or below
 * @returns puts back what is noted now and no longer noted then
 */
export function rememberOperation(cwd: string): () => void {
  // Git tells where its folder is unless that is the usual one.
  const folder = resolve(
    cwd,
    process.env['GIT_DIR'] ?? join(findRepository(cwd), '.git')
  )
  const notes = new Map<string, Buffer>()
  for (const name of names) {
    const path = join(folder, name)
    try {
      notes.set(path, readFileSync(path))
    } catch {
      // Most commits finish nothing.
    }
  }

  return () => {
    for (const [path, note] of notes) {
      if (!existsSync(path)) writeFileSync(path, note)
    }
  }
}
