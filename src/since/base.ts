/** Finds the commit that `--since` compares with: the merge base of a ref and HEAD. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {findNearest} from '../text/fuzzy-match.ts'
import {git, GitError} from '../files/git.ts'
import {sinceTexts} from './texts.ts'
import {UserError} from '../text/user-error.ts'

/**
 * @param ref as given: a branch, a tag, or the name of a commit
 * @param root absolute path of the folder that must contain `.git`
 * @returns name of the last commit that the ref and HEAD have in common
 * @throws UserError if there is none, or git cannot tell
 */
export function findBase(ref: string, root: string): string {
  if (!existsSync(join(root, '.git'))) {
    throw new UserError(sinceTexts.noRepository)
  }

  try {
    const commit = findCommit(ref, root)
    if (commit === '') throw new UserError(explainUnknown(ref, root))
    if (findCommit('HEAD', root) === '') {
      throw new UserError(sinceTexts.noCommit(ref))
    }

    const base = ask(['merge-base', commit, 'HEAD'], root)
    if (base !== '') return base
    throw new UserError(
      isShallow(root) ? sinceTexts.shallow(ref) : sinceTexts.unrelated(ref)
    )
  } catch (error) {
    throw explainGit(error, root)
  }
}

/** @returns full name of the commit; empty if git does not know one */
function findCommit(ref: string, root: string): string {
  // No ref begins with it; git would read it as an option.
  if (ref.startsWith('-')) return ''
  const args = ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]
  const answer = ask(args, root)
  // Two lines are a range of commits, such as `main..next`.
  return /^[\da-f]+$/.test(answer) ? answer : ''
}

function explainUnknown(ref: string, root: string): string {
  const known = ask(['for-each-ref', '--format=%(refname:lstrip=2)'], root)
  const names = known.split('\n')
  const remote = `origin/${ref}`
  const nearest = names.includes(remote)
    ? remote
    : findNearest(ref, names, (name) => name)
  return sinceTexts.unknown(ref, nearest, isShallow(root))
}

function isShallow(root: string): boolean {
  return ask(['rev-parse', '--is-shallow-repository'], root) === 'true'
}

/** @returns git's answer, a line; empty if git fails */
function ask(args: readonly string[], cwd: string): string {
  return git(args, {cwd, allowedCodes: [1]})
    .toString()
    .trim()
}

/** @returns a failure of git as a sentence; other errors as they are */
export function explainGit(error: unknown, root: string): unknown {
  if (!(error instanceof GitError)) return error
  const {code} = (error.cause ?? {}) as {code?: unknown}
  const text =
    code === 'ENOENT'
      ? sinceTexts.noGit
      : /dubious ownership/.test(error.message)
        ? sinceTexts.foreign(root)
        : sinceTexts.failed(error.message)
  return new UserError(text, {cause: error})
}
