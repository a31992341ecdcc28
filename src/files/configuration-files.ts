/**
 * Configuration is searched from a file upwards to the root of its repository, and no further. What is above belongs to
 * others, and a configuration can be a program.
 */
import type {Stats} from 'node:fs'
import {existsSync, readFileSync, statSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {fileTexts} from './texts.ts'
import {UserError} from '../text/user-error.ts'

/** Folders from that of a file upwards. */
export interface Ancestors {
  /** Absolute paths, the nearest first; the last one is the root of the repository, or of the file system. */
  readonly folders: readonly string[]
  /** Whether the last one is the root of a repository. */
  readonly isRepository: boolean
}

/** @param path absolute, of a file, which may be missing */
export function findAncestors(path: string): Ancestors {
  const folders: string[] = []
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder)
    if (existsSync(join(folder, '.git'))) return {folders, isRepository: true}
    if (dirname(folder) === folder) return {folders, isRepository: false}
  }
}

/**
 * Whether to let a program search upwards that does not know repositories: it would go on above the root.
 *
 * @param path absolute, of the file that the configuration is for
 * @param names of files to look for; a `package.json` counts if it has `key`
 * @returns `false` if the only such files are above the repository, or there are none
 * @throws UserError if one of them is a device or a pipe, which may have no end
 */
export function isWorthLooking(
  path: string,
  names: readonly string[],
  key?: string
): boolean {
  const {folders, isRepository} = findAncestors(path)
  const {done} = findNamed(folders, names, key).next()
  return !done || !isRepository
}

/**
 * @param folders absolute
 * @param names of files to look for; a `package.json` counts if it has `key`
 * @returns absolute paths of the existing ones, in the order of the folders
 * @throws UserError if one of them is a device or a pipe, which may have no end
 */
export function* findNamed(
  folders: readonly string[],
  names: readonly string[],
  key?: string
): Generator<string, void> {
  for (const folder of folders) {
    for (const name of names) {
      const found = join(folder, name)
      if (isThere(found) && !lacksKey(found, key)) yield found
    }
  }
}

/**
 * @param path absolute
 * @returns whether a file or folder with that name exists
 * @throws UserError if it is a device or a pipe
 */
export function isThere(path: string): boolean {
  let stats: Stats | undefined
  try {
    stats = statSync(path, {throwIfNoEntry: false})
  } catch {
    // Reading it will report what is wrong.
    return true
  }

  if (stats && !stats.isFile() && !stats.isDirectory()) {
    throw new UserError(fileTexts.notAConfiguration(path))
  }

  return stats !== undefined
}

function lacksKey(path: string, key: string | undefined): boolean {
  if (basename(path) !== 'package.json' || key === undefined) return false
  try {
    return !readFileSync(path, 'utf8').includes(`"${key}"`)
  } catch {
    return false
  }
}
