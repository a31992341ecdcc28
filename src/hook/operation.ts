/**
 * What git notes about a merge, a cherry-pick or a revert that a commit is to finish. lint-staged hides unstaged edits
 * in a stash, for which git forgets that note; it is put back only when the commit is refused. Without it the
 * commit of a merge fails, and a second try makes it an ordinary commit with one parent.
 */
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

/** Content of files in git's folder, in base64, by name. */
export type Notes = Readonly<Record<string, string>>

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

/** @returns what is noted in git's folder now */
export function readNotes(gitFolder: string): Notes {
  const notes: Record<string, string> = {}
  for (const name of names) {
    try {
      notes[name] = readFileSync(join(gitFolder, name), 'base64')
    } catch {
      // Most commits finish nothing.
    }
  }

  return notes
}

/** Puts back what is no longer noted. */
export function restoreNotes(gitFolder: string, notes: Notes): void {
  for (const [name, note] of Object.entries(notes)) {
    const path = join(gitFolder, name)
    if (!existsSync(path)) writeFileSync(path, Buffer.from(note, 'base64'))
  }
}
