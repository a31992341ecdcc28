/** What the numbers of a run are held against. */
import {kinds} from './kinds.ts'
import type {Sample} from './measure.ts'
import type {Results} from './results.ts'
import {findMeasurement, getLowest, getMedian} from './results.ts'
import type {Unit} from './units.ts'
import {
  againCards,
  againKinds,
  familySizes,
  familyStartId,
  getAgainId,
  getFamilyId,
  getKeystrokeId,
  getKindId,
  kindPeers,
  kindSize,
  mixedCards,
  mixedId
} from './works.ts'

/** A bar, and whether a run meets it. */
export interface Verdict {
  /** What is done to what. */
  readonly work: string
  /** What is asked for. */
  readonly bar: string
  /** What qbank took, in the bar's unit. */
  readonly ours: number | undefined
  /** What it is held against: what the peer took, or the limit itself. */
  readonly peer: number | undefined
  readonly unit: Unit
  /** How many times the peer's number ours may be; nothing where the row is only for comparison. */
  readonly limit: number | undefined
}

const largest = 10_080

/** Of a peer that needs less than this for a bank of a kind, twice is allowed; milliseconds of processor time. */
const short = 500

/** A kind of bank, and how a run compares with it; numbers are milliseconds of processor time. */
export interface KindVerdict extends Pick<Verdict, 'limit' | 'ours' | 'peer'> {
  readonly kind: string
  readonly action: 'check' | 'fix'
  /** Most memory in use; megabytes. */
  readonly memory: number | undefined
}

/** Most memory that a check may take, whatever the kind of bank; megabytes. */
export const mostMemory = 250

/** @returns a verdict for each kind of bank, for check and for fix; without numbers where it was not measured */
export function judgeKinds(
  results: Results,
  action: KindVerdict['action']
): KindVerdict[] {
  return Object.keys(kinds).map((kind) => {
    const get = (tool: string, key: keyof Sample): number | undefined => {
      const id = getKindId(action, kind)
      const measurement = findMeasurement(results, id, kindSize, tool)
      return measurement && getMedian(measurement, key)
    }
    const peer = get(kindPeers[action], 'cpu')
    const strict = kind === 'plain' ? 0.4 : 0.5
    const isShort = peer !== undefined && peer < short
    const limit = action === 'fix' || isShort ? 2 : strict
    const ours = get('qbank', 'cpu')
    return {kind, action, ours, peer, limit, memory: get('qbank', 'memory')}
  })
}

/** @returns the kind of bank that takes longest, if kinds were measured */
export function findSlowest(
  results: Results,
  action: KindVerdict['action']
): KindVerdict | undefined {
  return judgeKinds(results, action)
    .filter(({ours}) => ours !== undefined)
    .toSorted((left, right) => (right.ours ?? 0) - (left.ours ?? 0))[0]
}

/** A family of texts that are built to take long, and what is done to one with a million characters. */
export interface FamilyVerdict {
  readonly family: string
  readonly action: 'check' | 'fix'
  /** Milliseconds of processor time, start included; not a number if that is not known. */
  readonly ours: number
  /** Megabytes. */
  readonly memory: number | undefined
  /** The power of its length with which the time grows, start aside; unknown if the time is too short to tell. */
  readonly exponent: number | undefined
  /** Whether qbank says that it would take too long. */
  readonly isRefused: boolean
  readonly isMet: boolean
}

/** Two seconds, as a multiple of what an empty Node.js process took on the machine for which that was said. */
export const mostStarts = 2000 / 22

/** Most memory that a million characters may take, in megabytes. */
export const mostFamilyMemory = 500

/** How time may grow with a text. */
export const mostExponent = 1.15

/** Below so many empty processes, a time says nothing about growth. */
const fewStarts = 2

/** @returns a verdict for each family that was measured, those that take longest first */
export function judgeFamilies(
  results: Results,
  action: FamilyVerdict['action']
): FamilyVerdict[] {
  const prefix = getFamilyId(action, '')
  const find = (work: string, size: number, tool = 'qbank') =>
    findMeasurement(results, work, size, tool)
  const getTime = (work: string, size: number, tool?: string): number => {
    const measurement = find(work, size, tool)
    return (measurement && getLowest(measurement, 'cpu')) ?? NaN
  }
  const node = getTime(familyStartId, 0, 'node')
  const start = getTime(familyStartId, 0)
  const [, half, whole] = familySizes
  return results.measurements
    .filter(({work, cards}) => work.startsWith(prefix) && cards === whole)
    .map((measurement) => {
      const {isRefused = false, work} = measurement
      const ours = getTime(work, whole)
      const memory = getMedian(measurement, 'memory')
      const before = getTime(work, half) - start
      const exponent =
        isRefused || !(before > fewStarts * node)
          ? undefined
          : Math.log2((ours - start) / before)
      const isMet =
        ours <= mostStarts * node &&
        (memory ?? Infinity) <= mostFamilyMemory &&
        (exponent ?? 0) <= mostExponent
      const family = work.slice(prefix.length)
      return {action, exponent, family, isMet, isRefused, memory, ours}
    })
    .sort((left, right) => right.ours - left.ours)
}

