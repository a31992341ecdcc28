/** Merges three versions of a file: a bank by its cards, a README by its regions, any other file by lines. */
import {basename} from 'node:path'
import {stripByteOrderMark} from '../markdown/offsets.ts'
import {GitError} from '../files/git.ts'
import {decodeText} from '../files/read-text.ts'
import {mayHaveRegions} from '../regions/marker-start.ts'
import {bankName, isBankText} from '../template/is-bank.ts'
import {UserError} from '../text/user-error.ts'
import type {ConflictStyle} from './line-merge.ts'
import {mergeLines} from './line-merge.ts'
import {mergeBank} from './merge-bank.ts'
import {mergeReadme} from './merge-readme.ts'
import type {Three} from './pieces/piece.ts'
import {choose, mapThree, sides} from './pieces/piece.ts'
import type {Merged} from './render.ts'
import {mergeTexts} from './texts.ts'
import {Unsure} from './unsure.ts'

/** A merged file. */
export interface MergedFile {
  readonly bytes: Uint8Array
  readonly conflicts: number
  /** Why lines were merged instead of cards. */
  readonly reason?: string
  /** Decisions without a conflict that may be wrong. */
  readonly notes?: readonly string[]
}

/**
 * @param versions the file's bytes; none if a version does not have it
 * @param path of the file in the merge
 * @throws GitError if it cannot be merged at all: a version is binary
 */
export async function mergeFile(
  versions: Three<Uint8Array>,
  path: string,
  style: ConflictStyle
): Promise<MergedFile> {
  try {
    return await mergeAsText(versions, path, style)
  } catch (error) {
    const {conflicts, bytes} = mergeLines(versions, style)
    return {conflicts, bytes, reason: explain(error)}
  }
}

/** @throws an error if it is not possible: any error is a reason to leave the merge to git */
async function mergeAsText(
  versions: Three<Uint8Array>,
  path: string,
  style: ConflictStyle
): Promise<MergedFile> {
  const unchanged = findUnchanged(versions)
  if (unchanged) return {bytes: unchanged, conflicts: 0}
  const sources = mapThree(versions, (bytes, side) =>
    decodeText(bytes, mergeTexts.version(path, side))
  )
  const texts = mapThree(sources, toPlain)
  const merged = await mergePlain(texts, path, style)
  if (!merged) return mergeLines(versions, style)
  const mark = choose(
    mapThree(sources, (text) =>
      text.slice(0, text.length - stripByteOrderMark(text).length)
    )
  )
  const lineBreak = choose(mapThree(sources, findLineBreak))
  const text =
    lineBreak === '\n' ? merged.text : merged.text.replaceAll('\n', '\r\n')
  const {conflicts, notes = []} = merged
  return {conflicts, notes, bytes: Buffer.from(mark + text)}
}

/** @returns the result, if one side has changed nothing, or both have changed the same */
function findUnchanged({
  base,
  ours,
  theirs
}: Three<Uint8Array>): Uint8Array | undefined {
  const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
    Buffer.compare(one, other) === 0
  if (isSame(ours, theirs) || isSame(base, theirs)) return ours
  return isSame(base, ours) ? theirs : undefined
}

async function mergePlain(
  texts: Three<string>,
  path: string,
  style: ConflictStyle
): Promise<Merged | undefined> {
  const isBank =
    basename(path) === bankName ||
    isBankText(texts.ours) ||
    isBankText(texts.theirs)
  if (isBank) return mergeBank(texts, style)
  return sides.some((side) => mayHaveRegions(texts[side]))
    ? mergeReadme(texts, path, style)
    : undefined
}

/** @returns the text without byte order mark, its lines ended by `\n` */
function toPlain(text: string): string {
  const plain = stripByteOrderMark(text).replaceAll('\r\n', '\n')
  if (
    plain.includes('\r') ||
    (plain !== text && /(?<!\r)\n/.test(text) && text.includes('\r\n'))
  ) {
    throw new Unsure(mergeTexts.lineBreaks)
  }

  return plain
}

function findLineBreak(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

function explain(error: unknown): string {
  if (error instanceof Unsure || error instanceof UserError)
    return error.message
  if (error instanceof GitError) return error.message
  const reason = error instanceof Error ? error.message : String(error)
  return mergeTexts.crashed(reason)
}
