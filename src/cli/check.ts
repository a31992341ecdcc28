/** `qbank check` */
import {decodeText} from '../files/read-text.ts'
import {checkBanks, checkText} from '../job.ts'
import type {CliOptions} from './options.ts'
import {getCwd, getPaths, getStdinPath} from './options.ts'
import {formatReport, getExitCode, printLines} from './print.ts'
import {withProgress} from './progress.ts'
import type {Surroundings} from './streams.ts'
import {readStream} from './streams.ts'

/** @returns the exit code */
export async function check(
  names: readonly string[],
  options: CliOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stdin, stdout, stderr} = surroundings
  const cwd = getCwd(options, surroundings)
  const stdinPath = getStdinPath(names, options)
  if (stdinPath !== undefined) {
    const text = decodeText(await readStream(stdin), stdinPath)
    const files = [await checkText(text, stdinPath, cwd)]
    stdout.write(formatReport(files, options, surroundings))
    return getExitCode(files, options)
  }

  const paths = await getPaths(names, cwd)
  const outcome = await withProgress(surroundings, paths.length, () =>
    checkBanks({cwd, paths})
  )
  printLines(stderr, outcome.notices)
  stdout.write(formatReport(outcome.files, options, surroundings))
  return getExitCode(outcome.files, options)
}
