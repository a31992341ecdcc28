/**
 * Takes back all that a commit hook has done, from what was kept: `snapshot.ts` holds the index, lint-staged's
 * backup in git's stash the files. For whatever stopped the hook: an interruption, a full disk, another process.
 * Synchronous, as it runs when a process ends.
 */
import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {lstatSync, mkdirSync, readFileSync, renameSync, rmSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {firstReason} from '../files/git.ts'
import {hookTexts} from '../messages.ts'
import {restoreNotes} from './operation.ts'
import {hasOtherIndex, isSame, restoreIndex} from './restore-index.ts'
import type {Snapshot} from './snapshot.ts'
import {
  dropReserve,
  dropSnapshot,
  getIndexCopy,
  getRemovedCopy
} from './snapshot.ts'

/** Message of the stash into which lint-staged puts what it hides. */
export const backupMessage = 'lint-staged automatic backup'

/** Where lint-staged keeps unstaged edits, too, in git's folder. */
export const patchName = 'lint-staged_unstaged.patch'

/** What came of it. */
export interface PutBack {
  /** Whether index, files and stash are as they were. */
  readonly isComplete: boolean
  /** Whether there was anything to put back. */
  readonly isNeeded: boolean
  /** Commit that holds the files as they were, where they are not in their place. */
  readonly backup?: string
  /** Files that somebody has written meanwhile, each with the name under which git has kept that text. */
  readonly kept: ReadonlyMap<string, string>
  /** Why it is not complete. */
  readonly reason?: string
}

/**
 * Gives index, files, stash and notes back as they were when the snapshot was taken; then it is dropped.
 *
 * @param isFresh whether the hook has stopped just now; later, a text that is neither the person's earlier one nor the
 *   hook's is their work of today, and nothing is put back
 */
export function putBack(
  snapshot: Snapshot,
  {isFresh}: {readonly isFresh: boolean}
): PutBack {
  const {gitFolder, notes} = snapshot
  const kept = new Map<string, string>()
  let backup: string | undefined
  let isNeeded = false
  dropReserve(gitFolder)
  try {
    backup = findBackup(snapshot)
    isNeeded = backup !== undefined
    if (
      backup !== undefined &&
      findObject(snapshot, `${backup}^1`) !== findObject(snapshot, 'HEAD')
    ) {
      throw new Error(hookTexts.committedSince)
    }

    const isIndexOther = hasOtherIndex(snapshot)
    const base = backup ?? (hasCommit(snapshot) ? undefined : 'index')
    // Files first: the index may be locked by somebody else.
    if (base !== undefined) {
      isNeeded = restoreFiles(snapshot, {base, kept, isFresh}) || isNeeded
    }

    isNeeded = restoreRemoved(snapshot) || isNeeded
    if (isIndexOther) restoreIndex(snapshot)
    isNeeded = isNeeded || isIndexOther
    if (backup !== undefined) dropStash(snapshot, backup)

    dropTemporary(snapshot)
    restoreNotes(gitFolder, notes)
    rmSync(join(gitFolder, patchName), {force: true})
    dropSnapshot(gitFolder)
    return {isComplete: true, isNeeded, kept}
  } catch (error) {
    if (backup !== undefined) keepStash(snapshot, backup)
    return {
      isComplete: false,
      isNeeded,
      ...(backup !== undefined && {backup}),
      kept,
      reason: describe(error)
    }
  }
}

/** @returns the backup that lint-staged has made since, unless it was never made */
export function findBackup(snapshot: Snapshot): string | undefined {
  const {backup, stashBefore} = snapshot
  if (backup !== undefined) return backup
  const last = ask(snapshot, [
    'log',
    ...['--walk-reflogs', '-1', '--format=%H %gs', 'refs/stash', '--']
  ])
  const [name] = last.split(' ')
  return name !== undefined &&
    name !== stashBefore &&
    last.endsWith(backupMessage)
    ? name
    : undefined
}

function hasCommit(snapshot: Snapshot): boolean {
  return findObject(snapshot, 'HEAD') !== ''
}

/**
 * @param base the backup, or `index` where there is nothing to stash upon
 * @param kept is told of texts that are neither the person's earlier ones nor the hook's
 * @returns whether there was a difference
 */
function restoreFiles(
  snapshot: Snapshot,
  {
    base,
    kept,
    isFresh
  }: {
    readonly base: string
    readonly kept: Map<string, string>
    readonly isFresh: boolean
  }
): boolean {
  const {root, written} = snapshot
  const isIndex = base === 'index'
  const changes = split(
    git(snapshot, [
      'diff',
      ...['--name-status', '-z', '--no-renames', '--ignore-submodules'],
      ...(isIndex ? [] : [base]),
      '--'
    ])
  )
  const deleted = isIndex ? new Set<string>() : findDeleted(snapshot, base)
  const revisions = [`${base}^1`, `${base}^2`, base]
  const paths: string[] = []
  for (let index = 0; index + 1 < changes.length; index += 2) {
    const [status, path] = changes.slice(index, index + 2)
    // What only the index has was deleted, or is not known to the index that git gave the hook.
    if (path === undefined || (status === 'A' && !deleted.has(path))) continue
    const file = join(root, path)
    const isOurs =
      isFile(file) && written[file] === hashText(readFileSync(file))
    // Unstaged edits are not hidden in a first commit, so they are in their place.
    if (isIndex && !isOurs) continue
    paths.push(path)
    if (isOurs || !isFile(file) || isOfGit(snapshot, path, revisions)) continue
    kept.set(path, trim(git(snapshot, ['hash-object', '--', path])))
  }

  for (const path of deleted) {
    const file = join(root, path)
    if (isFile(file) && isOfGit(snapshot, path, revisions)) rmSync(file)
  }

  if (paths.length === 0) return false
  if (!isFresh && kept.size > 0) {
    throw new Error(hookTexts.changedSince([...kept.keys()]))
  }

  for (const path of kept.keys()) {
    git(snapshot, ['hash-object', '-w', '--', path])
  }

  git(
    snapshot,
    [
      'restore',
      ...['--worktree', '--pathspec-from-file=-', '--pathspec-file-nul'],
      ...(isIndex ? [] : [`--source=${base}`])
    ],
    {input: paths.join('\0')}
  )
  return true
}

/** Files that were staged, and are not in the working tree. */
function findDeleted(snapshot: Snapshot, base: string): Set<string> {
  const args = ['-r', '-z', '--name-only', '--no-renames', '--diff-filter=D']
  return new Set(
    split(git(snapshot, ['diff-tree', ...args, `${base}^2`, base]))
  )
}

/**
 * Files that were staged to be no longer tracked: stashing deletes those that are there, and resetting brings back those
 * that are not.
 *
 * @returns whether there was something to do
 */
export function restoreRemoved(snapshot: Snapshot): boolean {
  const {root, gitFolder, removed} = snapshot
  let isNeeded = false
  for (const [order, [path, wasThere]] of removed.entries()) {
    const file = join(root, path)
    if (wasThere) {
      const copy = getRemovedCopy(gitFolder, order)
      if (isSame(file, copy)) continue
      rmSync(file, {force: true})
      mkdirSync(dirname(file), {recursive: true})
      renameSync(copy, file)
    } else {
      // Another text is somebody's new file.
      if (!isFile(file) || !isOfGit(snapshot, path, ['HEAD'])) continue
      rmSync(file)
    }

    isNeeded = true
  }

  return isNeeded
}

/** Whether git has written the file as it is in one of the revisions; on a full disk, as much of it as there was space for. */
function isOfGit(
  snapshot: Snapshot,
  path: string,
  revisions: readonly string[]
): boolean {
  const name = trim(git(snapshot, ['hash-object', '--', path]))
  const file = join(snapshot.root, path)
  const isNew = lstatSync(file).mtimeMs >= snapshot.start
  return revisions.some((revision) => {
    const blob = findObject(snapshot, `${revision}:${path}`)
    if (blob === name) return true
    if (blob === '' || !isNew) return false
    const whole = git(snapshot, ['cat-file', 'blob', blob], {
      encoding: 'latin1'
    })
    return whole.startsWith(readFileSync(file, 'latin1'))
  })
}

function isFile(path: string): boolean {
  return lstatSync(path, {throwIfNoEntry: false})?.isFile() === true
}

/** How a snapshot tells what the hook wrote. */
export function hashText(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Removes what a file was to be replaced by when its hook was killed: it stands beside it, with a number behind its name. */
function dropTemporary(snapshot: Snapshot): void {
  const {root, start} = snapshot
  const args = ['--others', '-z', '--', '**/*.md.*', '**/*.markdown.*']
  for (const path of split(
    git(snapshot, ['ls-files', ...args], {isLiteral: false})
  )) {
    const file = join(root, path)
    if (/\.(?:md|markdown)\.\d{5,}$/.test(path) && isFile(file)) {
      if (lstatSync(file).mtimeMs >= start) rmSync(file)
    }
  }
}

/** Whether a stash is still in the list. */
export function isStashed(snapshot: Snapshot, name: string): boolean {
  return listStashes(snapshot).includes(name)
}

function dropStash(snapshot: Snapshot, backup: string): void {
  const position = listStashes(snapshot).indexOf(backup)
  if (position !== -1) {
    git(snapshot, ['stash', 'drop', '--quiet', `stash@{${position}}`])
  }
}

/** lint-staged drops its backup when it believes that all is well. */
function keepStash(snapshot: Snapshot, backup: string): void {
  try {
    if (isStashed(snapshot, backup)) return
    git(snapshot, ['stash', 'store', '--message', backupMessage, backup])
  } catch {
    // Its name is told, and git keeps it for weeks.
  }
}

function listStashes(snapshot: Snapshot): string[] {
  return lines(git(snapshot, ['stash', 'list', '--format=%H']))
}

/** @returns the name of what a revision leads to, empty if to nothing */
function findObject(snapshot: Snapshot, revision: string): string {
  return ask(snapshot, ['rev-parse', '--verify', '--quiet', revision])
}

/** Like `git`, where a failure means that there is no such thing. */
function ask(snapshot: Snapshot, args: readonly string[]): string {
  try {
    return trim(git(snapshot, args))
  } catch {
    return ''
  }
}

/** Runs git on the index as it was, whichever one it gave the hook. */
function git(
  {root, gitFolder}: Snapshot,
  args: readonly string[],
  {
    input = '',
    isLiteral = true,
    encoding = 'utf8'
  }: {
    readonly input?: string
    readonly isLiteral?: boolean
    readonly encoding?: BufferEncoding
  } = {}
): string {
  return execFileSync(
    'git',
    [
      ...['-c', 'submodule.recurse=false'],
      isLiteral ? '--literal-pathspecs' : '--glob-pathspecs',
      ...args
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        GIT_LITERAL_PATHSPECS: undefined,
        GIT_DIR: undefined,
        GIT_WORK_TREE: undefined,
        GIT_INDEX_FILE: getIndexCopy(gitFolder),
        // Looking at it must not change it.
        GIT_OPTIONAL_LOCKS: '0'
      },
      input,
      encoding,
      maxBuffer: 1 << 30,
      stdio: ['pipe', 'pipe', 'pipe']
    }
  )
}

function describe(error: unknown): string {
  const {stderr, message} = error as {stderr?: unknown; message?: string}
  return typeof stderr === 'string' && stderr !== ''
    ? firstReason(stderr)
    : (message ?? String(error))
}

function trim(text: string): string {
  return text.replace(/\r?\n$/, '')
}

function lines(text: string): string[] {
  return text.split('\n').filter(Boolean)
}

function split(text: string): string[] {
  return text.split('\0').filter(Boolean)
}
