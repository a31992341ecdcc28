/** Updates the READMEs of a job: the regions of each bank, and the tables of all banks. */
import {dirname, join, relative, sep} from 'node:path'
import type {VFileMessage} from 'vfile-message'
import type {Bank} from '../bank/model.ts'
import {findBranch, GitError} from '../files/git.ts'
import {findGitFolders, findRepository} from '../files/repository.ts'
import type {TextStore} from '../files/text-store.ts'
import {toName} from '../files/to-name.ts'
import {toBank} from '../readme/bank-text.ts'
import type {IndexEntry} from '../regions/bank-index.ts'
import {toIndexEntry} from '../regions/bank-index.ts'
import {toUrl} from '../regions/context.ts'
import {readmeTexts} from '../readme/texts.ts'
import type {
  IndexJob,
  ReadmeUpdate,
  RegionsJob
} from '../readme/update-readme.ts'
import {updateIndex, updateReadme} from '../readme/update-readme.ts'
import {defaultConfig} from '../template/read-config.ts'
import {timingTexts} from '../text/texts.ts'
import {measure} from '../text/timing.ts'
import {UserError} from '../text/user-error.ts'
import {getReadmePath} from './bank-file.ts'
import type {Claim} from './each-bank.ts'
import type {Draft, JobOptions} from './outcome.ts'
import {addReport, openStore} from './outcome.ts'
import {filterIgnored} from './pipeline.ts'

type Mode = RegionsJob['mode']

/** A bank of the job, as it is by now. */
export interface DoneBank {
  /** Absolute. */
  readonly path: string
  readonly bank: Bank
  /** Whether `fix` would change it: if so, it is not known yet what its README should show. */
  readonly hasFixes: boolean
  /**
   * Why it is not known what the bank says until its author has fixed it: what is code, or which side of a conflict is
   * right.
   */
  readonly blocker: VFileMessage | undefined
  readonly claim: Claim
}

export class Readmes {
  readonly #options: JobOptions
  readonly #mode: Mode
  readonly #outcome: Draft
  readonly #store: TextStore
  /** Absolute paths of the job's banks. */
  readonly #banks: string[] = []
  /** Their READMEs by path, with what is known for the table of all banks in each. */
  readonly #shown = new Map<string, Pick<IndexJob, 'mode' | 'words'>>()

  constructor(options: JobOptions, mode: 'write' | 'check', outcome: Draft) {
    this.#options = options
    this.#mode = mode
    this.#outcome = outcome
    this.#store = openStore(options, outcome)
  }

  /**
   * Regenerates or checks the regions of a bank's README. On another branch than the one that front matter names, it
   * only reports what was edited by hand.
   *
   * @throws UserError if the README cannot be used
   */
  async follow(done: DoneBank): Promise<void> {
    const {path, bank, blocker} = done
    const {cwd} = this.#options
    if (blocker) return
    this.#banks.push(path)
    const target = bank.config.readme
    if (!target) return
    const readme = getReadmePath(path, target.path, cwd)
    if (readme === path) return
    const isTime = target.on === undefined || isOn(target.on, dirname(readme))
    const mode = isTime ? await this.#chooseMode(readme, [path]) : 'edits'
    const {state} = await this.#update(readme, done, mode)
    const name = toName(readme, cwd)
    if (state === 'missing') {
      this.#outcome.notices.push(readmeTexts.none(name, toName(path, cwd)))
    } else if (state === 'no-regions') {
      this.#outcome.notices.push(readmeTexts.noRegions(name))
    }
  }

