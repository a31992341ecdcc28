/** `qbank rescue`: puts back what a commit hook that was killed has left; `.husky/pre-commit` calls it, too. */
import {setTimeout} from 'node:timers/promises'
import {describePutBack} from '../hook/guard.ts'
import {findStanding} from '../hook/standing.ts'
import {findBackup, isStashed, putBack} from '../hook/put-back.ts'
import type {Snapshot} from '../hook/snapshot.ts'
import {
  dropSnapshot,
  findWorkTree,
  isAtWork,
  isOfThisHook,
  readSnapshot
} from '../hook/snapshot.ts'
import {hookTexts, rescueTexts} from '../messages.ts'
import {UserError} from '../user-error.ts'
import {exitCodes} from './exit-codes.ts'
import type {CliOptions} from './options.ts'
import {getCwd} from './options.ts'
import {printLines} from './print.ts'
import type {Surroundings} from './streams.ts'

/** How long a git that has lost its parent may go on, in milliseconds. */
const orphanTime = 300

/**
 * @returns the exit code; in a hook never 0, as the commit is not to go on
 * @throws UserError where there is no working tree, or the hook is still at work
 */
export async function rescue(
  options: CliOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stdout, stderr, env} = surroundings
  const workTree = findWorkTree(getCwd(options, surroundings))
  const isHook = env['GIT_INDEX_FILE'] !== undefined
  if (!workTree) {
    if (!isHook) throw new UserError(rescueTexts.noGit)
    // lint-staged has said nothing: `--quiet`.
    printLines(stderr, [hookTexts.noWorkTree])
    return exitCodes.problems
  }

  const snapshot = readSnapshot(workTree.gitFolder)
  if (!snapshot) {
    if (isHook) return exitCodes.problems
    printLines(stdout, [rescueTexts.nothing])
    return exitCodes.clean
  }

  // What an earlier hook has left is for the person to decide about: it may be days ago.
  if (isHook && !isOfThisHook(snapshot)) return exitCodes.problems
  if (isAtWork(snapshot)) throw new UserError(rescueTexts.atWork)
  // What lint-staged has started may outlive it for a moment.
  if (isHook) await setTimeout(orphanTime)
  if (!isHook && !isLeft(snapshot)) {
    dropSnapshot(workTree.gitFolder)
    printLines(stdout, [rescueTexts.nothing])
    return exitCodes.clean
  }

  const result = putBack(snapshot, {isFresh: isHook})
  const lines = describePutBack(
    result,
    isHook ? findStanding(workTree.root) : surroundings.cwd
  )
  if (!result.isComplete) {
    if (isHook && snapshot.isTold) return exitCodes.problems
    printLines(
      stderr,
      lines.flatMap((text) => text.split('\n'))
    )
    return exitCodes.usage
  }

  printLines(isHook ? stderr : stdout, [
    isHook ? rescueTexts.stopped : rescueTexts.done,
    ...lines
  ])
  return isHook ? exitCodes.problems : exitCodes.clean
}

/** Whether something is still hidden: lint-staged drops its backup when it has put all back. */
function isLeft(snapshot: Snapshot): boolean {
  const backup = findBackup(snapshot)
  return backup !== undefined && isStashed(snapshot, backup)
}
