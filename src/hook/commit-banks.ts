/**
 * What the hook does with staged banks: repairs them, regenerates their READMEs, and stages both; or refuses the
 * commit and takes back what it wrote. lint-staged stages only what was staged before, and its backup covers
 * neither files that git does not track nor the first commit of a repository.
 */
import {realpath} from 'node:fs/promises'
import {basename, dirname, join, relative, resolve, sep} from 'node:path'
import process from 'node:process'
import {firstReason, git, GitError, readIndex} from '../files/git.ts'
import {writeText} from '../files/write-text.ts'
import type {OnWrite} from '../job.ts'
import {fixBanks, toName} from '../job.ts'
import {hookTexts} from '../messages.ts'
import {clean} from '../report/clean.ts'
import {countMessages} from '../report/view.ts'
import {loadSince} from '../since/load-since.ts'
import {UserError} from '../user-error.ts'
import type {CommitOptions} from './commit-options.ts'
import {explainFailure, explainProblems} from './explain-refusal.ts'
import type {StagedFiles} from './unstaged-edits.ts'
import {keepUnstagedEdits, mergeReadme} from './unstaged-edits.ts'

/** What came of it, for people. */
export interface Verdict {
  readonly isRefused: boolean
  /** Lines to print; none if there is nothing to say. */
  readonly lines: readonly string[]
}

type Written = Parameters<OnWrite>

/** @param banks absolute paths of staged banks */
export async function commitBanks(
  banks: readonly string[],
  options: CommitOptions
): Promise<Verdict> {
  const {standing, guard} = options
  const journal: Written[] = []
  try {
    const since = await loadSince(options.since, standing)
    const outcome = await fixBanks({
      cwd: standing,
      ...(since && {since}),
      paths: banks,
      silentlyIgnore: true,
      onWrite(path, texts) {
        journal.push([path, texts])
        guard?.noteWritten(path, texts.after)
      }
    })
    if (guard?.isInterrupted) {
      await takeBack(journal, standing)
      return {isRefused: true, lines: [hookTexts.interrupted]}
    }

    if (countMessages(outcome.files).errors > 0) {
      await takeBack(journal, standing)
      return {
        isRefused: true,
        lines: await explainProblems(outcome, {...options, judge: since})
      }
    }

    const paths = [...new Set(journal.map(([path]) => path))]
    const untracked = await stage(paths, banks, options)
    // Whoever wrote a card wants to know that it was changed; a README that follows its bank is no news.
    const isRepaired = outcome.written.some((path) => banks.includes(path))
    return {
      isRefused: false,
      lines: [
        ...(isRepaired ? outcome.done.map(clean) : []),
        ...untracked.map((name) => hookTexts.notTracked(name))
      ]
    }
  } catch (error) {
    await takeBack(journal, standing)
    return {isRefused: true, lines: explainFailure(error)}
  }
}

/** Gives files the text back that they had. */
async function takeBack(
  journal: readonly Written[],
  cwd: string
): Promise<void> {
  for (const [path, {before, after}] of journal.toReversed()) {
    try {
      await writeText(path, cwd, {before: after, after: before})
    } catch {
      // Another program has written it meanwhile, or the disk is gone. What git tracks lint-staged restores, too.
    }
  }
}

/**
 * Stages what was written, as far as git tracks it: a README that nobody has added is not the hook's to add.
 *
 * @returns names of the files that git does not track
 */
async function stage(
  paths: readonly string[],
  banks: readonly string[],
  {cwd, standing}: CommitOptions
): Promise<string[]> {
  if (paths.length === 0) return []
  const shown = await git(['rev-parse', '--show-toplevel'], {cwd})
  const root = resolve(shown.toString().replace(/\r?\n$/, ''))
  const names = new Map<string, string>()
  const readmes = new Set<string>()
  for (const path of paths) {
    // Git tracks files, not the links that lead to them.
    const name = relative(root, await realpath(path))
      .split(sep)
      .join('/')
    names.set(name, toName(path, standing))
    if (!banks.includes(path)) readmes.add(name)
  }

  const before = await readIndex([...names.keys()], {cwd: root})
  const tracked = [...before.keys()]
  if (tracked.length > 0) {
    try {
      await git(['add', '--', ...tracked], {cwd: root})
    } catch (error) {
      if (!(error instanceof GitError)) throw error
      const list = tracked.map((name) => names.get(name) ?? name)
      throw new UserError(
        hookTexts.notAdded(list, firstReason(error.message)),
        {cause: error}
      )
    }

    const after = await readIndex(tracked, {cwd: root})
    const files = {readmes, before, after, root}
    await mendIndex(files)
    await keepUnstagedEdits(files)
  }

  return [...names.keys()]
    .filter((name) => !before.has(name))
    .map((name) => names.get(name) ?? name)
}

/**
 * `git commit <path>` lets the hook work on an index of its own, and afterwards takes the one that it has prepared
 * before: what the hook staged would show as staged changes back to the unrepaired text. The same goes in there; a
 * README with other staged edits keeps them, and gets the regions.
 */
async function mendIndex({
  readmes,
  before,
  after,
  root
}: StagedFiles): Promise<void> {
  const own = process.env['GIT_INDEX_FILE']
  if (own === undefined || !/^next-index-\d+\.lock$/.test(basename(own))) return
  const indexFile = join(dirname(resolve(root, own)), 'index.lock')
  const real = await readIndex([...after.keys()], {cwd: root, indexFile})
  const records: string[] = []
  for (const [name, {mode, blob}] of after) {
    const base = before.get(name)
    const staged = real.get(name)
    if (!base || !staged) continue
    const isAlike = staged.blob === base.blob
    if (!isAlike && !readmes.has(name)) continue
    const merged = isAlike
      ? blob
      : await mergeReadme(
          {current: {mode, blob}, original: base, other: staged},
          root
        )
    records.push(`${staged.mode} ${merged}\t${name}\0`)
  }

  await git(['update-index', '-z', '--index-info'], {
    cwd: root,
    indexFile,
    input: records.join('')
  })
}
