/**
 * Finds out where git does not run the commit hook although the project has one: husky's folder is not in the
 * repository, so a new worktree does not have it, and git does not report that.
 */
import {existsSync, readFileSync} from 'node:fs'
import {dirname, join, relative, resolve} from 'node:path'
import {findGitFolders} from './repository.ts'

/**
 * @param cwd absolute path of a folder
 * @returns the folder in which git searches for hooks, relative to `cwd`, if it does not exist; `undefined` if it
 *   does, if git uses its default folder, or if there is no hook
 */
export function findMissingHook(cwd: string): string | undefined {
  const folders = findGitFolders(cwd)
  if (!folders) return undefined
  const path = readHooksPath(folders.common)
  if (path === undefined) return undefined
  const folder = resolve(folders.root, path)
  // The files in `.husky/_` call `.husky/pre-commit`.
  const isMissing =
    !existsSync(folder) && existsSync(join(dirname(folder), 'pre-commit'))
  return isMissing ? relative(cwd, folder) : undefined
}

/**
 * @param gitFolder absolute path of git's folder for all working trees
 * @returns `core.hooksPath` of the repository's own configuration; asking git would take longer than a check
 */
export function readHooksPath(gitFolder: string): string | undefined {
  let text: string
  try {
    text = readFileSync(join(gitFolder, 'config'), 'utf8')
  } catch {
    return undefined
  }

  let isCore = false
  let path: string | undefined
  for (const line of text.split('\n')) {
    const section = /^\s*\[([^\]"]*)/.exec(line)?.[1]
    if (section !== undefined) isCore = section.trim().toLowerCase() === 'core'
    const value = /^\s*hookspath\s*=\s*"?([^"#;]*)/i.exec(line)?.[1]
    if (isCore && value !== undefined) path = value.trim()
  }

  return path === '' ? undefined : path
}
