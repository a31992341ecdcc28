/** What the commit hook says. */
import {clean, quoteForShell} from '../text/clean.ts'

const unchanged = 'Your files are unchanged.'

export const hookTexts = {
  title: 'question bank',
  refused:
    'Commit refused: some problems in the question bank have to be fixed by hand.',
  nextEdit: (files: readonly string[]) =>
    `Next: fix them, run \`git add ${toArguments(files)}\`, and commit again. ${unchanged} qbank applies the automatic fixes when you commit again.`,
  nextFix: (fix: string, files: readonly string[]) =>
    `Next: run \`${fix}\`, fix by hand what it still reports, run \`git add ${toArguments(files)}\`, and commit again. ${unchanged}`,
  onDisk: (line: number | undefined) =>
    line === undefined
      ? 'This is the line as you staged it; your unstaged edits change it.'
      : `With your unstaged edits, this is line ${line} of the file.`,
  failed: 'Commit refused: the question bank could not be checked.',
  nextFailure: `Next: fix that and commit again. ${unchanged}`,
  /** @param blobs names of the staged text before and after */
  seeFixes: (
    blobs: {readonly before: string; readonly after: string},
    rules: string
  ) =>
    `See the fixes: \`git diff ${blobs.before.slice(0, 12)} ${blobs.after.slice(0, 12)}\`. Look up a rule: \`${rules}\`.`,
  older: (amount: number, check: string) =>
    `${amount} older ${amount === 1 ? 'problem' : 'problems'} elsewhere: \`${check}\``,
  notTracked: (path: string) =>
    `${clean(path)}: not regenerated, because git does not track it. If it belongs to the repository, run \`git add ${quoteForShell(path)}\` and commit again`,
  sealed: (paths: readonly string[]) =>
    `Fixed in this commit, but not in your working tree, because you may not write ${joinNames(paths)}. \`git diff\` shows the difference.`,
  notFound: (paths: readonly string[]) =>
    toRefusal(
      `lint-staged cannot find ${joinNames(paths)}. It reads a backslash in a name as a folder`,
      'give the file a name without a backslash (`git mv`), and commit again'
    ),
  interrupted: `Commit stopped. ${unchanged}`,
  stopped: toRefusal(
    'lint-staged or git stopped before the work was done',
    'commit again; if it fails again, `DEBUG=lint-staged* git commit` shows why'
  ),
  changedMeanwhile: 'another program has staged something meanwhile',
  locked: (path: string) =>
    `another program is working in this repository, because ${clean(path)} exists; if no program is, delete that file`,
  noSpace: 'there is no space left on the disk',
  noWorkTree: toRefusal(
    'there is no `.git` in this folder or above it (GIT_DIR says where git is to look), and lint-staged needs one',
    'commit in a clone, or in a working tree made by `git worktree add`'
  ),
  /** @param backup hash of the stash that the older version has made, if it is known */
  leftover: (folder: string, backup: string | undefined) =>
    toRefusal(
      `an older version of this hook was stopped in the middle, and left ${clean(folder)}${backup === undefined ? '' : `. What you had not staged then may be in git's stash: \`git stash show -p ${clean(backup)}\``}`,
      `apply what you miss, delete that folder (\`rm -r ${quoteForShell(folder)}\`), and commit again`
    ),
  noLintStaged: (install: string) =>
    toRefusal('lint-staged is not installed', `run \`${install}\``),
  otherLintStaged: (version: string, install: string) =>
    toRefusal(
      `qbank works with lint-staged 16 and 17, and this project has ${clean(version)}`,
      `run \`${install}\``
    )
}

function toRefusal(reason: string, next: string): string {
  return `Commit refused: ${reason}.\n\nNext: ${next}. ${unchanged}`
}

function toArguments(files: readonly string[]): string {
  return files.map((file) => quoteForShell(file)).join(' ')
}

function joinNames(paths: readonly string[]): string {
  return paths.map((path) => clean(path)).join(', ')
}
