/** `qbank fix` */
import {decodeText} from '../files/read-text.ts'
import {fixBanks, fixText} from '../job.ts'
import {fixTexts} from '../messages.ts'
import {countMessages} from '../report/view.ts'
import type {CliOptions} from './options.ts'
import {getCwd, getPaths, getStdinPath} from './options.ts'
import {formatReport, getExitCode, printLines} from './print.ts'
import {withProgress} from './progress.ts'
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
  const stdinPath = getStdinPath(names, options)
  if (stdinPath !== undefined) {
    const text = decodeText(await readStream(stdin), stdinPath)
    const {value, report} = await fixText(text, stdinPath, cwd)
    stdout.write(value)
    // Standard output is the text; only what remains to be done is worth a word.
    const {errors, warnings} = countMessages([report])
    if (errors + warnings > 0) {
      stderr.write(formatReport([report], options, surroundings))
    }

    return getExitCode([report], options)
  }

  const paths = await getPaths(names, cwd)
  const outcome = await withProgress(surroundings, paths.length, () =>
    fixBanks({cwd, paths})
  )
  printLines(stderr, outcome.notices)
  const isMachine = (options.reporter ?? 'stylish') !== 'stylish'
  const done =
    outcome.done.length > 0
      ? outcome.done
      : outcome.files
          .filter((file) => file.bank)
          .map((file) => fixTexts.nothing(file.path))
  printLines(isMachine ? stderr : stdout, done)
  stdout.write(formatReport(outcome.files, options, surroundings))
  return getExitCode(outcome.files, options)
}
