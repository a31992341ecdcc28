/**
 * The command line, without a process: arguments, streams and a folder go in, an exit code comes out.
 * A command is a file in `commands` and a few lines in `createProgram`.
 */
import {Command, CommanderError, InvalidArgumentError, Option} from 'commander'
import {cliTexts} from './lib/texts.ts'
import {clean} from '../text/clean.ts'
import {version} from '../text/version.ts'
import {exitCodes} from '../text/exit-codes.ts'
import {formatNames, roleNames} from '../export/names.ts'
import {importFormats} from '../import/names.ts'
import {explain} from './lib/explain.ts'
import type {CliOptions, CommandRun} from './lib/options.ts'
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
      .helpCommand('help [command]', cliTexts.help)
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

function createProgram(
  surroundings: Surroundings,
  end: (exitCode: number) => void
): Command {
  const program = createFrame(surroundings)
  const add: AddCommand = (name, description) =>
    program
      .command(name)
      .description(description)
      .helpOption('-h, --help', cliTexts.help)
  addBankCommands(add, surroundings, end)
  addCardCommands(add, surroundings, end)
  addAuthorCommands(add, surroundings, end)
  addMergeCommands(add, surroundings, end)
  addProjectCommands(add, surroundings, end)
  return program
}

type AddCommand = (name: string, description: string) => Command

/** Commands are loaded when they are called: help and version need none of them. */
function addBankCommands(
  add: AddCommand,
  surroundings: Surroundings,
  end: (exitCode: number) => void
): void {
  add('check', cliTexts.check)
    .argument('[file...]', cliTexts.files)
    .option('--diff', cliTexts.checkDiff)
    .option('--since <ref>', cliTexts.since)
    .option('--no-cache', cliTexts.noCache)
    .option('--timing', cliTexts.timing)
    .action(async (files: string[], _, command: Command) => {
      const {check} = await import('./commands/check.ts')
      end(await run(check, files, optionsOf(command), surroundings))
    })
  add('fix', cliTexts.fix)
    .argument('[file...]', cliTexts.files)
    .option('--dry-run', cliTexts.dryRun)
    .option('--force-readme', cliTexts.forceReadme)
    .option('--since <ref>', cliTexts.fixSince)
    .option('--diff', cliTexts.fixDiff)
    .option('--no-cache', cliTexts.noCache)
    .option('--timing', cliTexts.timing)
    .action(async (files: string[], _, command: Command) => {
      const {fix} = await import('./commands/fix.ts')
      end(await run(fix, files, optionsOf(command), surroundings))
    })
  add('readme', cliTexts.readme)
    .argument('[file...]', cliTexts.readmeFiles)
    .option('--check', cliTexts.readmeCheck)
    .option('--force-readme', cliTexts.forceReadme)
    .action(async (files: string[], _, command: Command) => {
      const {readme} = await import('./commands/readme.ts')
      end(await readme(files, optionsOf(command), surroundings))
    })
}

/** What several people's contributions go through. */
function addMergeCommands(
  add: AddCommand,
  surroundings: Surroundings,
  end: (exitCode: number) => void
): void {
  add('catch-up', cliTexts.catchUp).action(async (_, command: Command) => {
    const {catchUpPulls} = await import('./commands/catch-up.ts')
    end(await catchUpPulls(optionsOf(command), surroundings))
  })
  add('collect', cliTexts.collect)
    .argument('[file...]', cliTexts.readmeFiles)
    .option('--commit', cliTexts.collectCommit)
    .option('--dry-run', cliTexts.dryRun)
    .action(async (files: string[], _, command: Command) => {
      const {collect} = await import('./commands/collect.ts')
      end(await collect(files, command.optsWithGlobals(), surroundings))
    })
  add('merge', cliTexts.merge)
    .argument('[file...]', cliTexts.mergeFiles)
    .option('--register', cliTexts.mergeRegister)
    .action(async (files: string[], _, command: Command) => {
      const {merge} = await import('./commands/merge.ts')
      end(await merge(files, command.optsWithGlobals(), surroundings))
    })
  add('merge-driver', cliTexts.mergeDriver)
    .argument('<base>', cliTexts.mergeVersion('%O'))
    .argument('<ours>', cliTexts.mergeVersion('%A'))
    .argument('<theirs>', cliTexts.mergeVersion('%B'))
    .argument('<marker-size>', cliTexts.mergeVersion('%L'))
    .argument('<path>', cliTexts.mergeVersion('%P'))
    .argument('[label...]', cliTexts.mergeVersion('%S %X %Y'))
    .action(async (...all: unknown[]) => {
      const command = all.at(-1) as Command
      const {mergeDriver} = await import('./commands/merge-driver.ts')
      end(await mergeDriver(command.args, optionsOf(command), surroundings))
    })
  add('suggest', cliTexts.suggest)
    .argument('<report>', cliTexts.suggestReport)
    .action(async (report: string, _, command: Command) => {
      const {suggest} = await import('./commands/suggest.ts')
      end(await suggest(report, optionsOf(command), surroundings))
    })
}

