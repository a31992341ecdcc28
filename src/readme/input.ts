/** What is known of a README whose regions are looked at. */
import type {ShownBank} from '../regions/context.ts'
import type {Past} from './past.ts'

/** A README. */
export interface RegionsInput extends Pick<
  ShownBank,
  'text' | 'prettierOptions'
> {
  /** The command that regenerates the README, for messages. */
  readonly fix?: string
  /** Overwrite text in regions, also if it was written by hand. */
  readonly isForced?: boolean
  /** What git knows about the README and files by their paths from it; it is asked rarely. */
  readonly findPast?: () => Past | undefined
}

/** A README and where its bank is. */
export interface ReadmeInput extends RegionsInput, ShownBank {
  /** What to call the bank where people read of it, if not by that path. */
  readonly bankName?: string
  /** @returns whether there is a file of that path from the README */
  readonly hasFile?: (path: string) => boolean
}
