/**
 * Tasks for a project's own lint-staged configuration. The hook in `pre-commit.sh` needs no configuration.
 *
 * @example
 *   // lint-staged.config.mjs
 *   import qbank from 'qbank/lint-staged'
 *   export default {'*.ts': 'eslint --fix', ...qbank}
 */
import process from 'node:process'
import type {Scope} from './commit-banks.ts'
import {finishAtExit, repairStaged} from './repair-staged.ts'
import {hookTexts} from './texts.ts'

/** A function task of lint-staged, which runs in its process. */
export interface Task {
  readonly title: string
  readonly task: (files: readonly string[]) => Promise<void>
}

export type Configuration = Readonly<Record<string, Task>>

/** Checks and fixes the cards that a commit changes. */
const changed = createConfiguration('changed')

export default changed

/** Checks and fixes all cards of the banks that a commit changes. */
export const all = createConfiguration('all')

/** @deprecated It is the default export now. */
export const changedOnly = changed

function createConfiguration(scope: Scope): Configuration {
  return {
    '*.{md,markdown}': {
      title: hookTexts.title,
      task: async (files) => repairStaged(files, {scope, isHiding: true})
    }
  }
}

// While lint-staged loads its configuration: with `--quiet`, it does not say why it stops before the task.
if (/lint-staged/.test(process.argv[1] ?? '')) finishAtExit()
