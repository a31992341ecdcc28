/**
 * The commit hook: a configuration for lint-staged with one task that does all there is to do for a bank. Several
 * tasks for the same file would race.
 *
 * @example
 *   // lint-staged.config.mjs
 *   export {default} from 'qbank/lint-staged'
 */
import {existsSync} from 'node:fs'
import process from 'node:process'
import {isBankFile} from '../files/find-banks.ts'
import {git} from '../files/git.ts'
import {findRepository} from '../files/repository.ts'
import {toName} from '../files/to-name.ts'
import {hookTexts} from '../messages.ts'
import {clean} from '../report/clean.ts'
import {said, startGuard} from './guard.ts'
import {findStanding, nameFromStanding} from './standing.ts'

/** A function task of lint-staged: runs in its process. */
export interface Task {
  readonly title: string
  readonly task: (files: readonly string[]) => Promise<void>
}

/** Configuration for lint-staged; spread it into your own to add tasks for other files. */
const config = createConfig('all')

export default config

/** The same for a bank with old debts: judges and repairs only the cards that differ from the last commit. */
export const changedOnly = createConfig('changed')

/** Which cards of a staged bank are looked at. */
type Scope = 'all' | 'changed'

function createConfig(scope: Scope): Readonly<Record<string, Task>> {
  return {
    '*.{md,markdown}': {
      title: hookTexts.title,
      task: async (files) => repairStaged(files, scope)
    }
  }
}

/** When a task runs, it is too late: lint-staged loads its configuration, and then hides unstaged edits. */
const guard = startGuard(process.cwd())

/** lint-staged runs tasks of several configurations at once; git's index takes one writer at a time. */
let queue: Promise<unknown> = Promise.resolve()

async function repairStaged(
  files: readonly string[],
  scope: Scope
): Promise<void> {
  const turn = queue.then(() => repairInTurn(files, scope))
  queue = turn
  if (!(await turn)) throw new Error(hookTexts.refused)
}

/** @returns whether the commit may go on; never rejects, as nobody would be told why */
async function repairInTurn(
  files: readonly string[],
  scope: Scope
): Promise<boolean> {
  try {
    // Behind us, lint-staged stages by path: a file may be called `a*`.
    process.env['GIT_LITERAL_PATHSPECS'] = '1'
    const cwd = process.cwd()
    const hasHead = await hasCommit(cwd)
    const root = findRepository(cwd)
    const standing = findStanding(root)
    const mixed = hasHead ? [] : await findUnhidden(cwd)
    if (mixed.length > 0) {
      said.push(hookTexts.firstCommit(nameFromStanding(mixed, root)))
      // At once: lint-staged would stage the edits that the person has not, and apply them once more.
      process.exit(1)
    }

    guard?.confirmBackup(hasHead)
    const lost = files.filter((file) => !existsSync(file))
    if (lost.length > 0) {
      // lint-staged takes a backslash for a slash, and would stop at the next step for a reason that it does not tell.
      said.push(hookTexts.notFound(lost.map((file) => toName(file, standing))))
      return false
    }

    const banks: string[] = []
    for (const file of files) if (await isBankFile(file)) banks.push(file)
    // Most commits touch no bank; they must not pay for what follows.
    if (banks.length === 0) return true
    const {commitBanks} = await import('./commit-banks.ts')
    const {isRefused, lines} = await commitBanks(banks, {
      cwd,
      standing,
      guard,
      // Before the first commit, all is new.
      ...(scope === 'changed' && hasHead && {since: 'HEAD'})
    })
    if (lines.length > 0) said.push(lines.join('\n'))
    return !isRefused
  } catch (error) {
    said.push([hookTexts.failed, '', clean(String(error))].join('\n'))
    return false
  }
}

async function hasCommit(cwd: string): Promise<boolean> {
  const head = await git(['rev-parse', '--verify', '--quiet', 'HEAD'], {
    cwd,
    allowedCodes: (code) => code === 1
  })
  return head.length > 0
}

/**
 * Before the first commit of a repository there is nothing to stash upon, so lint-staged hides no unstaged edits.
 *
 * @returns paths of the files that have such edits, relative to git's root
 */
async function findUnhidden(cwd: string): Promise<string[]> {
  const diff = await git(['diff', '--name-only', '-z'], {cwd})
  return diff.toString().split('\0').filter(Boolean)
}
