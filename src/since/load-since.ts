/** Loads the code that selects changes, which few runs need. */
import type {Comparison} from './since.ts'
import type {Since} from '../engine/since.ts'

/**
 * @param comparison without a ref and commits, everything counts
 * @param cwd absolute path of a folder in the repository
 * @returns what has changed
 * @throws UserError if git cannot tell
 */
export async function loadSince(
  comparison: Comparison,
  cwd: string
): Promise<Since | undefined> {
  if (comparison.ref === undefined && !comparison.commits) return undefined
  const {createSince} = await import('./since.ts')
  return createSince(comparison, cwd)
}
