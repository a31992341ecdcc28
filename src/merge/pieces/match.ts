/** Finds equal pieces in several versions: by their text, their key, their similarity, or their place. */
import {hashWords} from '../../../rules/lib/copies/words.ts'
import type {Piece, Side, Three} from './piece.ts'

/** Identifies a piece in all versions. */
export type Id = number

/** The pieces of three versions with their ids. */
export interface Matches {
  /** By version, the ids of its pieces in order. */
  readonly ids: Three<readonly Id[]>
  /** The versions of a piece. */
  readonly get: (id: Id, side: Side) => Piece | undefined
}

/** From this share of common words on, an edited piece is the same. */
const likeEdited = 0.5

/** The same for a piece that the other side has removed, if another one is in its place. */
const likeReplaced = 1 / 3

/** The same for two pieces that the base does not have: two authors may well write about one thing. */
const likeAdded = 0.7

/** Comparing more pairs than this is not worth the time. */
const mostPairs = 40_000

/** Options of matching. */
export interface MatchOptions {
  /** Whether different pieces are the same if equally many are between the same neighbors. */
  readonly arePairedByPlace?: boolean
  /** Whether two pieces that the base does not have can be the same; default: always. */
  readonly canBeOne?: (ours: Piece, theirs: Piece) => boolean
}

/** @returns the pieces of the versions with their ids */
export function matchPieces(
  pieces: Three<readonly Piece[]>,
  {arePairedByPlace = false, canBeOne = () => true}: MatchOptions = {}
): Matches {
  const known = new Map<Id, Partial<Record<Side, Piece>>>()
  let next = 0
  const register = (id: Id, side: Side, piece: Piece): Id => {
    const entry = known.get(id) ?? {}
    entry[side] = piece
    known.set(id, entry)
    return id
  }

  const base = pieces.base.map((piece) => register(next++, 'base', piece))
  const found = findInBase(pieces, arePairedByPlace)
  const toIds = (side: keyof Changed<unknown>): (Id | undefined)[] =>
    pieces[side].map((piece, index) => {
      const match = found[side][index]
      return match === undefined
        ? undefined
        : register(base[match] as Id, side, piece)
    })

  const ours = toIds('ours')
  const theirs = toIds('theirs')
  // Equal pieces that both sides have added are one piece.
  const added = (ids: readonly (Id | undefined)[]): number[] =>
    [...ids.keys()].filter((index) => ids[index] === undefined)
  const [ourNew, theirNew] = [added(ours), added(theirs)]
  const alike = matchTwo(
    ourNew.map((index) => pieces.ours[index] as Piece),
    theirNew.map((index) => pieces.theirs[index] as Piece),
    likeAdded
  )
  for (const index of ourNew) {
    ours[index] = register(next++, 'ours', pieces.ours[index] as Piece)
  }

  for (const [at, index] of theirNew.entries()) {
    const piece = pieces.theirs[index] as Piece
    const match = ourNew[alike[at] ?? -1]
    const isOne =
      match !== undefined && canBeOne(pieces.ours[match] as Piece, piece)
    const id = isOne ? (ours[match] as Id) : next++
    theirs[index] = register(id, 'theirs', piece)
  }

  return {
    ids: {base, ours: ours as Id[], theirs: theirs as Id[]},
    get: (id, side) => known.get(id)?.[side]
  }
}

/** The two versions that have changed the base. */
type Changed<Item> = Omit<Three<Item>, 'base'>

/** @returns by version, for each piece the index of the same piece in the base */
function findInBase(
  pieces: Three<readonly Piece[]>,
  arePairedByPlace: boolean
): Changed<(number | undefined)[]> {
  const match = (list: readonly Piece[]): (number | undefined)[] =>
    matchTwo(pieces.base, list, likeEdited)
  const found = {ours: match(pieces.ours), theirs: match(pieces.theirs)}
  if (!arePairedByPlace) return found
  // A piece that both sides have, but the base does not, was added: as a rewritten piece of one side, it would be there
  // twice.
  const [ourTexts, theirTexts] = [
    listOpen(pieces.ours, found.ours),
    listOpen(pieces.theirs, found.theirs)
  ]
  const isAdded = ({text}: Piece): boolean =>
    ourTexts.has(text) && theirTexts.has(text)
  const place = (side: keyof Changed<unknown>): (number | undefined)[] =>
    pairByPlace(pieces.base.length, found[side], (index) =>
      isAdded(pieces[side][index] as Piece)
    )
  const placed = {ours: place('ours'), theirs: place('theirs')}
  // If the other side has removed a piece, the piece in its place may be a new one.
  const keepLike = (
    side: keyof Changed<unknown>,
    other: keyof Changed<unknown>
  ): (number | undefined)[] => {
    const shared = new Set(placed[other])
    const isSame = (match: number, index: number): boolean =>
      shared.has(match) ||
      rateWords(
        toWords(pieces.base[match] as Piece),
        toWords(pieces[side][index] as Piece)
      ) >= likeReplaced
    return placed[side].map((match, index) =>
      match !== undefined && isSame(match, index) ? match : found[side][index]
    )
  }
  return {
    ours: keepLike('ours', 'theirs'),
    theirs: keepLike('theirs', 'ours')
  }
}

