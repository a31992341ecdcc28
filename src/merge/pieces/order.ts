/** The order of things that two sides have added to, taken from, and moved. */
import {diffArrays} from 'diff'
import type {Three} from './piece.ts'

/** A merged order. */
export interface Order<Id> {
  readonly ids: readonly Id[]
  /** What both have moved, to different places; it is where our side has it. */
  readonly torn: readonly Id[]
}

/**
 * @param ids by version, in order; none twice in a version
 * @param isKept whether a thing is in the merge
 * @returns what is kept, in order: where both sides have added something in one place, ours comes first
 */
export function mergeOrder<Id>(
  {base, ours, theirs}: Three<readonly Id[]>,
  isKept: (id: Id) => boolean
): Order<Id> {
  const [inBase, inOurs, inTheirs] = [
    new Set(base),
    new Set(ours),
    new Set(theirs)
  ]
  const isCommon = (id: Id): boolean =>
    inBase.has(id) && inOurs.has(id) && inTheirs.has(id)
  const old = base.filter(isCommon)
  const ourOld = ours.filter(isCommon)
  const theirOld = theirs.filter(isCommon)
  const insertKept = (own: readonly Id[], other: readonly Id[]): Id[] =>
    insert(own, other).filter(isKept)
  if (isSame(old, theirOld) || isSame(ourOld, theirOld)) {
    return {ids: insertKept(ours, theirs), torn: []}
  }

  if (isSame(old, ourOld)) return {ids: insertKept(theirs, ours), torn: []}
  const ourMoves = findMoved(old, ourOld)
  const theirMoves = findMoved(old, theirOld)
  const own = ours.filter((id) => !theirMoves.has(id) || ourMoves.has(id))
  return {
    ids: insertKept(own, theirs),
    torn: [...ourMoves].filter((id) => theirMoves.has(id))
  }
}

/** Looking for the fewest moves takes long if there are many. */
const mostMoves = 500

/** @returns the fewest things that have to be moved to make one order of the other; all, where they are too many */
function findMoved<Id>(before: readonly Id[], after: readonly Id[]): Set<Id> {
  const changes = diffArrays([...before], [...after], {
    maxEditLength: 2 * mostMoves
  })
  return new Set(
    changes
      ? changes.flatMap(({removed, value}) => (removed ? value : []))
      : after
  )
}

/** Puts what only the other side has behind what it follows there, and behind what this side has added in that place. */
function insert<Id>(own: readonly Id[], other: readonly Id[]): Id[] {
  const placed = new Set(own)
  const inOther = new Set(other)
  const following = new Map<Id | undefined, Id[]>()
  let anchor: Id | undefined
  for (const id of other) {
    if (placed.has(id)) anchor = id
    else {
      const run = following.get(anchor) ?? []
      following.set(anchor, run)
      run.push(id)
    }
  }

  const merged: Id[] = []
  let waiting = following.get(undefined) ?? []
  for (const id of own) {
    if (inOther.has(id)) {
      merged.push(...waiting)
      waiting = following.get(id) ?? []
    }

    merged.push(id)
  }

  return [...merged, ...waiting]
}

function isSame<Id>(one: readonly Id[], other: readonly Id[]): boolean {
  return (
    one.length === other.length && one.every((id, index) => id === other[index])
  )
}
