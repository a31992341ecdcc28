/** Texts of `--since`. */
import {clean, quoteForShell} from '../text/clean.ts'

/** Why `--since` cannot find out what has changed. */
export const sinceTexts = {
  noGit:
    '--since asks git what has changed, and there is no program `git` on the PATH. Install it, or leave --since out to take every card',
  noRepository:
    '--since asks git what has changed, and the bank is not in a repository. Leave --since out to take every card',
  noCommit: (ref: string) =>
    `--since ${clean(ref)}: this repository has no commit yet, so there is nothing to compare with. Leave --since out to take every card`,
  unknown: (ref: string, nearest: string | undefined, isShallow: boolean) =>
    [
      `--since ${clean(ref)}: no such branch, tag or commit in this clone.`,
      nearest === undefined
        ? isShallow
          ? deepen
          : 'Check the spelling (`git branch --all` lists branches), or fetch it (`git fetch origin`)'
        : `Did you mean ${clean(nearest)}?`
    ].join(' '),
  shallow: (ref: string) =>
    `--since ${clean(ref)}: this clone is shallow, and its history ends before the commit from which the work began. ${deepen}`,
  unrelated: (ref: string) =>
    `--since ${clean(ref)}: it has no commit in common with what is checked out here. Name the branch that this one began from`,
  foreign: (folder: string) =>
    `--since asks git what has changed, and git reads no repository that belongs to another user. If you trust it: git config --global --add safe.directory ${quoteForShell(clean(folder))}`,
  failed: (reason: string) =>
    `--since asks git what has changed, and git says: ${clean(reason)}. Fix that, or leave --since out to take every card`
}

/** What to do if a clone has too little history. */
const deepen =
  'Fetch all of it: `git fetch --unshallow`; in GitHub Actions, `fetch-depth: 0` for actions/checkout; in GitLab CI, `GIT_DEPTH: 0`'
