/**
 * The index that git lends the hook, as it was found. Nothing is written into it before all is known to be well
 * (`publish.ts`). lint-staged stages by path, whatever the working tree has there, and gets a copy to do it in.
 */
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import process from 'node:process'
import type {Entry} from '../files/git.ts'
import {findHead, git, GitError, readObjects} from '../files/git.ts'

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
  /** Names of the Markdown files that are not in conflict. */
  readonly #markdown: readonly string[]
  /** What was read together, by the names under which it was asked for. */
  readonly #objects = new Map<string, Buffer | undefined>()

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
    const edited = this.#readMarkdown()
    this.#markdown = [...this.#known.keys()]
    if (!isHiding) this.#freeze(edited)
    this.#inode = this.#readInode()
  }

  /**
   * Asks git once for all that the hook needs of the index: each start costs as much as a check of a hundred cards.
   *
   * @returns names of the Markdown files with unstaged edits
   */
  #readMarkdown(): string[] {
    const edited: string[] = []
    for (const {name, ...entry} of this.#list(
      // Patterns, where all other paths are literal.
      ['--no-literal-pathspecs', 'ls-files', '--cached', '--modified'],
      [':(icase)*.md', ':(icase)*.markdown'],
      this.found
    )) {
      // Such a file is listed twice.
      if (/c/i.test(entry.tag)) edited.push(name)
      else if (isListed(name)) this.#known.set(name, entry)
    }

    return edited
  }

  /** A file with unstaged edits is not to be staged by path, whatever it is now: so git ignores its state. */
  #freeze(names: readonly string[]): void {
    if (names.length === 0) return
    const paths = names.map((name) => `${name}\0`).join('')
    this.mark('assume-unchanged', paths, this.#scratch)
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
  mark(flag: string, paths: string, index: string): void {
    git(['update-index', `--${flag}`, '-z', '--stdin'], {
      cwd: this.root,
      index,
      input: paths
    })
  }

  /** @returns names of all Markdown files in the index as it was found, but for those that are in conflict */
  listMarkdown(): readonly string[] {
    return this.#markdown
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
    const unknown = names.filter(
      (name) => !this.#known.has(name) && !isListed(name)
    )
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
    const entries = this.#list(['ls-files'], names, index)
    return new Map(entries.map(({name, ...entry}) => [name, entry]))
  }

  /** @returns the entries that match the paths, but for those in conflict */
  #list(
    command: readonly string[],
    paths: readonly string[],
    index: string
  ): (StagedEntry & {name: string})[] {
    if (paths.length === 0) return []
    const output = git([...command, '-z', '-v', '-s', '--', ...paths], {
      cwd: this.root,
      index
    })
    return output
      .toString()
      .split('\0')
      .flatMap((record) => {
        const match = /^(.) (\d+) ([\da-f]+) 0\t/.exec(record)
        const [all = '', tag = '', mode = '', blob = ''] = match ?? []
        const name = record.slice(all.length)
        return match ? [{name, tag, mode, blob}] : []
      })
  }

  readBlob(blob: string): Buffer {
    return (
      this.#objects.get(blob) ??
      git(['cat-file', 'blob', blob], {cwd: this.root})
    )
  }

  /** As the function of that name in `git.ts`; what has been read together before is known. */
  readObjects = (names: readonly string[]): Map<string, Buffer> => {
    const unknown = names.filter((name) => !this.#objects.has(name))
    const read = readObjects(unknown, this.root)
    for (const name of unknown) this.#objects.set(name, read.get(name))
    return new Map(
      names.flatMap((name) => {
        const bytes = this.#objects.get(name)
        return bytes ? [[name, bytes]] : []
      })
    )
  }

  /** @returns names of the commit that the next one follows; none before the first commit */
  findHead(): readonly string[] {
    const isThere = [...this.#objects].some(
      ([name, bytes]) => bytes && name.startsWith('HEAD:')
    )
    return isThere ? ['HEAD'] : findHead(this.root)
  }

  /** Whether an index has the bytes that were found in the one that git has lent. */
  isAsFound(bytes: Buffer): boolean {
    return readFileSync(this.found).equals(bytes)
  }

  /**
   * @param files blobs, with the names of the files that they are for
   * @returns what git writes into the working tree for each
   */
  smudge(files: readonly {name: string; blob: string}[]): Buffer[] {
    const args = ['cat-file', '--filters']
    const options = {cwd: this.root}
    // Git takes them line by line, and the name from the first character on that is not white space.
    if (files.length < 2 || files.some(({name}) => /^[ \t]|\n/.test(name))) {
      return files.map(({name, blob}) =>
        git([...args, `--path=${name}`, blob], options)
      )
    }

    const input = files.map(({name, blob}) => `${blob} ${name}\n`).join('')
    const output = git([...args, '--batch=%(objectname)'], {...options, input})
    const names = files.map(({blob}) => blob)
    return splitObjects(Buffer.concat([Buffer.from('\n'), output]), names)
  }

  /** @returns names of the blobs; they are written as loose objects, which nothing needs later */
  writeBlobs(texts: readonly (string | Buffer)[]): string[] {
    const args = ['hash-object', '-w', '--no-filters']
    const paths = texts.map((bytes, at) => {
      const path = join(this.folder, `text-${at}`)
      writeFileSync(path, bytes)
      return path
    })
    return paths.length === 0
      ? []
      : git([...args, '--', ...paths], {cwd: this.root})
          .toString()
          .trim()
          .split('\n')
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

/**
 * @param output after a line break each blob between a line with its name and a line break
 * @param names of the blobs, in order
 * @returns the blobs. Their sizes are not known, but none can hold its own name, which is made of what it holds
 */
function splitObjects(output: Buffer, names: readonly string[]): Buffer[] {
  const blobs: Buffer[] = []
  let end = output.length
  for (const name of names.toReversed()) {
    const line = `\n${name}\n`
    const at = output.subarray(0, end - 1).lastIndexOf(line)
    if (at === -1) throw new GitError(`git knows no blob ${name}`)
    blobs.unshift(output.subarray(at + line.length, end - 1))
    end = at + 1
  }

  return blobs
}

/** Whether all Markdown files are known by their names; of one in another encoding than UTF-8, git alone knows it. */
function isListed(name: string): boolean {
  return /\.(?:md|markdown)$/i.test(name) && !name.includes('\uFFFD')
}

/** @returns the name in a record of `git ls-files -s` */
export function getName(record: string): string {
  return record.slice(record.indexOf('\t') + 1)
}
