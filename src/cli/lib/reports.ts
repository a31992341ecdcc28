/** Writes the reports of a run: one to standard output, any number to files. */
import {once} from 'node:events'
import {existsSync} from 'node:fs'
import {mkdir, realpath, writeFile} from 'node:fs/promises'
import {dirname, resolve} from 'node:path'
import {findRepository} from '../../files/repository.ts'
import {toName} from '../../files/to-name.ts'
import {cliTexts} from './texts.ts'
import {logReporters, reporters} from '../../report/index.ts'
import type {ReportFile, ReportOptions} from '../../report/report.ts'
import {UserError} from '../../text/user-error.ts'
import {adviseFix} from './fix-command.ts'
import type {CliOptions, ReporterChoice} from './options.ts'
import {usesColor} from '../../text/color.ts'
import {inChunks} from '../../text/json-parts.ts'
import type {Surroundings} from './environment.ts'

/** Names of the reporters, for the help. */
export const reporterNames = Object.keys(reporters)

/** The reports of a run. */
export interface Reports {
  /** Whether standard output is for programs, which cannot read a report with other lines in it. */
  readonly areForMachines: boolean
  /**
   * @param stream for the report that has no file: standard output, another one, or `null` to leave it out
   * @throws UserError if a file cannot be written; the other reports have been printed by then
   */
  readonly write: (
    files: readonly ReportFile[],
    stream?: Surroundings['stdout'] | null
  ) => Promise<void>
}

/** Names of a run's banks, as given, and absolute path of its folder. */
interface Run {
  readonly names: readonly string[]
  readonly cwd: string
}

/**
 * @returns the reports that the options name
 * @throws UserError before anything is done, if one of them is not possible
 */
export function openReports(
  options: CliOptions,
  run: Run,
  surroundings: Surroundings
): Reports {
  const {env} = surroundings
  const {cwd} = run
  const choices = getChoices(options)
  const printed = choices.filter(({file}) => file === undefined)
  assertApart(printed)
  const paths = choices.flatMap(({file}) => file ?? [])
  for (const [index, file] of paths.entries()) {
    const path = resolve(cwd, file)
    if (paths.slice(0, index).some((other) => resolve(cwd, other) === path)) {
      throw new UserError(cliTexts.outputFileTwice(file))
    }
  }

  return {
    areForMachines: printed.some(({name}) => !logReporters.has(name)),
    async write(files, stream = surroundings.stdout) {
      const render = async (
        name: string,
        color: boolean
      ): Promise<Iterable<string>> => {
        const reporter = await reporters[name]?.()
        const reportOptions = {
          ...describeRun(options, run, surroundings),
          color
        }
        const report = reporter?.(files, reportOptions) ?? ''
        return typeof report === 'string' ? [report] : inChunks(report)
      }

      for (const {name} of stream ? printed : []) {
        const color = stream && usesColor(options, {stdout: stream, env})
        await print(await render(name, color ?? false), stream)
      }

      for (const {name, file} of choices) {
        if (file === undefined) continue
        await assertNoSource(file, files, cwd)
        await writeReport(file, await render(name, options.color ?? false), cwd)
      }

      // GitHub shows it on the page of the run, which has no more than ten annotations.
      const summary = env['GITHUB_STEP_SUMMARY']
      if (summary && choices.some(({name}) => name === 'github')) {
        const [text = ''] = await render('markdown', false)
        await writeReport(summary, [text, '\n'], cwd, 'a')
      }
    }
  }
}

/** What reports say about the whole run. */
function describeRun(
  options: CliOptions,
  {names, cwd}: Run,
  surroundings: Surroundings
): Omit<ReportOptions, 'color'> {
  const {cwd: here} = surroundings
  return {
    quiet: options.quiet ?? false,
    diff: options.diff ?? false,
    folder: toName(cwd, findRepository(cwd)),
    fix: adviseFix(names, options, surroundings),
    fixFolder: toName(here, findRepository(here))
  }
}

/**
 * Waits while the reader is slower than we are, as unread text is kept in memory; ends when the reader has closed the
 * stream.
 */
async function print(
  parts: Iterable<string>,
  stream: Surroundings['stdout'] | null
): Promise<void> {
  for (const part of parts) {
    if (!stream || stream.write(part)) continue
    const done = new AbortController()
    const {signal} = done
    try {
      await Promise.race([
        once(stream, 'drain', {signal}),
        once(stream, 'close', {signal})
      ])
    } catch {
      // The stream's own listener reports its errors.
      return
    } finally {
      done.abort()
    }
  }
}

function getChoices({
  reporter = [{name: 'stylish'}],
  outputFile
}: CliOptions): readonly ReporterChoice[] {
  if (outputFile === undefined) return reporter
  const [first, ...others] = reporter
  if (!first || others.length > 0 || first.file !== undefined) {
    throw new UserError(cliTexts.outputFileOfMany)
  }

  return [{...first, file: outputFile}]
}

/** Several logs may be printed on standard output one by one; other reports must be alone on it. */
function assertApart(printed: readonly ReporterChoice[]): void {
  if (printed.length < 2) return
  if (printed.every(({name}) => logReporters.has(name))) return
  throw new UserError(cliTexts.printedTwice(printed.map(({name}) => name)))
}

/** A report may replace an older one, but not a bank or its README. */
async function assertNoSource(
  file: string,
  files: readonly ReportFile[],
  cwd: string
): Promise<void> {
  const target = await findTarget(resolve(cwd, file))
  for (const {path, bank} of files) {
    const source = resolve(cwd, path)
    const readme = bank?.config.readme?.path
    const sources =
      readme === undefined
        ? [source]
        : [source, resolve(dirname(source), readme)]
    for (const other of sources) {
      if ((await findTarget(other)) !== target) continue
      throw new UserError(cliTexts.reportOverSource(file))
    }
  }
}

/** @returns the target of a link; for any other path, the path */
export async function findTarget(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    return path
  }
}

/** Node's `mkdir` with `recursive` never ends if the system says that the parent folder is missing, as in `/proc`. */
export async function makeFolder(path: string): Promise<void> {
  if (existsSync(path)) return
  await makeFolder(dirname(path))
  try {
    await mkdir(path)
  } catch (error) {
    // Another program has made it.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Not with a temporary file: the target may be a pipe or a device. */
async function writeReport(
  file: string,
  parts: Iterable<string>,
  cwd: string,
  flag: 'a' | 'w' = 'w'
): Promise<void> {
  const path = resolve(cwd, file)
  try {
    await makeFolder(dirname(path))
    await writeFile(path, parts, {flag})
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    throw new UserError(cliTexts.reportNotWritten(file, code ?? message), {
      cause: error
    })
  }
}
