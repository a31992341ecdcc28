/** Goes through the banks of a job: which ones, in which order, and what happens if one cannot be used. */
import {resolve} from 'node:path'
import type {TextStore} from '../files/text-store.ts'
import {createDisk} from '../files/text-store.ts'
import {toName} from '../files/to-name.ts'
import {fileTexts} from '../files/texts.ts'
import {readmeTexts} from '../readme/texts.ts'
import {filterIgnored} from './pipeline.ts'
import {UserError} from '../text/user-error.ts'

/** Which banks to take. */
export interface BankSelection {
  /** Absolute path of the folder to run in. */
  readonly cwd: string
  /** Paths of banks, relative to `cwd` or absolute. */
  readonly paths: readonly string[]
  /** Whether the project's configuration is used, which may be code; default: `true`. */
  readonly hasConfiguration?: boolean | undefined
  /** Skip files that `.remarkignore` names without an error. */
  readonly silentlyIgnore?: boolean
  /** Where banks and READMEs are read from and written to; default: the disk. */
  readonly store?: TextStore | undefined
  /**
   * Called with the error of a bank that cannot be read or worked on; without it, the first such error ends the job.
   */
  readonly onFailure?: (error: UserError) => void
}

/**
 * Reserves a README for the bank that generates it.
 *
 * @throws UserError if another bank of the job has reserved it: they would overwrite each other's regions
 */
export type Claim = (readme: string) => Promise<void>

/**
 * Calls back for each file, one after the other: memory is bounded by the largest bank, not by their sum.
 *
 * @param run is given the absolute path of a file and its text
 * @throws UserError if a file cannot be read or `run` cannot go on, unless there is an `onFailure`
 */
export async function forEachBank(
  {
    cwd,
    paths,
    hasConfiguration,
    silentlyIgnore = false,
    store = createDisk(cwd),
    onFailure
  }: BankSelection,
  run: (path: string, value: string, claim: Claim) => Promise<void>
): Promise<void> {
  const absolute = new Set(paths.map((path) => resolve(cwd, path)))
  const kept = new Set(
    await filterIgnored([...absolute], {cwd, hasConfiguration})
  )
  const seen = new Set<string>()
  const owners = new Map<string, string>()
  for (const path of absolute) {
    try {
      if (!kept.has(path)) {
        if (silentlyIgnore) continue
        throw new UserError(fileTexts.ignored(toName(path, cwd)))
      }

      const value = await store.read(path)
      const target = await store.resolve(path)
      // The same file by another name: a link to it.
      if (seen.has(target)) continue
      seen.add(target)
      await run(path, value, async (readme) => {
        const owner =
          owners.get(readme) ?? (await store.findOwner?.(readme, path))
        if (owner !== undefined) {
          throw new UserError(
            readmeTexts.taken(
              toName(path, cwd),
              toName(readme, cwd),
              toName(owner, cwd)
            )
          )
        }

        owners.set(readme, path)
      })
    } catch (error) {
      if (!onFailure || !(error instanceof UserError)) throw error
      onFailure(error)
    }
  }
}
