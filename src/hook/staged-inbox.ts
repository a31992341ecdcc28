/** Banks that have an inbox, as they are staged. Imports little: it is asked about Markdown files that are not banks. */
import {basename, dirname} from 'node:path'
import {isInboxName, mayHaveInbox} from '../inbox/find-lenders.ts'
import type {LentIndex} from './lent-index.ts'

/**
 * @param names of files that are not banks, relative to git's root
 * @returns names of the banks in whose inboxes these may be: an inbox is in a folder below that of its bank
 */
export function findStagedLenders(
  names: readonly string[],
  index: LentIndex
): string[] {
  const folders = new Set(
    names
      .filter((name) => isInboxName(basename(name)))
      .flatMap((name) => listAbove(dirname(name)))
  )
  if (folders.size === 0) return []
  const near = index
    .listMarkdown()
    .filter(
      (name) => folders.has(dirname(name)) && /\.(?:md|markdown)$/.test(name)
    )
  const entries = [...index.read(near)]
  const texts = index.readObjects(entries.map(([, {blob}]) => blob))
  return entries.flatMap(([name, {blob, mode}]) =>
    mode.startsWith('100') && mayHaveInbox(texts.get(blob)?.toString() ?? '')
      ? [name]
      : []
  )
}

/** @returns folders above the one that is given, which is relative; none above the root, `.` */
function listAbove(folder: string): string[] {
  return folder === '.' ? [] : [dirname(folder), ...listAbove(dirname(folder))]
}
