/** Input for the regions of a README. */
import type {ShownBank} from '../regions/context.ts'
import type {Past} from './past.ts'

/** A README. */
export interface RegionsInput extends Pick<
  ShownBank,
  'text' | 'prettierOptions'
> {
  /** The command that regenerates the README, for messages. */
  readonly fix?: string
  /** Overwrite text in regions even if it was written by hand. */
  readonly isForced?: boolean
  /** The versions in git of the README, and of files by their paths from it; rarely called. */
  readonly findPast?: () => Past | undefined
}

/** A README and where its bank is. */
export interface ReadmeInput extends RegionsInput, ShownBank {
  /** Name of the bank for people, if not that path. */
  readonly bankName?: string
  /** @returns whether there is a file of that path from the README */
  readonly hasFile?: (path: string) => boolean
}
