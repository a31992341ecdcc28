/** `qbank fix` */
import {decodeText} from '../../files/read-text.ts'
import {toName} from '../../files/to-name.ts'
import {fixBanks, fixText} from '../../engine/job.ts'
import {fixTexts} from '../../fix/texts.ts'
import type {Change} from '../../report/diff.ts'
import {countMessages} from '../../report/message-view.ts'
import {loadSince} from '../../since/load-since.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd, getStdinPath, selectBanks} from '../lib/options.ts'
import {usesColor} from '../../text/color.ts'
import {getExitCode, printLines, runBanks} from '../lib/run-banks.ts'
import type {Reports} from '../lib/reports.ts'
import {openReports} from '../lib/reports.ts'
import type {Surroundings} from '../lib/environment.ts'
import {readStream} from '../lib/environment.ts'
import type {CommandFile} from '../lib/command-file.ts'
import {cliTexts} from '../lib/texts.ts'

/** The command, for `main.ts`. */
export const command: CommandFile = {
  hasReport: true,
  argumentTexts: [cliTexts.files],
  addOptions: (command) =>
    command
      .option('--dry-run', cliTexts.dryRun)
      .option('--force-readme', cliTexts.forceReadme)
      .option('--since <ref>', cliTexts.fixSince)
      .option('--diff', cliTexts.fixDiff)
      .option('--no-cache', cliTexts.noCache)
      .option('--timing', cliTexts.timing),
  defaults: {config: true, cache: true},
  run: fix
}

/** @returns the exit code */
async function fix(
  names: readonly string[],
  options: CliOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stdout, stderr} = surroundings
  const {clock} = options
  const cwd = getCwd(options, surroundings)
  const reports = openReports(options, {names, cwd}, surroundings)
  const hasConfiguration = options.config
  const since = await loadSince({ref: options.since, hasConfiguration}, cwd)
  const isDryRun = options.dryRun ?? false
  const jobOptions = {
    cwd,
    hasCache: options.cache,
    hasConfiguration,
    ...(since && {since}),
    ...(clock && {timing: clock})
  }
  const stdinPath = getStdinPath(names, options)
  if (stdinPath !== undefined) {
    const run = {options, reports, jobOptions}
    return fixStream(stdinPath, run, surroundings)
  }

  const selected = await selectBanks(names, {cwd, hasConfiguration}, 'fix')
  const changes: Change[] = []
  const {files, done, hasFailed} = await runBanks(
    selected,
    (selection) =>
      fixBanks({
        ...selection,
        ...jobOptions,
        isDryRun,
        isForced: options.forceReadme ?? false,
        onWrite(path, {before, after}) {
          changes.push({path: toName(path, cwd), before, after})
        }
      }),
    surroundings
  )
  const banks = files.filter((file) => file.bank)
  const stream = reports.areForMachines ? stderr : stdout
  if (options.diff) await printDiffs(stream, changes, options, surroundings)
  printLines(
    stream,
    done.length > 0 ? done : banks.map(({path}) => fixTexts.nothing(path))
  )
  await reports.write(files)
  const exitCode = getExitCode(files, options, surroundings, hasFailed)
  return isDryRun && changes.length > 0
    ? Math.max(exitCode, exitCodes.problems)
    : exitCode
}

/** Fixes a bank from standard input. */
async function fixStream(
  path: string,
  {
    options,
    reports,
    jobOptions
  }: {
    readonly options: CliOptions
    readonly reports: Reports
    readonly jobOptions: Parameters<typeof fixText>[2]
  },
  surroundings: Surroundings
): Promise<number> {
  const {stdin, stdout, stderr} = surroundings
  const text = decodeText(await readStream(stdin, path), path)
  const {value, report} = await fixText(text, path, jobOptions)
  const change = {path, before: text, after: value}
  if (options.diff) await printDiffs(stdout, [change], options, surroundings)
  // On one stream, it would not be clear where the text ends and the diff begins.
  else if (!options.dryRun) stdout.write(value)
  // Standard output has the text; only remaining problems need a report.
  const {errors, warnings} = countMessages([report])
  await reports.write([report], errors + warnings > 0 ? stderr : null)
  const exitCode = getExitCode([report], options, surroundings)
  return options.dryRun && value !== text
    ? Math.max(exitCode, exitCodes.problems)
    : exitCode
}

/** Prints what was changed, or would be. */
async function printDiffs(
  stream: Surroundings['stdout'],
  changes: readonly Change[],
  options: CliOptions,
  {env}: Surroundings
): Promise<void> {
  const {formatDiff} = await import('../../report/diff.ts')
  const color = usesColor(options, {stdout: stream, env})
  for (const change of changes) stream.write(formatDiff(change, {color}))
}
