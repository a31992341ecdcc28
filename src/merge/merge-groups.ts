/** Merges the sections of a bank and their cards; a card keeps its section. */
import type {Id, Matches} from './pieces/match.ts'
import {matchPieces, versionsOf} from './pieces/match.ts'
import type {Segment} from './pieces/merge-pieces.ts'
import {isKept, joinPieces, mergePiece} from './pieces/merge-pieces.ts'
import {mergeOrder} from './pieces/order.ts'
import type {Piece, Side, Three} from './pieces/piece.ts'
import {mapThree, sides} from './pieces/piece.ts'
import type {Group, Parts} from './pieces/split-bank.ts'

/** Merged groups. */
export interface MergedGroups {
  readonly segments: readonly Segment[]
  /** Number of cards in them. */
  readonly cards: number
  /** Whether both sides have changed some piece. */
  readonly isMixed: boolean
  /** First lines of headings that both sides have moved, to different places. */
  readonly torn: readonly string[]
}

/**
 * @returns the merged parts. Items that both sides have moved to different places are where our side has them, or
 *   become a conflict
 */
export function mergeGroups(parts: Three<Parts>): MergedGroups {
  const groups = matchPieces(
    mapThree(parts, (version) => version.groups.map(toHead)),
    // Two authors who add sections with different names mean two sections, whatever is in them.
    {canBeOne: (ours, theirs) => ours.key === theirs.key}
  )
  const homes = findHomes(parts, groups)
  const found = matchPieces(
    mapThree(parts, ({groups}) => groups.flatMap(({items}) => items)),
    {
      canBeOne: (ours, theirs) =>
        homes.get(ours) === homes.get(theirs) && areOne(ours, theirs)
    }
  )
  const whole = mergeItems({groups, cards: found, homes})
  const cards = tear(found, whole.torn)
  const {ids} =
    whole.torn.length > 0 ? mergeItems({groups, cards, homes}) : whole
  const all = flatten(parts, groups, cards)
  return {
    segments: joinPieces(ids, all, toSequences(parts)),
    cards: ids.filter((id) => sides.some((side) => all.get(id, side)?.isCard))
      .length,
    isMixed: ids.some((id) => hasTwoChanges(versionsOf(all, id))),
    torn: whole.tornGroups.map((id) => groups.get(id, 'ours')?.key ?? '')
  }
}

/**
 * Whether two items that both sides have added can be the same one: otherwise both are kept, and rules report the
 * duplicate.
 */
function areOne(ours: Piece, theirs: Piece): boolean {
  return mergePiece({base: undefined, ours, theirs}).every(
    (segment) => typeof segment === 'string'
  )
}

function hasTwoChanges({
  base,
  ours,
  theirs
}: Three<Piece | undefined>): boolean {
  return (
    ours !== undefined &&
    theirs !== undefined &&
    ours.text !== theirs.text &&
    base?.text !== ours.text &&
    base?.text !== theirs.text
  )
}

/** The matched versions of a bank. */
interface Matched {
  readonly groups: Matches
  readonly cards: Matches
  readonly homes: Homes
}

/** An order of groups with their items. */
interface ItemOrder {
  /** Ids of the whole bank, as in `flatten`. */
  readonly ids: readonly Id[]
  /** Items that both sides have moved, to different places. */
  readonly torn: readonly Id[]
  readonly tornGroups: readonly Id[]
}

function mergeItems({groups, cards, homes}: Matched): ItemOrder {
  const homeOf = (id: Id): Id | undefined => findHome(cards, homes, id)
  const members = [...new Set(sides.flatMap((side) => cards.ids[side]))].filter(
    (id) => isKept(cards, id)
  )
  const torn = members.filter((id) => homeOf(id) === undefined)
  const inhabited = new Set(members.map(homeOf))
  const order = mergeOrder(
    groups.ids,
    (id) => inhabited.has(id) || isKept(groups, id)
  )
  const residents = mapThree(cards.ids, (list, side) =>
    findResidents(list, (id) => homes.get(cards.get(id, side)))
  )
  const ids: Id[] = []
  for (const group of order.ids) {
    const own = mapThree(residents, (known) => known.get(group) ?? [])
    const items = mergeOrder(
      own,
      (id) => isKept(cards, id) && homeOf(id) === group
    )
    torn.push(...items.torn)
    ids.push(2 * group, ...items.ids.map((id) => 2 * id + 1))
  }

  return {ids, torn, tornGroups: order.torn}
}

