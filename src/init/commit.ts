/** Commits the set-up, and separately the first fixes, so that `git blame` can ignore them. */
import {existsSync, readFileSync} from 'node:fs'
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {findHead, git, GitError} from '../files/git.ts'
import {UserError} from '../text/user-error.ts'
import {appendLines} from './lib/part.ts'
import type {Project} from './lib/project.ts'
import {initTexts} from './texts.ts'

/** GitHub reads a file of this name. */
const blameFile = '.git-blame-ignore-revs'

/**
 * Commits these files without anything else that is staged. Hooks do not run: the fixed cards may still have problems.
 *
 * @param paths relative to the root
 * @returns whether there was anything to commit
 * @throws UserError if git refuses
 */
export function commitFiles(
  {root}: Project,
  paths: readonly string[],
  message: string
): boolean {
  const all = [...new Set(paths)]
  if (all.length === 0) return false
  try {
    git(['add', '--', ...all], {cwd: root})
    const args = ['status', '--porcelain', '--', ...all]
    if (git(args, {cwd: root}).length === 0) return false
    const commit = ['commit', '--quiet', '--no-verify', '--only']
    git([...commit, '-m', message, '--', ...all], {cwd: root})
    return true
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    throw new UserError(initTexts.commitFailed(error.message), {cause: error})
  }
}

/**
 * Adds the last commit to those that `git blame` ignores.
 *
 * @throws UserError if git refuses to commit the list
 */
export async function leaveOutOfBlame(project: Project): Promise<void> {
  const {root} = project
  const path = join(root, blameFile)
  const [commit = ''] = findHead(root)
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  const header = before === undefined ? `${initTexts.blameHeader}\n` : ''
  await writeFile(path, appendLines(before, `${header}${commit}\n`))
  commitFiles(project, [blameFile], initTexts.blameMessage)
}
