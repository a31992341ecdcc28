/** Unified diffs of banks and READMEs, clean and, on a terminal, in colors. */
import {structuredPatch} from 'diff'
import picocolors from 'picocolors'
import type {Edit} from '../message/edits.ts'
import {cleanLine} from '../text/clean.ts'

/** A file before and after a change. */
export interface Change {
  /** As people type it. */
  readonly path: string
  readonly before: string
  readonly after: string
}

/** Number of lines around a change. */
const context = 3

/** Milliseconds to search for the shortest diff; for very different texts, it would take minutes. */
const patience = 2000

/** Git's note for a text that does not end in a line break. */
const noLineBreak = '\\ No newline at end of file'

/** @returns the change as `git diff` prints it, ending in a line break; empty if nothing changes */
export function formatDiff(
  {path, before, after}: Change,
  {color}: {color: boolean}
): string {
  if (before === after) return ''
  const colors = picocolors.createColors(color)
  const name = cleanLine(path)
  const hunks =
    structuredPatch('', '', before, after, '', '', {
      context,
      timeout: patience
    })?.hunks ?? replaceAll(before, after)
  const lines = [colors.bold(`--- a/${name}`), colors.bold(`+++ b/${name}`)]
  for (const hunk of hunks) {
    lines.push(
      colors.cyan(
        `@@ -${toSpan(hunk.oldStart, hunk.oldLines)} +${toSpan(hunk.newStart, hunk.newLines)} @@`
      ),
      ...hunk.lines.map((line) => paint(line, colors))
    )
  }

  return `${lines.join('\n')}\n`
}

/**
 * @param text what the edit's offsets refer to
 * @returns the lines that the edit changes, before and after it, without context
 */
export function formatEdit(
  text: string,
  edit: Edit,
  {color}: {color: boolean}
): string[] {
  const colors = picocolors.createColors(color)
  // Whole lines around the edit; the rest of the text is the same.
  const start = text.lastIndexOf('\n', edit.start - 1) + 1
  const lineBreak = text.indexOf('\n', edit.end)
  const end = lineBreak === -1 ? text.length : lineBreak + 1
  const before = text.slice(start, end)
  const after =
    text.slice(start, edit.start) + edit.text + text.slice(edit.end, end)
  const {hunks} = structuredPatch('', '', before, after, '', '', {context: 0})
  return hunks.flatMap((hunk) => hunk.lines.map((line) => paint(line, colors)))
}

/** A range without lines is named after the line above it. */
function toSpan(start: number, count: number): string {
  return `${count === 0 ? start - 1 : start},${count}`
}

type Colors = ReturnType<typeof picocolors.createColors>

function paint(line: string, colors: Colors): string {
  const text = line === noLineBreak ? line : cleanLine(line)
  if (line.startsWith('+')) return colors.green(text)
  if (line.startsWith('-')) return colors.red(text)
  return text
}

interface Hunk {
  readonly oldStart: number
  readonly oldLines: number
  readonly newStart: number
  readonly newLines: number
  readonly lines: readonly string[]
}

/** A hunk that removes all lines and adds all lines. */
function replaceAll(before: string, after: string): Hunk[] {
  const [old, fresh] = [splitLines(before), splitLines(after)]
  return [
    {
      oldStart: 1,
      oldLines: old.count,
      newStart: 1,
      newLines: fresh.count,
      lines: [
        ...old.lines.map((line) => (line === noLineBreak ? line : `-${line}`)),
        ...fresh.lines.map((line) => (line === noLineBreak ? line : `+${line}`))
      ]
    }
  ]
}

function splitLines(text: string): {lines: string[]; count: number} {
  if (text === '') return {lines: [], count: 0}
  const lines = text.split('\n')
  if (lines.at(-1) === '') {
    lines.pop()
    return {lines, count: lines.length}
  }

  return {lines: [...lines, noLineBreak], count: lines.length}
}
