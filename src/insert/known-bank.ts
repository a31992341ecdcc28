/** Reads a bank for inserting cards. */
import {readBankFile} from '../engine/bank-file.ts'
import {fileTexts} from '../files/texts.ts'
import {toName} from '../files/to-name.ts'
import {stateOf} from '../rule/state.ts'
import type {CheckedBank} from '../since/select.ts'
import {UserError} from '../text/user-error.ts'
import {insertTexts} from './texts.ts'

/** How a bank is read. */
export interface BankReading {
  /** Absolute path of the folder that the bank's path starts from. */
  readonly cwd: string
  /** Whether the project's configuration is used; default: `true`. */
  readonly hasConfiguration?: boolean | undefined
}

/**
 * @returns the bank with its messages
 * @throws UserError if it is not a bank, or its front matter does not say what a card is
 */
export async function readKnownBank(
  value: string,
  path: string,
  {cwd, hasConfiguration}: BankReading
): Promise<CheckedBank> {
  const options = {cwd, hasConfiguration, checkOnly: true}
  const file = await readBankFile(path, value, options)
  const bank = file && stateOf(file).bank
  const name = toName(path, cwd)
  if (!bank) throw new UserError(fileTexts.notABank(name))
  const [problem] = bank.config.problems
  if (problem && !bank.config.isTemplateKnown) {
    const {line} = bank.place(problem.start, problem.end).start
    throw new UserError(insertTexts.unknownCards(name, line, problem.message))
  }

  return {bank, messages: file.messages}
}
