/** Merges a base branch into the open pull requests that conflict with it, if the cards of both sides allow it. */
import {GitError} from '../files/git.ts'
import type {Client} from '../github/client.ts'
import {sayOnce} from '../github/own-comment.ts'
import {UserError} from '../text/user-error.ts'
import type {MergeSite, PullMerge} from './merge-pull.ts'
import {fetchAll, isShallow, mergeInto, push} from './merge-pull.ts'
import type {Occasion, Pull} from './pulls.ts'
import {getPull, listPulls} from './pulls.ts'
import {catchUpTexts} from './texts.ts'

/** No more pull requests are processed in one run. */
const mostPulls = 50

/** At the very end of a comment, where no text of a pull request can be. */
const mark = '<!--qbank-catch-up-->'

/** Repository and clone of the run. */
export interface CatchUpJob {
  readonly client: Client
  readonly site: MergeSite
  /** `owner/name` */
  readonly repository: string
  /** Address of the repository, as people type it for git. */
  readonly url: string
  readonly occasion: Occasion
}

/** The result. */
export interface CaughtUp {
  /** Lines to print. */
  readonly lines: readonly string[]
  /** Whether something did not work that should have. */
  readonly hasFailed: boolean
}

/** @throws UserError if GitHub does not answer or refuses, or git cannot fetch */
export async function catchUp(job: CatchUpJob): Promise<CaughtUp> {
  const {client, site, repository, occasion} = job
  if (isShallow(site)) throw new UserError(catchUpTexts.shallow)
  const root = `/repos/${repository.split('/').map(encodeURIComponent).join('/')}`
  const found = await listPulls(client, root, occasion)
  const pulls = found.slice(0, mostPulls)
  const lines: string[] = []
  let hasFailed = false
  const [baseCommit = '', ...heads] = fetchHeads(site, occasion.base, pulls)
  for (const [at, pull] of pulls.entries()) {
    try {
      const base = {ref: occasion.base, commit: baseCommit}
      const line = await catchUpOne(job, {root, pull, base, head: heads[at]})
      if (line !== undefined) lines.push(line)
    } catch (error) {
      if (!(error instanceof GitError)) throw error
      hasFailed = true
      lines.push(catchUpTexts.failed(pull.number, error.message))
    }
  }

  if (lines.length === 0) lines.push(catchUpTexts.nothing(occasion.base))
  const left = found.length - pulls.length
  if (left > 0) lines.push(catchUpTexts.more(left, mostPulls))
  return {lines, hasFailed}
}

function fetchHeads(
  site: MergeSite,
  base: string,
  pulls: readonly Pull[]
): string[] {
  try {
    const heads = pulls.map(({number}) => `refs/pull/${number}/head`)
    return fetchAll(site, [`refs/heads/${base}`, ...heads])
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    throw new UserError(error.message, {cause: error})
  }
}

/** A pull request with the commits that were fetched. */
interface One {
  /** Path of the repository in the API. */
  readonly root: string
  readonly pull: Pull
  readonly base: {readonly ref: string; readonly commit: string}
  readonly head: string | undefined
}

/** @returns a line on a pull request; `undefined` if there is nothing to do */
async function catchUpOne(
  job: CatchUpJob,
  {root, pull, base, head}: One
): Promise<string | undefined> {
  const {client, repository, site, url} = job
  const {number} = pull
  if (head !== pull.head.sha) return catchUpTexts.moved(number)
  const merge = mergeInto(site, base, {ref: pull.head.ref, commit: head})
  if (merge.state === 'fine') return undefined
  const {repo, ref} = pull.head
  const isFork = repo?.full_name !== repository
  const known = isFork ? await getPull(client, root, number) : pull
  const mayPush = !isFork || known.maintainer_can_modify === true
  if (merge.state === 'merged' && repo && mayPush) {
    const target = {commit: merge.commit, branch: ref}
    const pushed = tryPush(site, isFork ? repo.clone_url : 'origin', target)
    if (pushed === 'pushed') return catchUpTexts.merged(number, base.ref)
    if (pushed === 'moved') return catchUpTexts.moved(number)
  }

  const isNew = await sayOnce(client, `${root}/issues/${number}`, {
    text: describe(merge, {url, base: base.ref}),
    mark
  })
  const reason =
    merge.state === 'conflicts'
      ? catchUpTexts.conflicts
      : catchUpTexts.notAllowed
  return isNew
    ? catchUpTexts.commented(number, reason)
    : catchUpTexts.known(number, reason)
}

/**
 * @returns `refused` if the token may not push there: it may push to fewer branches than GitHub lets maintainers edit
 */
function tryPush(
  site: MergeSite,
  remote: string,
  target: {readonly commit: string; readonly branch: string}
): 'pushed' | 'moved' | 'refused' {
  try {
    push(site, remote, target)
    return 'pushed'
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    return /non-fast-forward|fetch first/.test(error.message)
      ? 'moved'
      : 'refused'
  }
}

function describe(
  merge: Exclude<PullMerge, {state: 'fine'}>,
  base: {readonly url: string; readonly base: string}
): string {
  return merge.state === 'conflicts'
    ? catchUpTexts.mustResolve(merge.names, base)
    : catchUpTexts.canMerge(base)
}
