/** Prints what came of a job, and says how it ends. */
import {clean} from '../report/clean.ts'
import {reporters} from '../report/index.ts'
import type {ReportFile} from '../report/report.ts'
import {countMessages} from '../report/view.ts'
import type {CliOptions} from './options.ts'
import {usesColor} from './options.ts'
import type {Surroundings} from './streams.ts'

/** Exit codes: clean; problems found; wrong usage, unreadable file, broken configuration, or a crash. */
export const exitCodes = {clean: 0, problems: 1, usage: 2} as const

/** @returns the report as the options want it */
export function formatReport(
  files: readonly ReportFile[],
  options: CliOptions,
  surroundings: Surroundings
): string {
  const report = reporters[options.reporter ?? 'stylish']
  return (
    report?.(files, {
      color: usesColor(options, surroundings),
      quiet: options.quiet ?? false
    }) ?? ''
  )
}

/** Prints lines, each cleaned: they hold paths. */
export function printLines(
  stream: Surroundings['stdout'],
  lines: readonly string[]
): void {
  for (const line of lines) {
    stream.write(`${line.split('\n').map(clean).join('\n')}\n`)
  }
}

/** @returns the exit code for what remains */
export function getExitCode(
  files: readonly ReportFile[],
  {maxWarnings = Infinity}: CliOptions
): number {
  const {errors, warnings} = countMessages(files)
  return errors > 0 || warnings > maxWarnings
    ? exitCodes.problems
    : exitCodes.clean
}
