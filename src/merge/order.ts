/** The order of things that two sides have added to, taken from, and moved. */
import type {Three} from './piece.ts'

/**
 * @param ids by version, in order; none twice in a version
 * @param isKept whether a thing is in the merge
 * @returns what is kept, in order: where both sides have added something in one place, ours comes first; `undefined` where
 *   both have moved things, in different ways
 */
export function mergeOrder<Id>(
  {base, ours, theirs}: Three<readonly Id[]>,
  isKept: (id: Id) => boolean
): readonly Id[] | undefined {
  const inBase = new Set(base)
  const inTheirs = new Set(theirs)
  const inOurs = new Set(ours)
  const isCommon = (id: Id): boolean =>
    inBase.has(id) && inOurs.has(id) && inTheirs.has(id)
  const old = base.filter(isCommon)
  const ourOld = ours.filter(isCommon)
  const theirOld = theirs.filter(isCommon)
  const areOursMoved = !isSame(old, ourOld)
  const areTheirsMoved = !isSame(old, theirOld)
  if (areOursMoved && areTheirsMoved && !isSame(ourOld, theirOld)) {
    return undefined
  }

  return areTheirsMoved && !areOursMoved
    ? insert(theirs, ours, isKept)
    : insert(ours, theirs, isKept)
}

/** Puts what only the other side has behind what it follows there, and behind what this side has added in that place. */
function insert<Id>(
  own: readonly Id[],
  other: readonly Id[],
  isKept: (id: Id) => boolean
): readonly Id[] {
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

  return [...merged, ...waiting].filter(isKept)
}

function isSame<Id>(one: readonly Id[], other: readonly Id[]): boolean {
  return (
    one.length === other.length && one.every((id, index) => id === other[index])
  )
}
