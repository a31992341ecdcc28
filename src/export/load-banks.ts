/** Loads banks as data, for commands that read cards and do not write any. */
import {dirname, resolve} from 'node:path'
import type {VFileMessage} from 'vfile-message'
import type {Bank} from '../bank/model.ts'
import type {BankSelection} from '../engine/each-bank.ts'
import {forEachBank} from '../engine/each-bank.ts'
import {isEmpty, readBankFile} from '../engine/bank-file.ts'
import {toName} from '../files/to-name.ts'
import {fileTexts} from '../files/texts.ts'
import {stateOf} from '../rule/state.ts'
import {UserError} from '../text/user-error.ts'
import type {BankData} from './card-data.ts'
import {readCards} from './card-data.ts'
import {exportTexts} from './texts.ts'

/** A bank, and the number of its errors. */
export interface LoadedBank {
  readonly data: BankData
  /** Absolute path. */
  readonly path: string
  /** Absolute paths of the bank, and of the README that is generated from it. */
  readonly sources: readonly string[]
  /** How many errors `qbank check` reports. */
  readonly errors: number
}

/** How banks are loaded. */
export interface LoadOptions {
  /** The lead of must-haves, if it is not the default. */
  readonly must?: string | undefined
  /** Called with each bank and its messages, for what the data do not have. */
  readonly look?: (bank: Bank, messages: readonly VFileMessage[]) => void
}

/**
 * @param selection which banks
 * @throws UserError if a file cannot be read, or is not a bank
 */
export async function loadBanks(
  selection: BankSelection,
  {must, look}: LoadOptions = {}
): Promise<LoadedBank[]> {
  const {cwd, hasConfiguration} = selection
  const banks: LoadedBank[] = []
  await forEachBank(selection, async (path, value) => {
    const name = toName(path, cwd)
    const options = {cwd, hasConfiguration, checkOnly: true}
    const file = await readBankFile(path, value, options)
    const bank = file && stateOf(file).bank
    if (!bank || isEmpty(value)) throw new UserError(fileTexts.notABank(name))
    const [problem] = bank.config.problems
    if (problem && !bank.config.isTemplateKnown) {
      const {line} = bank.place(problem.start, problem.end).start
      throw new UserError(exportTexts.unknownCards(name, line, problem.message))
    }

    look?.(bank, file.messages)
    const {readme} = bank.config
    banks.push({
      data: readCards(bank, name, must),
      path,
      sources: [path, ...(readme ? [resolve(dirname(path), readme.path)] : [])],
      errors: file.messages.filter(({fatal}) => fatal === false).length
    })
  })
  return banks
}
