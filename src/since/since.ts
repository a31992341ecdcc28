/**
 * Judges and repairs only what has changed since a commit, so that a bank full of old debts can be held to the rules from now
 * on. The whole bank goes through the pipeline, as ever; what it says about the rest is left out.
 */
import {dirname} from 'node:path'
import type {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {BankReport} from '../engine/bank-file.ts'
import {readBankFile} from '../engine/bank-file.ts'
import type {Since} from '../engine/since.ts'
import {findFrontMatter} from '../template/is-bank.ts'
import type {Bank} from '../bank/model.ts'
import {getLineBreak} from '../markdown/offsets.ts'
import {findRepository, resolveLinks} from '../files/repository.ts'
import type {TextStore} from '../files/text-store.ts'
import {createDisk} from '../files/text-store.ts'
import {stateOf} from '../rule/state.ts'
import {severityOf} from '../message/source.ts'
import {explainGit, findBase} from './base.ts'
import {matchBlocks} from './match-blocks.ts'
import type {Past} from './old-text.ts'
import {normalize, readOldText, readPast} from './old-text.ts'
import {selectMessages} from './select.ts'

type Judged = Required<Pick<BankReport, 'messages' | 'judged'>>

/** What is compared with what. */
export interface Comparison {
  /** As a person has named it; what has changed since its merge base with HEAD counts. */
  readonly ref?: string | undefined
  /** Names of commits, instead; what differs from each of them counts. */
  readonly commits?: readonly string[] | undefined
  /** Texts as they are now, as they are staged; default: the disk. */
  readonly staged?: TextStore
  /** Whether the project's configuration holds for the earlier versions, too; default: `true`. */
  readonly hasConfiguration?: boolean | undefined
}

/** @param cwd absolute path of the folder of the run */
export function createSince(
  {ref = 'HEAD', commits, staged, hasConfiguration}: Comparison,
  cwd: string
): Since {
  const store = staged ?? createDisk(cwd)
  const pasts = new Map<string, readonly Past[]>()

  function getPasts(root: string): readonly Past[] {
    const known = pasts.get(root)
    if (known) return known
    const found = (commits ?? [findBase(ref, root)]).map((commit) =>
      readPast(root, commit, staged !== undefined)
    )
    pasts.set(root, found)
    return found
  }

  /** The earlier texts of a file; a bank may be in a repository of its own. */
  function readBefore(path: string): (string | undefined)[] {
    const file = resolveLinks(path)
    const root = findRepository(dirname(file))
    try {
      return getPasts(root).map((past) => readOldText(file, past))
    } catch (error) {
      throw explainGit(error, root)
    }
  }

  /** The earlier version of the bank that was judged last; it is asked for in each pass of a repair. */
  let earlier: {key: string; file: Promise<VFile | undefined>} | undefined

  async function readEarlier(
    path: string,
    text: string
  ): Promise<VFile | undefined> {
    const key = `${path}\0${text}`
    if (earlier?.key !== key) {
      const options = {cwd, hasConfiguration, checkOnly: true}
      earlier = {key, file: readBankFile(path, text, options)}
    }

    return earlier.file
  }

  async function judge(
    path: string,
    bank: Bank,
    messages: readonly VFileMessage[]
  ): Promise<Judged> {
    let judged: Judged = {messages, judged: bank.cards}
    for (const before of readBefore(path)) {
      const {messages: left, judged: cards} = judged
      const own = await judgeBy(before, {path, bank, messages: left})
      judged = {
        ...own,
        judged: cards.filter((card) => own.judged.includes(card))
      }
    }

    return judged
  }

  async function judgeBy(
    before: string | undefined,
    {
      path,
      bank,
      messages
    }: {
      readonly path: string
      readonly bank: Bank
      readonly messages: readonly VFileMessage[]
    }
  ): Promise<Judged> {
    const now = normalize(bank.source)
    if (before === undefined) return {messages, judged: bank.cards}
    if (before === now) return {messages: [], judged: []}
    const text = exchangeFrontMatter(before, now)
    const file = await readEarlier(
      path,
      // What is said about line breaks would be new otherwise.
      text.replaceAll('\n', getLineBreak(bank.source))
    )
    const old = file && stateOf(file).bank
    if (!old) return {messages, judged: bank.cards}
    const matches = new Map(matchBlocks(old, bank))
    if (text !== before) forgetFrontMatter(matches, bank)
    return {
      messages: selectMessages(
        {bank, messages},
        {bank: old, messages: file.messages},
        matches
      ),
      judged: bank.blocks.flatMap((block) =>
        block.card && !matches.has(block) ? [block.card] : []
      )
    }
  }

  async function hasChanged(path: string): Promise<boolean> {
    const now = store.has(path) ? normalize(await store.read(path)) : undefined
    return readBefore(path).some((before) => before !== now)
  }

  return {
    createSelect(path) {
      // Whatever is wrong with git is said now, and not as what a plugin has stumbled over.
      readBefore(path)
      return async (bank, messages) =>
        (await judge(path, bank, messages)).messages
    },
    async judgeBank(path, report) {
      const {bank, messages} = report
      if (!bank) return report
      const judged = await judge(path, bank, messages)
      const isError = (message: VFileMessage): boolean =>
        severityOf(message) === 'error' && !judged.messages.includes(message)
      return {...report, ...judged, others: messages.filter(isError).length}
    },
    async mayWrite({readme, bank}) {
      return (await hasChanged(bank)) || (await hasChanged(readme))
    },
    async judgeReadme({readme, bank}, report, isStale) {
      return (await hasChanged(readme)) || (isStale && (await hasChanged(bank)))
        ? report
        : undefined
    }
  }
}

/**
 * Cards are compared by what the front matter says now: another template does not make another card of one that nobody
 * has touched.
 *
 * @returns the earlier text with the front matter of the later one
 */
function exchangeFrontMatter(before: string, now: string): string {
  const [old, current] = [findFrontMatter(before), findFrontMatter(now)]
  // Behind front matter, the rest begins with a line break.
  const gap = current && !old ? '\n\n' : ''
  return now.slice(0, current?.end ?? 0) + gap + before.slice(old?.end ?? 0)
}

/** The block at the top of the bank has changed if its front matter has. */
function forgetFrontMatter(matches: Map<unknown, unknown>, bank: Bank): void {
  const [first] = bank.blocks
  if (first && !first.card) matches.delete(first)
}
