/** Where a person stands who commits: paths in what the hook says are for typing there. */
import {join, resolve} from 'node:path'
import process from 'node:process'
import {toName} from '../files/to-name.ts'

/**
 * Git starts hooks at its root, whatever folder the person is in, and a hook may go on into another one; `GIT_PREFIX` says
 * where the person is.
 *
 * @param root absolute path of the working tree
 * @returns absolute path of a folder
 */
export function findStanding(root: string): string {
  return resolve(root, process.env['GIT_PREFIX'] ?? '')
}

/**
 * @param paths relative to the root, as git tells them
 * @returns the same, relative to where the person stands
 */
export function nameFromStanding(
  paths: readonly string[],
  root: string
): string[] {
  const standing = findStanding(root)
  return paths.map((path) => toName(join(root, path), standing))
}
