/** `qbank readme`: updates only the regions of README.md. Banks are read as they are and not written. */
import {updateReadmes} from '../../engine/job.ts'
import {cliTexts} from '../lib/texts.ts'
import {UserError} from '../../text/user-error.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd, selectBanks} from '../lib/options.ts'
import {getExitCode, printLines, runBanks} from '../lib/run-banks.ts'
import {openReports} from '../lib/reports.ts'
import type {Surroundings} from '../lib/environment.ts'
import type {CommandFile} from '../lib/command-file.ts'

/** The command, for `main.ts`. */
export const command: CommandFile = {
  hasReport: true,
  argumentTexts: [cliTexts.readmeFiles],
  addOptions: (command) =>
    command
      .option('--check', cliTexts.readmeCheck)
      .option('--force-readme', cliTexts.forceReadme),
  run: readme
}

/** @returns the exit code */
async function readme(
  names: readonly string[],
  options: CliOptions & {readonly check?: boolean},
  surroundings: Surroundings
): Promise<number> {
  const {stdout, stderr} = surroundings
  const cwd = getCwd(options, surroundings)
  const reports = openReports(options, {names, cwd}, surroundings)
  if (names.includes('-') || options.stdinFilepath !== undefined) {
    throw new UserError(cliTexts.noStdin)
  }

  const hasConfiguration = options.config
  const selected = await selectBanks(names, {cwd, hasConfiguration}, 'readme')
  const mode = options.check ? 'check' : 'write'
  const isForced = options.forceReadme ?? false
  const {files, done, hasFailed} = await runBanks(
    selected,
    (selection) => updateReadmes({...selection, mode, isForced}),
    surroundings
  )
  printLines(reports.areForMachines ? stderr : stdout, done)
  await reports.write(files)
  return getExitCode(files, options, surroundings, hasFailed)
}
