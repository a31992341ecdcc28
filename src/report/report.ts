/** Input and output of reporters. */
import type {VFileMessage} from 'vfile-message'
import type {BankConfig} from '../template/config.ts'
import type {Card} from '../bank/model.ts'
import type {Range} from '../markdown/offsets.ts'

/** What a report knows of a card. */
export interface ReportCard extends Range, Pick<Card, 'number' | 'template'> {
  readonly heading: Pick<Card['heading'], 'lead' | 'part' | 'title'>
}

/** What a report knows of a bank: only a part, so that a run does not have to keep all banks in memory. */
export interface ReportBank {
  readonly config: Pick<BankConfig, 'readme'>
  readonly cards: readonly ReportCard[]
  /** Empty if the bank has no messages; `source` as well. */
  readonly text: string
  readonly source: string
}

/** A file with its messages. */
export interface ReportFile {
  /** Path as people type it: relative to the working folder, with `/`. */
  readonly path: string
  /** In any order. */
  readonly messages: readonly VFileMessage[]
  /** The bank that the messages' offsets refer to, if the file is one. */
  readonly bank?: ReportBank
  /** The cards that are checked, if these are not all. */
  readonly checkedCards?: readonly ReportCard[]
  /** How many errors are in cards that are not checked. */
  readonly others?: number
  /** A sentence, if one of these keeps the rest of the file from being checked. */
  readonly blocked?: string | undefined
  /** Sources, in addition to ours, whose lone candidates are fixes. */
  readonly fixSources?: readonly string[]
}

/** Numbers of problems. */
export interface Totals {
  readonly errors: number
  readonly warnings: number
  readonly fixable: number
}

/** Options for all reporters. */
export interface ReportOptions {
  readonly color: boolean
  /** Leave out warnings. */
  readonly quiet: boolean
  /** Show how a fix would change the lines, if the reporter is for people. */
  readonly diff?: boolean
  /**
   * Path of the working folder in the repository, with `/`; `.` at its root. Services know files by their paths in the
   * repository.
   */
  readonly folder?: string
  /** The command, as people type it, that fixes all that is fixable; default: `npx --no -- qbank fix`. */
  readonly fix?: string
  /** Path in the repository, with `/`, of the folder in which that is to be typed; default: its root, `.`. */
  readonly fixFolder?: string
}

/** @returns the report as text; empty, or ending in a line break */
export type Reporter = (
  files: readonly ReportFile[],
  options: ReportOptions
) => string

/** @returns the same in parts, made one by one: a report for programs has all problems, however many */
export type StreamedReporter = (
  files: readonly ReportFile[],
  options: ReportOptions
) => Iterable<string>
