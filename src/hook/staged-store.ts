/** Texts as they are staged, and as they are to be staged. */
import {basename, dirname, posix, resolve} from 'node:path'
import {findOwners} from '../engine/owners.ts'
import {bankName, isBankText} from '../template/is-bank.ts'
import {git, readObjects} from '../files/git.ts'
import {decodeText} from '../files/read-text.ts'
import type {TextStore} from '../files/text-store.ts'
import {toName} from '../files/to-name.ts'
import {fileTexts} from '../files/texts.ts'
import {isInInbox, toInboxConfig} from '../inbox/borrow.ts'
import {toBank} from '../readme/bank-text.ts'
import {readReadme} from '../readme/read-readme.ts'
import type {BankConfig} from '../template/config.ts'
import {UserError} from '../text/user-error.ts'
import type {LentIndex} from './lent-index.ts'

/** Git follows as many. */
const mostLinks = 10

/** A bank and its README are read in turn. */
const mostTexts = 2

export class StagedStore implements TextStore {
  /** What is to be staged, by name. */
  readonly written = new Map<string, {blob: string; text: string}>()
  /** Absolute paths of files that were looked for and are not staged. */
  readonly missing = new Set<string>()
  readonly #index: LentIndex
  readonly #cwd: string
  readonly #lenders: readonly string[]
  /** The texts of the blobs that were read last. */
  readonly #texts = new Map<string, string>()

  /**
   * @param cwd absolute path of the folder that errors name files from
   * @param lenders names of banks with an inbox, as far as they are asked about
   */
  constructor(index: LentIndex, cwd: string, lenders: readonly string[] = []) {
    this.#index = index
    this.#cwd = cwd
    this.#lenders = lenders
  }

  readObjects = (
    names: readonly string[],
    root: string
  ): Map<string, Buffer> =>
    root === this.#index.root
      ? this.#index.readObjects(names)
      : readObjects(names, root)

  has = (path: string): boolean => {
    const isStaged = this.#find(path) !== undefined
    if (!isStaged) this.missing.add(path)
    return isStaged
  }

  read = (path: string): string => {
    const entry = this.#find(path)
    const name = toName(path, this.#cwd)
    if (!entry) throw new UserError(fileTexts.notFound(name))
    return (
      this.written.get(entry.name)?.text ?? this.#readBlob(entry.blob, name)
    )
  }

  #readBlob(blob: string, name: string): string {
    const known = this.#texts.get(blob)
    if (known !== undefined) return known
    const text = decodeText(this.#index.readBlob(blob), name)
    this.#texts.set(blob, text)
    const [oldest = ''] = this.#texts.keys()
    if (this.#texts.size > mostTexts) this.#texts.delete(oldest)
    return text
  }

  write = (path: string, {after}: {after: string}): void => {
    const entry = this.#find(path)
    if (entry) this.written.set(entry.name, {blob: entry.blob, text: after})
  }

  borrow = (path: string): BankConfig | undefined => {
    for (const name of this.#lenders) {
      const bankPath = resolve(this.#index.root, name)
      const bank = toBank(this.read(bankPath))
      if (isInInbox(path, bankPath, bank.config)) {
        return toInboxConfig(bank, this.read(path))
      }
    }

    return undefined
  }

  resolve = (path: string): string =>
    resolve(this.#index.root, this.#find(path)?.name ?? path)

  listBanks = (): string[] =>
    this.#keepBanks(
      git(
        [
          ...['-c', 'grep.patternType=basic', 'grep', '--cached', '-I', '-l'],
          ...['-z', '--full-name', '-e', '^bank:', '-e', '^["\']bank["\']:'],
          ...['-e', '<!--bank[[:space:]]*$']
        ],
        {
          cwd: this.#index.root,
          index: this.#index.found,
          allowedCodes: [1]
        }
      )
        .toString()
        .split('\0')
    )

  findOwner = async (
    readme: string,
    bank: string
  ): Promise<string | undefined> => {
    const owners = await this.findOwners(readme)
    const own = this.resolve(bank)
    return owners.find((owner) => owner !== own)
  }

  /**
   * Looks for the banks that claim the regions of a README that name none: among those in its folder, and among all files called
   * QUESTION_BANK.md; if there is none, among all banks.
   *
   * @param readme absolute path
   * @returns absolute paths
   */
  async findOwners(readme: string): Promise<string[]> {
    const folder = dirname(toName(readme, this.#index.root))
    const near = this.#keepBanks(
      this.#index.listMarkdown().filter((name) => dirname(name) === folder)
    )
    const owners = await findOwners(readme, near, this, this.#cwd)
    return owners.length > 0
      ? owners
      : findOwners(readme, this.listBanks(), this, this.#cwd)
  }

  /** @returns absolute paths of the banks that are shown in a README: those that it names, and its owners */
  async findShown(readme: string): Promise<string[]> {
    const {problems, regions} = readReadme(this.read(readme))
    const named = regions.flatMap(({bank}) =>
      bank === undefined ? [] : resolve(dirname(readme), bank)
    )
    // Where markers are broken or in a conflict, the owners are to say so.
    const isUnnamed = regions.length > named.length || problems.length > 0
    return [
      ...new Set(named.filter((path) => this.has(path))),
      ...(isUnnamed ? await this.findOwners(readme) : [])
    ]
  }

  /** @returns absolute paths of the banks among files, and of all that are called as banks are; sorted */
  #keepBanks(names: readonly string[]): string[] {
    const named = this.#index
      .listMarkdown()
      .filter((name) => basename(name) === bankName)
    const others = names.filter((name) => /\.(?:md|markdown)$/i.test(name))
    const entries = [...this.#index.read([...new Set([...named, ...others])])]
    const files = entries.filter(([, {mode}]) => mode.startsWith('100'))
    const texts = this.#index.readObjects(files.map(([, {blob}]) => blob))
    return files
      .filter(
        ([name, {blob}]) =>
          basename(name) === bankName ||
          isBankText(texts.get(blob)?.toString() ?? '')
      )
      .map(([name]) => resolve(this.#index.root, name))
      .toSorted()
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
