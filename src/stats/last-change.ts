/** When a bank was last committed. */
import {basename, dirname} from 'node:path'
import {GitError, git} from '../files/git.ts'

/**
 * @param path absolute
 * @returns the date of the last commit that changed the file, in ISO 8601; `undefined` outside of git, and where there is none
 */
export function findLastChange(path: string): string | undefined {
  try {
    const date = git(['log', '-1', '--format=%cI', '--', basename(path)], {
      cwd: dirname(path)
    })
    return date.toString().trim() || undefined
  } catch (error) {
    if (error instanceof GitError) return undefined
    throw error
  }
}
