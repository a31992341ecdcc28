/**
 * What one run remembers for the next: digests of texts about which something was found out that takes long. They are
 * kept in `node_modules/.cache/qbank`, else in the repository's git folder, in files that only this user can read or
 * write; others could write anything into theirs. A digest only saves a question, and may turn out to be wrong
 * (`drop`).
 */
import {Buffer} from 'node:buffer'
import {createHash} from 'node:crypto'
import type {Stats} from 'node:fs'
import {
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {findAncestors} from './configuration-files.ts'
import {readWithoutWaiting} from './open-flags.ts'
import {findGitFolders} from './repository.ts'

/** Of SHA-256; in bytes. */
const digestLength = 16

/** Only the latest texts are remembered; their file then has a megabyte. */
const mostDigests = 65_536

/** Only the latest files, for different options and versions, are kept. */
const mostFiles = 8

const prefix = 'confirmed-'

/** Writing a file takes no longer than this, in milliseconds. */
const longest = 60_000

/** By the path of its file: a process reads each file once. */
const opened = new Map<string, Remembered>()

/**
 * @param path absolute, of a file of the project; without it, nothing is kept when the process ends
 * @param subject all that the answers depend on, in addition to the text: versions, options
 */
export function openRemembered(
  path: string | undefined,
  subject: string
): Remembered {
  const root = path === undefined ? undefined : findRoot(path)
  const name = prefix + toDigest(subject, '').toString('hex')
  const key = join(root?.folder ?? '', name)
  const known = opened.get(key)
  if (known) return known
  const remembered = new Remembered(subject, root && {...root, name})
  opened.set(key, remembered)
  return remembered
}

/** Where digests are kept. */
interface Place {
  /** An existing folder: `node_modules`, or git's. */
  readonly parent: string
  readonly folder: string
  readonly name: string
}

/** Texts about which the same is known. */
export class Remembered {
  private readonly subject: string
  private readonly place: Place | undefined
  /** Found out by this run. */
  private readonly own = new Set<string>()
  /** Found out by earlier runs. */
  private earlier: Set<string>
  private isNew = false

  constructor(subject: string, place: Place | undefined) {
    this.subject = subject
    this.place = place
    this.earlier = new Set(place && readDigests(place))
    if (place) saveAtEnd(this)
  }

  /** @returns which run found it out about the text: this one or an earlier one; `undefined` if neither */
  find(text: string): 'own' | 'earlier' | undefined {
    const digest = this.toKey(text)
    if (this.own.has(digest)) return 'own'
    return this.earlier.has(digest) ? 'earlier' : undefined
  }

  add(text: string): void {
    const digest = this.toKey(text)
    this.isNew ||= !this.earlier.has(digest)
    this.own.add(digest)
    // A session of an editor may last for days.
    if (this.own.size <= mostDigests) return
    for (const oldest of this.own) {
      this.own.delete(oldest)
      break
    }
  }

  /** Forgets what earlier runs have found out, which is wrong. */
  drop(): void {
    this.earlier = new Set()
    this.isNew = true
    if (this.place) remove(join(this.place.folder, this.place.name))
  }

  /** Writes the new digests, so that other runs find them. */
  save(): void {
    const {own, place, earlier} = this
    if (!place || !this.isNew || own.size === 0) return
    // Other runs may have written meanwhile; wrong digests have been removed.
    const others = readDigests(place)
    const all = new Set([...earlier, ...others, ...own])
    write(place, [...all].slice(-mostDigests))
    this.isNew = false
  }

  private toKey(text: string): string {
    return toDigest(this.subject, text).toString('latin1')
  }
}

function toDigest(subject: string, text: string): Buffer {
  return createHash('sha256')
    .update(`${subject.length}:${subject}${text}`)
    .digest()
    .subarray(0, digestLength)
}

/** @returns the folder for digests of a file's project */
function findRoot(path: string): Omit<Place, 'name'> | undefined {
  const {folders} = findAncestors(path)
  const modules = folders
    .map((folder) => join(folder, 'node_modules'))
    .find((folder) => isFolder(folder))
  if (modules !== undefined) {
    return {parent: modules, folder: join(modules, '.cache', 'qbank')}
  }

  const git = findGitFolders(dirname(path))
  return git && {parent: git.common, folder: join(git.common, 'qbank')}
}

function isFolder(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false
}

/**
 * Stricter than `load.ts`, which has to accept folders as package managers unpack them. Only qbank creates these files,
 * for this user alone; if others may read them, another program has made or changed them.
 *
 * @returns whether it is this user's, and no other user can read or write it; Windows has no such modes
 */
function isPrivate({mode, uid}: Stats): boolean {
  return !process.getuid || (uid === process.getuid() && (mode & 0o077) === 0)
}

/** @returns the digests, none where the file is not there, not private, or not whole */
function readDigests({folder, name}: Place): string[] {
  let file: number | undefined
  try {
    const own = lstatSync(folder)
    if (!own.isDirectory() || !isPrivate(own)) return []
    file = openSync(join(folder, name), readWithoutWaiting)
    const stats = fstatSync(file)
    const most = mostDigests * digestLength
    const isWhole = stats.size % digestLength === 0 && stats.size <= most
    if (!stats.isFile() || !isPrivate(stats) || !isWhole) return []
    const text = readFileSync(file, 'latin1')
    return Array.from({length: text.length / digestLength}, (_, at) =>
      text.slice(at * digestLength, (at + 1) * digestLength)
    )
  } catch {
    return []
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** Writes the file atomically, as others may be reading it. If that fails, nothing happens. */
function write(
  {folder, name, parent}: Place,
  digests: readonly string[]
): void {
  const path = join(folder, name)
  const temporary = `${path}.${process.pid}`
  try {
    if (!isFolder(parent)) return
    mkdirSync(folder, {recursive: true, mode: 0o700})
    const own = lstatSync(folder)
    if (!own.isDirectory() || !isPrivate(own)) return
    dropOldest(folder, name)
    const bytes = Buffer.from(digests.join(''), 'latin1')
    writeFileSync(temporary, bytes, {mode: 0o600, flag: 'wx'})
    renameSync(temporary, path)
  } catch {
    // The disk is full, or the folder cannot be written: the next run asks again.
    remove(temporary)
  }
}

/** Deletes the oldest of too many files, and remains of runs that were killed. */
function dropOldest(folder: string, name: string): void {
  const files = readdirSync(folder)
    .filter((each) => each.startsWith(prefix) && each !== name)
    .map((each) => ({each, time: lstatSync(join(folder, each)).mtimeMs}))
    .sort((left, right) => right.time - left.time)
  for (const [at, {each, time}] of files.entries()) {
    const isRemain = /\.\d+$/.test(each) && Date.now() - time > longest
    if (isRemain || at >= mostFiles - 1) remove(join(folder, each))
  }
}

function remove(path: string): void {
  try {
    rmSync(path, {force: true})
  } catch {
    // Where it could not be written, either.
  }
}

const unsaved: Remembered[] = []

/** Each file is written once, when the process ends: otherwise, an editor would write it after each key. */
function saveAtEnd(remembered: Remembered): void {
  unsaved.push(remembered)
  if (unsaved.length > 1) return
  process.once('exit', () => {
    for (const each of unsaved) each.save()
  })
}
