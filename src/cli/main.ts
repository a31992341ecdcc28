/**
 * The command line, without a process: arguments, streams and a folder go in, an exit code comes out.
 * A command is a file in `commands` and an entry in the table here.
 */
import {cliTexts} from './lib/texts.ts'
import {exitCodes} from '../text/exit-codes.ts'
import {explain} from './lib/explain.ts'
import type {CommandEntry, CommandFile} from './lib/command-file.ts'
import type {CliOptions} from './lib/options.ts'
import type {MainOptions, Surroundings} from './lib/environment.ts'

/** In the order of the help. */
const commands: readonly CommandEntry[] = [
  [
    'check [file...]',
    cliTexts.check,
    async () => import('./commands/check.ts')
  ],
  ['fix [file...]', cliTexts.fix, async () => import('./commands/fix.ts')],
  [
    'readme [file...]',
    cliTexts.readme,
    async () => import('./commands/readme.ts')
  ],
  [
    'export [file...]',
    cliTexts.export,
    async () => import('./commands/export.ts')
  ],
  ['site [file...]', cliTexts.site, async () => import('./commands/site.ts')],
  [
    'import <file> [bank...]',
    cliTexts.import,
    async () => import('./commands/import.ts')
  ],
  [
    'study [file...]',
    cliTexts.study,
    async () => import('./commands/study.ts')
  ],
  [
    'stats [file...]',
    cliTexts.stats,
    async () => import('./commands/stats.ts')
  ],
  ['new [file...]', cliTexts.new, async () => import('./commands/new.ts')],
  ['form [file...]', cliTexts.form, async () => import('./commands/form.ts')],
  ['catch-up', cliTexts.catchUp, async () => import('./commands/catch-up.ts')],
  [
    'collect [file...]',
    cliTexts.collect,
    async () => import('./commands/collect.ts')
  ],
  [
    'merge [file...]',
    cliTexts.merge,
    async () => import('./commands/merge.ts')
  ],
  [
    'merge-driver <base> <ours> <theirs> <marker-size> <path> [label...]',
    cliTexts.mergeDriver,
    async () => import('./commands/merge-driver.ts')
  ],
  [
    'suggest <report>',
    cliTexts.suggest,
    async () => import('./commands/suggest.ts')
  ],
  ['init [file...]', cliTexts.init, async () => import('./commands/init.ts')],
  ['doctor', cliTexts.doctor, async () => import('./commands/doctor.ts')],
  [
    'template <file>',
    cliTexts.template,
    async () => import('./commands/template.ts')
  ],
  ['rules [id...]', cliTexts.rules, async () => import('./commands/rules.ts')]
]

/** @returns the exit code: 0 clean, 1 problems found, 2 wrong usage, unreadable file, broken configuration, crash */
export async function main(options: MainOptions): Promise<number> {
  try {
    const exitCode = await runPlain(options)
    if (exitCode !== undefined) return exitCode
    const {runProgram} = await import('./program.ts')
    return await runProgram(commands, options, run)
  } catch (error) {
    explain(error, options)
    return exitCodes.usage
  }
}

/**
 * Runs `qbank check` with nothing but files, without the library for command lines: to load it and to tell it all commands
 * takes as long as to check a small bank.
 *
 * @returns the exit code, or nothing if this is not such a command line
 */
async function runPlain(options: MainOptions): Promise<number | undefined> {
  const [name, ...args] = options.argv
  if (args.some((argument) => argument.startsWith('-'))) return
  const entry = commands.find(([usage]) => usage === `${name} [file...]`)
  if (!entry) return
  const {command} = await entry[2]()
  return command.defaults && command.run(args, command.defaults, options)
}

/** Measures the command, if that is wanted. */
async function run(
  file: CommandFile,
  args: readonly string[],
  options: CliOptions,
  surroundings: Surroundings
): Promise<number> {
  if (!options.timing) return file.run(args, options, surroundings)
  const {timed} = await import('./lib/timing.ts')
  return timed(file)(args, options, surroundings)
}
