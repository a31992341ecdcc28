/** The export of a file in `commands`. */
import type {Command} from 'commander'
import type {Surroundings} from './environment.ts'
import type {CliOptions} from './options.ts'

/**
 * A command. Its name, arguments and description are in `main.ts`, since the help lists all commands without loading
 * one.
 */
export interface CommandFile {
  /** Descriptions of its arguments, in their order. */
  readonly argumentTexts?: readonly string[]
  /** Whether it prints a report of problems: if so, its help has the options of reports. */
  readonly hasReport?: boolean
  /** Adds the options that it has in addition to those of all commands. */
  readonly addOptions?: (command: Command) => void
  /**
   * Its options if none is given. Only for a command without required options that takes any files: such a command line
   * does not need Commander.
   */
  readonly defaults?: CliOptions
  /**
   * @param args as given; required ones are there
   * @param options including its own, which the file declares
   * @returns the exit code
   */
  run(
    args: readonly string[],
    options: CliOptions,
    surroundings: Surroundings
  ): number | Promise<number>
}

/**
 * A command of the table: name and arguments, description, the group in which the help lists it, if it does, and its
 * file, which is loaded when the command is called.
 */
export type CommandEntry = readonly [
  usage: string,
  description: string,
  group: string | undefined,
  load: () => Promise<{readonly command: CommandFile}>
]
