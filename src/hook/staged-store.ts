/** Texts as they are staged, and as they are to be staged. */
import {basename, posix, resolve} from 'node:path'
import {readBankFile} from '../engine/bank-file.ts'
import {bankName, isBankText} from '../template/is-bank.ts'
import {git} from '../files/git.ts'
import {decodeText} from '../files/read-text.ts'
import type {TextStore} from '../files/text-store.ts'
import {toName} from '../files/to-name.ts'
import {stateOf} from '../rule/state.ts'
import {fileTexts} from '../files/texts.ts'
import {filterIgnored} from '../engine/pipeline.ts'
import {UserError} from '../text/user-error.ts'
import type {LentIndex} from './lent-index.ts'

/** Git follows as many. */
const mostLinks = 10

export class StagedStore implements TextStore {
  /** What is to be staged, by name. */
  readonly written = new Map<string, {blob: string; text: string}>()
  /** Absolute paths of files that were looked for and are not staged. */
  readonly missing = new Set<string>()
  readonly #index: LentIndex
  readonly #cwd: string

  /** @param cwd absolute path of the folder that errors name files from */
  constructor(index: LentIndex, cwd: string) {
    this.#index = index
    this.#cwd = cwd
  }

  has = (path: string): boolean => {
    const isStaged = this.#find(path) !== undefined
    if (!isStaged) this.missing.add(path)
    return isStaged
  }

  read = (path: string): string => {
    const entry = this.#find(path)
    const name = toName(path, this.#cwd)
    if (!entry) throw new UserError(fileTexts.notFound(name))
    const written = this.written.get(entry.name)
    return written?.text ?? decodeText(this.#index.readBlob(entry.blob), name)
  }

  write = (path: string, {after}: {after: string}): void => {
    const entry = this.#find(path)
    if (entry) this.written.set(entry.name, {blob: entry.blob, text: after})
  }

  resolve = (path: string): string =>
    resolve(this.#index.root, this.#find(path)?.name ?? path)

  findOwner = async (
    readme: string,
    bank: string
  ): Promise<string | undefined> => {
    const owners = await this.findOwners(readme)
    const own = this.resolve(bank)
    return owners.find((owner) => owner !== own)
  }

  /**
   * Looks for the banks whose README this is: at those in its folder, and at all files called QUESTION_BANK.md; if there is
   * none, at all Markdown files.
   *
   * @param readme absolute path
   * @returns absolute paths
   */
  async findOwners(readme: string): Promise<string[]> {
    const {root} = this.#index
    const name = this.#find(readme)?.name
    if (name === undefined) return []
    const near = this.#index
      .list([])
      .filter(
        (path) =>
          basename(path) === bankName ||
          (posix.dirname(path) === posix.dirname(name) &&
            /\.(?:md|markdown)$/i.test(path))
      )
    const owners = await this.#filterOwners(near, name)
    if (owners.length > 0) return owners
    const all = git(
      [
        ...['-c', 'grep.patternType=basic', 'grep', '--cached', '-I', '-l'],
        ...['-z', '--full-name', '-e', '^bank:', '-e', '^["\']bank["\']:']
      ],
      {cwd: root, index: this.#index.found, allowedCodes: [1]}
    )
    return this.#filterOwners(all.toString().split('\0').filter(Boolean), name)
  }

  async #filterOwners(
    names: readonly string[],
    readme: string
  ): Promise<string[]> {
    const {root} = this.#index
    const owners: string[] = []
    const paths = names.map((name) => resolve(root, name))
    const kept = new Set(await filterIgnored(paths, {cwd: this.#cwd}))
    for (const [name, {blob, mode}] of this.#index.read(names)) {
      const path = resolve(root, name)
      if (!mode.startsWith('100') || name === readme || !kept.has(path))
        continue
      const text = this.#index.readBlob(blob).toString()
      if (basename(name) !== bankName && !isBankText(text)) continue
      const file = await readBankFile(path, text, {
        cwd: this.#cwd,
        checkOnly: true
      })
      const target = file && stateOf(file).bank?.config.readme
      if (target === undefined) continue
      const own = this.#find(resolve(path, '..', target))
      if (own?.name === readme) owners.push(path)
    }

    return owners
  }

  /**
   * Follows links as git tracks them, whatever the working tree has.
   *
   * @throws UserError if they lead out of the repository, or in a circle
   */
  #find(path: string): {name: string; blob: string} | undefined {
    const {root} = this.#index
    let name = toName(path, root)
    for (let links = 0; links < mostLinks; links++) {
      if (/^(?:\.\.)?(?:\/|$)/.test(name)) {
        throw new UserError(
          fileTexts.outside(toName(path, this.#cwd), name, root)
        )
      }

      const entry = this.#index.read([name]).get(name)
      if (!entry || entry.mode === '160000') return undefined
      if (entry.mode !== '120000') return {name, blob: entry.blob}
      const target = this.#index.readBlob(entry.blob).toString()
      name = target.startsWith('/')
        ? toName(resolve(target), root)
        : posix.join(posix.dirname(name), target)
    }

    throw new UserError(fileTexts.circularLink(toName(path, this.#cwd)))
  }
}
