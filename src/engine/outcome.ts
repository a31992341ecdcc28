/** What a job is given, and its result. */
import type {TextStore} from '../files/text-store.ts'
import {createDisk} from '../files/text-store.ts'
import type {ReportFile} from '../report/report.ts'
import type {Timing} from '../text/timing.ts'
import type {BankSelection} from './each-bank.ts'
import type {Since} from './since.ts'

/** What to work on. */
export interface JobOptions extends BankSelection {
  /** Called after each write, so that it can be undone. */
  readonly onWrite?: OnWrite
  /** Overwrite text in the regions of READMEs, also if it was written by hand. */
  readonly isForced?: boolean
  /** Leave all files as they are; `onWrite` is called with what would have been written. */
  readonly isDryRun?: boolean
  /** Limits reports and fixes to what touches a change; without it, everything is reported and fixed. */
  readonly since?: Since
  /** Whether to use what earlier runs have found out about blocks, and to keep it for the next run; default: `true`. */
  readonly hasCache?: boolean | undefined
  /** Measures how long things take, if that is wanted. */
  readonly timing?: Timing
}

/** Called with a file that was written: its absolute path, and its text before and after. */
export type OnWrite = (
  path: string,
  texts: {readonly before: string; readonly after: string}
) => void

/** The result. */
export interface Outcome {
  /** Files with the problems that remain; banks and READMEs. */
  readonly files: readonly ReportFile[]
  /** What was done, a line each. */
  readonly done: readonly string[]
  /** What was not done though it is not a problem, a line each. */
  readonly notices: readonly string[]
  /** Absolute paths of the files that were written. */
  readonly written: readonly string[]
}

/** An outcome in the making. */
export interface Draft {
  readonly files: ReportFile[]
  readonly done: string[]
  readonly notices: string[]
  readonly written: string[]
}

/** Opens the store; what it says about written files goes into the outcome. */
export function openStore(
  {cwd, store}: Pick<JobOptions, 'cwd' | 'store'>,
  {notices}: Draft
): TextStore {
  return store ?? createDisk(cwd, (notice) => notices.push(notice))
}

/** @returns an empty outcome */
export function startOutcome(): Draft {
  return {files: [], done: [], notices: [], written: []}
}

/** Adds the report of a README, without repeating messages: several banks may be shown in it. */
export function addReport({files}: Draft, report: ReportFile): void {
  const at = files.findIndex(({path}) => path === report.path)
  const known = files[at]
  if (!known) {
    files.push(report)
    return
  }

  const said = new Set(known.messages.map(String))
  const fresh = report.messages.filter((message) => !said.has(String(message)))
  files[at] = {...known, messages: [...known.messages, ...fresh]}
}
