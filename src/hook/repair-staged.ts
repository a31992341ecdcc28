/**
 * The hook's task, index first: it works out the fixes of what is staged, and writes it when lint-staged is done. Nothing is
 * hidden, stashed, reset or checked out, so there is nothing to restore.
 */
import {existsSync, readFileSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import process from 'node:process'
import {inspect} from 'node:util'
import {bankName, isBankText} from '../template/is-bank.ts'
import type {GitFolders} from '../files/repository.ts'
import {findGitFolders} from '../files/repository.ts'
import {toName} from '../files/to-name.ts'
import {mayHaveRegions} from '../regions/marker-start.ts'
import {clean} from '../text/clean.ts'
import type {Scope, StagedFiles} from './commit-banks.ts'
import type {StagedEntry} from './lent-index.ts'
import {LentIndex} from './lent-index.ts'
import type {Change, publish as Publish} from './publish.ts'
import {findStagedLenders} from './staged-inbox.ts'
import {findStanding} from './standing.ts'
import {hookTexts} from './texts.ts'

export interface RepairOptions {
  readonly scope: Scope
  /** Whether lint-staged hides unstaged edits while tasks run, as it does by default. */
  readonly isHiding: boolean
}

/** What is said when lint-staged is done: it draws over what a task prints, and shows nothing of its error. */
const refusals: string[] = []

/** What is said then if the commit goes on. */
const reports: string[] = []

/** What is written then, by name: only then is it known that lint-staged and the other tasks have succeeded. */
const changes = new Map<string, Change>()

let index: LentIndex | undefined
let publish: typeof Publish | undefined
let isInterrupted = false
let isFinishing = false

/** lint-staged prints what a task throws, since version 17 with its stack. */
class Refusal extends Error {
  [inspect.custom](): string {
    return ''
  }
}

/** lint-staged runs the tasks of several configurations at once. */
let queue: Promise<unknown> = Promise.resolve()

/**
 * @param files absolute paths of staged files
 * @throws if the commit is to be refused; why is printed at the end
 */
export async function repairStaged(
  files: readonly string[],
  options: RepairOptions
): Promise<void> {
  finishAtExit()
  const turn = queue.then(() => repairInTurn(files, options))
  queue = turn
  if (!(await turn)) throw new Refusal(hookTexts.refused)
}

/** @returns whether the commit may go on; never rejects, as lint-staged would not print why */
async function repairInTurn(
  files: readonly string[],
  {scope, isHiding}: RepairOptions
): Promise<boolean> {
  try {
    index ??= start(isHiding)
    const {root} = index
    const cwd = findStanding(root)
    const names = files.map((file) => toName(file, root))
    const entries = index.read(names)
    const lost = names.filter((name) => !entries.has(name))
    if (lost.length > 0) {
      // lint-staged takes a backslash for a slash, and would stop at the next step for a reason that it does not print.
      refusals.push(
        hookTexts.notFound(lost.map((name) => toName(join(root, name), cwd)))
      )
      return false
    }

    index.allowSkipped(names)
    const staged = sort(entries, index)
    // Most commits change neither, and must not pay for what follows.
    const isOurs = [staged.banks, staged.readmes, staged.lenders].some(
      ({length}) => length > 0
    )
    // It cannot be loaded at the exit anymore; what other tasks have changed is to be written, too.
    if (isOurs || isHiding) ({publish} = await import('./publish.ts'))
    if (!isOurs) return true
    const {commitBanks} = await import('./commit-banks.ts')
    const verdict = await commitBanks(staged, {index, scope, cwd})
    for (const change of verdict.changes) changes.set(change.name, change)
    if (verdict.lines.length > 0) {
      const said = verdict.isRefused ? refusals : reports
      said.push(verdict.lines.join('\n'))
    }

    return !verdict.isRefused
  } catch (error) {
    refusals.push(explain(error))
    return false
  }
}

/** @returns names of the files by what they may be */
function sort(
  entries: ReadonlyMap<string, StagedEntry>,
  index: LentIndex
): StagedFiles {
  const files = [...entries].filter(([, {mode}]) => mode.startsWith('100'))
  const names = files.map(([name]) => name)
  const blobs = files.map(([, {blob}]) => blob)
  const texts = index.readObjects([...blobs, ...foresee(names, index)])
  const banks: string[] = []
  const readmes: string[] = []
  const others: string[] = []
  for (const [name, {blob}] of files) {
    if (basename(name) === bankName) {
      banks.push(name)
      continue
    }

    const text = texts.get(blob)?.toString() ?? ''
    if (isBankText(text)) banks.push(name)
    else if (mayHaveRegions(text)) readmes.push(name)
    else others.push(name)
  }

  return {banks, readmes, others, lenders: findStagedLenders(others, index)}
}

/**
 * One start of git reads all that the commit of a bank will ask for: what it was, its README, and the files among which a bank
 * may be that claims the README, too. Of several banks that would be too much to be kept.
 *
 * @param staged names of the staged files
 * @returns names of objects
 */
function foresee(staged: readonly string[], index: LentIndex): string[] {
  const isNamed = (name: string): boolean => basename(name) === bankName
  const [bank, ...others] = staged.filter(isNamed)
  if (bank === undefined || others.length > 0 || /\n/.test(bank)) return []
  const folder = dirname(bank)
  const near = index
    .listMarkdown()
    .filter((name) => isNamed(name) || dirname(name) === folder)
  return [`HEAD:${bank}`, ...Array.from(index.read(near), ([, {blob}]) => blob)]
}

function start(isHiding: boolean): LentIndex {
  // lint-staged stages by path after the task, and a file may be called `a*`.
  process.env['GIT_LITERAL_PATHSPECS'] = '1'
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // lint-staged must be able to restore what it has hidden.
      const isEnd = !isHiding || isInterrupted
      isInterrupted = true
      if (isEnd) process.exit(1)
    })
  }

  const folders = findFolders()
  return new LentIndex(folders.root, folders.own, isHiding)
}

