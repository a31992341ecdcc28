/** What the hook's parts are told of a commit. */
import type {Guard} from './guard.ts'

/** What surrounds the banks of a commit. */
export interface CommitOptions {
  /** Absolute path of the folder that the hook runs in. */
  readonly cwd: string
  /** Absolute path of the folder that paths are named from. */
  readonly standing: string
  /** Is told of what is written, and asked whether to go on. */
  readonly guard?: Guard | undefined
  /** Commit from which on changes are judged and repaired; without one, the whole bank is. */
  readonly since?: string
}
