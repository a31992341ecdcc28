/** Texts about pull requests that conflict with their base branch. */
import {clean} from '../text/clean.ts'
import {count, quote} from '../text/wording.ts'

/** The place of a base branch. */
interface BaseOf {
  /** Address of its repository, as git takes it. */
  readonly url: string
  readonly base: string
}

/** Names of more files are not listed. */
const mostNames = 10

/** Texts of `qbank catch-up`. */
export const catchUpTexts = {
  usage:
    'Run `qbank catch-up` in a workflow on `push` or `pull_request_target`',
  noRepository: (cwd: string) =>
    `${clean(cwd)}: is not a clone, so nothing can be merged here. Check the repository out first, with \`fetch-depth: 0\``,
  shallow:
    'This clone is shallow, so it is not known where branches have begun. Check the repository out with `fetch-depth: 0`',
  noBranch: (name: string) =>
    `${quote(name)} is not a branch, so no pull request is for it. Run \`qbank catch-up\` in a workflow on \`push\` to a branch, or on \`pull_request_target\``,
  nothing: (base: string) =>
    `No open pull request conflicts with ${quote(base)} in a bank or its README`,
  merged: (number: number, base: string) =>
    `Pull request ${number}: ${quote(base)} merged into it, and pushed`,
  commented: (number: number, reason: string) =>
    `Pull request ${number}: ${reason}; a comment says what to do`,
  known: (number: number, reason: string) =>
    `Pull request ${number}: ${reason}; a comment has said so before`,
  moved: (number: number) =>
    `Pull request ${number}: it has changed meanwhile. The workflow for that change looks at it again`,
  failed: (number: number, reason: string) =>
    `Pull request ${number}: ${clean(reason)}`,
  conflicts: 'there are conflicts to resolve by hand',
  notAllowed: 'its branch cannot be pushed to',
  more: (left: number, most: number) =>
    `${count(left, 'more pull request')} not looked at: no more than ${most} are in one run. Those that were pushed to longest ago come first`,
  subject: (base: string, branch: string) =>
    `Merge branch '${base}' into ${branch}`,
  /** @returns a comment in which no markup comes from a pull request */
  canMerge: (base: BaseOf) =>
    [
      'This pull request conflicts with its base in a question bank or its README, line by line. Card by card, it merges without a conflict, but this workflow may not push to your branch. In a clone with your branch checked out, run:',
      ...commands(base),
      'Or allow edits by maintainers (the box at the side of this page), and the workflow does it after the next change.'
    ].join('\n\n'),
  mustResolve: (names: readonly string[], base: BaseOf) =>
    [
      `This pull request conflicts with its base, and both sides have changed the same in ${joinNames(names)}. In a clone with your branch checked out, run:`,
      ...commands(base),
      '`qbank merge` merges cards, and lists what is left to choose.'
    ].join('\n\n')
} as const

function commands({url, base}: BaseOf): string[] {
  const pull = `git pull --no-rebase ${url} ${base}`
  return [
    ['```sh', pull, 'npx --no -- qbank merge', '```'].join('\n'),
    'Then commit, and push.'
  ]
}

function joinNames(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => quote(clean(name)))
  const more = names.length > shown.length ? ', …' : ''
  return shown.join(', ') + more
}