/**
 * Makes two of an item that has been moved to two places: our side has taken it away from theirs, and theirs from ours.
 * The result is two conflicts, and an author keeps one of the items.
 */
function tear(cards: Matches, torn: readonly Id[]): Matches {
  if (torn.length === 0) return cards
  let next = Math.max(...sides.flatMap((side) => cards.ids[side])) + 1
  const twins = new Map(torn.map((id) => [id, next++]))
  const originals = new Map(Array.from(twins, ([id, twin]) => [twin, id]))
  return {
    ids: {
      ...cards.ids,
      theirs: cards.ids.theirs.map((id) => twins.get(id) ?? id)
    },
    get(id, side) {
      const original = originals.get(id)
      const isTorn = original !== undefined || twins.has(id)
      if (!isTorn) return cards.get(id, side)
      if (side === (original === undefined ? 'theirs' : 'ours'))
        return undefined
      const piece = cards.get(original ?? id, side)
      // Neither side may have changed it otherwise; then only its place is in conflict.
      return side === 'base' && piece
        ? {...piece, text: `${piece.text} `}
        : piece
    }
  }
}

/** A heading; it is identified by the titles below it, whatever its own name is. */
function toHead({head, items}: Group): Piece {
  return {
    ...head,
    get words() {
      return [items.map(({key}) => key).join('\n'), head.key]
    }
  }
}

/** The group of each piece of a version. */
type Homes = ReadonlyMap<Piece | undefined, Id>

function findHomes(parts: Three<Parts>, groups: Matches): Homes {
  const homes = new Map<Piece, Id>()
  for (const side of sides) {
    for (const [index, {items}] of parts[side].groups.entries()) {
      const group = groups.ids[side][index] as Id
      for (const item of items) homes.set(item, group)
    }
  }

  return homes
}

/** @returns by group, the ids of its pieces in a version */
function findResidents(
  ids: readonly Id[],
  toHome: (id: Id) => Id | undefined
): ReadonlyMap<Id | undefined, readonly Id[]> {
  const residents = new Map<Id | undefined, Id[]>()
  for (const id of ids) {
    const home = toHome(id)
    const known = residents.get(home)
    if (known) known.push(id)
    else residents.set(home, [id])
  }

  return residents
}

/** @returns the group of a piece in the merge; `undefined` if both sides have moved it to different groups */
function findHome(cards: Matches, homes: Homes, id: Id): Id | undefined {
  const get = (side: Side): Id | undefined => homes.get(cards.get(id, side))
  const {base, ours, theirs} = {
    base: get('base'),
    ours: get('ours'),
    theirs: get('theirs')
  }
  if (ours === undefined || theirs === undefined) return ours ?? theirs
  if (ours === theirs || theirs === base) return ours
  return ours === base ? theirs : undefined
}

/** Groups and their items in one sequence: headings have even ids, items odd ones. */
function flatten(
  parts: Three<Parts>,
  groups: Matches,
  cards: Matches
): Matches {
  return {
    ids: mapThree(parts, (version, side) => {
      let next = 0
      return version.groups.flatMap(({items}, index) => [
        2 * (groups.ids[side][index] as Id),
        ...items.map(() => 2 * (cards.ids[side][next++] as Id) + 1)
      ])
    }),
    get: (id, side) =>
      id % 2 === 0 ? groups.get(id / 2, side) : cards.get((id - 1) / 2, side)
  }
}

function toSequences(parts: Three<Parts>): Parameters<typeof joinPieces>[2] {
  return mapThree(parts, ({gaps}) => ({
    pieces: [],
    gaps,
    between: () => '\n\n'
  }))
}
