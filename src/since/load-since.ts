/** Loads what judges by changes, which few runs ask for. */
import type {Since} from './since.ts'

/**
 * @param ref that a person has named; without one, all is judged
 * @param cwd absolute path of a folder in the repository
 * @returns what has changed since then
 * @throws UserError where git cannot tell
 */
export async function loadSince(
  ref: string | undefined,
  cwd: string
): Promise<Since | undefined> {
  if (ref === undefined) return undefined
  const {createSince} = await import('./since.ts')
  return createSince(ref, cwd)
}
