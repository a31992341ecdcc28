/** Runs a job, prints its lines, and chooses the exit code; `reports.ts` prints the report. */
import type {BankSelection} from '../../engine/each-bank.ts'
import type {Outcome} from '../../engine/outcome.ts'
import {findMissingHook} from '../../files/missing-hook.ts'
import {findPackageManager, formatInstall} from '../../files/package-manager.ts'
import {cliTexts} from './texts.ts'
import {missingHookText} from '../../files/texts.ts'
import {clean} from '../../text/clean.ts'
import type {ReportFile} from '../../report/report.ts'
import {countMessages} from '../../report/message-view.ts'
import type {UserError} from '../../text/user-error.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import {explain} from './explain.ts'
import type {CliOptions, Selected} from './options.ts'
import {withProgress} from './progress.ts'
import type {Surroundings} from './environment.ts'

/**
 * Runs a job to its end, even if single banks fail, and prints on standard error which banks failed and what was not
 * done.
 */
export async function runBanks(
  {notices, ...selection}: Selected,
  job: (selection: BankSelection) => Promise<Outcome>,
  surroundings: Surroundings
): Promise<Outcome & {readonly hasFailed: boolean}> {
  const failures: UserError[] = []
  const outcome = await withProgress(
    surroundings,
    selection.paths.length,
    async () =>
      job({
        ...selection,
        onFailure(error) {
          failures.push(error)
        }
      })
  )
  const missingHook = findMissingHook(selection.cwd)
  printLines(surroundings.stderr, [
    ...notices,
    ...new Set(outcome.notices),
    ...(missingHook === undefined
      ? []
      : [
          missingHookText(
            missingHook,
            formatInstall(findPackageManager(selection.cwd))
          )
        ])
  ])
  // Several banks may fail for the same reason.
  const reasons = new Map(failures.map((failure) => [failure.message, failure]))
  for (const failure of reasons.values()) explain(failure, surroundings)
  return {...outcome, hasFailed: failures.length > 0}
}

/** Prints lines, each cleaned. */
export function printLines(
  stream: Surroundings['stdout'],
  lines: readonly string[]
): void {
  for (const line of lines) stream.write(`${clean(line)}\n`)
}

/**
 * @param hasFailed whether a bank failed
 * @returns the exit code for what remains; prints a note if only warnings are the reason
 */
export function getExitCode(
  files: readonly ReportFile[],
  {maxWarnings = Infinity}: CliOptions,
  {stderr}: Surroundings,
  hasFailed = false
): number {
  if (hasFailed) return exitCodes.usage
  const {errors, warnings} = countMessages(files)
  if (errors > 0) return exitCodes.problems
  if (warnings <= maxWarnings) return exitCodes.clean
  printLines(stderr, [cliTexts.tooManyWarnings(warnings, maxWarnings)])
  return exitCodes.problems
}
