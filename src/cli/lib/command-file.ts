/** What a file in `commands` exports. */
import type {Command} from 'commander'
import type {Surroundings} from './environment.ts'
import type {CliOptions} from './options.ts'

/** A command; its name, its arguments and what it is for are in `main.ts`, since the help lists all without loading one. */
export interface CommandFile {
  /** What its arguments are, in their order. */
  readonly argumentTexts?: readonly string[]
  /** Whether it prints a report of problems: its help then has the options of reports. */
  readonly hasReport?: boolean
  /** Adds the options that it has beside those of all commands. */
  readonly addOptions?: (command: Command) => void
  /**
   * Its options where none is given, if it has no others then and takes any files: such a command line can do without
   * Commander.
   */
  readonly defaults?: CliOptions
  /**
   * @param args as given; those without which it cannot run are there
   * @param options of its own, too: the file says which
   * @returns the exit code
   */
  run(
    args: readonly string[],
    options: CliOptions,
    surroundings: Surroundings
  ): number | Promise<number>
}

/**
 * A command of the table: name and arguments, what it is for, the group in which the help lists it, if it does, and its
 * file, which is loaded when it is called.
 */
export type CommandEntry = readonly [
  usage: string,
  description: string,
  group: string | undefined,
  load: () => Promise<{readonly command: CommandFile}>
]
