/** Writes a new card as a file in the inbox of its bank. */
import {existsSync} from 'node:fs'
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import GithubSlugger from 'github-slugger'
import {stringify} from 'yaml'
import type {Bank} from '../bank/model.ts'
import {listSections} from '../bank/model.ts'
import {findRepository, isInside, resolveLinks} from '../files/repository.ts'
import {UserError} from '../text/user-error.ts'
import {adaptCard, formatAdapted} from './adapt-card.ts'
import type {PlacedCard} from './insert-cards.ts'
import {insertTexts} from './texts.ts'

/** Longest name of a file, without its ending. */
const longestName = 60

/** A file that is to be written. */
interface NewFile {
  /** Absolute path of the inbox. */
  readonly folder: string
  /** Without its ending. */
  readonly name: string
  readonly text: string
}

/**
 * @param path absolute path of the bank
 * @param bank with the card in it, in its final form
 * @returns absolute path of the file, and its text
 * @throws UserError if the inbox is outside the repository
 */
export function toInboxFile(
  path: string,
  bank: Bank,
  {card, section, title}: PlacedCard
): NewFile {
  const folder = join(dirname(path), bank.config.inbox ?? '')
  if (!isInside(findRepository(dirname(path)), resolveLinks(folder))) {
    throw new UserError(insertTexts.inboxOutside(folder))
  }

  const source = bank.text.slice(card.start, card.end)
  const adapted = adaptCard(source, bank.templates)
  // Alone in its file, it is the first card.
  const markdown =
    typeof adapted === 'string'
      ? source.trim()
      : formatAdapted(adapted, adapted.template.card.number?.first)
  const isNamed = section !== undefined && listSections(bank).length > 1
  const head = isNamed ? `---\n${stringify({section})}---\n\n` : ''
  const slug = new GithubSlugger().slug(title).slice(0, longestName)
  return {folder, name: slug || 'card', text: `${head}${markdown}\n`}
}

/** A file of an inbox. */
export interface InboxFile {
  /** Absolute. */
  readonly path: string
  readonly text: string
  /** Its cards, read as those of the bank. */
  readonly bank: Bank
}

/** @returns the file with a card of the same title or id; it may have been edited since */
export function findSameCard(
  {card: {id}, title}: PlacedCard,
  files: readonly InboxFile[]
): InboxFile | undefined {
  return files.find(({bank: {cards}}) =>
    cards.some(
      (other) =>
        (title !== '' && other.heading.title === title) ||
        (id && other.id?.value === id.value)
    )
  )
}

/**
 * Writes the file under a name that does not exist yet.
 *
 * @param isDryRun whether nothing is written
 * @returns absolute path of the file; `undefined` if the inbox has it already
 */
export async function writeInboxFile(
  {folder, name, text}: NewFile,
  isDryRun = false
): Promise<string | undefined> {
  if (!isDryRun) await mkdir(folder, {recursive: true})
  for (let at = 1; ; at++) {
    const path = join(folder, `${name}${at === 1 ? '' : `-${at}`}.md`)
    const isNew = isDryRun ? !existsSync(path) : await create(path, text)
    if (isNew) return path
    if ((await readFile(path, 'utf8')) === text) return undefined
  }
}

/** @returns whether it was created; `false` if the file exists */
async function create(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, {flag: 'wx'})
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}
