/**
 * Finds what Prettier would change in a bank, block by block. For each card, Prettier prints the same as for the whole
 * file. The time grows with the number of blocks that it is given, not with the square of the file. If something in the
 * file affects other blocks, the whole file is formatted at once.
 */
import type {Options} from 'prettier'
import {isPlainlyCanonical} from '../markdown/canonical/blocks.ts'
import {hasPlainOptions, toGrammar} from '../markdown/canonical/options.ts'
import {mayDefine} from '../markdown/scanner/labels.ts'
import type {Bank, Block} from '../bank/model.ts'
import {giveWay} from '../text/give-way.ts'
import type {Remembered} from '../files/remembered.ts'
import {TextMemory} from '../text/text-memory.ts'
import {findChangedLines} from './changed-lines.ts'
import {needsProof, openConfirmed} from './confirmed-blocks.ts'
import {
  defineLabels,
  findDefinitions,
  findForeignLabels
} from './foreign-labels.ts'
import {findLoss, read} from './loss-check.ts'
import type {Answer, FormatResult} from './format-result.ts'
import {findExcessOf, findNumbers, place} from './format-result.ts'
import {formatWhole, reachesAcrossBlocks} from './format-whole.ts'
import {printTogether} from './print-together.ts'
import type {SettledOptions} from './settle.ts'
import {
  dropBreaks,
  lineBreaks,
  resolveEndOfLine,
  settleInParts
} from './settle.ts'

/** How blocks are formatted. */
export interface FormatSettings {
  /** Complete options that Prettier accepts: `findPrettierOptions` has checked them. */
  readonly options: Options
  /** Absolute path of the bank, if results may be kept for the next run. */
  readonly path?: string | undefined
  /**
   * Stops the work at the next block. With a signal, the event loop gets a turn before each block that Prettier is
   * given.
   */
  readonly signal?: AbortSignal | undefined
}

/**
 * @param blocks of the bank to check
 * @returns a result for each block that Prettier would change
 * @throws the reason of the signal
 */
export async function formatBlocks(
  bank: Bank,
  blocks: readonly Block[],
  {options, path, signal}: FormatSettings
): Promise<FormatResult[]> {
  const endOfLine = resolveEndOfLine(bank.source, options)
  const settled = {...options, endOfLine}
  const others = findDoubtful(bank, blocks, settled)
  if (others.length === 0) return []
  const confirmed = openConfirmed(settled, path)
  const job = {bank, blocks, options: settled, confirmed, signal}
  return (
    (reachesAcrossBlocks(bank, options)
      ? undefined
      : await formatEach(others.map(toPart(bank)), job)) ?? formatAll(job)
  )
}

/** Input of all steps. */
interface Job {
  readonly bank: Bank
  readonly blocks: readonly Block[]
  readonly options: SettledOptions
  readonly confirmed: Remembered | undefined
  readonly signal: AbortSignal | undefined
}

/** A block with what it needs from others. */
interface Part {
  readonly block: Block
  /** Labels that other blocks define. */
  readonly labels: readonly string[]
  /** The key under which its result is remembered. */
  readonly key: string
}

function toPart(bank: Bank): (block: Block) => Part {
  const {source} = bank
  const definitions = findDefinitions(bank)
  return (block) => {
    const labels = findForeignLabels(source, block, definitions)
    const text = source.slice(block.start, block.end)
    // At the end of a file, the same text gives another result, as no blank line follows.
    const end = block.end === source.length ? '\0' : ''
    const key = text + end + labels.map((label) => `\0[${label}`).join('')
    return {block, labels, key}
  }
}

