/**
 * What Prettier would change in a bank, block by block. Card by card Prettier gives what it gives for the
 * whole file, and what it takes grows with the blocks that are looked at, not with the square of the file;
 * where something in the file reaches across blocks, the whole is formatted at once.
 */
import type {Root} from 'mdast'
import type {Options} from 'prettier'
import {visit} from 'unist-util-visit'
import {
  hasPlainOptions,
  isPlainlyCanonical,
  toGrammar
} from '../markdown/canonical-markdown.ts'
import type {Bank, Block} from '../bank/model.ts'
import type {Range} from '../markdown/offsets.ts'
import {getLineBreak} from '../markdown/offsets.ts'
import {giveWay} from '../text/give-way.ts'
import type {Remembered} from '../files/remembered.ts'
import {TextMemory} from '../text/text-memory.ts'
import type {LineChange} from './changed-lines.ts'
import {findChangedLines} from './changed-lines.ts'
import {needsProof, openConfirmed} from './confirmed-blocks.ts'
import {findExcess} from './find-excess.ts'
import type {OddNumber} from './keep-numbers.ts'
import {findOddNumbers} from './keep-numbers.ts'
import type {Loss} from './loss-check.ts'
import {findLoss, read} from './loss-check.ts'
import {cutUnits} from './paired-blocks.ts'
import type {SettledOptions} from './prepare-text.ts'
import {lineBreaks, prepare} from './prepare-text.ts'
import {printTogether} from './print-together.ts'

/** Prettier could not format a text, or does not come to rest over it; the range is the heading of its block. */
export interface FormatFailure extends Range {
  readonly cause: Error
}

/** Prettier would lose something of a block, which therefore stays as it is; the range is the block's heading. */
export interface FormatLoss extends Range {
  readonly loss: Loss
}

/** A block with more of some markup than Prettier can be given, or of lines; the range is the first that is too much. */
export interface FormatExcess extends Range {
  /** The markup; `undefined` for lines. */
  readonly excess: string | undefined
}

/** A list that Prettier would number otherwise, and which therefore stays as it is; the range is a number. */
export interface FormatNumber extends Range {
  readonly odd: OddNumber
}

/** How blocks are formatted. */
export interface FormatSettings {
  /** Complete options for Prettier, which it accepts: `findPrettierOptions` has made sure. */
  readonly options: Options
  /** Absolute path of the bank, if what Prettier confirms may be kept for the next run. */
  readonly path?: string | undefined
  /** Stops the work at the next block; with it, the event loop gets a turn before each block that Prettier is asked about. */
  readonly signal?: AbortSignal | undefined
}

/** A block that Prettier would change, or what is not to be given to it. */
export type FormatResult =
  LineChange | FormatFailure | FormatLoss | FormatExcess | FormatNumber

/**
 * @param blocks those of the bank to look at
 * @returns a result for each block that is not as Prettier would have it
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
  if (reachesAcrossBlocks(bank, options)) {
    // Nothing is known about a single block, then: fixes come first.
    return blocks.length === bank.blocks.length
      ? formatWhole(bank, settled)
      : []
  }

  const confirmed = openConfirmed(settled, path)
  if (confirmed) await proveSome(bank, others, settled, confirmed)
  const answers = confirmed && openAnswers(confirmed)
  const known = new Map<Block, readonly Answer[]>()
  for (const block of others) {
    const key = keyOf(bank, block)
    const answer = confirmed?.find(key) ? [] : answers?.find(key)
    if (answer) known.set(block, answer)
  }

  const unknown = others.filter((block) => !known.has(block))
  for (const group of groupBlocks(bank, unknown)) {
    if (signal) await giveWay(signal)
    for (const [block, answer] of await formatGroup(bank, group, settled)) {
      known.set(block, answer)
      const key = keyOf(bank, block)
      if (answer.length === 0) confirmed?.add(key)
      // What has failed once may do without failing the next time.
      else if (!answer.some((part) => 'cause' in part)) {
        answers?.remember(key, answer)
      }
    }
  }

  return others.flatMap((block) =>
    (known.get(block) ?? []).map((answer) => place(answer, bank, block))
  )
}

/** What Prettier has said of blocks that it would change, for an editor that asks with each key. */
const answersOf = new WeakMap<Remembered, TextMemory<readonly Answer[]>>()

/** So many characters have the blocks of which it is remembered. */
const mostAnswered = 2 ** 20

function openAnswers(confirmed: Remembered): TextMemory<readonly Answer[]> {
  const known = answersOf.get(confirmed)
  if (known) return known
  const answers = new TextMemory<readonly Answer[]>(mostAnswered)
  answersOf.set(confirmed, answers)
  return answers
}

