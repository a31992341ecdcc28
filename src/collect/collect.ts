/** Moves the cards of an inbox into their bank: of each file, all cards or none. */
import {rmSync} from 'node:fs'
import type {Bank} from '../bank/model.ts'
import {readBankFile, toReport} from '../engine/bank-file.ts'
import {findCommand} from '../files/command.ts'
import {readText} from '../files/read-text.ts'
import {quoteForShell} from '../text/clean.ts'
import {toName} from '../files/to-name.ts'
import {writeText} from '../files/write-text.ts'
import {findInbox, listInbox, toInboxConfig} from '../inbox/borrow.ts'
import type {Insertion, NewCard} from '../insert/insert-cards.ts'
import {insertCards} from '../insert/insert-cards.ts'
import {toBank} from '../readme/bank-text.ts'
import {countMessages} from '../report/message-view.ts'
import {stateOf} from '../rule/state.ts'
import {UserError} from '../text/user-error.ts'
import type {History} from './authors.ts'
import {readHistories} from './authors.ts'
import {readNewCards} from './new-cards.ts'
import {collectTexts} from './texts.ts'

/** A file that moves. */
export interface MovedFile {
  /** Absolute path. */
  readonly path: string
  /** Its text. */
  readonly text: string
  /** Lines of its cards in the bank, from 1, without cards that the bank already had. */
  readonly lines: readonly number[]
  readonly history: History
}

/** The result for an inbox. */
export interface Collection {
  /** Absolute path of the bank. */
  readonly bankPath: string
  /** Absolute path of the inbox. */
  readonly inbox: string
  /** Text of the bank before and after. */
  readonly before: string
  readonly after: string
  /** In the order in which they were added to the inbox. */
  readonly moved: readonly MovedFile[]
  /** Files that stay, and why: a sentence. */
  readonly left: readonly {readonly path: string; readonly reason: string}[]
}

/** Options of a run. */
export interface CollectOptions {
  /** Absolute path of the folder to run in. */
  readonly cwd: string
  /** Whether the project's configuration is used; default: `true`. */
  readonly hasConfiguration?: boolean | undefined
}

/** A file whose cards may move. */
interface Candidate {
  readonly path: string
  readonly text: string
  readonly history: History
  readonly cards: readonly NewCard[]
}

/**
 * @param bankPath absolute
 * @returns what has to be moved; `undefined` if the bank has no inbox
 * @throws UserError if a file cannot be read, or the bank is not valid
 */
export async function planCollection(
  bankPath: string,
  options: CollectOptions
): Promise<Collection | undefined> {
  const before = await readText(bankPath, options.cwd)
  const bank = toBank(before)
  const inbox = findInbox(bankPath, bank.config)
  if (inbox === undefined) return undefined
  const historyOf = readHistories(inbox)
  const left: {path: string; reason: string}[] = []
  const candidates: Candidate[] = []
  for (const path of listInbox(bankPath, bank.config)) {
    const text = await readText(path, options.cwd)
    const cards = await readCards(path, text, bank, options)
    if (typeof cards === 'string') left.push({path, reason: cards})
    else candidates.push({path, text, cards, history: historyOf(path)})
  }

  candidates.sort((one, other) => one.history.added - other.history.added)
  const {insertion, files} = await insertFiles(candidates, left, {
    ...{bankPath, before, options}
  })
  const common = {bankPath, inbox, before, left}
  return {
    ...common,
    after: insertion.value,
    moved: describeMoved(files, insertion)
  }
}

/** @returns the cards of a file, fixed; or why it has to stay, in a sentence */
async function readCards(
  path: string,
  text: string,
  bank: Bank,
  {cwd, hasConfiguration}: CollectOptions
): Promise<NewCard[] | string> {
  const config = toInboxConfig(bank, text)
  const file = await readBankFile(path, text, {cwd, hasConfiguration, config})
  const {repaired} = file ? stateOf(file) : {}
  if (!file || !repaired) return collectTexts.noCards
  const {errors} = countMessages([toReport(file, 'fix', cwd)])
  if (errors > 0) {
    const name = quoteForShell(toName(path, cwd))
    return collectTexts.problems(errors, `${findCommand(cwd)} check ${name}`)
  }

  return readNewCards(repaired.bank, bank)
}

/** Inserts the cards of the files; a file with a refused card stays. */
async function insertFiles(
  candidates: readonly Candidate[],
  left: {path: string; reason: string}[],
  given: {
    readonly bankPath: string
    readonly before: string
    readonly options: CollectOptions
  }
): Promise<{insertion: Insertion; files: readonly Candidate[]}> {
  const {bankPath, before, options} = given
  const owners = candidates.flatMap((file) => file.cards.map(() => file))
  const cards = candidates.flatMap((file) => file.cards)
  const insertion = await insertCards(before, bankPath, cards, options)
  const refused = insertion.refused.filter(({kind}) => kind !== 'present')
  if (refused.length === 0) return {insertion, files: candidates}
  const reasons = new Map<Candidate, string>()
  for (const {index, reason} of refused) {
    const file = owners[index]
    const [title = ''] = cards[index]?.markdown.split('\n', 1) ?? []
    if (!file || reasons.has(file)) continue
    reasons.set(file, collectTexts.refused(title, reason))
  }

  for (const [{path}, reason] of reasons) left.push({path, reason})
  const others = candidates.filter((file) => !reasons.has(file))
  return insertFiles(others, left, given)
}

function describeMoved(
  files: readonly Candidate[],
  {placed}: Insertion
): MovedFile[] {
  let next = 0
  return files.map(({path, text, history, cards}) => {
    const from = next
    next += cards.length
    const lines = placed
      .filter(({index}) => index >= from && index < next)
      .map(({line}) => line)
    return {path, text, history, lines}
  })
}

/**
 * Writes the bank, and then deletes the files: if it is interrupted, the next run continues.
 *
 * @returns notices, a line each
 * @throws UserError if the bank cannot be written, or a file has changed since the plan was made
 */
export async function applyCollection(
  {bankPath, before, after, moved}: Collection,
  cwd: string
): Promise<string[]> {
  for (const {path, text} of moved) {
    if ((await readText(path, cwd)) === text) continue
    throw new UserError(
      collectTexts.left(toName(path, cwd), collectTexts.changed)
    )
  }

  const notice =
    before === after
      ? undefined
      : await writeText(bankPath, cwd, {before, after})
  for (const {path} of moved) rmSync(path)
  return notice === undefined ? [] : [notice]
}

/** @returns lines for the end of a commit message with the authors of the moved cards, except for the committer */
export function formatTrailers(
  {moved}: Pick<Collection, 'moved'>,
  committer: string | undefined
): string[] {
  const people = new Map<string, string>()
  for (const author of moved.flatMap(({history}) => history.authors)) {
    const address = /<([^<>]*)>$/.exec(author)?.[1]?.toLowerCase() ?? author
    if (address !== committer?.toLowerCase() && !people.has(address)) {
      people.set(address, author)
    }
  }

  return Array.from(people.values(), (author) => `Co-authored-by: ${author}`)
}
