/** Formats a whole bank at once, if something in one block affects another. */
import type {Options} from 'prettier'
import type {Bank, Block} from '../bank/model.ts'
import {findChangedLines} from './changed-lines.ts'
import type {FormatResult} from './format-result.ts'
import {findExcessOf, findNumbers, headingOf} from './format-result.ts'
import {findLoss, read} from './loss-check.ts'
import {cutUnits} from './paired-blocks.ts'
import type {SettledOptions} from './settle.ts'
import {tryToSettle} from './settle.ts'

/** Formats the whole text at once; a part of it in which something would be lost stays as it is. */
export async function formatWhole(
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
    if (loss && block)
      results.push({...headingOf(bank, block), ...loss.place, loss})
  }

  const mixed = parts.join('')
  return mixed === source
    ? results
    : [findChangedLines(source, mixed), ...results]
}

/** The block at which Prettier fails; the first one, if it does not fail at any of them alone. */
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

/** Whether something in the file makes Prettier print a block differently than alone. */
export function reachesAcrossBlocks(bank: Bank, options: Options): boolean {
  if (options.plugins?.length) return true
  if (
    options.requirePragma ||
    options.insertPragma ||
    options.checkIgnorePragma
  ) {
    return true
  }

  return hasIgnoredBlock(bank)
}

/** The comments around an ignored range. */
const ignoredRange = /prettier-ignore-(?:start|end)/

/** If nothing follows the comment in the block, the next block is ignored. */
const ignoredNext = /prettier-ignore\s*-->[\s>]*$/

function hasIgnoredBlock({blocks, source}: Bank): boolean {
  if (!source.includes('prettier-ignore')) return false
  return (
    ignoredRange.test(source) ||
    blocks.some(({start, end}) => {
      const text = source.slice(start, end)
      return text.includes('prettier-ignore') && ignoredNext.test(text)
    })
  )
}
