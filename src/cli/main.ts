/**
 * The command line as a function: arguments, streams and a folder are its input, an exit code its output. A command is
 * a file in `commands` and an entry in the table here.
 */
import {cliTexts} from './lib/texts.ts'
import {exitCodes} from '../text/exit-codes.ts'
import {explain} from './lib/explain.ts'
import type {CommandEntry, CommandFile} from './lib/command-file.ts'
import type {CliOptions} from './lib/options.ts'
import type {MainOptions, Surroundings} from './lib/environment.ts'

/** In the order of the help, which leaves out the commands that git calls. */
const commands: readonly CommandEntry[] = [
  [
    'check [file...]',
    cliTexts.check,
    cliTexts.groups.check,
    async () => import('./commands/check.ts')
  ],
  [
    'fix [file...]',
    cliTexts.fix,
    cliTexts.groups.check,
    async () => import('./commands/fix.ts')
  ],
  [
    'readme [file...]',
    cliTexts.readme,
    cliTexts.groups.check,
    async () => import('./commands/readme.ts')
  ],
  [
    'new [file...]',
    cliTexts.new,
    cliTexts.groups.check,
    async () => import('./commands/new.ts')
  ],
  [
    'study [file...]',
    cliTexts.study,
    cliTexts.groups.cards,
    async () => import('./commands/study.ts')
  ],
  [
    'site [file...]',
    cliTexts.site,
    cliTexts.groups.cards,
    async () => import('./commands/site.ts')
  ],
  [
    'export [file...]',
    cliTexts.export,
    cliTexts.groups.cards,
    async () => import('./commands/export.ts')
  ],
  [
    'import <file> [bank...]',
    cliTexts.import,
    cliTexts.groups.cards,
    async () => import('./commands/import.ts')
  ],
  [
    'stats [file...]',
    cliTexts.stats,
    cliTexts.groups.cards,
    async () => import('./commands/stats.ts')
  ],
  [
    'form [file...]',
    cliTexts.form,
    cliTexts.groups.cards,
    async () => import('./commands/form.ts')
  ],
  [
    'init [file...]',
    cliTexts.init,
    cliTexts.groups.setUp,
    async () => import('./commands/init.ts')
  ],
  [
    'doctor',
    cliTexts.doctor,
    cliTexts.groups.setUp,
    async () => import('./commands/doctor.ts')
  ],
  [
    'template <file>',
    cliTexts.template,
    cliTexts.groups.setUp,
    async () => import('./commands/template.ts')
  ],
  [
    'rules [id...]',
    cliTexts.rules,
    cliTexts.groups.setUp,
    async () => import('./commands/rules.ts')
  ],
  [
    'merge [file...]',
    cliTexts.merge,
    cliTexts.groups.merges,
    async () => import('./commands/merge.ts')
  ],
  [
    'collect [file...]',
    cliTexts.collect,
    cliTexts.groups.merges,
    async () => import('./commands/collect.ts')
  ],
  [
    'catch-up',
    cliTexts.catchUp,
    cliTexts.groups.merges,
    async () => import('./commands/catch-up.ts')
  ],
  [
    'suggest <report>',
    cliTexts.suggest,
    cliTexts.groups.merges,
    async () => import('./commands/suggest.ts')
  ],
  [
    'merge-driver <base> <ours> <theirs> <marker-size> <path> [label...]',
    cliTexts.mergeDriver,
    undefined,
    async () => import('./commands/merge-driver.ts')
  ]
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
 * Runs `qbank check` with only files as arguments, without the library for command lines: loading it and defining all
 * commands takes as long as checking a small bank.
 *
 * @returns the exit code, or `undefined` if this is not such a command line
 */
async function runPlain(options: MainOptions): Promise<number | undefined> {
  const [name, ...args] = options.argv
  if (args.some((argument) => argument.startsWith('-'))) return
  const entry = commands.find(([usage]) => usage === `${name} [file...]`)
  if (!entry) return
  const {command} = await entry[3]()
  return command.defaults && command.run(args, command.defaults, options)
}

/** Measures the command, if the user wants that. */
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