/** @throws if there is no working tree, or an older version has left something in git's folder */
function findFolders(): GitFolders {
  const folders = findGitFolders(process.cwd())
  if (!folders) throw new Error(hookTexts.noWorkTree)
  const leftover = join(folders.own, 'qbank-hook')
  if (!existsSync(leftover)) return folders
  let backup: string | undefined
  try {
    const state = readFileSync(join(leftover, 'state.json'), 'utf8')
    backup = /"(?:backup|stash)":\s*"([\da-f]{7,64})"/.exec(state)?.[1]
  } catch {
    // Stopped even before that.
  }

  throw new Error(hookTexts.leftover(leftover, backup))
}

/** Has everything written, and everything said, when the process exits. */
export function finishAtExit(): void {
  if (isFinishing) return
  isFinishing = true
  process.on('exit', finish)
}

function finish(code: number): void {
  let isRefused = code !== 0 || isInterrupted
  if (isRefused && refusals.length === 0) {
    refusals.push(
      isInterrupted
        ? hookTexts.interrupted
        : findGitFolders(process.cwd())
          ? hookTexts.stopped
          : hookTexts.noWorkTree
    )
  }

  try {
    if (!isRefused && index && publish) {
      const sealed = publish(index, [...changes.values()])
      if (sealed.length > 0) reports.push(hookTexts.sealed(sealed))
    }
  } catch (error) {
    isRefused = true
    refusals.push(explain(error))
  }

  if (isRefused) process.exitCode = 1
  index?.close()
  const said = isRefused ? refusals : reports
  if (said.length > 0) process.stderr.write(`${said.join('\n\n')}\n`)
}

/** @returns an error of git or of the file system as a refusal; ours are refusals already */
function explain(error: unknown): string {
  const {code, message} = error as NodeJS.ErrnoException
  const isFull = code === 'ENOSPC' || code === 'EDQUOT'
  const reason = isFull ? hookTexts.noSpace : message
  return reason.startsWith('Commit refused')
    ? reason
    : [hookTexts.failed, '', clean(reason), '', hookTexts.nextFailure].join(
        '\n'
      )
}
