/** `qbank import`: adds the cards of another file to the bank. */
import {readFileSync, readdirSync, statSync} from 'node:fs'
import {realpath} from 'node:fs/promises'
import {basename, join, resolve} from 'node:path'
import {readText} from '../../files/read-text.ts'
import {toName} from '../../files/to-name.ts'
import {writeText} from '../../files/write-text.ts'
import type {ForeignCard, ImportTarget} from '../../import/foreign-card.ts'
import {createTarget} from '../../import/foreign-card.ts'
import {findFormat, loadReader} from '../../import/readers/index.ts'
import {importCards} from '../../import/import-cards.ts'
import {importTexts} from '../../import/texts.ts'
import {findInbox, listInbox, toInboxConfig} from '../../inbox/borrow.ts'
import {
  findSameCard,
  toInboxFile,
  writeInboxFile
} from '../../insert/inbox-file.ts'
import type {Insertion} from '../../insert/insert-cards.ts'
import {readKnownBank} from '../../insert/known-bank.ts'
import {toBank} from '../../readme/bank-text.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import {UserError} from '../../text/user-error.ts'
import type {Surroundings} from '../lib/environment.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd, selectBanks} from '../lib/options.ts'
import {printLines} from '../lib/run-banks.ts'
import type {CommandFile} from '../lib/command-file.ts'
import {cliTexts} from '../lib/texts.ts'
import {importFormats} from '../../import/names.ts'

/** Options of `qbank import`. */
export interface ImportCommandOptions extends CliOptions {
  readonly from?: string
  readonly section?: string
}

/** The command, for `main.ts`. */
export const command: CommandFile = {
  argumentTexts: [cliTexts.importFile, cliTexts.importBank],
  addOptions: (command) =>
    command
      .option('--from <format>', cliTexts.importFrom(importFormats))
      .option('--section <name>', cliTexts.importSection)
      .option('--dry-run', cliTexts.dryRun),
  run: importFile
}

/**
 * @param name of the file, or of a folder of files that `qbank export --to md` has written
 * @param names the bank, if there are several
 * @returns 1 if a card is left out that the bank does not have
 */
async function importFile(
  [name = '', ...names]: readonly string[],
  given: ImportCommandOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stdout, stderr} = surroundings
  const {config: hasConfiguration, dryRun: isDryRun = false, section} = given
  const cwd = getCwd(given, surroundings)
  const selected = await selectBanks(names, {cwd, hasConfiguration}, 'import')
  const bankName = await findOnly(name, selected.paths, cwd)
  const value = await readText(bankName, cwd)
  const options = {cwd, hasConfiguration}
  const before = await readKnownBank(value, bankName, options)
  const {bank} = before
  const cards = await readForeign(name, cwd, given.from, createTarget(bank))
  const {insertion, refused, unknownLabels} = await importCards(
    {value, path: bankName, before},
    cards,
    {...options, section}
  )
  const write = bank.config.inbox === undefined ? writeBank : writeInbox
  const target = {bankName, cwd, isDryRun, stderr, value}
  const {path, places} = await write(insertion, target)
  const isKnown = ({kind}: (typeof refused)[number]): boolean =>
    kind === 'present'
  printLines(stderr, [
    ...refused
      .filter((each) => !isKnown(each))
      .map(({card, reason}) =>
        importTexts.left(`${name}:${card.place}`, card.title, reason)
      ),
    ...unknownLabels.map((label) =>
      importTexts.unknownLabel(name, path, label)
    ),
    ...insertion.placed.flatMap(({messages}, index) => {
      const place = places[index]
      if (place === undefined) return []
      return messages.map(({reason}) => importTexts.about(place, reason))
    })
  ])
  const added = places.filter((place) => place !== undefined).length
  const known = refused.filter(isKnown).length + places.length - added
  printLines(stdout, [importTexts.done(path, {added, isDryRun, known})])
  const isLeft = refused.some(({kind}) => kind === 'card' || kind === 'section')
  return isLeft ? exitCodes.problems : exitCodes.clean
}

