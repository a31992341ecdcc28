/**
 * Checks, fixes and reads banks for other programs: the same pipeline as every other entrance, on a text instead of a
 * file. Nothing is written.
 */
import {Buffer} from 'node:buffer'
import {resolve} from 'node:path'
import type {Compatible} from 'vfile'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {Options as PrettierOptions} from 'prettier'
import {bankName} from './template/is-bank.ts'
import type {Bank} from './bank/public-model.ts'
import {decodeText} from './files/read-text.ts'
import {stateOf} from './rule/state.ts'
import {fileTexts} from './files/texts.ts'
import {UserError} from './text/user-error.ts'

/** Options of `checkBank`, `fixBank` and `readBank`. */
export interface BankOptions {
  /**
   * Name of the bank, relative to `cwd` or absolute; default: the file's, or `QUESTION_BANK.md`. Under another name a text
   * is a bank if its front matter has the key `bank`.
   */
  readonly path?: string
  /** Folder that the name starts from; default: the file's, or the process's. */
  readonly cwd?: string
  /**
   * Look for the project's `.remarkrc`, `.remarkignore`, `.prettierrc` and `.editorconfig` from `path` upwards, as the
   * command line does. Default: `false`; every rule with its own severity, and Prettier's defaults.
   */
  readonly config?: boolean
  /** Options for Prettier; default: with `config` the project's, else Prettier's own. */
  readonly prettier?: PrettierOptions
}

/** The result for a bank. */
export interface BankResult {
  /** The text, with the byte order mark that it may have begun with. */
  readonly value: string
  /**
   * What is to be said about that text, in source order. Those with `fatal: false` are errors, the others warnings; a
   * message with one candidate in `expected` is *fixable* (`fixBank` fixes it), one with several *has suggestions*, any other
   * is *manual*.
   */
  readonly messages: readonly VFileMessage[]
}

/**
 * Says what is wrong in a bank.
 *
 * @param input text, bytes, or file; a file is not changed
 * @returns the text as it was given, with its messages
 * @throws Error if it is not a bank, or the configuration cannot be used
 */
export async function checkBank(
  input: Compatible,
  options: BankOptions = {}
): Promise<BankResult> {
  const file = await run(input, options, true)
  return {value: String(file), messages: sort(file.messages)}
}

/**
 * Fixes and formats a bank.
 *
 * @param input text, bytes, or file; a file is not changed
 * @returns the fixed text, with what remains to be said about it
 * @throws Error if it is not a bank, or the configuration cannot be used
 */
export async function fixBank(
  input: Compatible,
  options: BankOptions = {}
): Promise<BankResult> {
  const file = await run(input, options, false)
  const {repaired} = stateOf(file)
  return {
    value: repaired?.value ?? String(file),
    messages: sort(repaired?.messages ?? file.messages)
  }
}

/**
 * Reads a bank as the rules see it: sections, cards, fields and where they are.
 *
 * @param input text, bytes, or file; a file is not changed
 * @returns the bank; its offsets count UTF-16 units from 0, without a byte order mark
 * @throws Error if it is not a bank
 */
export async function readBank(
  input: Compatible,
  options: BankOptions = {}
): Promise<Bank> {
  const {bank} = stateOf(await run(input, options, true))
  // `run` has thrown otherwise.
  return bank as Bank
}

async function run(
  input: Compatible,
  {path, cwd, config = false, prettier}: BankOptions,
  checkOnly: boolean
): Promise<VFile> {
  // An empty text is a text, too; to `VFile` it is nothing.
  const given = new VFile(typeof input === 'string' ? {value: input} : input)
  const folder = resolve(cwd ?? given.cwd)
  const name = path ?? given.history.at(-1) ?? bankName
  const prettierOptions = prettier ?? (config ? undefined : {})
  const file = new VFile({
    path: name,
    value: toText(given, name),
    cwd: folder,
    data: {
      qbank: {
        checkOnly,
        hasCache: config,
        ...(prettierOptions && {prettierOptions})
      }
    }
  })
  // The rules are needed by all who import the package, the engine by few.
  const {runPipeline} = await import('./engine/pipeline.ts')
  const [done] = await runPipeline([file], {
    cwd: folder,
    hasConfiguration: config
  })
  if (!done || !stateOf(done).bank) {
    throw new UserError(fileTexts.notABank(name))
  }

  return done
}

/** @throws UserError if there is no text, or bytes are not UTF-8: what cannot be read cannot be kept */
function toText(file: VFile, name: string): string {
  const value = file.value as VFile['value'] | undefined
  if (value === undefined) throw new UserError(fileTexts.noText(name))
  return typeof value === 'string'
    ? value
    : decodeText(Buffer.from(value), name)
}

function sort(messages: readonly VFileMessage[]): readonly VFileMessage[] {
  return messages.toSorted((left, right) => startOf(left) - startOf(right))
}

function startOf({place}: VFileMessage): number {
  const start = place && ('start' in place ? place.start : place)
  return start?.offset ?? 0
}
