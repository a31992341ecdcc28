/** Commits the cards that were moved from inboxes into banks, with their authors. */
import {git, GitError} from '../files/git.ts'
import {findGitFolders, resolveLinks} from '../files/repository.ts'
import {toName} from '../files/to-name.ts'
import {UserError} from '../text/user-error.ts'
import type {Collection} from './collect.ts'
import {formatTrailers} from './collect.ts'
import {collectTexts} from './texts.ts'

/** @returns the mail address with which git commits here; `undefined` if there is none */
export function findCommitter(cwd: string): string | undefined {
  try {
    const args = ['config', '--get', 'user.email']
    return git(args, {cwd}).toString().trim()
  } catch (error) {
    if (error instanceof GitError) return undefined
    throw error
  }
}

/**
 * @throws UserError if one of the files has uncommitted changes, which would get into the commit, or if git fails
 */
export function requireCommitted(
  plans: readonly Collection[],
  cwd: string
): void {
  const root = findGitFolders(cwd)?.root
  if (root === undefined) throw new UserError(collectTexts.noRepository(cwd))
  const paths = plans.flatMap(({bankPath, moved}) => [
    bankPath,
    ...moved.map(({path}) => path)
  ])
  if (paths.length === 0) return
  const changed = run(['status', '--porcelain', '-z', '--', ...paths], root)
    .split('\0')
    .flatMap((line) => (line === '' ? [] : [line.slice(3)]))
  if (changed.length > 0) throw new UserError(collectTexts.uncommitted(changed))
}

/**
 * @param readmes absolute paths of READMEs that show the banks
 * @returns a line on the commit
 * @throws UserError if git refuses, or its hook
 */
export function commitCollections(
  plans: readonly Collection[],
  readmes: readonly string[],
  cwd: string
): string[] {
  const moved = plans.flatMap((plan) => plan.moved)
  const cards = moved.reduce((sum, {lines}) => sum + lines.length, 0)
  const root = findGitFolders(cwd)?.root ?? cwd
  const inboxes = plans.map(
    ({inbox}) => `${toName(resolveLinks(inbox), root)}/`
  )
  const subject = collectTexts.subject(cards, inboxes.join(', '))
  const trailers = formatTrailers({moved}, findCommitter(root))
  const message = [subject, ...(trailers.length > 0 ? ['', ...trailers] : [])]
  const paths = [
    ...plans.map(({bankPath}) => bankPath),
    ...moved.map(({path}) => path),
    ...readmes
  ]
  const args = ['commit', '--quiet', '--file=-', '--only', '--', ...paths]
  run(args, root, `${message.join('\n')}\n`)
  return [collectTexts.committed(subject)]
}

/** @throws UserError with git's message */
function run(args: readonly string[], cwd: string, input?: string): string {
  try {
    return git(args, {cwd, ...(input !== undefined && {input})}).toString()
  } catch (error) {
    if (error instanceof GitError) {
      throw new UserError(error.message, {cause: error})
    }

    throw error
  }
}
