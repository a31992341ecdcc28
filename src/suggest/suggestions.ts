/** Makes suggestions of a report's messages: in a suggestion of GitHub, whole lines replace others. */
import {stripByteOrderMark} from '../markdown/offsets.ts'
import type {Edit} from '../message/edits.ts'
import {applyEdits, selectEdits} from '../message/edits.ts'
import type {ProblemRecord} from '../report/record.ts'
import {isVisible} from '../text/clean.ts'
import type {Hunk} from './hunks.ts'

/** Lines, and lines to replace them. */
export interface Suggestion extends Hunk {
  /** The lines as they are, without line breaks; at least one. */
  readonly before: readonly string[]
  /** Candidates: one if the fix is safe, several to choose from. */
  readonly after: readonly (readonly string[])[]
  readonly problems: readonly ProblemRecord[]
}

/** More candidates than this do not help. */
const mostCandidates = 3

/** Most characters in the lines of a suggestion: about as many as a comment can have. */
const mostCharacters = 60_000

/** A problem with one of its candidates. */
interface Repair {
  readonly problem: ProblemRecord
  readonly edit: Edit
}

/**
 * @param text of the file that the report is about
 * @param problems of the report, of unknown origin
 * @returns suggestions in the order of their lines; safe fixes of the same lines become one. Some problems are left
 *   out: those that do not fit the text or a comment, that would change nothing, or that have invisible characters
 */
export function findSuggestions(
  text: string,
  problems: readonly ProblemRecord[]
): Suggestion[] {
  const page = readPage(text)
  if (!page) return []
  const safe: Repair[] = []
  const suggestions: Suggestion[] = []
  for (const problem of problems) {
    const repairs = problem.expected.flatMap((candidate): Repair[] => {
      const edit = page.toEdit(problem, candidate)
      return edit ? [{problem, edit}] : []
    })
    const [first] = repairs
    if (!first) continue
    if (problem.fixable && repairs.length === 1) {
      safe.push(first)
      continue
    }

    const choices = repairs.slice(0, mostCandidates).map((repair) => [repair])
    suggestions.push(...toSuggestion(page, choices))
  }

  for (const group of groupByLines(page, safe)) {
    suggestions.push(...toSuggestion(page, [group]))
  }

  return suggestions.sort((left, right) => left.first - right.first)
}

/** A text by lines. */
interface Page {
  readonly lines: readonly string[]
  /** @returns the edit, or `undefined` if there is no such place */
  readonly toEdit: (place: ProblemRecord, candidate: string) => Edit | undefined
  /** @returns the line on which the text at an offset is, from 1 */
  readonly lineAt: (offset: number) => number
  /** @returns offset of the line's first character */
  readonly startOf: (line: number) => number
  readonly text: string
}

/** @returns `undefined` if Markdown and git count lines differently */
function readPage(value: string): Page | undefined {
  const text = stripByteOrderMark(value).replaceAll('\r\n', '\n')
  if (text.includes('\r')) return undefined
  const lines = text.split('\n')
  const starts = [0]
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1)
  const startOf = (line: number): number => starts[line - 1] ?? text.length
  const toOffset = (line: number, column: number): number | undefined => {
    const length = lines[line - 1]?.length
    return length === undefined || column > length + 1
      ? undefined
      : startOf(line) + column - 1
  }
  return {
    text,
    lines,
    startOf,
    lineAt(offset) {
      let [low, high] = [1, lines.length]
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (startOf(middle) <= offset) low = middle
        else high = middle - 1
      }

      return low
    },
    toEdit({line, column, endLine, endColumn}, candidate) {
      const start = toOffset(line, column)
      const end = toOffset(endLine, endColumn)
      if (start === undefined || end === undefined || end < start) {
        return undefined
      }

      return {start, end, text: candidate.replace(/\r\n?/g, '\n')}
    }
  }
}

/** Groups fixes that touch the same lines, as they have to be made together. */
function groupByLines(page: Page, repairs: readonly Repair[]): Repair[][] {
  const origins = new Map(repairs.map((repair) => [repair.edit, repair]))
  const groups: Repair[][] = []
  let reached = 0
  for (const edit of selectEdits([...origins.keys()])) {
    const repair = origins.get(edit)
    if (!repair) continue
    const group = groups.at(-1)
    if (group && page.lineAt(edit.start) <= reached) group.push(repair)
    else groups.push([repair])
    reached = Math.max(reached, page.lineAt(edit.end))
  }

  return groups
}

/** @param choices for each candidate, its fixes */
function toSuggestion(
  page: Page,
  choices: readonly (readonly Repair[])[]
): Suggestion[] {
  const edits = choices.flat().map(({edit}) => edit)
  let first = page.lineAt(Math.min(...edits.map(({start}) => start)))
  let last = page.lineAt(Math.max(...edits.map(({end}) => end)))
  const from = page.startOf(first)
  if (page.startOf(last + 1) - from > mostCharacters) return []
  const before = page.lines.slice(first - 1, last)
  const after = choices.map((repairs) =>
    applyEdits(
      before.join('\n'),
      repairs.map(({edit}) => ({
        ...edit,
        start: edit.start - from,
        end: edit.end - from
      }))
    ).split('\n')
  )
  // Unchanged lines need not be in the pull request's diff; but one line must be there, to put others beside it.
  const all = [before, ...after]
  const [head] = before
  while (before.length > 1 && all.every(isLeading(before[0]))) {
    for (const lines of all) lines.shift()
    first++
  }

  while (before.length > 1 && all.every(isTrailing(before.at(-1)))) {
    for (const lines of all) lines.pop()
    last--
  }

  // It is not clear whether something invisible is intended.
  const changed = after.filter(
    (lines) => !isSame(lines, before) && lines.every(isVisible)
  )
  if (head === undefined || changed.length === 0) return []
  const problems = [...new Set(choices.flat().map(({problem}) => problem))]
  return [{first, last, before, after: changed, problems}]
}

function isLeading(line: string | undefined) {
  return (lines: readonly string[]): boolean => lines[0] === line
}

function isTrailing(line: string | undefined) {
  return (lines: readonly string[]): boolean => lines.at(-1) === line
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return (
    left.length === right.length &&
    left.every((line, index) => line === right[index])
  )
}
