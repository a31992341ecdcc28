/** Reads and writes the texts of banks and READMEs: on the disk, or what is staged for a commit. */
import {existsSync} from 'node:fs'
import {realpath} from 'node:fs/promises'
import {join} from 'node:path'
import type {BankConfig} from '../template/config.ts'
import {findBanks} from './find-banks.ts'
import type {readObjects} from './git.ts'
import {readText} from './read-text.ts'
import {findRepository} from './repository.ts'
import {writeText} from './write-text.ts'

/** All paths are absolute. */
export interface TextStore {
  /** @returns whether there is such a file */
  readonly has: (path: string) => boolean
  /**
   * @returns its text, with its byte order mark if it has one
   * @throws UserError if it cannot be read as text
   */
  readonly read: (path: string) => string | Promise<string>
  /**
   * Replaces its text.
   *
   * @throws UserError if it cannot be written, or is not `before` anymore
   */
  readonly write: (
    path: string,
    texts: {readonly before: string; readonly after: string}
  ) => void | Promise<void>
  /** @returns the path of the file that a link leads to; for other files, the path itself */
  readonly resolve: (path: string) => string | Promise<string>
  /** @returns paths of all banks of the repository, sorted */
  readonly listBanks: () => string[] | Promise<string[]>
  /** Asks git, unless it has been asked already; without this, it has not. */
  readonly readObjects?: typeof readObjects
  /** @returns what a file borrows, as it is in the inbox of a bank; without this, that is found on the disk */
  readonly borrow?: (path: string) => BankConfig | undefined
  /** @returns path of another bank that claims the same regions of the README, if that is known */
  readonly findOwner?: (
    readme: string,
    bank: string
  ) => Promise<string | undefined>
}

/**
 * @param cwd absolute path of the folder that errors name files from
 * @param onNotice called with a sentence about a file that was written, if there is something to say
 */
export function createDisk(
  cwd: string,
  onNotice?: (notice: string) => void
): TextStore {
  return {
    has: existsSync,
    read: async (path) => readText(path, cwd),
    async write(path, texts) {
      const notice = await writeText(path, cwd, texts)
      if (notice !== undefined) onNotice?.(notice)
    },
    resolve: realpath,
    async listBanks() {
      const root = findRepository(cwd)
      const {paths} = await findBanks(root)
      return paths.map((path) => join(root, path))
    }
  }
}