/** Setting up, and explaining. */
function addProjectCommands(
  add: AddCommand,
  surroundings: Surroundings,
  end: (exitCode: number) => void
): void {
  add('init', cliTexts.init)
    .argument('[file...]', cliTexts.initFile)
    .option('--yes', cliTexts.initYes)
    .option('--check', cliTexts.initCheck)
    .option('--dry-run', cliTexts.initDryRun)
    .option('--with <parts>', cliTexts.initWith)
    .option('--without <parts>', cliTexts.initWithout)
    .option('--commit', cliTexts.initCommit)
    .option('--no-install', cliTexts.initNoInstall)
    .option('--package <spec>', cliTexts.initPackage, 'qbank')
    .action(async (files: string[], _, command: Command) => {
      const {init} = await import('./commands/init.ts')
      end(await init(files, command.optsWithGlobals(), surroundings))
    })
  add('doctor', cliTexts.doctor)
    .option('--json', cliTexts.doctorJson)
    .action(async (_, command: Command) => {
      const {doctor} = await import('./commands/doctor.ts')
      end(await doctor(command.optsWithGlobals(), surroundings))
    })
  add('template', cliTexts.template)
    .argument('<file>', cliTexts.templateFile)
    .action(async (file: string, _, command: Command) => {
      const {template} = await import('./commands/template.ts')
      end(await template(file, optionsOf(command), surroundings))
    })
  add('rules', cliTexts.rules)
    .argument('[id...]', cliTexts.ruleIds)
    .action(async (ids: string[], _, command: Command) => {
      const {rules} = await import('./commands/rules.ts')
      end(rules(ids, optionsOf(command), surroundings))
    })
}

/** Commands for those who write cards. */
function addAuthorCommands(
  add: AddCommand,
  surroundings: Surroundings,
  end: (exitCode: number) => void
): void {
  add('new', cliTexts.new)
    .argument('[file...]', cliTexts.newFiles)
    .option('--section <name>', cliTexts.newSection)
    .option('--title <text>', cliTexts.newTitle)
    .option('--field <label=value>', cliTexts.newField, collect)
    .option('--edit', cliTexts.newEdit)
    .option('--dry-run', cliTexts.newDryRun)
    .action(async (files: string[], _, command: Command) => {
      const {newCard} = await import('./commands/new.ts')
      end(await newCard(files, command.optsWithGlobals(), surroundings))
    })
  add('form', cliTexts.form)
    .argument('[file...]', cliTexts.formFiles)
    .option('--issue', cliTexts.formIssue)
    .action(async (files: string[], _, command: Command) => {
      const {form} = await import('./commands/form.ts')
      end(await form(files, command.optsWithGlobals(), surroundings))
    })
}