/** @returns the texts of the unmatched pieces */
function listOpen(
  pieces: readonly Piece[],
  found: readonly (number | undefined)[]
): ReadonlySet<string> {
  const open = pieces.filter((_, index) => found[index] === undefined)
  return new Set(open.map(({text}) => text))
}

/** @returns the versions of a piece */
export function versionsOf({get}: Matches, id: Id): Three<Piece | undefined> {
  return {
    base: get(id, 'base'),
    ours: get(id, 'ours'),
    theirs: get(id, 'theirs')
  }
}

/** @returns for each of the later pieces, the index of the same earlier one */
function matchTwo(
  before: readonly Piece[],
  after: readonly Piece[],
  threshold: number
): (number | undefined)[] {
  const found = new Array<number | undefined>(after.length).fill(undefined)
  const left = new Set(before.keys())
  const matchBy = (toKey: (piece: Piece) => string | undefined): void => {
    const known = new Map<string, number[]>()
    for (const index of left) {
      const key = toKey(before[index] as Piece)
      if (key === undefined) continue
      const indexes = known.get(key)
      if (indexes) indexes.push(index)
      else known.set(key, [index])
    }

    for (const queue of known.values()) queue.reverse()
    for (const [index, piece] of after.entries()) {
      if (found[index] !== undefined) continue
      const queue = known.get(toKey(piece) ?? '')
      const match = queue?.at(-1)
      if (match === undefined) continue
      if (areOthers(before[match] as Piece, piece)) continue
      queue?.pop()
      found[index] = match
      left.delete(match)
    }
  }

  matchInStep(before, after, (match, index) => {
    found[index] = match
    left.delete(match)
  })
  matchBy(({text}) => text)
  matchBy(({id}) => id)
  matchBy(({key}) => key)
  matchByLikeness(before, after, {found, left, threshold})
  return found
}

/** Whether two pieces have different ids. */
function areOthers(one: Piece, other: Piece): boolean {
  return one.id !== undefined && other.id !== undefined && one.id !== other.id
}

/** Most pieces are equal and in the same order: comparing them is quicker than looking them up. */
function matchInStep(
  before: readonly Piece[],
  after: readonly Piece[],
  onMatch: (match: number, index: number) => void
): void {
  let match = 0
  let index = 0
  const isEqual = (match: number, index: number): boolean =>
    before[match]?.text === after[index]?.text
  while (match < before.length && index < after.length) {
    if (isEqual(match, index)) onMatch(match++, index++)
    else if (isEqual(match, index + 1)) index++
    else if (isEqual(match + 1, index)) match++
    else {
      match++
      index++
    }
  }
}

/** Pairs the most similar of the remaining pieces. */
function matchByLikeness(
  before: readonly Piece[],
  after: readonly Piece[],
  {
    found,
    left,
    threshold
  }: {
    readonly found: (number | undefined)[]
    readonly left: Set<number>
    readonly threshold: number
  }
): void {
  const open = [...found.keys()].filter((index) => found[index] === undefined)
  if (left.size === 0 || open.length * left.size > mostPairs) return
  const earlier = [...left].map((index) => ({
    index,
    words: toWords(before[index] as Piece)
  }))
  const pairs = open.flatMap((index) => {
    const words = toWords(after[index] as Piece)
    return earlier.map((other) => ({
      index,
      match: other.index,
      likeness: rateWords(words, other.words)
    }))
  })
  pairs.sort((one, other) => other.likeness - one.likeness)
  for (const {index, match, likeness} of pairs) {
    if (likeness < threshold) break
    if (found[index] !== undefined || !left.has(match)) continue
    if (areOthers(before[match] as Piece, after[index] as Piece)) continue
    found[index] = match
    left.delete(match)
  }
}

function toWords({words = []}: Piece): ReadonlySet<number>[] {
  return words.map((text) => new Set(hashWords(text)))
}

/** @returns the share of words that two pieces have in common, for those of their texts that are most similar */
function rateWords(
  words: readonly ReadonlySet<number>[],
  others: readonly ReadonlySet<number>[]
): number {
  return Math.max(
    ...words.map((own, at) => getLikeness(own, others[at] ?? new Set())),
    0
  )
}

function getLikeness(
  words: ReadonlySet<number>,
  others: ReadonlySet<number>
): number {
  let common = 0
  for (const word of words) if (others.has(word)) common++
  const all = words.size + others.size - common
  return all === 0 ? 0 : common / all
}

/**
 * @returns the known pairs and new ones: if equally many pieces are between the same two neighbors, they are the
 *   same, rewritten
 */
function pairByPlace(
  before: number,
  known: readonly (number | undefined)[],
  isAdded: (index: number) => boolean
): (number | undefined)[] {
  const found = [...known]
  const taken = new Set(found)
  let last = -1
  for (let start = 0; start < found.length; start++) {
    if (found[start] !== undefined) {
      last = found[start] as number
      continue
    }

    let end = start
    while (end < found.length && found[end] === undefined) end++
    const until = found[end] ?? before
    const open: number[] = []
    for (let at = last + 1; at < until; at++) if (!taken.has(at)) open.push(at)
    const run = Array.from({length: end - start}, (_, at) => start + at)
    if (open.length === run.length && !run.some(isAdded)) {
      for (const [offset, match] of open.entries())
        found[start + offset] = match
    }

    start = end - 1
  }
  return found
}
