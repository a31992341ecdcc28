/** What the Prettier plugin does with a bank. */
import type {Options} from 'prettier'
import * as prettier from 'prettier'
import {VFile} from 'vfile'
import {stateOf} from '../fix/state.ts'
import {runPipeline} from '../pipeline.ts'

/** Options that say where a text comes from and what of it to format, not how. */
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

/**
 * @param options those that Prettier has settled on, command line included
 * @returns the repaired text; as it was where the file is ignored
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
    // Prettier has turned all line breaks into this one, and turns them back.
    endOfLine: 'lf'
  }
  for (const {name} of known) {
    if (name === undefined || notPassedOn.has(name)) continue
    const value = (options as Record<string, unknown>)[name]
    if (value !== undefined) prettierOptions[name] = value
  }

  const [file] = await runPipeline(
    [new VFile({path, value: text, data: {qbank: {prettierOptions}}})],
    {cwd, silentlyIgnore: true}
  )
  return (file && stateOf(file).repaired?.value) ?? text
}
