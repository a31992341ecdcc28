/**
 * The command line, without a process: arguments, streams and a folder go in, an exit code comes out.
 * A command is a file beside this one and a few lines in `createProgram`.
 */
import {readFileSync} from 'node:fs'
import {inspect} from 'node:util'
import {Command, CommanderError, InvalidArgumentError, Option} from 'commander'
import {cliTexts} from '../messages.ts'
import {clean} from '../report/clean.ts'
import {reporters} from '../report/index.ts'
import {UserError} from '../user-error.ts'
import type {CliOptions} from './options.ts'
import {exitCodes} from './print.ts'
import type {Surroundings} from './streams.ts'

/** Arguments of `main`, besides its surroundings. */
export interface MainOptions extends Surroundings {
  /** Arguments without the names of Node and the script. */
  readonly argv: readonly string[]
}

/** @returns the exit code: 0 clean, 1 problems found, 2 wrong usage, unreadable file, broken configuration, crash */
export async function main({
  argv,
  ...surroundings
}: MainOptions): Promise<number> {
  let exitCode: number = exitCodes.clean
  const program = createProgram(surroundings, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(argv, {from: 'user'})
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.clean : exitCodes.usage
    }

    explain(error, surroundings)
    return exitCodes.usage
  }
}

function createProgram(
  surroundings: Surroundings,
  end: (exitCode: number) => void
): Command {
  const program = new Command('qbank')
    .description(cliTexts.description)
    .version(readVersion(), '--version', cliTexts.version)
    .helpOption('--help', cliTexts.help)
    .helpCommand(false)
    .addHelpText('after', cliTexts.examples)
    .showHelpAfterError('(qbank --help lists commands and options)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      writeErr: (text) => surroundings.stderr.write(text)
    })

  const add = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .argument('[file...]', cliTexts.files)
      .addOption(
        new Option('--reporter <name>', cliTexts.reporter)
          .choices(Object.keys(reporters))
          .default('stylish')
      )
      .option('--quiet', cliTexts.quiet)
      .option('--max-warnings <n>', cliTexts.maxWarnings, toCount)
      .option('--color', cliTexts.color)
      .option('--no-color', cliTexts.noColor)
      .option('--cwd <dir>', cliTexts.cwd)
      .option('--stdin-filepath <path>', cliTexts.stdinFilepath)
      .helpOption('--help', cliTexts.help)

  // Commands are loaded when they are called: help and version need none of them.
  add('check', cliTexts.check).action(
    async (files: string[], options: CliOptions) => {
      const {check} = await import('./check.ts')
      end(await check(files, options, surroundings))
    }
  )
  add('fix', cliTexts.fix).action(
    async (files: string[], options: CliOptions) => {
      const {fix} = await import('./fix.ts')
      end(await fix(files, options, surroundings))
    }
  )
  add('readme', cliTexts.readme)
    .option('--check', cliTexts.readmeCheck)
    .action(async (files: string[], options: CliOptions) => {
      const {readme} = await import('./readme.ts')
      end(await readme(files, options, surroundings))
    })
  return program
}

/** A person's mistake is told in a sentence; one of ours too, with the trace for whoever looks for it. */
function explain(error: unknown, {stderr, env}: Surroundings): void {
  const isOurs = !(error instanceof UserError)
  const reason = error instanceof Error ? error.message : String(error)
  const text = isOurs ? cliTexts.crash(reason) : reason
  stderr.write(`${text.split('\n').map(keepIndent).join('\n')}\n`)
  if (/(?:^|[\s,])(?:qbank|\*)(?:$|[\s,])/.test(env['DEBUG'] ?? '')) {
    // With the traces of its causes.
    stderr.write(`${inspect(error)}\n`)
  }
}

function keepIndent(line: string): string {
  return (/^ */.exec(line)?.[0] ?? '') + clean(line)
}

function toCount(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError(cliTexts.notANumber)
  return Number(value)
}

function readVersion(): string {
  const file = new URL(import.meta.resolve('qbank/package.json'))
  const {version} = JSON.parse(readFileSync(file, 'utf8')) as {version: string}
  return version
}
