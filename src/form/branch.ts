/**
 * The branch with the card of an issue. It is written and pushed without the working tree and the index. Each issue has
 * one branch; its commit is replaced when the issue is edited, unless others have added commits.
 */
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import process from 'node:process'
import {git, GitError, readCommit} from '../files/git.ts'
import {UserError} from '../text/user-error.ts'
import type {Issue} from './event.ts'
import {issueTexts} from './texts.ts'

/** Committer: GitHub's own account for workflows. */
const committer = {
  name: 'github-actions[bot]',
  email: '41898282+github-actions[bot]@users.noreply.github.com'
}

/** A file of the commit. */
export interface ChangedFile {
  /** From the root of the repository, with `/`. */
  readonly path: string
  readonly text: string
}

/** What became of the branch. */
export type Pushed = 'pushed' | 'same' | 'taken'

/** @returns the name of an issue's branch; it contains no text of the issue */
export function nameBranch({number}: Pick<Issue, 'number'>): string {
  return `qbank/card-${number}`
}

/**
 * @param root of the working tree
 * @param files that the commit changes, compared with HEAD
 * @returns `same` if the branch has it already, `taken` if the branch has commits of others
 * @throws UserError if the branch cannot be pushed
 */
export function pushCard(
  issue: Issue,
  files: readonly ChangedFile[],
  root: string
): Pushed {
  const branch = nameBranch(issue)
  const ref = `refs/heads/${branch}`
  try {
    const tree = writeTree(files, root)
    const old = findRemote(ref, root)
    if (old !== undefined) {
      const {email, tree: oldTree} = readTip(old, root)
      if (email !== committer.email) return 'taken'
      if (oldTree === tree) return 'same'
    }

    const commit = writeCommit(issue, tree, root)
    const lease = `--force-with-lease=${ref}:${old ?? ''}`
    git(['push', '--quiet', lease, 'origin', `${commit}:${ref}`], {cwd: root})
    return 'pushed'
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    const text = issueTexts.cannotPush(branch, error.message)
    throw new UserError(text, {cause: error})
  }
}

/** @returns hash of HEAD's tree with the files in it */
function writeTree(files: readonly ChangedFile[], root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'qbank-form-'))
  const options = {cwd: root, index: join(folder, 'index')}
  try {
    git(['read-tree', 'HEAD'], options)
    const names = files.map(({path}) => path)
    const entries = readCommit('HEAD', names, root)
    for (const {path, text} of files) {
      const args = ['hash-object', '-w', '--stdin', '--path', path]
      const blob = read(git(args, {cwd: root, input: text}))
      const mode = entries.get(path)?.mode ?? '100644'
      git(
        ['update-index', '--add', '--cacheinfo', `${mode},${blob},${path}`],
        options
      )
    }

    return read(git(['write-tree'], options))
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

/** @returns hash of the last commit of the remote's branch, which is fetched; `undefined` if there is none */
function findRemote(ref: string, root: string): string | undefined {
  const found = read(git(['ls-remote', 'origin', ref], {cwd: root}))
  const commit = found.split(/\s/)[0]
  if (!commit) return undefined
  git(['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', commit], {
    cwd: root
  })
  return commit
}

function readTip(commit: string, root: string): {email: string; tree: string} {
  const args = ['show', '--no-patch', '--format=%ce%n%T', commit]
  const [email = '', tree = ''] = read(git(args, {cwd: root})).split('\n')
  return {email, tree}
}

/** The commit's author is the person who filled in the form. */
function writeCommit(issue: Issue, tree: string, root: string): string {
  const {login, id} = issue.author
  const email = `${id}+${login}@users.noreply.github.com`
  const message = issueTexts.commit(issue.number)
  return read(
    git(['commit-tree', tree, '-p', 'HEAD', '-m', message], {
      cwd: root,
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: login,
        GIT_AUTHOR_EMAIL: email,
        GIT_COMMITTER_NAME: committer.name,
        GIT_COMMITTER_EMAIL: committer.email
      }
    })
  )
}

function read(output: Buffer): string {
  return output.toString().trim()
}
