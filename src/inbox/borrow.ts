/**
 * An inbox is a folder beside a bank with new cards, a file each. Such a file is read with the front matter of its
 * bank, so every entrance checks and fixes it like the bank. Two new files never conflict, and a contributor who adds a
 * card on a web page does not have to find its place in a long file.
 */
import {readFileSync, readdirSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import type {Bank} from '../bank/model.ts'
import {listSections} from '../bank/model.ts'
import {toBank} from '../readme/bank-text.ts'
import {fold} from '../text/fuzzy-match.ts'
import type {BankConfig} from '../template/config.ts'
import type {
  ChoiceField,
  FieldTemplate,
  Template,
  Templates
} from '../template/model.ts'
import {defaultConfig} from '../template/read-config.ts'
import {readOwnFrontMatter} from './file-section.ts'
import type {Lender} from './find-lenders.ts'
import {findLenders, isInboxName} from './find-lenders.ts'

/**
 * @returns absolute path of the bank's inbox; `undefined` if it has none
 * @returns absolute path of the bank's inbox; nothing if it has none
 */
export function findInbox(
  bankPath: string,
  {inbox}: BankConfig
): string | undefined {
  return inbox === undefined ? undefined : resolve(dirname(bankPath), inbox)
}

/**
 * @param bankPath absolute
 * @returns absolute paths of the files in the inbox of a bank on the disk, sorted
 */
export function listInbox(bankPath: string, config: BankConfig): string[] {
  const folder = findInbox(bankPath, config)
  if (folder === undefined) return []
  try {
    return readdirSync(folder, {withFileTypes: true})
      .filter((entry) => entry.isFile() && isInboxName(entry.name))
      .map(({name}) => join(folder, name))
      .sort()
  } catch {
    // Git does not keep empty folders.
    return []
  }
}

/**
 * @returns the field of a card in an inbox that names its section; `undefined` if the bank has no sections, or a
 *   field of that name itself
 */
export function findSectionField(bank: Bank): ChoiceField | undefined {
  const {section} = bank.config.table
  const choices = listSections(bank)
  const label = /^[^*_:\n]+$/.test(section)
    ? section
    : defaultConfig.table.section
  const fields = bank.templates.flatMap((template) => template.fields)
  const isKnown = fields.some((field) => field.label === label)
  const colon = fields.find((field) => field.label !== '')?.colon
  return isKnown || choices.length === 0
    ? undefined
    : {kind: 'choice', label, choices, optional: true, ...(colon && {colon})}
}

/**
 * @param text of a file in the inbox of the bank
 * @returns the configuration of the file: what a card is, but nothing about the bank as a whole
 */
export function toInboxConfig(bank: Bank, text: string): BankConfig {
  const {config} = bank
  const {isTemplateKnown, maxAge, embeddedLanguageFormatting, table} = config
  return {
    ...defaultConfig,
    ...{isTemplateKnown, maxAge, embeddedLanguageFormatting, table},
    isDeclared: true,
    isBorrowed: true,
    templates: addSectionField(bank, text),
    readme: undefined
  }
}

function addSectionField(bank: Bank, text: string): Templates {
  const [template, ...others] = bank.templates
  const known = findSectionField(bank)
  if (!known) return bank.templates
  const own = {...known, optional: isOptional(known, bank, text)}
  return [addField(template, own), ...others.map((each) => addField(each, own))]
}

function addField(template: Template, field: FieldTemplate): Template {
  // Fields without a label come before all labels.
  const first = template.fields.findIndex(({label}) => label !== '')
  const at = first === -1 ? template.fields.length : first
  return {...template, fields: template.fields.toSpliced(at, 0, field)}
}

/** Whether the section of the cards is known without the field. */
function isOptional(
  {choices}: ChoiceField,
  {templates}: Bank,
  text: string
): boolean {
  if (choices.length === 1 || readOwnFrontMatter(text).section !== undefined) {
    return true
  }

  const names = new Set(choices.map(fold))
  const heading = new RegExp(
    `^#{1,${templates[0].card.depth - 1}}[ \\t]+(.*)$`,
    'gm'
  )
  return Array.from(text.matchAll(heading)).some(([, title = '']) =>
    names.has(fold(title))
  )
}

/**
 * @returns the configuration from its bank, if its folder is the inbox of a bank above it; both are read from the
 *   disk
 * @returns what it borrows, if its folder is the inbox of a bank in a folder above it, as they are on the disk
 */
export function borrowConfig(
  path: string,
  text: string
): BankConfig | undefined {
  for (const lender of findLenders(path)) {
    const bank = readLender(lender)
    if (isInInbox(path, lender.path, bank.config))
      return toInboxConfig(bank, text)
  }

  return undefined
}

/** @returns whether a file contains new cards of a bank; all paths absolute */
export function isInInbox(
  path: string,
  bankPath: string,
  config: BankConfig
): boolean {
  const folder = findInbox(bankPath, config)
  return folder === dirname(path) && isInboxName(basename(path))
}

/** Banks that have been read; an editor asks again after each key. */
const known = new Map<string, {version: string; bank: Bank}>()

function readLender({path, version}: Lender): Bank {
  const found = known.get(path)
  if (found?.version === version) return found.bank
  const bank = toBank(readFileSync(path, 'utf8'))
  known.set(path, {version, bank})
  return bank
}