  /**
   * Regenerates or checks the regions of a bank, for a command that does only this.
   *
   * @throws UserError if the README is missing, has no regions, or cannot be used, and if the bank is blocked
   */
  async followNow(done: DoneBank): Promise<void> {
    const {path, bank, blocker} = done
    const {cwd} = this.#options
    if (blocker) {
      const {line = 1, reason, note} = blocker
      const why = note === undefined ? reason : `${reason}. ${note}`
      throw new UserError(readmeTexts.blocked(toName(path, cwd), line, why))
    }

    const target = bank.config.readme
    if (!target) {
      this.#outcome.notices.push(readmeTexts.unwanted(toName(path, cwd)))
      return
    }

    const readme = getReadmePath(path, target.path, cwd)
    const name = toName(readme, cwd)
    if (readme === path) throw new UserError(readmeTexts.itself(name))
    const {state, regenerated, report} = await this.#update(
      readme,
      done,
      this.#mode
    )
    if (state === 'missing') throw new UserError(readmeTexts.create(name))
    if (state === 'no-regions')
      throw new UserError(readmeTexts.addRegions(name))
    if (!report && regenerated.length === 0) {
      this.#outcome.done.push(readmeTexts.current(name))
    }
  }

  async #update(
    readme: string,
    {path, bank, hasFixes, claim}: DoneBank,
    mode: Mode
  ): Promise<ReadmeUpdate> {
    const actual = mode === 'check' && hasFixes ? 'edits' : mode
    this.#shown.set(readme, {mode: actual, words: bank.config.table})
    const update = await measure(this.#options.timing, timingTexts.readme, () =>
      updateReadme({
        ...this.#toJob(readme, actual),
        bank,
        bankPath: path,
        onFound: async () => claim(readme)
      })
    )
    await this.#report(readme, [path], update)
    return update
  }

  /** Updates the tables of all banks, when all banks of the job are done. */
  async followAll(): Promise<void> {
    const {cwd} = this.#options
    const root = findRepository(cwd)
    const atRoot = join(root, 'README.md')
    for (const readme of new Set([...this.#shown.keys(), atRoot])) {
      if (this.#banks.length === 0 || !this.#store.has(readme)) continue
      const {mode, words} = this.#shown.get(readme) ?? {
        mode: await this.#chooseMode(readme, this.#banks),
        words: defaultConfig.table
      }
      const update = await updateIndex({
        ...this.#toJob(readme, mode),
        words,
        listBanks: async () => this.#listBanks(readme)
      })
      await this.#report(readme, this.#banks, update)
    }
  }

  #toJob(readme: string, mode: Mode): RegionsJob {
    const {cwd, hasConfiguration, isDryRun, isForced, onWrite, store} =
      this.#options
    return {
      readme,
      cwd,
      mode,
      store: this.#store,
      hasConfiguration,
      // What the hook writes goes into the commit.
      isKept: store === undefined,
      ...(isForced && {isForced}),
      ...(isDryRun && {isDryRun}),
      ...(onWrite && {onWrite})
    }
  }

  async #listBanks(readme: string): Promise<IndexEntry[]> {
    const paths = await this.#store.listBanks()
    const entries: IndexEntry[] = []
    for (const path of await filterIgnored(paths, this.#options)) {
      try {
        const bank = toBank(await this.#store.read(path))
        const way = relative(dirname(readme), path).split(sep).join('/')
        entries.push(toIndexEntry(bank, toUrl(way)))
      } catch (error) {
        // Checking that bank reports the error.
        if (!(error instanceof UserError)) throw error
      }
    }

    return entries
  }

  /** With `--since`, a README is updated only if it or one of its banks has changed. */
  async #chooseMode(readme: string, banks: readonly string[]): Promise<Mode> {
    const {since} = this.#options
    if (this.#mode === 'check') return 'check'
    if (!since || !this.#store.has(readme)) return 'write'
    for (const bank of banks) {
      if (await since.mayWrite({readme, bank})) return 'write'
    }

    return 'check'
  }

  /** Adds what was done, and the remaining problems, to the outcome. */
  async #report(
    readme: string,
    banks: readonly string[],
    {regenerated, report, state}: ReadmeUpdate
  ): Promise<void> {
    const {cwd, isDryRun = false, since} = this.#options
    const {done, written} = this.#outcome
    if (regenerated.length > 0) {
      if (!isDryRun) written.push(readme)
      const name = toName(readme, cwd)
      done.push(readmeTexts.regenerated(name, regenerated, isDryRun))
    }

    for (const bank of report ? banks : []) {
      const limited =
        report && since
          ? await since.limitReadme({readme, bank}, report, state === 'stale')
          : report
      if (!limited) continue
      addReport(this.#outcome, limited)
      break
    }
  }
}

/** Without git, there is only one branch. */
function isOn(branch: string, folder: string): boolean {
  const folders = findGitFolders(folder)
  try {
    return !folders || findBranch(folders.root) === branch
  } catch (error) {
    if (error instanceof GitError) return true
    throw error
  }
}
