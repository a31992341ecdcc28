/** The meaning of options that all commands have. */
import {statSync} from 'node:fs'
import {resolve} from 'node:path'
import {findCommand} from '../../files/command.ts'
import {findBanks} from '../../files/find-banks.ts'
import {isGitFolder} from '../../files/repository.ts'
import {cliTexts} from './texts.ts'
import {fileTexts} from '../../files/texts.ts'
import type {BankSelection} from '../../engine/each-bank.ts'
import {filterIgnored} from '../../engine/pipeline.ts'
import type {Timing} from '../../text/timing.ts'
import {UserError} from '../../text/user-error.ts'
import type {Surroundings} from './environment.ts'

/** A reporter that the user has chosen. */
export interface ReporterChoice {
  readonly name: string
  /** File for its report, as given; without it, the report is printed. */
  readonly file?: string
}

/** Options as they are given. */
export interface CliOptions {
  readonly cwd?: string
  /** Whether the project's configuration is used; `false` only for `--no-config`. */
  readonly config?: boolean
  /** Whether the cache is used; `false` only for `--no-cache`. */
  readonly cache?: boolean
  readonly color?: boolean
  readonly quiet?: boolean
  readonly maxWarnings?: number
  /** In the order given. */
  readonly reporter?: readonly ReporterChoice[]
  readonly outputFile?: string
  readonly stdinFilepath?: string
  readonly diff?: boolean
  /** A branch, tag or commit, as given. */
  readonly since?: string
  readonly timing?: boolean
  /** Measures the run, for `--timing`. */
  readonly clock?: Timing
  readonly dryRun?: boolean
  /** Whether to overwrite text in the regions of READMEs even if it was written by hand. */
  readonly forceReadme?: boolean
}

/**
 * @returns the folder to run in, absolute
 * @throws UserError if there is no such folder
 */
export function getCwd(
  options: CliOptions,
  surroundings: Pick<Surroundings, 'cwd'>
): string {
  const cwd = resolve(surroundings.cwd, options.cwd ?? '.')
  if (!statSync(cwd, {throwIfNoEntry: false})?.isDirectory()) {
    throw new UserError(cliTexts.noFolder(options.cwd ?? cwd))
  }

  return cwd
}

/** The banks of a run. */
export interface Selected extends Pick<
  BankSelection,
  'cwd' | 'hasConfiguration' | 'paths'
> {
  /** Folders that could not be searched, a line each. */
  readonly notices: readonly string[]
}

/**
 * @param files as given
 * @param command name of the command that gets them
 * @returns banks to work on; without names, all below the folder
 * @throws UserError if there are none
 */
export async function selectBanks(
  files: readonly string[],
  options: Pick<BankSelection, 'cwd' | 'hasConfiguration'>,
  command: string
): Promise<Selected> {
  const {cwd} = options
  // A shell gives an empty name for a variable that is not set; it would mean the folder.
  if (files.includes('')) throw new UserError(fileTexts.noName)
  if (files.length > 0) return {...options, paths: files, notices: []}
  const {paths: found, notices} = await findBanks(cwd)
  const paths = await filterIgnored(found, options)
  if (paths.length > 0) return {...options, paths, notices}
  if (isGitFolder(cwd)) throw new UserError(fileTexts.bare(cwd))
  const text = fileTexts.noBank(cwd, `${findCommand(cwd)} ${command}`)
  throw new UserError([text, ...notices].join('\n'))
}

/**
 * @returns the path that standard input is treated as, or `undefined` if there are files
 * @throws UserError if standard input has no path or is mixed with files
 */
export function getStdinPath(
  files: readonly string[],
  {stdinFilepath}: CliOptions
): string | undefined {
  if (!files.includes('-')) {
    if (stdinFilepath !== undefined) throw new UserError(cliTexts.needsDash)
    return undefined
  }

  if (files.length > 1) throw new UserError(cliTexts.stdinAlone)
  if (!stdinFilepath) throw new UserError(cliTexts.needsPath)
  return stdinFilepath
}
