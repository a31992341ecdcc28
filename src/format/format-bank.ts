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
import type {LineChange} from './changed-lines.ts'
import {findChangedLines} from './changed-lines.ts'
import {needsProof, openConfirmed} from './confirmed-blocks.ts'
import {findExcess} from './find-excess.ts'
import type {OddNumber} from './keep-numbers.ts'
import {findOddNumbers, keepNumbers} from './keep-numbers.ts'
import type {Loss} from './loss-check.ts'
import {findLoss, read} from './loss-check.ts'
import {protectSigns} from './literal-signs.ts'
import {loadPrettier} from './load-prettier.ts'
import {cutUnits} from './paired-blocks.ts'

/** Prettier could not format a text, or does not come to rest over it; the range is the heading of its block. */
export interface FormatFailure extends Range {
  readonly cause: Error
}

/** Prettier would lose something of a block, which therefore stays as it is; the range is what it would lose. */
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
  const results: FormatResult[] = []
  for (const block of others) {
    const key = keyOf(bank, block)
    if (confirmed?.find(key)) continue
    if (signal) await giveWay(signal)
    const found = await formatBlock(bank, block, settled)
    if (found.length === 0) confirmed?.add(key)
    else results.push(...found)
  }

  return results
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
    const found = await formatBlock(bank, block, options)
    if (found.length > 0) {
      confirmed.drop()
      return
    }
  }
}

/** @returns nothing for a block that is as Prettier would have it */
async function formatBlock(
  bank: Bank,
  block: Block,
  options: SettledOptions
): Promise<FormatResult[]> {
  const {source} = bank
  const before = source.slice(block.start, block.end)
  const excess = excessOf(before, block.start)
  if (excess) return [excess]
  const numbers = numbersOf(before, block.start)
  const eol = lineBreaks[options.endOfLine]
  const after = await tryToSettle(before, options, (formatted) => {
    if (block.end === source.length) return formatted
    const body = formatted.replace(/[\r\n]+$/, '')
    return body === '' ? '' : body + eol + eol
  })
  if (after === before) return numbers
  if (typeof after !== 'string') {
    return [{...headingOf(bank, block), cause: after}]
  }

  const loss = await findLoss(read(before), read(after), options)
  if (loss) return [toLoss(bank, block, loss, block.start)]
  return [toChange(before, after, block.start), ...numbers]
}

function numbersOf(text: string, offset: number): FormatNumber[] {
  return findOddNumbers(text).map((odd) => ({
    start: offset + odd.start,
    end: offset + odd.end,
    odd
  }))
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

function excessOf(text: string, offset: number): FormatExcess | undefined {
  const found = findExcess(text)
  return (
    found && {
      start: offset + found.start,
      end: offset + found.end,
      excess: found.isLine ? undefined : text.slice(found.start, found.end)
    }
  )
}

/** Formats the whole text at once; a part of it that would lose something stays as it is. */
async function formatWhole(
  bank: Bank,
  options: SettledOptions
): Promise<FormatResult[]> {
  const {source} = bank
  const excess = excessOf(source, 0)
  if (excess) return [excess]
  const after = await tryToSettle(source, options, (formatted) => formatted)
  const numbers = numbersOf(source, 0)
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
    if (loss && block) results.push(toLoss(bank, block, loss, 0))
  }

  const mixed = parts.join('')
  return mixed === source ? results : [toChange(source, mixed, 0), ...results]
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

/** @param offset where what the loss refers to begins in the bank's source */
function toLoss(
  bank: Bank,
  block: Block,
  loss: Loss,
  offset: number
): FormatLoss {
  const {place} = loss
  return place
    ? {start: offset + place.start, end: offset + place.end, loss}
    : {...headingOf(bank, block), loss}
}

function toChange(before: string, after: string, offset: number): LineChange {
  const {start, end, expected} = findChangedLines(before, after)
  return {start: offset + start, end: offset + end, expected}
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

/** Front matter, as Prettier reads it. */
const frontMatter = /^---[^\S\r\n]*\r?\n(?:[^]*?\n)?---[^\S\r\n]*(?=[\r\n]|$)/

/**
 * A question may be about the very code that a formatter would correct: unless somebody asks for it, Prettier formats front
 * matter, but no code. It also gets to see no literal sign that it would take for markup.
 */
async function prepare(
  text: string,
  options: SettledOptions
): Promise<{
  readonly print: (text: string) => Promise<string>
  readonly restore: (printed: string) => string
  readonly given: string
}> {
  const {format} = await loadPrettier()
  const embedded = options.embeddedLanguageFormatting
  const keepsLines = (options.proseWrap ?? 'preserve') === 'preserve'
  const numbered = keepNumbers(text)
  const {text: given, restore} = protectSigns(
    numbered.text,
    keepsLines,
    (embedded ?? 'off') === 'off'
  )
  const head = embedded ? undefined : frontMatter.exec(given)?.[0]
  const formattedHead =
    head === undefined ? '' : (await format(head, options)).trimEnd()
  return {
    print: (text) =>
      format(text, {...options, embeddedLanguageFormatting: embedded ?? 'off'}),
    restore: (printed) => numbered.restore(restore(printed)),
    given: formattedHead + given.slice(head?.length ?? 0)
  }
}

const lineBreaks = {lf: '\n', crlf: '\r\n', cr: '\r'}

/** Options that say how lines end, for all blocks alike. */
type SettledOptions = Options & {readonly endOfLine: keyof typeof lineBreaks}

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
