/** The configuration that most projects have: one line, which names the preset of this package. */
import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {basename, dirname, sep} from 'node:path'
import {fileURLToPath} from 'node:url'
import {findNamed} from '../files/configuration-files.ts'

const line = /^\s*export\s*\{\s*default\s*\}\s*from\s*(['"])qbank\1\s*;?\s*$/

/**
 * Importing that line takes as long as everything else in the check of a card.
 *
 * @param path absolute, of a file
 * @param names of files that may hold its configuration; a `package.json` counts if it has `key`
 * @returns whether exactly one of them exists in the folders above the file, has only that line, and means this very
 *   package by it
 * @throws UserError if one of them is a device or a pipe
 */
export function isSolePreset(
  path: string,
  names: readonly string[],
  key: string
): boolean {
  const folders: string[] = []
  for (let at = path; at !== dirname(at); at = dirname(at)) {
    folders.push(dirname(at))
  }

  const [file, ...others] = findNamed(folders, names, key)
  if (file === undefined || others.length > 0) return false
  if (basename(file) !== '.remarkrc.mjs') return false
  try {
    const root = dirname(createRequire(file).resolve('qbank/package.json'))
    const own = fileURLToPath(import.meta.url)
    return own.startsWith(root + sep) && line.test(readFileSync(file, 'utf8'))
  } catch {
    // Importing it reports the error.
    return false
  }
}
