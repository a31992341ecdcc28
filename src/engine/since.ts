/** The part of `--since` that a job uses; the rest, which knows git, is rarely loaded. */
import type {ReportFile} from '../report/report.ts'
import type {Select} from '../rule/state.ts'
import type {BankReport} from './bank-file.ts'

/** Leaves what does not touch a change out of reports and fixes. */
export interface Since {
  /**
   * @param path absolute, of a bank
   * @returns what chooses the messages that touch a change
   * @throws UserError where git cannot tell what has changed
   */
  readonly createSelect: (path: string) => Select
  /**
   * @param path absolute
   * @param report all that is to be said about the bank
   * @throws UserError where git cannot tell what has changed
   */
  readonly judgeBank: (path: string, report: BankReport) => Promise<BankReport>
  /**
   * @param paths absolute, of the README, which is there, and of its bank
   * @returns whether either has changed, so that the README may follow the bank
   * @throws UserError where git cannot tell what has changed
   */
  readonly mayWrite: (paths: {
    readonly readme: string
    readonly bank: string
  }) => Promise<boolean>
  /**
   * @param paths absolute, of the README and of its bank
   * @param report all that is to be said about the README
   * @param isStale whether that is that the bank says something else by now
   * @returns nothing where it does not touch a change
   * @throws UserError where git cannot tell what has changed
   */
  readonly judgeReadme: (
    paths: {readonly readme: string; readonly bank: string},
    report: ReportFile,
    isStale: boolean
  ) => Promise<ReportFile | undefined>
}
