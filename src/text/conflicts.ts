/** Conflicts as git leaves them in a text: `<<<<<<<`, both sides, `>>>>>>>`. */

/** A conflict; offsets count UTF-16 units. */
export interface Conflict {
  readonly start: number
  /** After the line break of its last line. */
  readonly end: number
  readonly ours: string
  readonly theirs: string
}

/** Git's marker lines; in styles that show it, the base is between the second and the third. */
const separators = ['<', '|', '=', '>'] as const

/**
 * @param text in which Markdown may also use such lines: only complete conflicts count
 * @returns its conflicts in source order
 */
export function findConflicts(text: string): Conflict[] {
  const found: Conflict[] = []
  if (!text.includes('<<<<<<<')) return found
  let start = 0
  let size = 0
  // Our side, the base and their side of an open conflict.
  let parts: string[] | undefined
  let part = 0
  let at = 0
  for (const line of text.split(/(?<=\n)/)) {
    const end = at + line.length
    const [marks = ''] = /^([<|=>])\1{6,}(?=\s|$)/.exec(line) ?? []
    const kind = separators.findIndex((sign) => sign === marks[0])
    if (kind === 0) {
      parts = ['', '', '']
      part = 0
      start = at
      size = marks.length
    } else if (parts && marks.length === size && kind > part) {
      part = kind
      if (kind === separators.length - 1) {
        const [ours = '', , theirs = ''] = parts
        found.push({start, end, ours, theirs})
        parts = undefined
      }
    } else if (parts) {
      parts[part] = (parts[part] ?? '') + line
    }

    at = end
  }

  return found
}

/** The place of a conflict, in lines from 1: its markers, and the lines of each side in words. */
export interface ConflictLines {
  readonly first: number
  readonly last: number
  readonly ours: string
  readonly theirs: string
}

/** @returns the lines of one of the conflicts of a text */
export function findLines(
  text: string,
  {start, end, ours, theirs}: Conflict
): ConflictLines {
  const first = countBreaks(text.slice(0, start)) + 1
  const last = countBreaks(text.slice(0, end - 1)) + 1
  return {
    first,
    last,
    ours: formatLines(first, first + countBreaks(ours) + 1),
    theirs: formatLines(last - countBreaks(theirs) - 1, last)
  }
}

function countBreaks(text: string): number {
  return text.split('\n').length - 1
}

/** @returns the lines between two others, in words */
export function formatLines(before: number, after: number): string {
  const first = before + 1
  const last = after - 1
  if (first > last) return 'nothing (its side is empty)'
  return first === last ? `line ${first}` : `lines ${first}–${last}`
}

/** @returns the text with one side of the conflicts */
export function takeSide(
  text: string,
  conflicts: readonly Conflict[],
  side: 'ours' | 'theirs'
): string {
  let at = 0
  const parts = conflicts.map((conflict) => {
    const before = text.slice(at, conflict.start)
    at = conflict.end
    return before + conflict[side]
  })
  return parts.join('') + text.slice(at)
}