/** A long text costs Prettier more than its parts do. */
const mostBlocks = 64
const mostCharacters = 8192

/** @returns the blocks in their order, those together that Prettier can be asked about together */
function groupBlocks(
  {source}: Bank,
  blocks: readonly Block[]
): readonly (readonly Block[])[] {
  const groups: Block[][] = []
  let room = 0
  for (const block of blocks) {
    const group = groups.at(-1)
    const length = block.end - block.start
    room -= length
    // Front matter is formatted by itself, and what ends the file ends in another way.
    const isJoined =
      group?.[0]?.start !== 0 &&
      block.end < source.length &&
      room >= 0 &&
      (group?.length ?? mostBlocks) < mostBlocks
    if (isJoined) {
      group?.push(block)
    } else {
      groups.push([block])
      room = mostCharacters - length
    }
  }

  return groups
}

/** @returns for each block of a group what is said of it alone */
async function formatGroup(
  {source}: Bank,
  group: readonly Block[],
  options: SettledOptions
): Promise<Map<Block, readonly Answer[]>> {
  const texts = group.map(({start, end}) => source.slice(start, end))
  const printed = texts.length > 1 ? await printTogether(texts, options) : []
  const answers = new Map<Block, readonly Answer[]>()
  for (const [index, block] of group.entries()) {
    const text = texts[index] ?? ''
    const after = printed[index]
    answers.set(
      block,
      after === undefined
        ? await formatBlock(text, block.end === source.length, options)
        : await compare(text, after, options)
    )
  }

  return answers
}

/** The same text is another at the end of a file, where no blank line follows. */
function keyOf({source}: Bank, {end, start}: Block): string {
  const text = source.slice(start, end)
  return end === source.length ? `${text}\0` : text
}

/** Asks again about some of the blocks that an earlier run has confirmed: if it was wrong once, it is not believed at all. */
async function proveSome(
  bank: Bank,
  blocks: readonly Block[],
  options: SettledOptions,
  confirmed: Remembered
): Promise<void> {
  for (const block of blocks) {
    const isTold = confirmed.find(keyOf(bank, block)) === 'told'
    if (!isTold || !needsProof(confirmed)) continue
    const {end, start} = block
    const text = bank.source.slice(start, end)
    const isLast = end === bank.source.length
    const found = await formatBlock(text, isLast, options)
    if (found.length > 0) {
      confirmed.drop()
      return
    }
  }
}

/** What is said of a block, wherever it is: a range counts from its start, or is its heading. */
type Answer =
  | LineChange
  | FormatExcess
  | FormatNumber
  | Omit<FormatFailure, keyof Range>
  | Omit<FormatLoss, keyof Range>

function place(answer: Answer, bank: Bank, block: Block): FormatResult {
  if (!('start' in answer)) return {...headingOf(bank, block), ...answer}
  const {start, end} = answer
  return {...answer, start: block.start + start, end: block.start + end}
}

/** @returns nothing for a block that is as Prettier would have it */
async function formatBlock(
  text: string,
  isLast: boolean,
  options: SettledOptions
): Promise<readonly Answer[]> {
  const excess = findExcessOf(text)
  if (excess) return [excess]
  const eol = lineBreaks[options.endOfLine]
  const after = await tryToSettle(text, options, (formatted) => {
    if (isLast) return formatted
    const body = formatted.replace(/[\r\n]+$/, '')
    return body === '' ? '' : body + eol + eol
  })
  return typeof after === 'string'
    ? compare(text, after, options)
    : [{cause: after}]
}

/** @param after what Prettier prints for the text of a block */
async function compare(
  text: string,
  after: string,
  options: SettledOptions
): Promise<readonly Answer[]> {
  const numbers = findNumbers(text)
  if (after === text) return numbers
  const loss = await findLoss(read(text), read(after), options)
  return loss ? [{loss}] : [findChangedLines(text, after), ...numbers]
}

function findNumbers(text: string): FormatNumber[] {
  return findOddNumbers(text).map((odd) => ({
    start: odd.start,
    end: odd.end,
    odd
  }))
}

function findExcessOf(text: string): FormatExcess | undefined {
  const found = findExcess(text)
  return (
    found && {
      start: found.start,
      end: found.end,
      excess: found.isLine ? undefined : text.slice(found.start, found.end)
    }
  )
}

/** @returns the blocks that may not be as Prettier prints them: what is canonical is so whatever is defined elsewhere */
function findDoubtful(
  {source}: Bank,
  blocks: readonly Block[],
  options: SettledOptions
): readonly Block[] {
  if (options.endOfLine !== 'lf' || !hasPlainOptions(options)) return blocks
  const grammar = toGrammar(options)
  return blocks.filter(
    ({card, end, start}) =>
      !card?.isCanonical && !isPlainlyCanonical(source, start, end, grammar)
  )
}

