/** Where a person is who commits: paths in what the hook says are for typing there. */
import {resolve} from 'node:path'
import process from 'node:process'

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
