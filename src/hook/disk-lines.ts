/** Where a staged line is in the file on the disk: the report is about what is staged, and unstaged edits move lines. */
import {resolve} from 'node:path'
import {git} from '../files/git.ts'
import type {ReportFile} from '../report/report.ts'
import type {LentIndex} from './lent-index.ts'
import {hookTexts} from './texts.ts'

/**
 * Adds a note to each message whose line is another one on the disk.
 *
 * @param files named from the folder `cwd`
 */
export function noteDiskLines(
  files: readonly ReportFile[],
  index: LentIndex,
  cwd: string
): void {
  for (const {path, messages} of files) {
    const diff = git(
      [
        ...['diff', '--unified=0', '--no-color', '--no-ext-diff', '--text'],
        ...['--no-textconv', '--', resolve(cwd, path)]
      ],
      {cwd: index.root, index: index.found}
    ).toString('latin1')
    if (diff === '') continue
    const isGone = /^deleted file/m.test(diff)
    const hunks = readHunks(diff)
    for (const message of messages) {
      if (message.line === undefined) continue
      const line = isGone ? undefined : toDiskLine(message.line, hunks)
      if (line === message.line) continue
      const note = hookTexts.onDisk(line)
      message.note =
        message.note === undefined ? note : `${message.note}\n${note}`
    }
  }
}

/** A hunk of a diff: lines from `start` on, 1-based, before and after. */
interface LineHunk {
  readonly start: number
  readonly removed: number
  readonly added: number
}

function readHunks(diff: string): LineHunk[] {
  return [...diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/gm)].map(
    ([, start, removed = '1', added = '1']) => ({
      // A hunk that removes nothing names the line before it.
      start: Number(start) + (removed === '0' ? 1 : 0),
      removed: Number(removed),
      added: Number(added)
    })
  )
}

/** @returns the line on the disk; `undefined` if it was changed there */
function toDiskLine(
  line: number,
  hunks: readonly LineHunk[]
): number | undefined {
  let shift = 0
  for (const {start, removed, added} of hunks) {
    if (line < start) break
    if (line < start + removed) return undefined
    shift += added - removed
  }

  return line + shift
}