/** Commands for other programs. */
function addCardCommands(
  add: AddCommand,
  surroundings: Surroundings,
  end: (exitCode: number) => void
): void {
  const exporting = add('export', cliTexts.export)
    .argument('[file...]', cliTexts.cardFiles)
    .requiredOption('--to <format>', cliTexts.exportTo(formatNames))
    .option('--where <terms>', cliTexts.where)
    .option('--out <path>', cliTexts.exportOut)
    .option('--force', cliTexts.exportForce)
    .option('--strict', cliTexts.exportStrict)
    .option('--must <lead>', cliTexts.must)
    .action(async (files: string[], _, command: Command) => {
      const {exportCards} = await import('./commands/export.ts')
      end(await exportCards(files, command.optsWithGlobals(), surroundings))
    })
  for (const role of roleNames) {
    exporting.option(`--${role} <label>`, cliTexts.role[role])
  }

  addSite(add, surroundings, end)
  add('import', cliTexts.import)
    .argument('<file>', cliTexts.importFile)
    .argument('[bank...]', cliTexts.importBank)
    .option('--from <format>', cliTexts.importFrom(importFormats))
    .option('--section <name>', cliTexts.importSection)
    .option('--dry-run', cliTexts.dryRun)
    .action(async (file: string, banks: string[], _, command: Command) => {
      const {importFile} = await import('./commands/import.ts')
      const options = command.optsWithGlobals<CliOptions>()
      end(await importFile(file, banks, options, surroundings))
    })
  addStudy(add, surroundings, end)
  add('stats', cliTexts.stats)
    .argument('[file...]', cliTexts.cardFiles)
    .option('--where <terms>', cliTexts.where)
    .option('--changes', cliTexts.statsChanges)
    .option('--coverage', cliTexts.statsCoverage)
    .option('--json', cliTexts.statsJson)
    .option('--answer <label>', cliTexts.role.answer)
    .action(async (files: string[], _, command: Command) => {
      const {countCards} = await import('./commands/stats.ts')
      end(await countCards(files, command.optsWithGlobals(), surroundings))
    })
}

function addSite(
  add: AddCommand,
  surroundings: Surroundings,
  end: (exitCode: number) => void
): void {
  const command = add('site', cliTexts.site)
    .argument('[file...]', cliTexts.cardFiles)
    .option('--out <folder>', cliTexts.siteOut, 'site')
    .option('--where <terms>', cliTexts.where)
    .option('--force', cliTexts.siteForce)
    .option('--strict', cliTexts.siteStrict)
    .option('--watch', cliTexts.siteWatch)
    .option('--port <n>', cliTexts.sitePort, toPort, 4321)
    .option('--must <lead>', cliTexts.must)
    .action(async (files: string[], _, command: Command) => {
      const {site} = await import('./commands/site.ts')
      end(await site(files, command.optsWithGlobals(), surroundings))
    })
  for (const [flag, text] of Object.entries(cliTexts.siteFlags)) {
    command.option(flag, text)
  }

  for (const role of roleNames) {
    command.option(`--${role} <label>`, cliTexts.role[role])
  }
}

function addStudy(
  add: AddCommand,
  surroundings: Surroundings,
  end: (exitCode: number) => void
): void {
  const studying = add('study', cliTexts.study)
    .argument('[file...]', cliTexts.cardFiles)
    .option('--where <terms>', cliTexts.where)
    .option('--section <name>', cliTexts.studySection)
    .option('--new <number>', cliTexts.studyNew, toCount)
    .option('--all', cliTexts.studyAll)
    .option('--progress <file>', cliTexts.studyProgress)
    .action(async (files: string[], _, command: Command) => {
      const {studyCards} = await import('./commands/study.ts')
      end(await studyCards(files, command.optsWithGlobals(), surroundings))
    })
  for (const role of roleNames) {
    studying.option(`--${role} <label>`, cliTexts.role[role])
  }
}

/** Measures the command, if that is wanted. */
async function run(
  command: CommandRun,
  files: readonly string[],
  options: CliOptions,
  surroundings: Surroundings
): Promise<number> {
  if (!options.timing) return command(files, options, surroundings)
  const {timed} = await import('./lib/timing.ts')
  return timed(command)(files, options, surroundings)
}

function optionsOf(command: Command): CliOptions {
  return command.optsWithGlobals()
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

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}

function toCount(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError(cliTexts.notANumber)
  return Number(value)
}

function toPort(value: string): number {
  const port = toCount(value)
  if (port > 65_535) throw new InvalidArgumentError(cliTexts.notAPort)
  return port
}