/** @returns the bars in the order in which they are shown */
export function judgeBars(results: Results): Verdict[] {
  const get = (
    work: string,
    cards: number,
    tool: string,
    key: keyof Sample = 'wall'
  ): number | undefined => {
    const measurement = findMeasurement(results, work, cards, tool)
    return measurement && getMedian(measurement, key)
  }

  /** A row that compares us with a peer at the same work. */
  const against = (
    [work, title, cards]: readonly [string, string, number],
    [tool, name]: readonly [string, string],
    limit?: number
  ): Verdict => ({
    work: title,
    bar: limit === undefined ? `beside ${name}` : `≤ ${limit} × ${name}`,
    ours: get(work, cards, 'qbank'),
    peer: get(work, cards, tool),
    unit: 'ms',
    limit
  })
  const checkLarge = [
    'check-clean',
    'check, clean, 10,080 cards',
    largest
  ] as const
  const fixLarge = ['fix-clean', 'fix, clean, 10,080 cards', largest] as const
  const checkSmall = ['check-clean', 'check, clean, 84 cards', 84] as const
  const oneCard = ['commit-card', 'commit of one card, 84 cards', 84] as const
  const noBank = [
    'commit-other',
    'commit of a page that is no bank',
    84
  ] as const
  const growth = {
    work: 'growth of check from 1,008 to 10,080 cards, net of start-up',
    ours: getGrowth((cards) => get('check-clean', cards, 'qbank')),
    unit: 'times'
  } as const
  return [
    against(checkLarge, ['rumdl', "rumdl's check"], 0.4),
    against(fixLarge, ['oxfmt', 'oxfmt'], 2),
    against(fixLarge, ['prettier', 'Prettier'], 0.01),
    {
      work: 'fix, 1 % broken, 10,080 cards',
      bar: '≤ 2 × fix clean + start of Prettier',
      ours: get('fix-broken', largest, 'qbank'),
      peer: add(
        multiply(2, get('fix-clean', largest, 'qbank')),
        // Our process has started anyway.
        add(
          get('start', 0, 'prettier-start'),
          multiply(-1, get('start', 0, 'node'))
        )
      ),
      unit: 'ms',
      limit: 1
    },
    {
      ...against(checkSmall, ['node', 'an empty Node.js process'], 2.5),
      peer: get('start', 0, 'node')
    },
    against(checkSmall, ['remark', 'remark with lint presets'], 0.3),
    against(checkSmall, ['rumdl', 'rumdl']),
    against(checkSmall, ['rumdl-native', "rumdl's compiled file"]),
    {
      ...growth,
      bar: '≤ 10.5 ×',
      peer: 10.5,
      limit: 1
    },
    {
      ...growth,
      bar: 'beside rumdl',
      peer: getGrowth((cards) => get('check-clean', cards, 'rumdl')),
      limit: undefined
    },
    {
      work: 'most memory, check, 10,080 cards',
      bar: `≤ ${mostMemory} MB`,
      ours: get('check-clean', largest, 'qbank', 'memory'),
      peer: mostMemory,
      unit: 'MB',
      limit: 1
    },
    ...Object.entries(againKinds).map(([kind, content]) => ({
      work: `second check, 3,000 cards ${content}`,
      bar: "≤ 0.5 × rumdl's check",
      ours: get(getAgainId(kind), againCards, 'qbank', 'cpu'),
      peer: get(getAgainId(kind), againCards, 'rumdl', 'cpu'),
      unit: 'ms' as const,
      limit: 0.5
    })),
    against(noBank, ['idle', 'a lint-staged task that does nothing'], 1.3),
    against(oneCard, ['chain', 'the conventional chain'], 0.35),
    against(
      [
        mixedId,
        'commit of one card, 3,000 Chinese cards with code',
        mixedCards
      ],
      ['plain', 'the same in the plain bank of 84'],
      1.3
    ),
    ...Object.keys(kinds).map((kind): Verdict => ({
      work: `keystroke to diagnostics, 1,008 cards${kind === 'plain' ? '' : `, ${kind}`}`,
      bar: '≤ 50 ms',
      ours: get(getKeystrokeId(kind), 1008, 'qbank'),
      peer: 50,
      unit: 'ms',
      limit: 1
    })),
    against(
      ['many', 'check, clean, 40 banks of 252 cards', largest],
      ['two-processes', 'two processes at once, each with half of them']
    ),
    against(
      ['hostile', 'read a bank built to defeat the scanner, the worst', 1008],
      ['micromark', 'micromark alone'],
      1.3
    )
  ]
}

/** @returns ours as a multiple of the peer's */
export function getRatio({
  ours,
  peer
}: Pick<Verdict, 'ours' | 'peer'>): number | undefined {
  return ours !== undefined && peer !== undefined ? ours / peer : undefined
}

/**
 * @param get time for so many cards
 * @returns how many times the work on the largest bank is the one on a tenth of it; starting is what one card takes
 */
function getGrowth(
  get: (cards: number) => number | undefined
): number | undefined {
  const start = get(1)
  const small = get(largest / 10)
  const large = get(largest)
  return start !== undefined && small !== undefined && large !== undefined
    ? (large - start) / (small - start)
    : undefined
}

function add(
  left: number | undefined,
  right: number | undefined
): number | undefined {
  return left !== undefined && right !== undefined ? left + right : undefined
}

function multiply(
  factor: number,
  value: number | undefined
): number | undefined {
  return value !== undefined ? factor * value : undefined
}
