/** Texts of files as they were in a commit. */
import {stripByteOrderMark} from '../markdown/offsets.ts'
import {git, readCommit} from '../files/git.ts'
import {decodeText} from '../files/read-text.ts'
import {toName} from '../files/to-name.ts'
import {UserError} from '../text/user-error.ts'

/** A commit, and where files were in it. */
export interface Past {
  /** Absolute path of the working tree's root, without symbolic links. */
  readonly root: string
  /** Hash of the commit. */
  readonly commit: string
  /** Old paths by current ones; relative to the root, with `/`. */
  readonly renamed: ReadonlyMap<string, string>
}

/**
 * @param isStaged whether to compare what is staged with the commit, instead of the files on the disk
 * @returns the past of a working tree at a commit; files that git does not track have none
 */
export function readPast(
  root: string,
  commit: string,
  isStaged: boolean
): Past {
  const output = git(
    [
      ...['diff', '--name-status', '-z', '--find-renames'],
      ...[...(isStaged ? ['--cached'] : []), commit, '--']
    ],
    {cwd: root}
  )
  const renamed = new Map<string, string>()
  const fields = output.toString().split('\0')
  // `R<similarity>`, old path, new path; for other changes, only the path.
  for (let at = 0; at < fields.length; at += 2) {
    if (!fields[at]?.startsWith('R')) continue
    renamed.set(fields[at + 2] ?? '', fields[at + 1] ?? '')
    at++
  }

  return {root, commit, renamed}
}

/**
 * @param path absolute and without symbolic links, of the file as it is called now
 * @returns the text without byte order mark, with `\n` at the end of lines (git may be configured to change them on
 *   the way to the disk); `undefined` if there was none, or none that can be read
 */
export function readOldText(
  path: string,
  {root, commit, renamed}: Past
): string | undefined {
  const name = toName(path, root)
  const oldName = renamed.get(name) ?? name
  const {blob} = readCommit(commit, [oldName], root).get(oldName) ?? {}
  if (blob === undefined) return undefined
  const bytes = git(['cat-file', 'blob', blob], {cwd: root})
  try {
    return normalize(decodeText(bytes, oldName))
  } catch (error) {
    // It was not a text; the text that is there now has been written since.
    if (error instanceof UserError) return undefined
    throw error
  }
}

/** @returns the text for comparisons: line breaks and a byte order mark make no difference */
export function normalize(text: string): string {
  return stripByteOrderMark(text).replace(/\r\n?/g, '\n')
}
