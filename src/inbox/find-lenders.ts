/** Finds banks whose inbox may contain a file. Imports little: Prettier calls it for each Markdown file. */
import {readFileSync, readdirSync, statSync} from 'node:fs'
import {basename, join} from 'node:path'
import {findAncestors} from '../files/configuration-files.ts'
import {findHead, isBankText} from '../template/is-bank.ts'

/** A bank that has an inbox. */
export interface Lender {
  /** Absolute path of the bank. */
  readonly path: string
  /** Changes with the text. */
  readonly version: string
}

/** @returns whether a file of that name in an inbox contains cards: a README says how to contribute */
export function isInboxName(name: string): boolean {
  return /^[^.].*\.(?:md|markdown)$/.test(name) && !/^readme\./i.test(name)
}

/**
 * @param path absolute
 * @returns the banks with an inbox in the folders above that of the file, the nearest first
 */
export function findLenders(path: string): Lender[] {
  if (!isInboxName(basename(path))) return []
  const [, ...above] = findAncestors(path).folders
  return above.flatMap((folder) =>
    listMarkdown(folder).flatMap((name) => toLender(join(folder, name)) ?? [])
  )
}

function listMarkdown(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /\.(?:md|markdown)$/.test(name))
  } catch {
    return []
  }
}

/** Files that have been read, and whether they are banks with an inbox. */
const known = new Map<string, {version: string; isLender: boolean}>()

function toLender(path: string): Lender | undefined {
  const stats = statSync(path, {throwIfNoEntry: false})
  if (!stats?.isFile()) return undefined
  const version = `${stats.mtimeMs} ${stats.size}`
  let found = known.get(path)
  if (found?.version !== version) {
    found = {version, isLender: mayHaveInbox(readFileSync(path, 'utf8'))}
    known.set(path, found)
  }

  return found.isLender ? {path, version} : undefined
}

/** @returns whether a text is a bank whose front matter, or the comment that replaces it, may name an inbox */
export function mayHaveInbox(text: string): boolean {
  const {yaml = ''} = findHead(text) ?? {}
  return isBankText(text) && /\binbox["']?[ \t]*:/.test(yaml)
}