/** @returns `undefined` if a block cannot be checked by itself */
async function formatEach(
  parts: readonly Part[],
  {bank, options, confirmed, signal}: Job
): Promise<FormatResult[] | undefined> {
  if (confirmed) await proveSome(bank, parts, options, confirmed)
  const answers = confirmed && openAnswers(confirmed)
  // Blocks with the same text have the same answer.
  const known = new Map<string, readonly Answer[]>()
  const unknown = new Map<string, Part>()
  for (const part of parts) {
    const {key} = part
    if (known.has(key) || unknown.has(key)) continue
    const answer = confirmed?.find(key) ? [] : answers?.find(key)
    if (answer) known.set(key, answer)
    else unknown.set(key, part)
  }

  for (const [key, part] of unknown) {
    if (signal) await giveWay(signal)
    const answer = await endBlock(bank, part, options)
    if (!answer) continue
    known.set(key, answer)
    unknown.delete(key)
  }

  for (const group of groupParts(bank, [...unknown.values()])) {
    if (signal) await giveWay(signal)
    for (const [{key}, answer] of await formatGroup(bank, group, options)) {
      if (!answer) return undefined
      known.set(key, answer)
      if (answer.length === 0) confirmed?.add(key)
      // What has failed once may do without failing the next time.
      else if (!answer.some((each) => 'cause' in each)) {
        answers?.remember(key, answer)
      }
    }
  }

  return parts.flatMap(({block, key}) =>
    (known.get(key) ?? []).map((answer) => place(answer, bank, block))
  )
}

/** One long text takes Prettier more time than its parts. */
const mostParts = 64
const mostCharacters = 8192

/** @returns the parts in their order, in groups that Prettier can be given as one text */
function groupParts(
  {source}: Bank,
  parts: readonly Part[]
): readonly (readonly Part[])[] {
  const groups: Part[][] = []
  let room = 0
  for (const part of parts) {
    const group = groups.at(-1)
    room -= part.key.length
    const isJoined =
      group?.[0] !== undefined &&
      group.length < mostParts &&
      room >= 0 &&
      [group[0], part].every((each) => isForGroups(each, source))
    if (isJoined) {
      group.push(part)
    } else {
      groups.push([part])
      room = mostCharacters - part.key.length
    }
  }

  return groups
}

/**
 * Whether a part can be in a group. Front matter is formatted separately, the end of the file is different, and
 * definitions would affect the whole group.
 */
function isForGroups({block, key, labels}: Part, source: string): boolean {
  return (
    block.start > 0 &&
    block.end < source.length &&
    labels.length === 0 &&
    !mayDefine(key)
  )
}

/** @returns the result for a block that only lacks blank lines at its end, or has too many, found without Prettier */
async function endBlock(
  {source}: Bank,
  part: Part,
  options: SettledOptions
): Promise<readonly Answer[] | undefined> {
  if (!isForGroups(part, source) || !isPlain(options)) return undefined
  const before = source.slice(part.block.start, part.block.end)
  const after = `${dropBreaks(before)}\n\n`
  // Another block follows, so that nothing may be left open.
  return isPlainlyCanonical(`${after}#`, 0, after.length, toGrammar(options))
    ? compare(before, after, options)
    : undefined
}

/** @returns for each part of a group the result that it would have alone */
async function formatGroup(
  bank: Bank,
  group: readonly Part[],
  options: SettledOptions
): Promise<Map<Part, readonly Answer[] | undefined>> {
  const texts = group.map(({block: {start, end}}) =>
    bank.source.slice(start, end)
  )
  const printed = texts.length > 1 ? await printTogether(texts, options) : []
  const answers = new Map<Part, readonly Answer[] | undefined>()
  for (const [index, part] of group.entries()) {
    const after = printed[index]
    answers.set(
      part,
      after === undefined
        ? await formatBlock(bank, part, options)
        : await compare(texts[index] ?? '', after, options)
    )
  }

  return answers
}

