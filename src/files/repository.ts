/** Finds where a repository begins and ends: no bank or link makes qbank read or write outside it. */
import {existsSync, readFileSync, realpathSync, statSync} from 'node:fs'
import {
  basename,
  dirname,
  isAbsolute,
  join,
  relative,
  resolve,
  sep
} from 'node:path'

/**
 * @param from a folder
 * @returns the nearest folder upwards (or `from` itself) that contains `.git`; `from` if there is none
 */
export function findRepository(from: string): string {
  const start = resolve(from)
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return realpathSync(folder)
    if (dirname(folder) === folder) return realpathSync(start)
  }
}

/** @returns whether the path is the folder or below it; both absolute and without symbolic links */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  // A name may begin with two dots without leading up.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** @returns the path without symbolic links, as far as it exists; the file itself may be missing */
export function resolveLinks(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(resolveLinks(parent), basename(path))
  }
}

/**
 * @param folder absolute path of the folder that the path is relative to
 * @param path that a bank or a link names
 * @returns the absolute path; `undefined` if it leads out of the repository
 */
export function resolveInside(
  folder: string,
  path: string
): string | undefined {
  const absolute = resolve(folder, path)
  const isOwn = isInside(findRepository(folder), resolveLinks(absolute))
  return isOwn ? absolute : undefined
}

/** The folders of a working tree and of git's own files; absolute paths. */
export interface GitFolders {
  /** The working tree's root. */
  readonly root: string
  /** Git's folder for this working tree. */
  readonly own: string
  /** Git's folder for all working trees of the repository. */
  readonly common: string
}

/**
 * @param cwd absolute path of a folder
 * @returns the folders of the working tree around it; `undefined` outside of one
 */
export function findGitFolders(cwd: string): GitFolders | undefined {
  const root = findRepository(cwd)
  const path = join(root, '.git')
  if (!existsSync(path)) return undefined
  if (statSync(path).isDirectory()) return {root, own: path, common: path}
  // In a worktree or a submodule, it is a file with the path of the folder.
  const [, target] = /^gitdir: (.+)/.exec(readFileSync(path, 'utf8')) ?? []
  if (target === undefined) return undefined
  const own = resolve(root, target)
  return {root, own, common: findCommonFolder(own)}
}

/** @returns git's folder for all working trees, given the one of this working tree */
function findCommonFolder(gitFolder: string): string {
  const path = join(gitFolder, 'commondir')
  return existsSync(path)
    ? resolve(gitFolder, readFileSync(path, 'utf8').trim())
    : gitFolder
}

/**
 * @param path absolute and without symbolic links
 * @returns whether git keeps its own files there: its configuration may contain a token, and may name programs to run
 */
export function isGitInternal(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (/^\.git$/i.test(basename(at)) || isGitFolder(at)) return true
    // The folder of a bare repository may contain a working tree.
    if (existsSync(join(at, '.git')) || dirname(at) === at) return false
  }
}

/** @returns whether the folder is git's own, for example that of a bare repository */
export function isGitFolder(folder: string): boolean {
  return ['HEAD', 'objects', 'refs'].every((name) =>
    existsSync(join(folder, name))
  )
}
