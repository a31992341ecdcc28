/**
 * Markdown with a card per file, for programs that keep notes or pages like this: front matter with values for filters,
 * and below it the fields as they are in the bank.
 */
import {stringify} from 'yaml'
import type {BankData, CardData, FieldData} from '../card-data.ts'
import {templateOf} from '../card-data.ts'
import {formatFields} from '../card-markdown.ts'
import {addName, toFileName} from '../file-name.ts'
import type {Format} from '../format.ts'
import {exportVersion} from '../schema.ts'

/** The key with the position of a card. */
const positionKey = 'sidebar_position'

/** The key that identifies an exported file. */
const versionKey = 'qbank'

export const md: Format = {
  renderFiles(banks) {
    const used = new Set<string>()
    let position = 0
    return banks.flatMap((bank) =>
      bank.cards.map((card) => ({
        path: toPath(card, used),
        text: renderFile(card, bank, ++position)
      }))
    )
  },
  isOwn: (text) =>
    /^---\n[^]*?\n---\n/.exec(text)?.[0].includes(`\n${versionKey}: `) ?? false
}

/** @param position in the export, from 1; Docusaurus and `qbank import` sort by it */
function renderFile(card: CardData, bank: BankData, position: number): string {
  const {fields, id, number, section, title} = card
  const data = {
    title,
    [versionKey]: exportVersion,
    // Not `bank`: with that key, the file would be a bank.
    source: bank.path,
    ...(id !== undefined && {id}),
    ...(section !== undefined && {section}),
    ...(number !== undefined && {number}),
    [positionKey]: position,
    ...fields.reduce((all, field) => ({...all, ...toEntry(field)}), {})
  }
  const body = formatFields(fields, templateOf(card, bank))
  // Many programs still read YAML 1.1, in which `no` is not a word.
  const frontMatter = stringify(data, {lineWidth: 0, version: '1.1'})
  return `---\n${frontMatter}---\n${body === '' ? '' : `\n${body}\n`}`
}

/** A field's entry in the front matter. */
function toEntry({
  kind,
  label,
  tags,
  text
}: FieldData): Record<string, string | readonly string[]> {
  if (kind === 'tags') return {tags: tags ?? []}
  return kind === 'choice' || kind === 'date' ? {[toKey(label)]: text} : {}
}

/** A key must be one word, and must not be one of the keys above. */
function toKey(label: string): string {
  const key = label.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
  const isTaken = [
    versionKey,
    positionKey,
    ...['title', 'bank', 'id', 'section', 'number', 'source', 'tags']
  ].includes(key)
  return isTaken ? `${key}_` : key
}

/** @returns a path that no other card has in any case */
function toPath({section, titleText}: CardData, used: Set<string>): string {
  const folder =
    section === undefined ? '' : `${toFileName(section, 'section')}/`
  return addName(`${folder}${toFileName(titleText, 'card')}`, '.md', used)
}
