/** `qbank fix` */
import {decodeText} from '../files/read-text.ts'
import {fixBanks, fixText} from '../job.ts'
import {fixTexts} from '../messages.ts'
import {countMessages} from '../report/view.ts'
import type {CliOptions} from './options.ts'
import {getCwd, getPaths, getStdinPath} from './options.ts'
import {getExitCode, printLines, runBanks} from './print.ts'
import {openReports} from './reports.ts'
import type {Surroundings} from './streams.ts'
import {readStream} from './streams.ts'

/** @returns the exit code */
export async function fix(
  names: readonly string[],
  options: CliOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stdin, stdout, stderr} = surroundings
  const cwd = getCwd(options, surroundings)
  const reports = openReports(options, cwd, surroundings)
  const stdinPath = getStdinPath(names, options)
  if (stdinPath !== undefined) {
    const bytes = await readStream(stdin, stdinPath)
    const text = decodeText(bytes, stdinPath)
    const {value, report} = await fixText(text, stdinPath, cwd)
    stdout.write(value)
    // Standard output is the text; only what remains to be done is worth a word.
    const {errors, warnings} = countMessages([report])
    await reports.write([report], errors + warnings > 0 ? stderr : null)
    return getExitCode([report], options, surroundings)
  }

  const paths = await getPaths(names, cwd)
  const {files, done, hasFailed} = await runBanks(
    {cwd, paths},
    fixBanks,
    surroundings
  )
  const banks = files.filter((file) => file.bank)
  printLines(
    reports.areForMachines ? stderr : stdout,
    done.length > 0 ? done : banks.map(({path}) => fixTexts.nothing(path))
  )
  await reports.write(files)
  return getExitCode(files, options, surroundings, hasFailed)
}
