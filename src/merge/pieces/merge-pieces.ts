/** Merges pieces: a change of one side is taken; a piece that both have changed is split and merged part by part. */
import type {Id, Matches} from './match.ts'
import {matchPieces, versionsOf} from './match.ts'
import {mergeOrder} from './order.ts'
import type {Piece, Sequence, Three} from './piece.ts'
import {choose, mapThree} from './piece.ts'

/** A piece that both sides have changed differently; the text is empty if a side has removed it. */
export type Conflict = Three<string>

/** A part of the merged text. */
export type Segment = string | Conflict

const nothing: Sequence = {pieces: [], gaps: [''], between: () => ''}

/** @returns the merged piece, which at least one side has */
export function mergePiece({
  base,
  ours,
  theirs
}: Three<Piece | undefined>): readonly Segment[] {
  if (!ours || !theirs) {
    const only = (ours ?? theirs)?.text ?? ''
    if (!base) return [only]
    // If one side has removed a heading, and the other has added something below it, the heading itself has not
    // changed: a space makes a conflict of it.
    return [
      {
        ours: ours?.text ?? '',
        base: only === base.text ? `${only} ` : base.text,
        theirs: theirs?.text ?? ''
      }
    ]
  }

  const sum = base && ours.add?.(base.text, ours.text, theirs.text)
  if (sum !== undefined) return [sum]
  if (ours.text === theirs.text || theirs.text === base?.text) {
    return [ours.text]
  }

  if (ours.text === base?.text) return [theirs.text]
  const sequences = {
    base: base ? base.split?.() : nothing,
    ours: ours.split?.(),
    theirs: theirs.split?.()
  }
  const merged = isComplete(sequences) ? mergeSequence(sequences) : undefined
  if (merged) return merged
  return ours.isGenerated && theirs.isGenerated
    ? [ours.text]
    : [{base: base?.text ?? '', ours: ours.text, theirs: theirs.text}]
}

function isComplete(
  sequences: Three<Sequence | undefined>
): sequences is Three<Sequence> {
  return Object.values(sequences).every((sequence) => sequence !== undefined)
}

/** @returns the merged pieces; `undefined` if they can only be merged as one piece */
function mergeSequence(
  sequences: Three<Sequence>
): readonly Segment[] | undefined {
  const pieces = mapThree(sequences, ({pieces}) => pieces)
  const matches = matchPieces(pieces, {arePairedByPlace: true})
  const {ids, torn} = mergeOrder(matches.ids, (id) => isKept(matches, id))
  if (torn.length > 0) return undefined
  const rankOf = (id: Id): number => {
    const {ours, theirs} = versionsOf(matches, id)
    return (ours ?? theirs)?.rank ?? 0
  }
  const isSorted = [pieces.ours, pieces.theirs].every((list) =>
    list.every(
      ({rank = 0}, at) => at === 0 || rank >= (list[at - 1]?.rank ?? 0)
    )
  )
  const order = isSorted
    ? ids.toSorted((one, other) => rankOf(one) - rankOf(other))
    : ids
  const segments = joinPieces(order, matches, sequences)
  return areOnLines(segments) ? segments : undefined
}

/**
 * @returns whether the merge has a piece: it has not if both sides have removed it, or one has and the other has not
 *   changed it
 */
export function isKept(matches: Matches, id: Id): boolean {
  const {base, ours, theirs} = versionsOf(matches, id)
  if (ours && theirs) return true
  const only = ours ?? theirs
  return only !== undefined && only.text !== base?.text
}

/**
 * @param order ids of the pieces of the merge
 * @param sequences the pieces of each version, in the order of `matches.ids`, with the white space around them
 * @returns the pieces with the white space of the versions between them
 */
export function joinPieces(
  order: readonly Id[],
  matches: Matches,
  sequences: Three<Sequence>
): readonly Segment[] {
  const findGap = createGapFinder(matches, sequences)
  const segments: Segment[] = []
  let before: Id | undefined
  for (const id of order) {
    segments.push(findGap(before, id), ...mergePiece(versionsOf(matches, id)))
    before = id
  }

  segments.push(findGap(before, undefined))
  return mergeStrings(segments)
}

/** @returns a function that finds the white space between two pieces; `undefined` is the start, or the end */
function createGapFinder(
  matches: Matches,
  sequences: Three<Sequence>
): (before: Id | undefined, after: Id | undefined) => string {
  const toKey = (before: Id | undefined, after: Id | undefined): string =>
    `${before ?? ''} ${after ?? ''}`
  const gaps = mapThree(
    sequences,
    (sequence, side) =>
      new Map(
        sequence.gaps.map((gap, index) => {
          const ids = matches.ids[side]
          return [toKey(ids[index - 1], ids[index]), gap]
        })
      )
  )
  const ends = mapThree(sequences, (sequence) => ({
    start: sequence.gaps[0] ?? '',
    end: sequence.gaps.at(-1) ?? ''
  }))
  const pieceOf = (id: Id): Piece | undefined => {
    const {ours, theirs} = versionsOf(matches, id)
    return ours ?? theirs
  }

  return (before, after) => {
    if (before === undefined) return choose(mapThree(ends, ({start}) => start))
    if (after === undefined) return choose(mapThree(ends, ({end}) => end))
    const key = toKey(before, after)
    const found = mapThree(gaps, (known) => known.get(key))
    const [first, second] = [pieceOf(before), pieceOf(after)]
    return (
      choose(found) ??
      (first && second ? sequences.ours.between(first, second) : '')
    )
  }
}

/** Joins adjacent strings. */
function mergeStrings(segments: readonly Segment[]): Segment[] {
  const merged: Segment[] = []
  for (const segment of segments) {
    const last = merged.at(-1)
    if (segment === '') continue
    if (typeof segment === 'string' && typeof last === 'string') {
      merged[merged.length - 1] = last + segment
    } else merged.push(segment)
  }

  return merged
}

/** Whether each conflict consists of whole lines. */
function areOnLines(segments: readonly Segment[]): boolean {
  return segments.every((segment, index) => {
    if (typeof segment === 'string') return true
    const before = segments[index - 1] ?? '\n'
    const after = segments[index + 1] ?? '\n'
    return (
      typeof before === 'string' &&
      before.endsWith('\n') &&
      typeof after === 'string' &&
      restOfLine.test(after)
    )
  })
}

/** White space up to the end of the line. */
export const restOfLine = /^[ \t]*(?:\r?\n|$)/
