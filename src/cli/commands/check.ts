/** `qbank check` */
import {resolve} from 'node:path'
import {decodeText} from '../../files/read-text.ts'
import {checkBanks, checkText} from '../../engine/job.ts'
import {fileTexts} from '../../files/texts.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd, getStdinPath, selectBanks} from '../lib/options.ts'
import {getExitCode, printLines, runBanks} from '../lib/run-banks.ts'
import {openReports} from '../lib/reports.ts'
import {loadSince} from '../../since/load-since.ts'
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
      .option('--diff', cliTexts.checkDiff)
      .option('--since <ref>', cliTexts.since)
      .option('--no-cache', cliTexts.noCache)
      .option('--timing', cliTexts.timing),
  defaults: {config: true, cache: true},
  run: check
}

/** @returns the exit code */
async function check(
  names: readonly string[],
  options: CliOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stderr} = surroundings
  const {clock} = options
  const cwd = getCwd(options, surroundings)
  const reports = openReports(options, {names, cwd}, surroundings)
  const hasConfiguration = options.config
  const since = await loadSince({ref: options.since, hasConfiguration}, cwd)
  const stdinPath = getStdinPath(names, options)
  if (stdinPath !== undefined) {
    const text = decodeText(
      await readStream(surroundings.stdin, stdinPath),
      stdinPath
    )
    if (text.trim() === '') printLines(stderr, [fileTexts.empty(stdinPath)])
    const report = await checkText(text, stdinPath, {
      cwd,
      hasCache: options.cache,
      hasConfiguration,
      ...(clock && {timing: clock})
    })
    const path = resolve(cwd, stdinPath)
    const files = [since ? await since.limitBank(path, report) : report]
    await reports.write(files)
    return getExitCode(files, options, surroundings)
  }

  const selected = await selectBanks(names, {cwd, hasConfiguration}, 'check')
  const {files, hasFailed} = await runBanks(
    selected,
    (selection) =>
      checkBanks({
        ...selection,
        hasCache: options.cache,
        ...(since && {since}),
        ...(clock && {timing: clock})
      }),
    surroundings
  )
  await reports.write(files)
  return getExitCode(files, options, surroundings, hasFailed)
}
