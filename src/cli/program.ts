/** The command line as Commander reads it, for `main.ts`: help, options, and errors about wrong ones. */
import {Command, CommanderError, Option} from 'commander'
import {cliTexts} from './lib/texts.ts'
import {clean} from '../text/clean.ts'
import {version} from '../text/version.ts'
import {exitCodes} from '../text/exit-codes.ts'
import type {CommandEntry, CommandFile} from './lib/command-file.ts'
import {addReporter, toCount} from './lib/option-values.ts'
import type {CliOptions} from './lib/options.ts'
import {reporterNames} from './lib/reports.ts'
import type {MainOptions, Surroundings} from './lib/environment.ts'

/** Runs a command whose options have been read. */
type Run = (
  file: CommandFile,
  args: readonly string[],
  options: CliOptions,
  surroundings: Surroundings
) => Promise<number>

/**
 * @param commands all there are
 * @returns the exit code
 * @throws what a command throws
 */
export async function runProgram(
  commands: readonly CommandEntry[],
  options: MainOptions,
  run: Run
): Promise<number> {
  const {argv} = options
  let exitCode: number = exitCodes.clean
  const program = createProgram(commands, options, async (...called) => {
    exitCode = await run(...called, options)
  })
  // `explainUsage` explains other tools' names of commands.
  const isForeign = argv.some((argument) => cliTexts.otherNames.has(argument))
  program.showSuggestionAfterError(!isForeign)
  try {
    await program.parseAsync(argv, {from: 'user'})
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return exitCodes.clean
    explainUsage(error, options)
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
 * @param text Commander's error, with arguments as they were given
 * @returns the same in one line, and a second line with our name that was perhaps meant
 */
function cleanError(text: string): string {
  const [all, hint = ''] =
    /(\n\(Did you mean [\w -]+\?\))?\s*$/.exec(text) ?? []
  return `${clean(text.slice(0, text.length - (all?.length ?? 0)))}${hint}\n`
}

function createProgram(
  commands: readonly CommandEntry[],
  surroundings: Surroundings,
  call: (
    file: CommandFile,
    args: readonly string[],
    options: CliOptions
  ) => Promise<void>
): Command {
  const program = createFrame(surroundings)
  const loaders = new Map<Command, () => Promise<void>>()
  for (const [usage, description, group, load] of commands) {
    const command = program
      .command(usage, {hidden: group === undefined})
      .description(description)
      .helpGroup(group ?? '')
      .helpOption('-h, --help', cliTexts.help)
    loaders.set(command, async () => {
      const file = (await load()).command
      complete(command, file, async () =>
        call(file, command.args, command.optsWithGlobals())
      )
    })
  }

  // Once the command is known, before its options are read.
  return program
    .hook('preSubcommand', async (_, command) => loaders.get(command)?.())
    .addCommand(createHelp(program))
}

/** Adds the parts of a command that only its file knows. */
function complete(
  command: Command,
  {addOptions, argumentTexts = [], hasReport = false}: CommandFile,
  act: () => Promise<void>
): void {
  for (const [index, text] of argumentTexts.entries()) {
    const argument = command.registeredArguments[index]
    if (argument) argument.description = text
  }

  addOptions?.(command)
  if (!hasReport) hideReportOptions(command)
  command.action(act)
}

/** Options without an effect on a command that has no report. */
const ofReports = [
  '--reporter',
  '--output-file',
  '--quiet',
  '--max-warnings',
  '--stdin-filepath'
]

function hideReportOptions(command: Command): void {
  const help = command.createHelp()
  command.configureHelp({
    ...command.configureHelp(),
    visibleGlobalOptions: (each) =>
      help
        .visibleGlobalOptions(each)
        .filter(({long}) => !ofReports.includes(long ?? ''))
  })
}

/** `qbank help …`, which loads the command that it describes; Commander's own help command does not. */
function createHelp(program: Command): Command {
  return new Command('help')
    .argument('[command]')
    .description(cliTexts.help)
    .helpGroup(cliTexts.groups.setUp)
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

/** Commander has printed the error; this adds what to do next. */
function explainUsage(
  {code}: CommanderError,
  {argv, stderr}: MainOptions
): void {
  // Called without a command, it has printed its help.
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
