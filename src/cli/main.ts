/**
 * The command line, without a process: arguments, streams and a folder go in, an exit code comes out.
 * A command is a file in `commands` and an entry in the table here.
 */
import {Command, CommanderError, Option} from 'commander'
import {cliTexts} from './lib/texts.ts'
import {clean} from '../text/clean.ts'
import {version} from '../text/version.ts'
import {exitCodes} from '../text/exit-codes.ts'
import {explain} from './lib/explain.ts'
import type {CommandFile} from './lib/command-file.ts'
import {toCount} from './lib/option-values.ts'
import type {CliOptions} from './lib/options.ts'
import {addReporter, reporterNames} from './lib/reports.ts'
import type {Surroundings} from './lib/environment.ts'

/** Arguments of `main`, besides its surroundings. */
export interface MainOptions extends Surroundings {
  /** Arguments without the names of Node and the script. */
  readonly argv: readonly string[]
}

/** @returns the exit code: 0 clean, 1 problems found, 2 wrong usage, unreadable file, broken configuration, crash */
export async function main(options: MainOptions): Promise<number> {
  const {argv} = options
  let exitCode: number = exitCodes.clean
  const program = createProgram(options, (code) => {
    exitCode = code
  })
  // What other tools call a command is answered by `explainUsage`.
  const isForeign = argv.some((argument) => cliTexts.otherNames.has(argument))
  program.showSuggestionAfterError(!isForeign)
  try {
    await program.parseAsync(argv, {from: 'user'})
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.clean
      explainUsage(error, options)
      return exitCodes.usage
    }

    explain(error, options)
    return exitCodes.usage
  }
}

/** The program without its commands: its help, and the options that all commands have. */
function createFrame({stdout, stderr}: Surroundings): Command {
  return (
    new Command('qbank')
      .description(cliTexts.description)
      .version(version, '-v, --version', cliTexts.version)
      .helpOption('-h, --help', cliTexts.help)
      .helpCommand(false)
      .addHelpText('after', cliTexts.examples)
      .exitOverride()
      .configureHelp({showGlobalOptions: true})
      .configureOutput({
        writeOut: (text) => stdout.write(text),
        writeErr: (text) => stderr.write(text),
        outputError: (text, write) => {
          write(cleanError(text))
        }
      })
      // Before the command or after it.
      .addOption(
        new Option(
          '--reporter <name[=file]>',
          cliTexts.reporter(reporterNames)
        ).argParser(addReporter)
      )
      .option('--output-file <file>', cliTexts.outputFile)
      .option('--quiet', cliTexts.quiet)
      .option('--max-warnings <n>', cliTexts.maxWarnings, toCount)
      .option('--no-config', cliTexts.noConfig)
      .option('--color', cliTexts.color)
      .option('--no-color', cliTexts.noColor)
      .option('--cwd <dir>', cliTexts.cwd)
      .option('--stdin-filepath <path>', cliTexts.stdinFilepath)
  )
}

/**
 * @param text what Commander says, with arguments as they were given
 * @returns the same in one line, and a second one for the name that was perhaps meant, which is one of ours
 */
function cleanError(text: string): string {
  const [all, hint = ''] =
    /(\n\(Did you mean [\w -]+\?\))?\s*$/.exec(text) ?? []
  return `${clean(text.slice(0, text.length - (all?.length ?? 0)))}${hint}\n`
}

/** The commands, in the order of the help: name and arguments, what it is for, and its file, which is loaded when it is called. */
const commands: readonly (readonly [
  usage: string,
  description: string,
  load: () => Promise<{readonly command: CommandFile}>
])[] = [
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

function createProgram(
  surroundings: Surroundings,
  end: (exitCode: number) => void
): Command {
  const program = createFrame(surroundings)
  const loaders = new Map<Command, () => Promise<void>>()
  for (const [usage, description, load] of commands) {
    const command = program
      .command(usage)
      .description(description)
      .helpOption('-h, --help', cliTexts.help)
    loaders.set(command, async () => {
      const file = (await load()).command
      complete(command, file, async () => {
        const options: CliOptions = command.optsWithGlobals()
        end(await run(file, command.args, options, surroundings))
      })
    })
  }

  // As soon as it is known which command is called, before its options are read.
  return program
    .hook('preSubcommand', async (_, command) => loaders.get(command)?.())
    .addCommand(createHelp(program))
}

/** Adds to a command what only its file knows. */
function complete(
  command: Command,
  {addOptions, argumentTexts = []}: CommandFile,
  act: () => Promise<void>
): void {
  for (const [index, text] of argumentTexts.entries()) {
    const argument = command.registeredArguments[index]
    if (argument) argument.description = text
  }

  addOptions?.(command)
  command.action(act)
}

/** `qbank help …`, which has to load the command that it is about; Commander's own does not. */
function createHelp(program: Command): Command {
  return new Command('help')
    .argument('[command]')
    .description(cliTexts.help)
    .helpOption('-h, --help', cliTexts.help)
    .action(async (name?: string) => {
      if (name === undefined) {
        program.outputHelp()
        return
      }

      const isKnown = program.commands.some((each) => each.name() === name)
      const argv = isKnown ? [name, '--help'] : [name]
      await program.parseAsync(argv, {from: 'user'})
    })
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

/** Commander has said what is wrong; this adds where to go from there. */
function explainUsage(
  {code}: CommanderError,
  {argv, stderr}: MainOptions
): void {
  // Asked for nothing, it has shown its help.
  if (code === 'commander.help') return
  const isUnknown = /^commander\.unknown(?:Command|Option)$/.test(code)
  const meant = argv.map((argument) => cliTexts.otherNames.get(argument))
  const command = meant.find((each) => each !== undefined)
  const file = argv.find((argument) => /[./]/.test(argument))
  if (command !== undefined && isUnknown) {
    stderr.write(`${cliTexts.meant(command)}\n`)
  } else if (file !== undefined && code === 'commander.unknownCommand') {
    stderr.write(`${cliTexts.bareFile(file)}\n`)
  } else if (file?.startsWith('-') && code === 'commander.unknownOption') {
    stderr.write(`${cliTexts.dashedFile(file)}\n`)
  }

  stderr.write(`${cliTexts.usage}\n`)
}
