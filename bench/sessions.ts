/** Works that are not a single process: they are measured separately, after the others. */
import type {Change} from './chain/commit.ts'
import {measureCommits, measureQbank} from './chain/commit.ts'
import {findWorst, measureHostile} from './hostile.ts'
import {measureAgain} from './again.ts'
import {measureKeystrokes} from './keystroke.ts'
import {measureMany} from './many.ts'
import {kinds} from './kinds.ts'
import type {Measurement} from './results.ts'
import {round1} from './units.ts'
import {
  againCards,
  againKinds,
  getAgainId,
  getKeystrokeId,
  mixedCards,
  mixedId
} from './works.ts'

/** A work of this kind. */
export interface Session {
  /** Id of the work, size of the bank, and tool; as for trials. */
  readonly name: string
  /** With which it is run; default: `sessions`. */
  readonly part?: 'hostile'
  readonly measure: () => Promise<readonly Measurement[]>
}

/** Ids of works. */
const commitIds: Readonly<Record<Change, string>> = {
  'one card': 'commit-card',
  'no bank': 'commit-other'
}

/** Commits of one card in a large bank with all that the scanner knows, and in the plain one of 84. */
function measureMixed({
  cards,
  runs
}: {
  readonly cards: number
  readonly runs: number
}): Measurement[] {
  const times = measureQbank(
    {plain: {cards: 84}, mixed: {cards, kind: 'mixed'}},
    runs
  )
  return Object.entries(times).map(([name, walls]) => ({
    ...{work: mixedId, cards, tool: name === 'plain' ? 'plain' : 'qbank'},
    samples: walls.map((wall) => ({wall: round1(wall)}))
  }))
}

/**
 * @param runs of each commit, a warm-up aside
 * @param isQuick whether it is enough to see that nothing crashes
 */
export function getSessions(runs: number, isQuick: boolean): Session[] {
  const [cards, keys] = isQuick ? [84, 3] : [1008, 20]
  const many = isQuick ? {banks: 2, cards: 1} : {banks: 40, cards: 252}
  return [
    {
      name: 'commit/84/qbank',
      measure: () =>
        Promise.resolve(
          measureCommits(84, isQuick ? 1 : runs).flatMap(({change, ...times}) =>
            Object.entries(times).map(([tool, walls]) => ({
              ...{work: commitIds[change], cards: 84, tool},
              samples: walls.map((wall) => ({wall: round1(wall)}))
            }))
          )
        )
    },
    {
      name: `commit-mixed/${isQuick ? 84 : mixedCards}/qbank`,
      measure: () =>
        Promise.resolve(
          measureMixed({
            cards: isQuick ? 84 : mixedCards,
            runs: isQuick ? 1 : runs
          })
        )
    },
    ...Object.keys(againKinds).map((kind): Session => ({
      name: `${getAgainId(kind)}/${isQuick ? 84 : againCards}/qbank`,
      measure() {
        const options = isQuick
          ? {cards: 84, runs: 1}
          : {cards: againCards, runs}
        const {cards} = options
        const measured = measureAgain({...options, kind})
        return Promise.resolve(
          Object.entries(measured).map(([tool, samples]) => ({
            ...{work: getAgainId(kind), cards, tool},
            samples: samples.map(({wall, cpu = wall}) => ({
              wall: round1(wall),
              cpu: round1(cpu)
            }))
          }))
        )
      }
    })),
    ...Object.keys(kinds).map((kind): Session => ({
      name: `${getKeystrokeId(kind)}/${cards}/qbank`,
      async measure() {
        const {median} = await measureKeystrokes({cards, keys, kind})
        const samples = [{wall: round1(median)}]
        return [{work: getKeystrokeId(kind), cards, tool: 'qbank', samples}]
      }
    })),
    {
      name: `many/${many.banks * many.cards}/qbank`,
      async measure() {
        const {one, two} = await measureMany({
          ...many,
          runs: isQuick ? 0 : runs
        })
        const work = {work: 'many', cards: many.banks * many.cards}
        const toSamples = (walls: readonly number[]): Measurement['samples'] =>
          walls.map((wall) => ({wall: round1(wall)}))
        return [
          {...work, tool: 'qbank', samples: toSamples(one)},
          {...work, tool: 'two-processes', samples: toSamples(two)}
        ]
      }
    },
    {
      name: `hostile/${cards}/qbank`,
      measure() {
        const worst = findWorst(measureHostile(cards, isQuick ? 1 : 3))
        return Promise.resolve(
          (['ours', 'micromark'] as const).map((key) => ({
            ...{work: 'hostile', cards},
            tool: key === 'ours' ? 'qbank' : key,
            samples: [{wall: round1(worst?.[key] ?? 0)}]
          }))
        )
      }
    }
  ]
}
