/**
 * Writes what the hook has worked out, at the very end: the working tree first, then the index. If all ends in between,
 * the fixed files are there and the next commit stages them; the other way round, the working tree would undo the fix.
 */
import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {git} from '../files/git.ts'
import type {LentIndex, StagedEntry} from './lent-index.ts'
import {getName} from './lent-index.ts'
import {hookTexts} from './texts.ts'
import type {FileChange} from './working-files.ts'
import {mergeLines, prepareFiles} from './working-files.ts'

/** What becomes of a staged file: its blobs, and what git puts into the working tree for them. */
export interface Change extends FileChange {
  readonly blobs: {readonly before: string; readonly after: string}
}

/**
 * @returns names of files that must not be written, and are not fixed on the disk
 * @throws if nothing was published: git has gone, something else was staged meanwhile, or there is no space
 */
export function publish(
  index: LentIndex,
  changes: readonly Change[]
): readonly string[] {
  const staged = index.listOthers()
  const others = staged.filter(
    (record) => !changes.some(({name}) => name === getName(record))
  )
  if (changes.length === 0 && others.length === 0) return []
  const targets = [
    toTarget(index, index.path, {changes, others}, () => {
      throw new Error(hookTexts.changedMeanwhile)
    })
  ]
  // `git commit <path>` lends an index of its own, and afterwards takes the one that it has prepared before: without the
  // repair there, it would be shown as a staged change back.
  const next = join(dirname(index.path), 'index.lock')
  const isPartial = /^next-index-\d+\.lock$/.test(basename(index.path))
  if (isPartial && existsSync(next)) {
    targets.push(
      toTarget(index, next, {changes, others: []}, (change, {blob}) =>
        mergeBlobs(index, change, blob)
      )
    )
  }

  const files = prepareFiles(
    index.root,
    changes.map((change) => {
      const record = staged.find((other) => getName(other) === change.name)
      const [, blob] = record?.split(' ') ?? []
      if (blob === undefined) return change
      const [other] = index.smudge([{name: change.name, blob}])
      return {...change, ...(other && {other})}
    })
  )
  const opened: OpenTarget[] = []
  try {
    for (const target of targets) opened.push(openTarget(target))
    files.publish()
    for (const target of opened) writeTarget(target)
  } finally {
    files.cancel()
    for (const target of opened) cancelTarget(target)
  }

  return files.sealed
}

/** An index that is to be written. */
interface Target {
  readonly path: string
  readonly found: Buffer
  readonly bytes: Buffer
}

/**
 * Works out an index; nothing is locked for as long as that takes.
 *
 * @param merge gives the blob for an entry in which something else is staged than was read, if there is to be one
 */
function toTarget(
  index: LentIndex,
  path: string,
  {
    changes,
    others
  }: {readonly changes: readonly Change[]; readonly others: readonly string[]},
  merge: (change: Change, staged: StagedEntry) => string | undefined
): Target {
  const fresh = join(index.folder, 'fresh')
  const found = readFileSync(path)
  writeFileSync(fresh, found)
  const names = changes.map(({name}) => name)
  const entries = index.isAsFound(found)
    ? index.read(names)
    : index.readFrom(fresh, names)
  const records = [...others]
  const flagged: [flag: string, name: string][] = []
  for (const change of changes) {
    const {name, blobs} = change
    const staged = entries.get(name)
    if (!staged) continue
    const {blob, mode, tag} = staged
    const after = blob === blobs.before ? blobs.after : merge(change, staged)
    if (after === undefined) continue
    records.push(`${mode} ${after}\t${name}`)
    // Git forgets them when an entry is replaced.
    if (/[a-z]/.test(tag)) flagged.push(['assume-unchanged', name])
    if (/s/i.test(tag)) flagged.push(['skip-worktree', name])
  }

  git(['update-index', '-z', '--index-info'], {
    cwd: index.root,
    index: fresh,
    input: records.map((record) => `${record}\0`).join('')
  })
  for (const [flag, name] of flagged) index.mark(flag, `${name}\0`, fresh)
  return {path, found, bytes: readFileSync(fresh)}
}

function mergeBlobs(
  index: LentIndex,
  {blobs}: Change,
  other: string
): string | undefined {
  const texts = [other, blobs.before, blobs.after].map((blob) =>
    index.readBlob(blob).toString('latin1')
  )
  const merged = mergeLines(texts, 'ours')
  return merged && index.writeBlobs([merged])[0]
}

interface OpenTarget extends Target {
  /** Undefined when it is closed. */
  file: number | undefined
  /** Path of the lock file, where the index is not itself one. */
  lock?: string
}

/** @throws if another program is at work, git has gone, or something else is staged by now */
function openTarget(target: Target): OpenTarget {
  const {path, found, bytes} = target
  const opened: OpenTarget = {...target, file: undefined}
  try {
    if (path.endsWith('.lock')) {
      // Git's own file, which git deletes when it goes: it must not come back.
      opened.file = openSync(path, 'r+')
    } else {
      const lock = `${path}.lock`
      opened.file = openSync(lock, 'wx', statSync(path).mode & 0o777)
      opened.lock = lock
      writeWhole(opened.file, bytes)
    }

    if (!readFileSync(path).equals(found))
      throw new Error(hookTexts.changedMeanwhile)
  } catch (error) {
    cancelTarget(opened)
    const {code, path: locked = ''} = error as NodeJS.ErrnoException
    throw code === 'EEXIST' ? new Error(hookTexts.locked(locked)) : error
  }

  return opened
}

function writeTarget(target: OpenTarget): void {
  const {path, bytes, file, lock} = target
  if (file === undefined) return
  if (lock === undefined) {
    // If git has gone by now, no program will ever read it.
    writeWhole(file, bytes)
    ftruncateSync(file, bytes.length)
  }

  target.file = undefined
  closeSync(file)
  if (lock !== undefined) renameSync(lock, path)
}

/** Does nothing to an index that was written. */
function cancelTarget(target: OpenTarget): void {
  if (target.file === undefined) return
  closeSync(target.file)
  if (target.lock !== undefined) rmSync(target.lock, {force: true})
}

function writeWhole(file: number, bytes: Buffer): void {
  let at = 0
  while (at < bytes.length) {
    at += writeSync(file, bytes, at, bytes.length - at, at)
  }
}
