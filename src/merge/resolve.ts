/** Resolves a file with conflicts, as the merge driver would have done. */
import {existsSync} from 'node:fs'
import {basename, join} from 'node:path'
import {git} from '../files/git.ts'
import {decodeText, readText} from '../files/read-text.ts'
import {writeText} from '../files/write-text.ts'
import {mayHaveRegions} from '../regions/marker-start.ts'
import {bankName, isBankText} from '../template/is-bank.ts'
import type {Conflict} from '../text/conflicts.ts'
import {findConflicts} from '../text/conflicts.ts'
import type {ConflictStyle} from './line-merge.ts'
import {mergeLines} from './line-merge.ts'
import {mergeFile} from './merge-text.ts'
import type {Three} from './pieces/piece.ts'
import type {Unmerged} from './unmerged.ts'
import {readUnmerged} from './unmerged.ts'

/** The result for a file with conflicts. */
export type Resolution =
  /** Nothing is left to choose; `reason` says why lines were merged instead of cards. */
  | {readonly state: 'merged'; readonly reason?: string | undefined}
  /** Both sides have changed the same. */
  | {
      readonly state: 'conflicts'
      readonly text: string
      readonly conflicts: readonly Conflict[]
      readonly reason?: string | undefined
    }
  /** A README whose regions can be generated when its bank is resolved; it has no other conflict. */
  | {readonly state: 'waiting'}
  /** One side has deleted the file. */
  | {readonly state: 'deleted'}
  /** Someone has resolved the conflicts in the working tree, or is about to. */
  | {readonly state: 'resolved' | 'edited'}

/** The kind of a file with conflicts. */
export function getKind(
  file: Unmerged,
  root: string
): 'bank' | 'readme' | undefined {
  const {ours, theirs} = readUnmerged(file, root)
  return findKind(
    file.name,
    [ours, theirs].map((bytes) => bytes.toString())
  )
}

/**
 * @param texts versions of the file
 * @returns its kind; `undefined` if qbank does not merge it
 */
export function findKind(
  name: string,
  texts: readonly string[]
): 'bank' | 'readme' | undefined {
  if (basename(name) === bankName || texts.some(isBankText)) return 'bank'
  return texts.some(mayHaveRegions) ? 'readme' : undefined
}

/**
 * Merges the versions in the index, and writes the result into the working tree, unless the file has been edited since
 * git wrote it.
 *
 * @param root of the working tree
 * @throws UserError if the file cannot be read or written
 */
export async function resolveFile(
  file: Unmerged,
  root: string
): Promise<Resolution> {
  const {blobs, name} = file
  if (blobs.ours === undefined || blobs.theirs === undefined) {
    return {state: 'deleted'}
  }

  const path = join(root, name)
  const before = existsSync(path) ? await readText(path, root) : undefined
  const style = {cwd: root, labels: readLabels(before ?? '')}
  const versions = readUnmerged(file, root)
  const merged = await mergeFile(versions, name, style)
  const text = decodeText(merged.bytes, name)
  if (before !== undefined) {
    const known = [text, versions.ours.toString(), getLines(versions, style)]
    if (!known.some((other) => isAlike(other, before))) {
      const isOpen = findConflicts(before).length > 0
      return {state: isOpen ? 'edited' : 'resolved'}
    }

    const after = before.includes('\r\n')
      ? text.replace(/\r?\n/g, '\r\n')
      : text
    await writeText(path, root, {before, after})
  }

  return readResult(name, root, merged.reason)
}

/**
 * @param name of a file that has been merged
 * @param reason why lines were merged instead of cards
 */
export async function readResult(
  name: string,
  root: string,
  reason?: string
): Promise<Resolution> {
  const text = await readText(join(root, name), root)
  const conflicts = findConflicts(text)
  return conflicts.length > 0
    ? {state: 'conflicts', text, conflicts, reason}
    : {state: 'merged', reason}
}

/** Git's names of the versions of a file. */
function readLabels(text: string): Three<string> {
  const read = (sign: string, other: string): string =>
    new RegExp(`^\\${sign}{7,} (.+)`, 'm').exec(text)?.[1]?.trim() ?? other
  return {
    base: read('|', 'base'),
    ours: read('<', 'ours'),
    theirs: read('>', 'theirs')
  }
}

/** The text that git writes into a file with conflicts. */
function getLines(versions: Three<Buffer>, style: ConflictStyle): string {
  return mergeLines(versions, style).bytes.toString()
}

/** Whether two texts differ only in their line breaks and the names of versions. */
function isAlike(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) =>
    text.replaceAll('\r\n', '\n').replace(/^([<|>])\1{6}(?: .*)?$/gm, '$1')
  )
  return first === second
}

/** Has git record that a file is resolved. */
export function stage(name: string, root: string): void {
  git(['add', '--', name], {cwd: root})
}
