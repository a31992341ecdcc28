/**
 * Merges branches without checking one out: nothing of a pull request gets into the working tree, and no hook, filter
 * or other code of it runs. Git reads attributes from the base branch, and calls the merge driver that is given here.
 */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import process from 'node:process'
import {git, GitError} from '../files/git.ts'
import {formatDriver} from '../merge/register-driver.ts'
import {findKind} from '../merge/resolve.ts'
import {catchUpTexts} from './texts.ts'

/** Author of the commits: GitHub's own account for workflows. */
const committer = {
  name: 'github-actions[bot]',
  email: '41898282+github-actions[bot]@users.noreply.github.com'
}

/** A clone in which branches are merged. */
export interface MergeSite {
  /** Root of the working tree, an absolute path. */
  readonly root: string
  /** Credentials for git; nothing if the remote needs none. */
  readonly access?:
    {readonly server: string; readonly token: string} | undefined
}

/** The result of merging a base into a head. */
export type PullMerge =
  /** Lines do not conflict in banks and READMEs: GitHub's button can merge, or other files conflict. */
  | {readonly state: 'fine'}
  /** Cards do not conflict; the commit is the merge. */
  | {readonly state: 'merged'; readonly commit: string}
  | {readonly state: 'conflicts'; readonly names: readonly string[]}

/**
 * @param refs full names of what to fetch from `origin`
 * @returns the commits, in the order of the refs
 * @throws GitError
 */
export function fetchAll(site: MergeSite, refs: readonly string[]): string[] {
  const prefix = 'refs/qbank/catch-up'
  const targets = refs.map((ref, at) => `+${ref}:${prefix}/${at}`)
  const own = [
    '--quiet',
    '--no-tags',
    '--no-recurse-submodules',
    '--no-write-fetch-head'
  ]
  run(site, ['fetch', ...own, 'origin', ...targets])
  return refs.map((_, at) => {
    const name = `${prefix}/${at}`
    const commit = run(site, ['rev-parse', '--verify', `${name}^{commit}`])
    run(site, ['update-ref', '-d', name])
    return commit
  })
}

/** @returns whether the clone lacks history */
export function isShallow(site: MergeSite): boolean {
  return run(site, ['rev-parse', '--is-shallow-repository']) === 'true'
}

/**
 * @param base name and commit of the branch
 * @param head name and commit of the pull request
 * @throws GitError
 */
export function mergeInto(
  site: MergeSite,
  base: {readonly ref: string; readonly commit: string},
  head: {readonly ref: string; readonly commit: string}
): PullMerge {
  const commits = [head.commit, base.commit] as const
  // The merge as GitHub does it, whatever driver the clone has.
  const byLines = mergeTrees(site, commits, lineDriver)
  const isConcerned = byLines.conflicts.some((name) =>
    findKind(
      name,
      commits.map((commit) => readFile(site, commit, name))
    )
  )
  if (!isConcerned) return {state: 'fine'}
  const [, program = ''] = process.argv
  const byCards = mergeTrees(site, commits, formatDriver(program))
  if (byCards.conflicts.length > 0) {
    return {state: 'conflicts', names: byCards.conflicts}
  }

  const message = catchUpTexts.subject(base.ref, head.ref)
  const parents = commits.flatMap((commit) => ['-p', commit])
  const commit = run(
    site,
    ['commit-tree', byCards.tree, ...parents, '-F', '-'],
    {input: `${message}\n`}
  )
  return {state: 'merged', commit}
}

/**
 * Adds the merge to the branch of a pull request, unless that has changed meanwhile.
 *
 * @param remote `origin`, or the address of a fork
 * @throws GitError
 */
export function push(
  site: MergeSite,
  remote: string,
  {commit, branch}: {readonly commit: string; readonly branch: string}
): void {
  const target = `${commit}:refs/heads/${branch}`
  run(site, [
    'push',
    '--quiet',
    '--no-recurse-submodules',
    '--',
    remote,
    target
  ])
}

const lineDriver = 'git merge-file --marker-size=%L %A %O %B || exit 1'

/** @returns the merged tree, and names of files in conflict; files may be named more than once */
function mergeTrees(
  site: MergeSite,
  commits: readonly [ours: string, theirs: string],
  driver: string
): {tree: string; conflicts: string[]} {
  const folder = mkdtempSync(join(tmpdir(), 'qbank-catch-up-'))
  try {
    // Banks may have any name. Other files are merged by lines, as usual; `.gitattributes` of the base has precedence.
    const attributes = join(folder, 'attributes')
    writeFileSync(attributes, '*.md merge=qbank\n*.markdown merge=qbank\n')
    const output = run(
      site,
      [
        ...['-c', `core.attributesFile=${attributes}`],
        ...['-c', `merge.qbank.driver=${driver}`],
        ...['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages'],
        ...commits
      ],
      {allowedCodes: [1]}
    )
    const [tree = '', ...names] = output.split('\0').filter(Boolean)
    return {tree, conflicts: [...new Set(names)]}
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

/** @returns the text of a file; empty if the commit does not have it */
function readFile(site: MergeSite, commit: string, name: string): string {
  try {
    return run(site, ['cat-file', 'blob', `${commit}:${name}`])
  } catch (error) {
    if (error instanceof GitError) return ''
    throw error
  }
}

/** Runs git without the clone's hooks, with the token in its environment: there, no list of processes shows it. */
function run(
  {root, access}: MergeSite,
  args: readonly string[],
  options: {
    readonly input?: string
    readonly allowedCodes?: readonly number[]
  } = {}
): string {
  const settings: [string, string][] = [['core.hooksPath', '/dev/null']]
  if (access) {
    const key = `http.${access.server}/.extraheader`
    const secret = Buffer.from(`x-access-token:${access.token}`)
    const header = `AUTHORIZATION: basic ${secret.toString('base64')}`
    // The empty one removes what the checkout has left in the configuration.
    settings.push([key, ''], [key, header])
  }

  const configuration = settings.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value]
  ])
  const env = {
    ...process.env,
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: committer.name,
    GIT_AUTHOR_EMAIL: committer.email,
    GIT_COMMITTER_NAME: committer.name,
    GIT_COMMITTER_EMAIL: committer.email,
    GIT_CONFIG_COUNT: String(settings.length),
    ...(Object.fromEntries(configuration) as Record<string, string>)
  }
  return git(args, {cwd: root, env, ...options})
    .toString()
    .trim()
}
