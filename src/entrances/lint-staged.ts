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

async function repairStaged(files: readonly string[]): Promise<void> {
  const banks: string[] = []
  for (const file of files) if (await isBankFile(file)) banks.push(file)
  // Most commits touch no bank; they must not pay for what follows.
  if (banks.length === 0) return
  const {commitBanks} = await import('./commit-banks.ts')
  const refusal = await commitBanks(banks, process.cwd())
  if (refusal === undefined) return
  // lint-staged draws over what a task prints, and shows nothing of its error: speak when it is done.
  process.once('exit', () => {
    process.stderr.write(`\n${refusal}\n`)
  })
  throw new Error(hookTexts.refused)
}
