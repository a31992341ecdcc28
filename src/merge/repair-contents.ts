/** Fixes the list of contents of a merged bank with the rule for it. */
import type {Root} from 'mdast'
import {unified} from 'unified'
import {VFile} from 'vfile'
import contentsList from '../../rules/contents-list.ts'
import type {Bank} from '../bank/model.ts'
import {bankParser} from '../markdown/remark-plugin.ts'
import type {Edit} from '../message/edits.ts'
import {applyEdits, toSafeEdit} from '../message/edits.ts'
import {bankName} from '../template/is-bank.ts'
import type {Three} from './pieces/piece.ts'

/** A fix may be followed by another one. */
const mostPasses = 4

const checker = unified().use(bankParser).use(contentsList).freeze()

/**
 * @param text the merged bank
 * @param banks the merged versions; if their lists have problems, the merged list is not changed
 */
export function repairContents(
  text: string,
  {ours, theirs}: Three<Bank>
): string {
  if (!mayHaveContents(ours) && !mayHaveContents(theirs)) return text
  if (findEdits(ours.text).length + findEdits(theirs.text).length > 0) {
    return text
  }

  let repaired = text
  for (let pass = 0; pass < mostPasses; pass++) {
    const edits = findEdits(repaired)
    if (edits.length === 0) break
    repaired = applyEdits(repaired, edits)
  }

  return repaired
}

/** Whether a bank may have a list of contents. */
export function mayHaveContents({config, text}: Bank): boolean {
  const name = config.contents ?? 'contents'
  return text.toLowerCase().includes(name.toLowerCase())
}

function findEdits(value: string): Edit[] {
  const file = new VFile({path: bankName, value})
  checker.runSync(checker.parse(file) as Root, file)
  return file.messages.flatMap((message) => toSafeEdit(message) ?? [])
}
