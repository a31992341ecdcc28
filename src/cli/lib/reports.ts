/** Where the reports of a run go: one to standard output, any number into files. */
import {existsSync} from 'node:fs'
import {appendFile, mkdir, realpath, writeFile} from 'node:fs/promises'
import {dirname, resolve} from 'node:path'
import {InvalidArgumentError} from 'commander'
import {findNearest} from '../../text/fuzzy-match.ts'
import {findRepository} from '../../files/repository.ts'
import {toName} from '../../files/to-name.ts'
import {cliTexts} from './texts.ts'
import {logReporters, reporters} from '../../report/index.ts'
import type {ReportFile} from '../../report/report.ts'
import {UserError} from '../../text/user-error.ts'
import {adviseFix} from './fix-command.ts'
import type {CliOptions, ReporterChoice} from './options.ts'
import {usesColor} from '../../text/color.ts'
import type {Surroundings} from './environment.ts'

/** Names of the reporters, for the help. */
export const reporterNames = Object.keys(reporters)

/**
 * Reads `--reporter name` or `--reporter name=file`.
 *
 * @param value as given
 * @param previous what was given before
 * @throws InvalidArgumentError if there is no such reporter; with the nearest name
 */
export function addReporter(
  value: string,
  previous: readonly ReporterChoice[] = []
): readonly ReporterChoice[] {
  const equals = value.indexOf('=')
  const name = equals === -1 ? value : value.slice(0, equals)
  if (!reporterNames.includes(name)) {
    const nearest = findNearest(name, reporterNames, (known) => known)
    throw new InvalidArgumentError(
      cliTexts.unknownReporter(reporterNames, nearest)
    )
  }

  if (equals === -1) return [...previous, {name}]
  const file = value.slice(equals + 1)
  if (file === '') throw new InvalidArgumentError(cliTexts.noReportFile(name))
  return [...previous, {name, file}]
}

/** The reports of a run. */
export interface Reports {
  /** Whether standard output is for programs, which can do nothing with other lines among the report's. */
  readonly areForMachines: boolean
  /**
   * @param stream for what goes to no file: standard output, another one, or `null` to leave that out
   * @throws UserError if a file cannot be written; what is printed has been printed by then
   */
  readonly write: (
    files: readonly ReportFile[],
    stream?: Surroundings['stdout'] | null
  ) => Promise<void>
}

/**
 * @param run names of its banks, as given, and absolute path of its folder
 * @returns the reports that the options ask for
 * @throws UserError before anything is done if they cannot be had
 */
export function openReports(
  options: CliOptions,
  {names, cwd}: {readonly names: readonly string[]; readonly cwd: string},
  surroundings: Surroundings
): Reports {
  const {env} = surroundings
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
      const render = async (name: string, color: boolean): Promise<string> => {
        const reporter = await reporters[name]?.()
        const folder = toName(cwd, findRepository(cwd))
        const quiet = options.quiet ?? false
        const diff = options.diff ?? false
        const fix = adviseFix(names, options, surroundings)
        const standing = toName(
          surroundings.cwd,
          findRepository(surroundings.cwd)
        )
        const reportOptions = {color, quiet, diff, folder, fix, standing}
        return reporter?.(files, reportOptions) ?? ''
      }

      for (const {name} of stream ? printed : []) {
        const color = stream && usesColor(options, {stdout: stream, env})
        stream?.write(await render(name, color ?? false))
      }

      for (const {name, file} of choices) {
        if (file === undefined) continue
        await assertNoSource(file, files, cwd)
        await writeReport(file, await render(name, options.color ?? false), cwd)
      }

      // GitHub shows it on the page of the run, where annotations are cut off after the tenth.
      const summary = env['GITHUB_STEP_SUMMARY']
      if (summary && choices.some(({name}) => name === 'github')) {
        const text = await render('markdown', false)
        await writeReport(summary, `${text}\n`, cwd, appendFile)
      }
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

/** Logs may follow each other on standard output; other reports are read as a whole. */
function assertApart(printed: readonly ReporterChoice[]): void {
  if (printed.length < 2) return
  if (printed.every(({name}) => logReporters.has(name))) return
  throw new UserError(cliTexts.printedTwice(printed.map(({name}) => name)))
}

/** A report takes the place of an older one, but not of a bank or its README. */
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

/** @returns where a link leads to; of other files, and of none, the path */
export async function findTarget(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    return path
  }
}

/** `mkdir` of Node with `recursive` never ends where the system says that the folder above is missing, as it does in `/proc`. */
export async function makeFolder(path: string): Promise<void> {
  if (existsSync(path)) return
  await makeFolder(dirname(path))
  try {
    await mkdir(path)
  } catch (error) {
    // Somebody else was quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Not by way of a temporary file: the target may be a pipe or a device. */
async function writeReport(
  file: string,
  text: string,
  cwd: string,
  write: (path: string, text: string) => Promise<void> = writeFile
): Promise<void> {
  const path = resolve(cwd, file)
  try {
    await makeFolder(dirname(path))
    await write(path, text)
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    throw new UserError(cliTexts.reportNotWritten(file, code ?? message), {
      cause: error
    })
  }
}
