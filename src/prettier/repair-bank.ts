/** Fixes a bank for the Prettier plugin. */
import type {Options, Plugin} from 'prettier'
import * as prettier from 'prettier'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import {toName} from '../files/to-name.ts'
import {toSafeEdit} from '../message/edits.ts'
import {unsettledId} from '../fix/repair.ts'
import {resolvePrettierOptions} from '../format/prettier-options.ts'
import {stateOf} from '../rule/state.ts'
import {prettierTexts} from './texts.ts'
import {runPipeline} from '../engine/pipeline.ts'

/** Options about where a text comes from and which part to format, not about how. */
const notPassedOn = new Set([
  'cursorOffset',
  'endOfLine',
  'filepath',
  'insertPragma',
  'parser',
  'plugins',
  'rangeEnd',
  'rangeStart',
  'requirePragma'
])

/** Rules that report unformatted text: Prettier does not report other problems. */
const unformattedRules = new Set(['format', 'format-guard', unsettledId])

function reportsUnformatted(message: VFileMessage): boolean {
  const {delaysFormat, isBlocking, ruleId = ''} = message
  return (isBlocking ?? delaysFormat ?? false) || unformattedRules.has(ruleId)
}

/**
 * Fixes a bank for Prettier. What could not be formatted is written as one of Prettier's warnings.
 *
 * @param options as Prettier has resolved them, command line included; without our own plugin
 * @returns the fixed text; unchanged if the file is ignored
 */
export async function repairForPrettier(
  text: string,
  path: string,
  cwd: string,
  options: Options
): Promise<string> {
  const {options: known} = await prettier.getSupportInfo()
  const prettierOptions: Record<string, unknown> = {
    filepath: path,
    // Prettier converts all line breaks to this one, and back.
    endOfLine: 'lf'
  }
  for (const {name} of known) {
    if (name === undefined || notPassedOn.has(name)) continue
    const value = (options as Record<string, unknown>)[name]
    if (value !== undefined) prettierOptions[name] = value
  }

  // Prettier does not show whether this value is the user's, or the default.
  if (prettierOptions['embeddedLanguageFormatting'] === 'auto') {
    const {embeddedLanguageFormatting} =
      (await resolvePrettierOptions(path, cwd)) ?? {}
    prettierOptions['embeddedLanguageFormatting'] = embeddedLanguageFormatting
  }

  const plugins = options.plugins?.slice(await countBuiltIn())
  if (plugins?.length) prettierOptions['plugins'] = plugins
  const [file] = await runPipeline(
    [new VFile({path, value: text, data: {qbank: {prettierOptions}}})],
    {cwd, silentlyIgnore: true}
  )
  const {repaired} = (file && stateOf(file)) ?? {}
  for (const message of repaired?.messages ?? []) {
    if (!reportsUnformatted(message) || toSafeEdit(message)) continue
    console.warn(prettierTexts.left(toName(path, cwd), message))
  }

  return repaired?.value ?? text
}

let builtIn: Promise<number> | undefined

/** The number of plugins that Prettier adds before those of the user; a plugin of ours counts them. */
async function countBuiltIn(): Promise<number> {
  return (builtIn ??= (async () => {
    let count = 0
    const name = 'qbank-probe'
    const probe: Plugin = {
      parsers: {
        [name]: {
          astFormat: name,
          parse(_, {plugins}) {
            count = plugins.length - 1
            return {}
          },
          locStart: () => 0,
          locEnd: () => 0
        }
      },
      printers: {[name]: {print: () => ''}}
    }
    await prettier.format('', {parser: name, plugins: [probe]})
    return count
  })())
}
