/** What the pipeline keeps on a file while it is checked and fixed, under `file.data.qbank`. */
import type {Options as PrettierOptions} from 'prettier'
import type {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {Bank} from '../bank/model.ts'
import type {BankConfig} from '../template/config.ts'
import type {Timing} from '../text/timing.ts'
import type {LoadedRules} from './known-rules.ts'

/** The end of a fix: nothing safe is left to do. */
export interface Repaired {
  /** The text, with the byte order mark of the file if it has one. */
  readonly value: string
  /** What remains to be said about that text. */
  readonly messages: readonly VFileMessage[]
  /** The bank as it now is. */
  readonly bank: Bank
}

/** One look at a text in the course of a fix. */
export interface Pass {
  /** The text, without byte order mark. */
  readonly text: string
  /** The rules that had fixes. */
  readonly ruleIds: readonly string[]
}

/** Fixes that do not converge. */
export interface Unsettled {
  /** How many passes were made. */
  readonly passes: number
  /** The rules whose fixes keep it going. */
  readonly ruleIds: readonly string[]
}

/**
 * Chooses some of the messages about a bank, for an entrance that fixes only a part of it.
 *
 * @param bank as it is in this pass
 * @param messages all about it
 */
export type Select = (
  bank: Bank,
  messages: readonly VFileMessage[]
) => Promise<readonly VFileMessage[]>

/** State of a file. */
export interface FileState {
  /** Given by an entrance that wants messages only: nothing is fixed. */
  readonly checkOnly?: boolean
  /** Given by an entrance that has formatting options already; otherwise they are found from the file's path. */
  readonly prettierOptions?: PrettierOptions
  /** Whether to use what earlier runs have found out about blocks, and to keep it for the next run; default: `true`. */
  readonly hasCache?: boolean
  /** Given by an entrance that wants to know how long things take. */
  readonly timing?: Timing
  /** Given by an entrance that fixes only some of the messages. */
  readonly select?: Select
  /** What a file in the inbox of a bank takes over from that bank. */
  config?: BankConfig
  /** Given by an entrance that may cancel the work: soon after it is aborted, its reason is thrown. */
  readonly signal?: AbortSignal
  /** The passes so far, in a fix. */
  readonly passes?: readonly Pass[]
  /** Set where fixes do not converge. */
  unsettled?: Unsettled
  /** Set where the file is a bank. */
  bank?: Bank
  /** The messages among which there were fixes to apply, if the fixer looked only at some. */
  selected?: readonly VFileMessage[]
  /** Sources, in addition to ours, whose lone candidates are fixes, as the configuration has them. */
  fixSources?: readonly string[]
  /** Set where there may be comments that switch rules off. */
  loadedRules?: LoadedRules
  /** Messages that comments have switched off. */
  suppressed?: readonly VFileMessage[]
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
     * Sources of messages, in addition to `question-bank`, whose lone candidates are applied as fixes, such as
     * `['remark-lint']`; those of other sources are only offered.
     */
    fixSources?: readonly string[]
  }
}

/** @returns the state of the file, for reading and setting */
export function stateOf(file: VFile): FileState {
  file.data.qbank ??= {}
  return file.data.qbank
}
