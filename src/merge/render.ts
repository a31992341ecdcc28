/** Writes a merge out: its text, and its conflicts with git's markers. */
import type {ConflictStyle} from './line-merge.ts'
import {mergeLines} from './line-merge.ts'
import type {Segment} from './pieces/merge-pieces.ts'
import {restOfLine} from './pieces/merge-pieces.ts'
import type {Three} from './pieces/piece.ts'
import {mapThree} from './pieces/piece.ts'

/** A merged text. */
export interface Merged {
  readonly text: string
  readonly conflicts: number
  /** What was decided without a conflict, and may be wrong: whole sentences. */
  readonly notes?: readonly string[]
}

/** Of a merge with more conflicts nothing is gained, and each takes git to start. */
const mostConflicts = 50

/**
 * @param segments of a merge, in which each conflict has its lines for itself
 * @returns the text; `undefined` if there are too many conflicts
 */
export function render(
  segments: readonly Segment[],
  style: ConflictStyle
): Merged | undefined {
  const open = segments.filter((segment) => typeof segment !== 'string')
  if (open.length > mostConflicts) return undefined
  let text = ''
  let conflicts = 0
  let taken = 0
  for (const [index, segment] of segments.entries()) {
    if (typeof segment === 'string') {
      text += segment.slice(taken)
      taken = 0
      continue
    }

    const next = segments[index + 1]
    const rest =
      restOfLine.exec(typeof next === 'string' ? next : '')?.[0] ?? ''
    taken = rest.length
    const merged = mergeLines(endLines(segment, rest), style)
    conflicts += merged.conflicts
    text += merged.bytes.toString()
  }

  return {text, conflicts}
}

/** Sides of a conflict as lines; a side that has nothing has no line. */
function endLines(versions: Three<string>, rest: string): Three<string> {
  const end = rest.endsWith('\n') ? rest : `${rest}\n`
  return mapThree(versions, (text) => (text === '' ? '' : text + end))
}
