/** Loads the cards of a command's banks. */
import type {Command} from 'commander'
import type {LoadOptions, LoadedBank} from '../../export/load-banks.ts'
import {loadBanks} from '../../export/load-banks.ts'
import {roleNames} from '../../export/names.ts'
import {exportTexts} from '../../export/texts.ts'
import {cleanLine} from '../../text/clean.ts'
import {UserError} from '../../text/user-error.ts'
import type {Surroundings} from './environment.ts'
import type {CliOptions} from './options.ts'
import {selectBanks} from './options.ts'
import {printLines} from './run-banks.ts'
import {cliTexts} from './texts.ts'

/** Adds an option for each role of fields. */
export function addRoleOptions(command: Command): void {
  for (const role of roleNames) {
    command.option(`--${role} <label>`, cliTexts.role[role])
  }
}

/** @throws UserError if standard input is asked for, or a bank cannot be read */
export async function loadCards(
  command: string,
  names: readonly string[],
  {
    cwd,
    options,
    stderr,
    look
  }: Pick<Surroundings, 'cwd' | 'stderr'> &
    Pick<LoadOptions, 'look'> & {
      readonly options: CliOptions & {readonly must?: string}
    }
): Promise<readonly LoadedBank[]> {
  if (names.includes('-') || options.stdinFilepath !== undefined) {
    throw new UserError(exportTexts.noStdin)
  }

  const hasConfiguration = options.config
  const selected = await selectBanks(names, {cwd, hasConfiguration}, command)
  printLines(stderr, selected.notices)
  const banks = await loadBanks(selected, {
    must: options.must,
    ...(look && {look})
  })
  printLines(
    stderr,
    banks
      .filter(({errors}) => errors > 0)
      .map(({data, errors}) => exportTexts.problems(data.path, errors))
  )
  return banks
}

/** A file or program gets the text as it is; for a terminal, unsafe characters are made visible. */
export function forStream(text: string, isTerminal: boolean): string {
  return isTerminal ? text.split('\n').map(cleanLine).join('\n') : text
}
