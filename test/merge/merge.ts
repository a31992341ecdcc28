/** Merges texts as the driver does. */
import {tmpdir} from 'node:os'
import {mergeFile} from '../../src/merge/merge-text.ts'
import type {Three} from '../../src/merge/pieces/piece.ts'
import {mapThree} from '../../src/merge/pieces/piece.ts'

/** A merge, as text. */
export interface MergedText {
  readonly text: string
  readonly conflicts: number
  readonly reason: string | undefined
}

export async function mergeTexts(
  versions: Three<string>,
  path = 'QUESTION_BANK.md'
): Promise<MergedText> {
  const {bytes, conflicts, reason} = await mergeFile(
    mapThree(versions, (text) => Buffer.from(text)),
    path,
    // Not in a repository: how conflicts are shown must not depend on this one.
    {cwd: tmpdir()}
  )
  return {text: Buffer.from(bytes).toString(), conflicts, reason}
}
