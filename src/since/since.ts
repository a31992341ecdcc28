/**
 * Checks and fixes only what has changed since a commit, so that a bank with many old problems can follow the rules
 * from now on. The whole bank goes through the pipeline as usual; messages about the rest are left out.
 */
import {dirname} from 'node:path'
import type {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {BankReport} from '../engine/bank-file.ts'
import {readBankFile} from '../engine/bank-file.ts'
import type {Since} from '../engine/since.ts'
import {findHead} from '../template/is-bank.ts'
import type {Bank} from '../bank/model.ts'
import {getLineBreak} from '../markdown/offsets.ts'
import {findRepository, resolveLinks} from '../files/repository.ts'
import type {TextStore} from '../files/text-store.ts'
import {createDisk} from '../files/text-store.ts'
import {stateOf} from '../rule/state.ts'
import {getRange, severityOf} from '../message/source.ts'
import {explainGit, findBase} from './base.ts'
import {matchBlocks} from './match-blocks.ts'
import {normalize, Past} from './old-text.ts'
import {selectMessages} from './select.ts'

type Limited = Required<Pick<BankReport, 'messages' | 'checkedCards'>>

/** What to compare. */
export interface Comparison {
  /** As the person has named it; changes since its merge base with HEAD count. */
  readonly ref?: string | undefined
  /** Names of commits, as an alternative; differences from each of them count. */
  readonly commits?: readonly string[] | undefined
  /** The current texts, if they are staged; default: the disk. */
  readonly staged?: TextStore
  /** Whether to use the project's configuration for the earlier versions, too; default: `true`. */
  readonly hasConfiguration?: boolean | undefined
  /** Whether the checked cards of a bank without messages matter; default: `true`. */
  readonly countsClean?: boolean
}

/** @param cwd absolute path of the folder of the run */
export function createSince(comparison: Comparison, cwd: string): Since {
  const earlier = new EarlierVersions(comparison, cwd)
  return {
    createSelect(path) {
      // A problem with git is reported here, and not as one of the plugin that needs the text.
      earlier.readTexts(path)
      return async (bank, messages) =>
        (await limit(earlier, path, {bank, messages})).messages
    },
    async limitBank(path, report) {
      const {bank, messages} = report
      if (!bank) return report
      const limited = await limit(earlier, path, {bank, messages})
      const isError = (message: VFileMessage): boolean =>
        severityOf(message) === 'error' && !limited.messages.includes(message)
      return {...report, ...limited, others: messages.filter(isError).length}
    },
    async mayWrite({readme, bank}) {
      return (
        (await earlier.hasChanged(bank)) || (await earlier.hasChanged(readme))
      )
    },
    async limitReadme({readme, bank}, report, isStale) {
      return (await earlier.hasChanged(readme)) ||
        (isStale && (await earlier.hasChanged(bank)))
        ? report
        : undefined
    }
  }
}

/** A bank and its README are read alternately. */
const mostTexts = 2

/** The files in the commits to compare with. */
class EarlierVersions {
  readonly #comparison: Comparison
  readonly #cwd: string
  readonly #store: TextStore
  readonly #pasts = new Map<string, readonly Past[]>()
  /** The texts of the last files, by path. */
  readonly #texts = new Map<string, readonly (string | undefined)[]>()

  /** The bank that was read last; each pass of a fix needs it. */
  #last: {key: string; file: Promise<VFile | undefined>} | undefined

  constructor(comparison: Comparison, cwd: string) {
    this.#comparison = comparison
    this.#cwd = cwd
    this.#store = comparison.staged ?? createDisk(cwd)
  }

  /**
   * @param path absolute; a bank may be in a repository of its own
   * @returns the text in each commit, `undefined` if the file is not in it
   * @throws UserError if git cannot tell
   */
  readTexts(path: string): readonly (string | undefined)[] {
    const known = this.#texts.get(path)
    if (known) return known
    const file = resolveLinks(path)
    const root = findRepository(dirname(file))
    try {
      const texts = this.#getPasts(root).map((past) => past.readText(file))
      this.#texts.set(path, texts)
      const [oldest] = this.#texts.keys()
      if (this.#texts.size > mostTexts) this.#texts.delete(oldest ?? '')
      return texts
    } catch (error) {
      throw explainGit(error, root)
    }
  }

  /** Whether there is nothing to find out about a bank without problems. */
  get skipsClean(): boolean {
    return this.#comparison.countsClean === false
  }

  /**
   * @param text of an earlier version of the bank at `path`
   * @param now the bank as it is now
   */
  async readBank(
    path: string,
    text: string,
    {config}: Bank
  ): Promise<VFile | undefined> {
    const key = `${path}\0${text}`
    if (this.#last?.key !== key) {
      const {hasConfiguration} = this.#comparison
      const options = {
        cwd: this.#cwd,
        hasConfiguration,
        checkOnly: true,
        ...(config.isBorrowed && {config})
      }
      this.#last = {key, file: readBankFile(path, text, options)}
    }

    return this.#last.file
  }

  /** @throws UserError if git cannot tell */
  async hasChanged(path: string): Promise<boolean> {
    const now = this.#store.has(path)
      ? normalize(await this.#store.read(path))
      : undefined
    return this.readTexts(path).some((before) => before !== now)
  }

  #getPasts(root: string): readonly Past[] {
    const known = this.#pasts.get(root)
    if (known) return known
    const {commits, ref = 'HEAD', staged} = this.#comparison
    const found = (commits ?? [findBase(ref, root)]).map(
      (commit) => new Past({root, commit, staged})
    )
    this.#pasts.set(root, found)
    return found
  }
}

/** A bank and its messages as they are now. */
interface Now {
  readonly bank: Bank
  readonly messages: readonly VFileMessage[]
}

/** @returns the differences from each of the earlier versions */
async function limit(
  earlier: EarlierVersions,
  path: string,
  {bank, messages}: Now
): Promise<Limited> {
  if (earlier.skipsClean && messages.length === 0) {
    return {messages, checkedCards: []}
  }

  let limited: Limited = {messages, checkedCards: bank.cards}
  for (const before of earlier.readTexts(path)) {
    const {messages: left, checkedCards: cards} = limited
    const own = await limitBy(before, {bank, messages: left}, (text) =>
      earlier.readBank(path, text, bank)
    )
    limited = {
      ...own,
      checkedCards: cards.filter((card) => own.checkedCards.includes(card))
    }
  }

  return limited
}

async function limitBy(
  before: string | undefined,
  {bank, messages}: Now,
  readBank: (text: string) => Promise<VFile | undefined>
): Promise<Limited> {
  const now = normalize(bank.source)
  if (before === undefined) return {messages, checkedCards: bank.cards}
  if (before === now) return {messages: [], checkedCards: []}
  const text = exchangeFrontMatter(before, now)
  // Otherwise, messages about line breaks would be new.
  const file = await readBank(text.replaceAll('\n', getLineBreak(bank.source)))
  const old = file && stateOf(file).bank
  if (!old) return {messages, checkedCards: bank.cards}
  const matches = new Map(matchBlocks(old, bank))
  const hadHead = findHead(before) !== undefined
  if (text !== before && hadHead) forgetFrontMatter(matches, bank)
  const selected = new Set(
    selectMessages(
      {bank, messages},
      {bank: old, messages: file.messages},
      matches
    )
  )
  // If the front matter is new, the rest of the file is not: it was there before.
  const end = hadHead ? 0 : (findHead(now)?.end ?? 0)
  return {
    messages: messages.filter(
      (message) =>
        selected.has(message) || (getRange(message)?.start ?? end) < end
    ),
    checkedCards: bank.blocks.flatMap((block) =>
      block.card && !matches.has(block) ? [block.card] : []
    )
  }
}

/**
 * Puts today's front matter before the old cards: an unchanged card is not another one because the template has
 * changed.
 *
 * @returns the earlier text with the front matter of the later one
 */
function exchangeFrontMatter(before: string, now: string): string {
  const [old, current] = [findHead(before), findHead(now)]
  // After front matter, the rest begins with a line break.
  const gap = current && !old ? '\n\n' : ''
  return now.slice(0, current?.end ?? 0) + gap + before.slice(old?.end ?? 0)
}

/** If its front matter has changed, the block at the top of the bank has changed. */
function forgetFrontMatter(matches: Map<unknown, unknown>, bank: Bank): void {
  const [first] = bank.blocks
  if (first && !first.card) matches.delete(first)
}
