/** What the pipeline keeps on a file while it is checked and repaired, under `file.data.qbank`. */
import type {Options as PrettierOptions} from 'prettier'
import type {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {Bank} from '../bank/model.ts'

/** The end of a repair: nothing safe is left to do. */
export interface Repaired {
  /** The text, with the byte order mark of the file if it has one. */
  readonly value: string
  /** What remains to be said about that text. */
  readonly messages: readonly VFileMessage[]
  /** The bank as it now is. */
  readonly bank: Bank
}

/** State of a file. */
export interface FileState {
  /** Given by an entrance that wants messages only: spares the repair. */
  readonly checkOnly?: boolean
  /** Given by an entrance that has formatting options already; otherwise they are found from the file's path. */
  readonly prettierOptions?: PrettierOptions
  /** Texts of the passes so far, in a repair. */
  readonly passes?: readonly string[]
  /** Set where the file is a bank. */
  bank?: Bank
  /** Sources besides ours whose lone candidates are fixes, as the configuration has them. */
  fixSources?: readonly string[]
  /** Set where the file is a bank, unless `checkOnly`. */
  repaired?: Repaired
}

declare module 'vfile' {
  interface DataMap {
    qbank: FileState
  }
}

declare module 'unified' {
  interface Settings {
    /**
     * Sources of messages, besides `question-bank`, whose lone candidates are applied as fixes, such as
     * `['remark-lint']`; those of others are only offered.
     */
    fixSources?: readonly string[]
  }
}

/** @returns the state of the file, for reading and setting */
export function stateOf(file: VFile): FileState {
  file.data.qbank ??= {}
  return file.data.qbank
}
