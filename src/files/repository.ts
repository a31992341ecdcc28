/** Where the repository begins and ends: nothing outside it is read or written for what a bank or link says. */
import {existsSync, realpathSync} from 'node:fs'
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
 * @returns the folder above (or `from` itself) that holds `.git`; `from` where there is none
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
  // Not every name that begins with two dots leads up.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** @returns where the path leads, as far as there is something; the file itself need not be there */
export function resolveLinks(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(resolveLinks(parent), basename(path))
  }
}
