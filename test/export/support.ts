/** Banks for tests of exports. */
import {readFileSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import type {BankData} from '../../src/export/card-data.ts'
import {readCards} from '../../src/export/card-data.ts'
import type {ExportOptions, Exported} from '../../src/export/export-banks.ts'
import {exportBanks} from '../../src/export/export-banks.ts'
import {loadFormat} from '../../src/export/formats/index.ts'
import {readText} from '../support/bank.ts'
import {showSpaces} from '../support/fixtures.ts'
import {projectRoot} from '../support/temp.ts'

const folder = join(projectRoot, 'test/banks')

/** Banks in canonical form, by name: the project's own, and one in each shape. */
export const banks: Readonly<Record<string, string>> = {
  own: readFileSync(join(projectRoot, 'QUESTION_BANK.md'), 'utf8'),
  ...Object.fromEntries(
    readdirSync(folder, {withFileTypes: true})
      .filter((entry) => entry.isDirectory())
      .map(({name}) => [
        name,
        showSpaces(readFileSync(join(folder, name, 'bank.md'), 'utf8'), false)
      ])
  )
}

/** @returns the text of a bank that there is */
export function bankOf(name: string): string {
  const text = banks[name]
  if (text === undefined) throw new Error(`${name}: no such bank`)
  return text
}

const known = new Map<string, BankData>()

/** @returns the data of a text that is a bank */
export function dataOf(text: string, path = 'QUESTION_BANK.md'): BankData {
  const data = known.get(text) ?? readCards(readText(text), path)
  known.set(text, data)
  return {...data, path}
}

/** @returns what a format makes of texts that are banks */
export async function exportTo(
  name: string,
  texts: readonly string[],
  options: ExportOptions = {labels: {}}
): Promise<Exported> {
  const format = await loadFormat(name)
  const data = texts.map((text, index) =>
    dataOf(text, index === 0 ? 'QUESTION_BANK.md' : `bank-${index}.md`)
  )
  return exportBanks(data, {name, format}, options)
}

/** @returns the same, of a format that is one text */
export async function textOf(
  name: string,
  texts: readonly string[],
  options?: ExportOptions
): Promise<string> {
  const {text} = await exportTo(name, texts, options)
  if (text === undefined) throw new Error(`${name}: not a text`)
  return text
}
