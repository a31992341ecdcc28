/** Runs the preset on texts, as the entrances do but without files and without a project's configuration. */
import type {Options as PrettierOptions} from 'prettier'
import type {Root} from 'mdast'
import remarkParse from 'remark-parse'
import type {PluggableList} from 'unified'
import {unified} from 'unified'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {Bank} from '../../src/bank/model.ts'
import {bankParser} from '../../src/markdown/remark-plugin.ts'
import {readBank} from '../../src/bank/read-bank.ts'
import {stateOf} from '../../src/rule/state.ts'
import {preset} from '../../src/engine/preset.ts'

/** The result for a text. */
export interface Processed {
  /** Messages about the text as it was given, in source order. */
  readonly messages: readonly VFileMessage[]
  /** The fixed text. */
  readonly value: string
  /** Messages about the fixed text. */
  readonly remaining: readonly VFileMessage[]
  readonly bank: Bank
}

/** Options of `processBank`. */
export interface ProcessOptions {
  /** Name of the file. */
  readonly path?: string
  /** Plugins listed before the preset. */
  readonly pluginsBefore?: PluggableList
  /** Plugins listed after the preset. */
  readonly plugins?: PluggableList
  readonly fixSources?: readonly string[]
  readonly prettierOptions?: PrettierOptions
}

const reader = unified().use(bankParser).freeze()

/** @returns a text as a bank, read without a tree as far as that goes */
export function readText(value: string): Bank {
  const file = new VFile({path: 'QUESTION_BANK.md', value})
  const bank = readBank(reader.parse(file) as Root, file)
  if (!bank) throw new Error('The text is no bank')
  return bank
}

/** @returns what the preset makes of a bank */
export async function processBank(
  value: string,
  {
    path = 'QUESTION_BANK.md',
    pluginsBefore = [],
    plugins = [],
    fixSources = [],
    prettierOptions = {}
  }: ProcessOptions = {}
): Promise<Processed> {
  const processor = unified()
    .use(remarkParse)
    .use(pluginsBefore)
    .use({...preset, settings: {fixSources}})
    .use(plugins)
    .freeze()
  const file = new VFile({
    path,
    value,
    data: {qbank: {hasCache: false, prettierOptions}}
  })
  await processor.run(processor.parse(file), file)
  const {repaired, bank} = stateOf(file)
  if (!repaired || !bank) throw new Error(`${path} is no bank`)
  return {
    messages: sortByPlace(file.messages),
    value: repaired.value,
    remaining: repaired.messages,
    bank
  }
}

/** @returns messages and bank only, in a third of the time */
export async function checkBank(
  value: string,
  {prettierOptions = {}}: Pick<ProcessOptions, 'prettierOptions'> = {}
): Promise<Pick<Processed, 'messages' | 'bank'>> {
  const file = new VFile({
    path: 'QUESTION_BANK.md',
    value,
    data: {qbank: {checkOnly: true, hasCache: false, prettierOptions}}
  })
  await checker.run(checker.parse(file), file)
  const {bank} = stateOf(file)
  if (!bank) throw new Error('no bank')
  return {messages: sortByPlace(file.messages), bank}
}

const checker = unified().use(remarkParse).use(preset).freeze()

function sortByPlace(messages: readonly VFileMessage[]): VFileMessage[] {
  return messages.toSorted((left, right) => getOffset(left) - getOffset(right))
}

function getOffset({place}: VFileMessage): number {
  const start = place && ('start' in place ? place.start : place)
  return start?.offset ?? 0
}
