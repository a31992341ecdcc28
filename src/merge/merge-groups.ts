/** Merges the sections of a bank and their cards; a card keeps its section, whatever else becomes of it. */
import type {Id, Matches} from './match.ts'
import {matchPieces} from './match.ts'
import type {Segment} from './merge-pieces.ts'
import {isKept, joinPieces} from './merge-pieces.ts'
import {mergeOrder} from './order.ts'
import type {Piece, Side, Three} from './piece.ts'
import {mapThree, sides} from './piece.ts'
import type {Group, Parts} from './split-bank.ts'

/** Merged groups. */
export interface MergedGroups {
  readonly segments: readonly Segment[]
  /** How many cards there are in them. */
  readonly cards: number
}

/** @returns the merged parts; `undefined` where both sides have moved things, in different ways */
export function mergeGroups(parts: Three<Parts>): MergedGroups | undefined {
  const heads = mapThree(parts, ({groups}) => groups.map(toHead))
  const groups = matchPieces(heads)
  const homes = findHomes(parts, groups)
  const cards = matchPieces(
    mapThree(parts, ({groups}) => groups.flatMap(({items}) => items)),
    {canBeOne: (one, other) => homes.get(one) === homes.get(other)}
  )
  const homeOf = (id: Id): Id | undefined => findHome(cards, homes, id)
  const ids = new Set(sides.flatMap((side) => cards.ids[side]))
  const members = [...ids].filter((id) => isKept(cards, id))
  if (members.some((id) => homeOf(id) === undefined)) return undefined
  const inhabited = new Set(members.map(homeOf))
  const order = mergeOrder(
    groups.ids,
    (id) => inhabited.has(id) || isKept(groups, id)
  )
  const residents = mapThree(cards.ids, (list, side) =>
    findResidents(list, (id) => homes.get(cards.get(id, side)))
  )
  const flat: Id[] = []
  for (const group of order ?? []) {
    const own = mapThree(residents, (known) => known.get(group) ?? [])
    const items = mergeOrder(
      own,
      (id) => isKept(cards, id) && homeOf(id) === group
    )
    if (!items) return undefined
    flat.push(2 * group, ...items.map((id) => 2 * id + 1))
  }

  if (!order) return undefined
  const all = flatten(parts, groups, cards)
  return {
    segments: joinPieces(flat, all, toSequences(parts)),
    cards: flat.filter((id) => sides.some((side) => all.get(id, side)?.isCard))
      .length
  }
}

/** A heading with what it is known by: the titles below it, whatever it is called. */
function toHead({head, items}: Group): Piece {
  const titles = items.map(({key}) => key).join('\n')
  return {...head, words: [titles, head.key]}
}

/** In which group a version's pieces are. */
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

/** @returns by group, the ids of a version's pieces in it */
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

/** @returns the group of a piece in the merge; `undefined` where both sides have moved it, to different ones */
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
