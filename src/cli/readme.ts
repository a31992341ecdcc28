/** `qbank readme`: the regions of README.md alone. Banks are read as they are and not written. */
import {resolve} from 'node:path'
import {VFile} from 'vfile'
import {readText} from '../files/read-text.ts'
import {stateOf} from '../fix/state.ts'
import {getReadmePath, toName} from '../job.ts'
import {fileTexts, readmeTexts} from '../messages.ts'
import {runPipeline} from '../pipeline.ts'
import {updateReadme} from '../readme/update-readme.ts'
import type {ReportFile} from '../report/report.ts'
import {UserError} from '../user-error.ts'
import type {CliOptions} from './options.ts'
import {getCwd, getPaths} from './options.ts'
import {formatReport, getExitCode, printLines} from './print.ts'
import type {Surroundings} from './streams.ts'

/** @returns the exit code */
export async function readme(
  names: readonly string[],
  options: CliOptions & {readonly check?: boolean},
  surroundings: Surroundings
): Promise<number> {
  const {stdout} = surroundings
  const cwd = getCwd(options, surroundings)
  const files: ReportFile[] = []
  for (const name of await getPaths(names, cwd)) {
    const path = resolve(cwd, name)
    const [file] = await runPipeline(
      [
        new VFile({
          path,
          value: await readText(path, cwd),
          data: {qbank: {checkOnly: true}}
        })
      ],
      {cwd}
    )
    const bank = file && stateOf(file).bank
    if (!bank) throw new UserError(fileTexts.notABank(toName(path, cwd)))
    const readmePath = getReadmePath(path, bank.config.readme, cwd)
    const readmeName = toName(readmePath, cwd)
    const update = await updateReadme({
      readme: readmePath,
      bank,
      bankPath: path,
      cwd,
      mode: options.check ? 'check' : 'write'
    })
    if (update.state === 'missing' || update.state === 'no-regions') {
      throw new UserError(readmeTexts.addRegions(readmeName))
    }

    if (update.report) files.push(update.report)
    else {
      printLines(stdout, [
        update.regenerated.length > 0
          ? readmeTexts.regenerated(readmeName, update.regenerated)
          : readmeTexts.current(readmeName)
      ])
    }
  }

  stdout.write(formatReport(files, options, surroundings))
  return getExitCode(files, options)
}