/** Where the cards are written. */
interface WriteTarget {
  readonly bankName: string
  readonly cwd: string
  readonly isDryRun: boolean
  readonly stderr: Surroundings['stderr']
  /** Text of the bank before the import. */
  readonly value: string
}

/** Where cards have been put. */
interface Written {
  /** Name of the bank, or of its inbox. */
  readonly path: string
  /** The place of each inserted card; `undefined` for a card that was there already. */
  readonly places: readonly (string | undefined)[]
}

async function writeBank(
  insertion: Insertion,
  {bankName, cwd, isDryRun, stderr, value}: WriteTarget
): Promise<Written> {
  if (!isDryRun && insertion.value !== value) {
    const change = {before: value, after: insertion.value}
    const notice = await writeText(bankName, cwd, change)
    if (notice !== undefined) printLines(stderr, [notice])
  }

  const path = toName(bankName, cwd)
  return {path, places: insertion.placed.map(({line}) => `${path}:${line}`)}
}

/** If the bank has an inbox, each card becomes a file there; an edited file stays as it is. */
async function writeInbox(
  {bank, placed}: Insertion,
  {bankName, cwd, isDryRun, stderr}: WriteTarget
): Promise<Written> {
  const path = resolve(cwd, bankName)
  const inbox = findInbox(path, bank.config) ?? path
  const files = listInbox(path, bank.config).map((file) => {
    const text = readFileSync(file, 'utf8')
    return {path: file, text, bank: toBank(text, toInboxConfig(bank, text))}
  })
  const places: (string | undefined)[] = []
  for (const card of placed) {
    const file = toInboxFile(path, bank, card)
    const same = findSameCard(card, files)
    const target = same ? undefined : await writeInboxFile(file, isDryRun)
    places.push(target === undefined ? undefined : toName(target, cwd))
    if (same && same.text !== file.text) {
      const place = toName(same.path, cwd)
      printLines(stderr, [importTexts.about(place, importTexts.edited)])
    }
  }

  return {path: toName(inbox, cwd), places}
}

/** @throws UserError if there are several banks, or the bank is the file itself */
async function findOnly(
  name: string,
  banks: readonly string[],
  cwd: string
): Promise<string> {
  const file = await toRealPath(resolve(cwd, name))
  const others: string[] = []
  for (const bank of banks) {
    if ((await toRealPath(resolve(cwd, bank))) !== file) others.push(bank)
  }

  const [only, ...more] = others
  if (only === undefined) throw new UserError(importTexts.sameFile(name))
  if (more.length > 0) throw new UserError(importTexts.oneBank(others))
  return only
}

async function toRealPath(path: string): Promise<string> {
  return realpath(path).catch(() => path)
}

/** @throws UserError naming the file */
async function readForeign(
  name: string,
  cwd: string,
  from: string | undefined,
  target: ImportTarget
): Promise<readonly ForeignCard[]> {
  try {
    const path = resolve(cwd, name)
    if (statSync(path, {throwIfNoEntry: false})?.isDirectory()) {
      return await readFolder(path, target)
    }

    const text = await readText(name, cwd)
    const read = await loadReader(findFormat(basename(name), from, text))
    return await read(text, target)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(importTexts.inFile(name, error.message), {cause: error})
  }
}

/** Files that an export has written, in the order of the bank that they are from. */
async function readFolder(
  folder: string,
  target: ImportTarget
): Promise<readonly ForeignCard[]> {
  const {readPlacedFile} = await import('../../import/readers/markdown.ts')
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.md'))
    .sort()
  const files = []
  for (const name of names) {
    if (!statSync(join(folder, name)).isFile()) continue
    const text = await readText(name, folder)
    const placed = readPlacedFile(text, name, target)
    if (placed) files.push(placed)
  }

  if (files.length === 0) throw new UserError(importTexts.noFiles)
  return files
    .sort((left, right) =>
      left.position === right.position ? 0 : left.position - right.position
    )
    .map(({card}) => card)
}
