/**
 * The index that git lends the hook, as it was found. Nothing is written into it before all is known to be well
 * (`publish.ts`). lint-staged stages by path, whatever the working tree has there, and gets a copy to do it in.
 */
import {
  copyFileSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import process from 'node:process'
import type {Entry} from '../files/git.ts'
import {git, readObjects} from '../files/git.ts'

/** An entry with the flags that git forgets when it is replaced. */
export interface StagedEntry extends Entry {
  /** As `git ls-files -v` prints it: lower case for assume-unchanged, `S` for skip-worktree, `s` for both. */
  readonly tag: string
}

export class LentIndex {
  /** Absolute path of the working tree's root, without symbolic links. */
  readonly root: string
  /** Where git has it. */
  readonly path: string
  /** A copy as it was found: all reading is from here. */
  readonly found: string
  /** A folder of the hook's own. */
  readonly folder: string
  readonly #scratch: string
  readonly #isHiding: boolean
  /** Git replaces the file when it writes an index. */
  #inode: bigint
  readonly #known = new Map<string, StagedEntry | undefined>()
  #names: readonly string[] | undefined
  /** Those that were read together last: what is staged, mostly. */
  #blobs: ReadonlyMap<string, Buffer> = new Map()

  /**
   * @param gitFolder git's folder for this working tree
   * @param isHiding whether lint-staged hides unstaged edits, so that it may stage what it finds
   * @throws if git has gone, or the disk is full
   */
  constructor(root: string, gitFolder: string, isHiding: boolean) {
    this.root = root
    this.#isHiding = isHiding
    this.folder = mkdtempSync(join(tmpdir(), 'qbank-'))
    this.found = join(this.folder, 'found')
    this.#scratch = join(this.folder, 'index')
    const lent = process.env['GIT_INDEX_FILE'] ?? join(gitFolder, 'index')
    // Before anything can fail: lint-staged also stages what it then refuses, and would bring back an index that git has
    // deleted.
    process.env['GIT_INDEX_FILE'] = this.#scratch
    this.path = realpathSync(resolve(root, lent))
    copyFileSync(this.path, this.found)
    copyFileSync(this.path, this.#scratch)
    if (!isHiding) this.#freeze()
    this.#inode = this.#readInode()
  }

  /** A file with unstaged edits is not to be staged by path, whatever it is now: git is told to ignore its state. */
  #freeze(): void {
    const paths = git(
      ['diff-files', '-z', '--name-only', '--ignore-submodules=all'],
      {cwd: this.root, index: this.#scratch}
    )
    if (paths.length > 0) this.mark('assume-unchanged', paths, this.#scratch)
  }

  /** Git refuses to stage what is not to be in the working tree, and lint-staged would refuse the commit for it. */
  allowSkipped(names: readonly string[]): void {
    const skipped = [...this.read(names)].filter(([, {tag}]) => /s/i.test(tag))
    if (skipped.length === 0) return
    const paths = skipped.map(([name]) => `${name}\0`).join('')
    // Git takes only one of them at a time.
    this.mark('no-skip-worktree', paths, this.#scratch)
    this.mark('assume-unchanged', paths, this.#scratch)
    this.#inode = this.#readInode()
    Object.assign(process.env, {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.sparseCheckout',
      GIT_CONFIG_VALUE_0: 'false'
    })
  }

  /**
   * Sets a flag of entries.
   *
   * @param paths each followed by a zero byte
   */
  mark(flag: string, paths: string | Buffer, index: string): void {
    git(['update-index', `--${flag}`, '-z', '--stdin'], {
      cwd: this.root,
      index,
      input: paths
    })
  }

  /** @returns names of all files in the index as it was found */
  listAll(): readonly string[] {
    return (this.#names ??= this.list([]))
  }

  /** @returns records of `git ls-files`, by default of the index as it was found */
  list(args: readonly string[], index = this.found): string[] {
    return git(['ls-files', '-z', ...args], {cwd: this.root, index})
      .toString()
      .split('\0')
      .filter(Boolean)
  }

  /** @returns what was staged under these names, which are relative to git's root; what is in conflict is left out */
  read(names: readonly string[]): Map<string, StagedEntry> {
    const unknown = names.filter((name) => !this.#known.has(name))
    const found = this.readFrom(this.found, unknown)
    for (const name of unknown) this.#known.set(name, found.get(name))
    return new Map(
      names.flatMap((name) => {
        const entry = this.#known.get(name)
        return entry ? [[name, entry]] : []
      })
    )
  }

  readFrom(index: string, names: readonly string[]): Map<string, StagedEntry> {
    const entries = new Map<string, StagedEntry>()
    if (names.length === 0) return entries
    for (const record of this.list(['-v', '-s', '--', ...names], index)) {
      const match = /^(.) (\d+) ([\da-f]+) 0\t/.exec(record)
      const [all = '', tag = '', mode = '', blob = ''] = match ?? []
      if (match) entries.set(record.slice(all.length), {tag, mode, blob})
    }

    return entries
  }

  readBlob(blob: string): Buffer {
    return (
      this.#blobs.get(blob) ?? git(['cat-file', 'blob', blob], {cwd: this.root})
    )
  }

  /** @returns the bytes of blobs, by their names, which one start of git reads */
  readBlobs(blobs: readonly string[]): ReadonlyMap<string, Buffer> {
    const last = this.#blobs
    const unknown = blobs.filter((blob) => !last.has(blob))
    const blobsByName = readObjects(unknown, this.root)
    for (const blob of blobs) {
      const known = last.get(blob)
      if (known) blobsByName.set(blob, known)
    }

    return (this.#blobs = blobsByName)
  }

  /** @returns what git writes into the working tree for a blob */
  smudge(name: string, blob: string): Buffer {
    return git(['cat-file', '--filters', `--path=${name}`, blob], {
      cwd: this.root
    })
  }

  /** @returns name of the blob; it is written as a loose object, in which nobody looks */
  writeBlob(bytes: string | Buffer): string {
    return git(['hash-object', '-w', '--stdin', '--no-filters'], {
      cwd: this.root,
      input: bytes
    })
      .toString()
      .trim()
  }

  /**
   * @returns records for `git update-index --index-info` of what lint-staged has staged for tasks of others; where it hides
   *   nothing, ours is the only one, and what it stages is what a person saves meanwhile
   */
  listOthers(): string[] {
    if (!this.#isHiding || this.#readInode() === this.#inode) return []
    const before = new Set(this.list(['-s']))
    const known = new Set([...before].map(getName))
    return this.list(['-s'], this.#scratch).filter(
      (record) => !before.has(record) && known.has(getName(record))
    )
  }

  #readInode(): bigint {
    return statSync(this.#scratch, {bigint: true}).ino
  }

  close(): void {
    rmSync(this.folder, {recursive: true, force: true})
  }
}

/** @returns the name in a record of `git ls-files -s` */
export function getName(record: string): string {
  return record.slice(record.indexOf('\t') + 1)
}
