/** Writes the text of a merge, with git's markers around its conflicts. */
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
  /** Decisions without a conflict that may be wrong, in whole sentences. */
  readonly notes?: readonly string[]
}

/** A merge with more conflicts is not better than git's, and each one takes a process of git. */
const mostConflicts = 50

/**
 * @param segments of a merge; each conflict consists of whole lines
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

/** Makes lines of the sides of a conflict; an empty side has no line. */
function endLines(versions: Three<string>, rest: string): Three<string> {
  const end = rest.endsWith('\n') ? rest : `${rest}\n`
  return mapThree(versions, (text) => (text === '' ? '' : text + end))
}
