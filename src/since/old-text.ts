/** Texts of files as they were in a commit. */
import {stripByteOrderMark} from '../markdown/offsets.ts'
import {git, readCommit, readObjects} from '../files/git.ts'
import {decodeText} from '../files/read-text.ts'
import type {TextStore} from '../files/text-store.ts'
import {toName} from '../files/to-name.ts'
import {UserError} from '../text/user-error.ts'

/** A working tree at a commit; files that git does not track have no past. */
export class Past {
  readonly #root: string
  readonly #commit: string
  readonly #staged: TextStore | undefined
  #renamed: ReadonlyMap<string, string> | undefined

  /**
   * @param options absolute path of the working tree's root, without symbolic links; name of the commit; and what is staged, if
   *   that is compared with the commit, and not the files on the disk
   */
  constructor({
    root,
    commit,
    staged
  }: {
    readonly root: string
    readonly commit: string
    readonly staged: TextStore | undefined
  }) {
    this.#root = root
    this.#commit = commit
    this.#staged = staged
  }

  /**
   * @param path absolute and without symbolic links, of the file as it is called now
   * @returns the text without byte order mark, with `\n` at the end of lines (git may be set to change them on the
   *   way to the disk); `undefined` where there was none, or none that can be read
   * @throws GitError
   */
  readText(path: string): string | undefined {
    const name = toName(path, this.#root)
    const bytes = this.#readBytes(name) ?? this.#readRenamed(name)
    if (!bytes) return undefined
    try {
      return normalize(decodeText(bytes, name))
    } catch (error) {
      // Nothing in it can be recognized; what is there now has been written since.
      if (error instanceof UserError) return undefined
      throw error
    }
  }

  #readBytes(name: string): Buffer | undefined {
    // Git takes names of objects line by line.
    const object = name.includes('\n')
      ? readCommit(this.#commit, [name], this.#root).get(name)?.blob
      : `${this.#commit}:${name}`
    if (object === undefined) return undefined
    const read = this.#staged?.readObjects ?? readObjects
    return read([object], this.#root).get(object)
  }

  /** A file that is in the commit has its own name there. */
  #readRenamed(name: string): Buffer | undefined {
    const oldName = (this.#renamed ??= this.#findRenamed()).get(name)
    return oldName === undefined ? undefined : this.#readBytes(oldName)
  }

  /** @returns paths that files had, by those that they have; relative to the root, with `/` */
  #findRenamed(): ReadonlyMap<string, string> {
    const output = git(
      [
        ...['diff', '--name-status', '-z', '--find-renames'],
        ...[...(this.#staged ? ['--cached'] : []), this.#commit, '--']
      ],
      {cwd: this.#root}
    )
    const renamed = new Map<string, string>()
    const fields = output.toString().split('\0')
    // `R<likeness>`, old path, new path; of other changes the path only.
    for (let at = 0; at < fields.length; at += 2) {
      if (!fields[at]?.startsWith('R')) continue
      renamed.set(fields[at + 2] ?? '', fields[at + 1] ?? '')
      at++
    }

    return renamed
  }
}

/** @returns the text for comparisons: line breaks and a byte order mark make no difference */
export function normalize(text: string): string {
  return stripByteOrderMark(text).replace(/\r\n?/g, '\n')
}
