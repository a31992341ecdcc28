/** Merges the order of things that two sides have added, removed, and moved. */
import {diffArrays} from 'diff'
import type {Three} from './piece.ts'

/** A merged order. */
export interface Order<Id> {
  readonly ids: readonly Id[]
  /** Things that both have moved to different places; they are where our side has them. */
  readonly torn: readonly Id[]
}

/**
 * @param ids by version, in order; unique in each version
 * @param isKept whether the merge has a thing
 * @returns the kept things, in order: if both sides have added something in one place, ours comes first
 */
export function mergeOrder<Id>(
  {base, ours, theirs}: Three<readonly Id[]>,
  isKept: (id: Id) => boolean
): Order<Id> {
  // Most orders are the same in all versions.
  if (isSame(base, ours) && isSame(base, theirs)) {
    return {ids: base.filter(isKept), torn: []}
  }

  const [inBase, inOurs, inTheirs] = [
    new Set(base),
    new Set(ours),
    new Set(theirs)
  ]
  const isCommon = (id: Id): boolean =>
    inBase.has(id) && inOurs.has(id) && inTheirs.has(id)
  const old = {
    base: base.filter(isCommon),
    ours: ours.filter(isCommon),
    theirs: theirs.filter(isCommon)
  }
  const combined = combineMoves(old)
  const {ids, torn} = combined ? {ids: combined, torn: []} : chooseMoves(old)
  return {ids: insert(insert(ids, ours), theirs).filter(isKept), torn}
}

/** Things that are adjacent in all versions, and the place of the first one on each side. */
interface Run<Id> {
  readonly ids: Id[]
  readonly our: number
  readonly their: number
}

/** All pairs of them are compared. */
const mostRuns = 1000

/**
 * Combines the moves of both sides: if a side has swapped two things, they are swapped. So another merge with one of
 * the sides changes nothing.
 *
 * @param old the same things in each version
 * @returns their order; `undefined` if the orders of two contradict each other, or there are too many moves
 */
function combineMoves<Id>(old: Three<readonly Id[]>): Id[] | undefined {
  const runs = findRuns(old)
  if (runs.length > mostRuns) return undefined
  // How many things come before each. If two numbers are equal, there is no common order.
  const ordered = new Map(
    runs.map((run, index) => {
      const earlier = runs.filter((other, at) =>
        at < index
          ? isLeading(other, run)
          : at > index && !isLeading(run, other)
      )
      return [earlier.length, run.ids]
    })
  )
  if (ordered.size < runs.length) return undefined
  return runs.flatMap((_, place) => ordered.get(place) ?? [])
}

/** Whether both sides have the run before another one. */
function isLeading(run: Run<unknown>, other: Run<unknown>): boolean {
  return run.our < other.our && run.their < other.their
}

function findRuns<Id>({base, ours, theirs}: Three<readonly Id[]>): Run<Id>[] {
  const [ourPlaces, theirPlaces] = [ours, theirs].map(
    (list) => new Map(list.map((id, place) => [id, place]))
  )
  const runs: Run<Id>[] = []
  for (const id of base) {
    const our = ourPlaces?.get(id) ?? 0
    const their = theirPlaces?.get(id) ?? 0
    const last = runs.at(-1)
    const size = last?.ids.length ?? 0
    if (last?.our === our - size && last.their === their - size) {
      last.ids.push(id)
    } else runs.push({ids: [id], our, their})
  }

  return runs
}

/** Takes the moves of both sides; if both have moved a thing, ours. */
function chooseMoves<Id>({
  base,
  ours,
  theirs
}: Three<readonly Id[]>): Order<Id> {
  const ourMoves = findMoved(base, ours)
  const theirMoves = findMoved(base, theirs)
  const own = ours.filter((id) => !theirMoves.has(id) || ourMoves.has(id))
  return {
    ids: insert(own, theirs),
    torn: [...ourMoves].filter((id) => theirMoves.has(id))
  }
}

/** Finding the fewest moves takes long if there are many. */
const mostMoves = 500

/**
 * @returns the fewest things that have to be moved to get from one order to the other; all things, if there are too
 *   many
 */
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

/**
 * Inserts things that only the other side has: after the thing that they follow there, and after what this side has
 * added in that place.
 */
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