/** Formats all blocks at once. */
async function formatAll({
  bank,
  blocks,
  options,
  confirmed
}: Job): Promise<FormatResult[]> {
  // The results would not be by block; so fixes come first.
  if (blocks.length < bank.blocks.length) return []
  const key = `\0${bank.source}`
  const known = confirmed?.find(key)
  if (known === 'own') return []
  if (known === 'earlier' && confirmed && !needsProof(confirmed)) return []
  const results = await formatWhole(bank, options)
  if (results.length === 0) confirmed?.add(key)
  else if (known) confirmed?.drop()
  return results
}

/** Results for blocks that Prettier would change, for an editor that asks after each key. */
const answersOf = new WeakMap<Remembered, TextMemory<readonly Answer[]>>()

/** The blocks with remembered answers have so many characters at most. */
const mostAnswered = 2 ** 20

function openAnswers(confirmed: Remembered): TextMemory<readonly Answer[]> {
  const known = answersOf.get(confirmed)
  if (known) return known
  const answers = new TextMemory<readonly Answer[]>(mostAnswered)
  answersOf.set(confirmed, answers)
  return answers
}

/** Checks some of the blocks again that an earlier run has confirmed: after one mistake, none of them is trusted. */
async function proveSome(
  bank: Bank,
  parts: readonly Part[],
  options: SettledOptions,
  confirmed: Remembered
): Promise<void> {
  for (const part of parts) {
    const isEarlier = confirmed.find(part.key) === 'earlier'
    if (!isEarlier || !needsProof(confirmed)) continue
    const found = await formatBlock(bank, part, options)
    if (found?.length !== 0) {
      confirmed.drop()
      return
    }
  }
}

/**
 * @returns the result; nothing for a block that Prettier would not change; `undefined` if it cannot be checked
 *   separately
 */
async function formatBlock(
  {source}: Bank,
  {block, labels}: Part,
  options: SettledOptions
): Promise<readonly Answer[] | undefined> {
  const before = source.slice(block.start, block.end)
  const excess = findExcessOf(before)
  if (excess) return [excess]
  const eol = lineBreaks[options.endOfLine]
  const definitions = defineLabels(labels, eol)
  const addDefinitions = (text: string): string =>
    definitions === '' ? text : dropBreaks(text) + eol + eol + definitions
  const isLast = block.end === source.length
  const finish = (formatted: string): string | undefined => {
    // They have become a part of the block.
    if (!formatted.endsWith(definitions)) return undefined
    if (isLast && definitions === '') return formatted
    const length = formatted.length - definitions.length
    const body = dropBreaks(formatted.slice(0, length))
    return body === '' ? '' : body + eol + (isLast ? '' : eol)
  }
  const after = await settleInParts(
    addDefinitions(before),
    options,
    finish,
    before
  )
  if (after === undefined) return undefined
  return typeof after === 'string'
    ? compare(before, after, options, addDefinitions)
    : [{cause: after}]
}

/**
 * @param after what Prettier prints for the text of a block
 * @param complete adds the definitions of other blocks to a text
 */
async function compare(
  before: string,
  after: string,
  options: SettledOptions,
  complete = (text: string): string => text
): Promise<readonly Answer[]> {
  const numbers = findNumbers(before)
  if (after === before) return numbers
  const given = read(complete(before))
  const loss = await findLoss(given, read(complete(after)), options)
  return loss
    ? [{...loss.place, loss}]
    : [findChangedLines(before, after), ...numbers]
}

/** @returns the blocks that Prettier may change: a canonical block is not one, whatever is defined elsewhere */
function findDoubtful(
  {source}: Bank,
  blocks: readonly Block[],
  options: SettledOptions
): readonly Block[] {
  if (!isPlain(options)) return blocks
  const grammar = toGrammar(options)
  return blocks.filter(({card, end, start}) => {
    const isKnown =
      card?.isCanonical && (grammar.keepsCode || !card.hasForeignCode)
    return !isKnown && !isPlainlyCanonical(source, start, end, grammar)
  })
}

/** Whether what Prettier does can be known without it. */
function isPlain(options: SettledOptions): boolean {
  return options.endOfLine === 'lf' && hasPlainOptions(options)
}
