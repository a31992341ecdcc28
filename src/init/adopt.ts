/** Carries out a plan: files, packages, hook, fixes, and commits if the person wants them. */
import {resolve} from 'node:path'
import {fixBanks} from '../engine/job.ts'
import type {Outcome} from '../engine/outcome.ts'
import {findHead} from '../files/git.ts'
import {toName} from '../files/to-name.ts'
import {readDriver} from '../merge/register-driver.ts'
import {countMessages} from '../report/message-view.ts'
import {loadSince} from '../since/load-since.ts'
import {quoteForShell} from '../text/clean.ts'
import {
  applyPlan,
  findUncommitted,
  formatUndo,
  getHookWords,
  listLockFiles,
  registerMerge,
  turnOnHook
} from './apply.ts'
import {commitFiles, leaveOutOfBlame} from './commit.ts'
import type {Situation} from './lib/part.ts'
import {initTexts} from './texts.ts'
import type {Plan} from './plan.ts'
import type {Trial} from './try-hook.ts'
import {canLoad, tryHook} from './try-hook.ts'

/** What to do, and how. */
export interface Adoption {
  readonly situation: Situation
  readonly plan: Plan
  /** Whether to fix all cards now, or each card only when it changes. */
  readonly fixesAll: boolean
  /** Whether to commit set-up and fixes. */
  readonly commits: boolean
}

/** What was done. */
export interface Adopted {
  /** Result of the fixes. */
  readonly outcome: Outcome
  readonly trial: Trial
  /** Problems that someone has to fix by hand. */
  readonly errors: number
  /** Commands that undo it, in the repository's root. */
  readonly undo: readonly string[]
  /** Paths that the person has to commit, relative to the root; none if they were committed. */
  readonly toCommit: readonly string[]
}

/** @throws UserError if a step fails; it says what was done so far. Everything can be run again */
export async function adopt(adoption: Adoption): Promise<Adopted> {
  const {situation, plan, commits} = adoption
  const {project, banks} = situation
  const [head] = findHead(project.root)
  const bankPaths = banks.map(({path}) => path)
  const touched = [...plan.edits.map(({path}) => path), ...bankPaths]
  const locks = listLockFiles(project)
  const uncommitted = findUncommitted(project, [...touched, ...locks])
  const hasTurnedOn = getHookWords(project).length > 0
  await applyPlan(project, plan)
  const wasRegistered = readDriver(project.root) !== undefined
  turnOnHook(project)
  registerMerge(project, bankPaths)
  const setUp = [
    ...plan.edits.map(({path}) => path),
    ...(plan.install.length > 0
      ? findUncommitted(project, listLockFiles(project))
      : [])
  ]
  if (commits) commitFiles(project, setUp, initTexts.setUpMessage)
  const {outcome, fixed} = await fixFirst(adoption, bankPaths)
  const changed = [...new Set([...setUp, ...fixed])]
  const trial = await tryHook(project, {
    banks: bankPaths,
    isFixed: adoption.fixesAll,
    changed
  })
  const isFixCommitted =
    commits && commitFiles(project, fixed, initTexts.fixMessage)
  if (isFixCommitted) await leaveOutOfBlame(project)
  const created = [
    ...plan.edits
      .filter(({before}) => before === undefined)
      .map(({path}) => path),
    ...listLockFiles(project).filter((path) => !locks.includes(path))
  ].filter((path) => changed.includes(path))
  return {
    outcome,
    trial,
    errors: countMessages(outcome.files).errors,
    undo:
      commits && head !== undefined
        ? [`git reset --keep ${head.slice(0, 12)}`]
        : formatUndo(
            {
              created,
              changed: changed.filter((path) => !created.includes(path)),
              uncommitted,
              hasInstalled: plan.install.length > 0,
              hasTurnedOn,
              hasRegistered:
                !wasRegistered && readDriver(project.root) !== undefined
            },
            project
          ),
    toCommit: commits ? [] : changed
  }
}

/** @returns the fixed files, with paths relative to the root */
async function fixFirst(
  {situation, fixesAll}: Adoption,
  paths: readonly string[]
): Promise<{readonly outcome: Outcome; readonly fixed: readonly string[]}> {
  const {root} = situation.project
  const isFirst = findHead(root).length === 0
  const ref = fixesAll || isFirst ? undefined : 'HEAD'
  const hasConfiguration = canLoad(situation.project)
  const since = await loadSince({ref, hasConfiguration}, root)
  const outcome = await fixBanks({
    cwd: root,
    hasConfiguration,
    paths: paths.map((path) => resolve(root, path)),
    ...(since && {since})
  })
  return {
    outcome,
    fixed: outcome.written.map((path) => toName(path, root))
  }
}

/** @returns the command that commits the paths; it skips hooks if they would stop it */
export function formatCommit(
  paths: readonly string[],
  isUnchecked: boolean
): string {
  const names = paths.map((path) => quoteForShell(path)).join(' ')
  const commit = `git commit ${isUnchecked ? '--no-verify ' : ''}-m '${initTexts.setUpMessage}'`
  return `git add -- ${names} && ${commit}`
}
