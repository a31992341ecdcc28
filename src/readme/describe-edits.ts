/** Reports the blocks of a region that were written by hand, and where their text belongs. */
import type {Bank} from '../bank/model.ts'
import {quote} from '../text/wording.ts'
import type {Block} from './blocks.ts'
import {collapse, toBlocks} from './blocks.ts'
import type {ReadmeInput} from './input.ts'
import type {Region, RegionProblem} from '../regions/markers.ts'
import {getLabel} from '../regions/markers.ts'
import {readmeTexts} from './texts.ts'

/** A region with blocks that no version of the bank could have generated. */
export interface EditedRegion {
  readonly region: Region
  readonly blocks: readonly Block[]
  /** Lines that a version of the bank generates, with white space collapsed. */
  readonly known: ReadonlySet<string>
  /** Whether all versions are known, so that the block was certainly written by hand. */
  readonly isSure: boolean
}

/** Where the text of a region belongs. */
export type Source = Pick<ReadmeInput, 'bank' | 'bankName' | 'bankPath'>

/**
 * @param fix command that regenerates the README
 * @param source `undefined` for the table of all banks
 * @returns a problem for each block, at its first line that was not generated
 */
export function describeEdits(
  {region, blocks, known, isSure}: EditedRegion,
  fix = 'npx --no -- qbank fix',
  source?: Source
): RegionProblem[] {
  const label = getLabel(region)
  if (region.digest === undefined && region.note === undefined) {
    return [{...region.startMarker, message: readmeTexts.foreign(label)}]
  }

  const starts = new Set(blocks.map(({start}) => start))
  const headings = findHeadings(source?.bank)
  const bankName = source?.bankName ?? source?.bankPath ?? readmeTexts.listed
  const origin = region.endMarker.start - region.content.length
  const force = `${fix} --force-readme`
  let where = bankName
  return toBlocks(region.content).flatMap((block) => {
    const line = headings.get(getFirstLine(block.text))
    if (line !== undefined) where = `${bankName}:${line}`
    if (!starts.has(block.start)) return []
    const strange = findStrange(block, known)
    const {start, text} = strange ?? {
      start: block.start + block.text.search(/\S/),
      text: getFirstLine(block.text)
    }
    const place = {start: origin + start, end: origin + start + text.length}
    if (!isSure) {
      const note = readmeTexts.unsureNote(quote(text), where, force)
      return {...place, message: readmeTexts.unsure(label), note, isSure}
    }

    const note = strange
      ? readmeTexts.editedNote(quote(text), where, force)
      : readmeTexts.removedNote(where, force)
    return {...place, message: readmeTexts.edited(label), note}
  })
}

/** @returns the first line of the block that was not generated, with its offset in the region */
function findStrange(
  {start, text}: Block,
  known: ReadonlySet<string>
): Pick<Block, 'start' | 'text'> | undefined {
  let at = start
  for (const line of text.split(/^/m)) {
    const key = collapse(line)
    if (key !== '' && !known.has(key)) {
      return {start: at + line.search(/\S/), text: line.trim()}
    }

    at += line.length
  }

  return undefined
}

/** @returns the lines of a bank's headings, by their texts */
function findHeadings(bank: Bank | undefined): Map<string, number> {
  const found = bank?.text.matchAll(/^#{1,6} .*/gm) ?? []
  return new Map(
    Array.from(found, ({0: text, index}) => [
      text.trim(),
      bank?.place(index, index).start.line ?? 1
    ])
  )
}

function getFirstLine(text: string): string {
  return (
    text
      .trim()
      .split(/\r\n?|\n/, 1)[0]
      ?.trim() ?? ''
  )
}
