/**
 * The commit hook: a configuration for lint-staged with one task that does all there is to do for a bank. Several
 * tasks for the same file would race.
 *
 * @example
 *   // lint-staged.config.mjs
 *   export {default} from 'qbank/lint-staged'
 */
import process from 'node:process'
import {isBankFile} from '../files/find-banks.ts'
import {hookTexts} from '../messages.ts'
import {clean} from '../report/clean.ts'
import {git} from './git.ts'
import {rememberOperation} from './operation.ts'

/** A function task of lint-staged: runs in its process. */
export interface Task {
  readonly title: string
  readonly task: (files: readonly string[]) => Promise<void>
}

/** Configuration for lint-staged; spread it into your own to add tasks for other files. */
const config: Readonly<Record<string, Task>> = {
  '*.{md,markdown}': {title: hookTexts.title, task: repairStaged}
}

export default config

/** When a task runs, it is too late: lint-staged loads its configuration, and then hides unstaged edits. */
const restoreOperation = rememberOperation(process.cwd())

/** lint-staged runs tasks of several configurations at once; git's index takes one writer at a time. */
let queue: Promise<unknown> = Promise.resolve()

async function repairStaged(files: readonly string[]): Promise<void> {
  const turn = queue.then(() => repairInTurn(files))
  queue = turn
  if (!(await turn)) throw new Error(hookTexts.refused)
}

/** @returns whether the commit may go on; never rejects, as nobody would be told why */
async function repairInTurn(files: readonly string[]): Promise<boolean> {
  // One listener for all tasks: Node warns of more than ten.
  if (!process.listeners('exit').includes(finish)) process.on('exit', finish)
  try {
    const cwd = process.cwd()
    const mixed = await findUnhidden(cwd)
    if (mixed.length > 0) {
      said.push(hookTexts.firstCommit(mixed.map(clean)))
      // At once: lint-staged would stage the edits that the person has not, and apply them once more.
      process.exit(1)
    }

    const banks: string[] = []
    for (const file of files) if (await isBankFile(file)) banks.push(file)
    // Most commits touch no bank; they must not pay for what follows.
    if (banks.length === 0) return true
    const {commitBanks} = await import('./commit-banks.ts')
    const {isRefused, lines} = await commitBanks(banks, cwd)
    if (lines.length > 0) said.push(lines.join('\n'))
    return !isRefused
  } catch (error) {
    said.push([hookTexts.failed, '', clean(String(error))].join('\n'))
    return false
  }
}

/**
 * Before the first commit of a repository there is nothing to stash upon, so lint-staged hides no unstaged edits.
 *
 * @returns paths of the files that have such edits, in the first commit
 */
async function findUnhidden(cwd: string): Promise<string[]> {
  const head = await git(['rev-parse', '--verify', '--quiet', 'HEAD'], {
    cwd,
    allowedCodes: (code) => code === 1
  })
  if (head.length > 0) return []
  const diff = await git(['diff', '--name-only', '-z'], {cwd})
  return diff.toString().split('\0').filter(Boolean)
}

/** What is to be said when lint-staged is done: it draws over what a task prints, and shows nothing of its error. */
const said: string[] = []

function finish(): void {
  restoreOperation()
  if (said.length > 0) process.stderr.write(`${said.join('\n\n')}\n`)
}
