/** The part of `--since` that a job uses; the rest, which knows git, is rarely loaded. */
import type {ReportFile} from '../report/report.ts'
import type {Select} from '../rule/state.ts'
import type {BankReport} from './bank-file.ts'

/** Limits reports and fixes to what touches a change. */
export interface Since {
  /**
   * @param path absolute, of a bank
   * @returns the function that chooses the messages that touch a change
   * @throws UserError if git cannot tell what has changed
   */
  readonly createSelect: (path: string) => Select
  /**
   * @param path absolute
   * @param report all problems of the bank
   * @throws UserError if git cannot tell what has changed
   */
  readonly limitBank: (path: string, report: BankReport) => Promise<BankReport>
  /**
   * @param paths absolute, of the README, which is there, and of its bank
   * @returns whether one of them has changed, so that the README may be updated
   * @throws UserError if git cannot tell what has changed
   */
  readonly mayWrite: (paths: {
    readonly readme: string
    readonly bank: string
  }) => Promise<boolean>
  /**
   * @param paths absolute, of the README and of its bank
   * @param report all problems of the README
   * @param isStale whether the problem is that the bank has changed since the README was generated
   * @returns `undefined` if it does not touch a change
   * @throws UserError if git cannot tell what has changed
   */
  readonly limitReadme: (
    paths: {readonly readme: string; readonly bank: string},
    report: ReportFile,
    isStale: boolean
  ) => Promise<ReportFile | undefined>
}