/** Formats the whole text at once; a part of it that would lose something stays as it is. */
async function formatWhole(
  bank: Bank,
  options: SettledOptions
): Promise<FormatResult[]> {
  const {source} = bank
  const excess = findExcessOf(source)
  if (excess) return [excess]
  const after = await tryToSettle(source, options, (formatted) => formatted)
  const numbers = findNumbers(source)
  if (after === source) return numbers
  if (typeof after !== 'string') {
    const block = await findCulprit(bank, options)
    return [{...headingOf(bank, block), cause: after}]
  }

  const results: FormatResult[] = numbers
  const parts: string[] = []
  for (const unit of cutUnits(bank.blocks, read(source), read(after))) {
    const loss = await findLoss(unit.before, unit.after, options)
    const {start, end} = loss ? unit.before : unit.after
    parts.push((loss ? source : after).slice(start, end))
    const [block] = unit.blocks
    if (loss && block) results.push({...headingOf(bank, block), loss})
  }

  const mixed = parts.join('')
  return mixed === source
    ? results
    : [findChangedLines(source, mixed), ...results]
}

/** The block over which Prettier fails; the first, if it takes each of them alone. */
async function findCulprit(
  {blocks, source}: Bank,
  options: SettledOptions
): Promise<Block | undefined> {
  for (const block of blocks) {
    const text = source.slice(block.start, block.end)
    const after = await tryToSettle(text, options, (formatted) => formatted)
    if (typeof after !== 'string') return block
  }

  return blocks[0]
}

/** What to point at when a block as a whole is meant: its heading, or its first line that is not blank. */
function headingOf({source}: Bank, block: Block | undefined): Range {
  if (!block) return {start: 0, end: source.length}
  if (block.card) {
    const {start, end} = block.card.heading
    return {start, end}
  }

  const text = source.slice(block.start, block.end)
  const [line = ''] = /\S[^\r\n]*/.exec(text) ?? []
  const start = block.start + Math.max(0, text.indexOf(line))
  return {start, end: start + line.trimEnd().length}
}

/** @returns what `settle` returns, or Prettier's error */
async function tryToSettle(
  text: string,
  options: SettledOptions,
  finish: (formatted: string) => string
): Promise<string | Error> {
  try {
    return await settle(text, options, finish)
  } catch (error) {
    // A plugin may throw anything.
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** Prettier comes to rest after this many times, or never. */
const mostTimes = 4

/**
 * Formats until nothing changes any more, which mostly is at once.
 *
 * @param finish makes a block of what Prettier prints
 * @throws Prettier's error, or one that says that it does not come to rest
 */
async function settle(
  text: string,
  options: SettledOptions,
  finish: (formatted: string) => string
): Promise<string> {
  const {print, restore, given} = await prepare(text, options)
  let formatted = await print(given)
  // One line break at the end; more would grow each time (behind an open comment, say).
  const isWhole = !formatted.endsWith(lineBreaks[options.endOfLine].repeat(2))
  if (isWhole && finish(restore(formatted)) === text) return text
  for (let times = 1; times < mostTimes; times++) {
    const next = await print(formatted)
    if (next === formatted) return finish(restore(formatted))
    formatted = next
  }

  throw new Error('Prettier prints this text differently each time')
}

/** `auto` means the file's own first line break, which a block need not have. */
function resolveEndOfLine(
  text: string,
  options: Options
): keyof typeof lineBreaks {
  const given = options.endOfLine ?? 'lf'
  if (given !== 'auto') return given
  const own = getLineBreak(text)
  return own === '\r\n' ? 'crlf' : own === '\r' ? 'cr' : 'lf'
}

/** Whether something in the file makes Prettier treat a block otherwise than it would alone. */
function reachesAcrossBlocks(bank: Bank, options: Options): boolean {
  if (options.plugins?.length) return true
  if (
    options.requirePragma ||
    options.insertPragma ||
    options.checkIgnorePragma
  ) {
    return true
  }

  if (bank.source.includes('prettier-ignore')) return true
  // Each definition has it (CommonMark 4.7); looking for it is quicker than walking the tree.
  return bank.source.includes(']:') && hasDefinitions(bank.tree)
}

/** References look different without their definition, which can stand anywhere. */
function hasDefinitions(tree: Root): boolean {
  let found = false
  visit(tree, ['definition', 'footnoteDefinition'], () => {
    found = true
    return false
  })
  return found
}
