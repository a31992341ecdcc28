/** The kinds of regions. A new kind is a file beside this one and a line here. */
import type {RegionKind} from './region.ts'
import {bankCards} from './bank-cards.ts'
import {bankChart} from './bank-chart.ts'
import {bankContents} from './bank-contents.ts'
import {bankIndex} from './bank-index.ts'
import {bankStats} from './bank-stats.ts'

/** Those that are generated from one bank. */
export const regionKinds: readonly RegionKind[] = [
  bankStats,
  bankChart,
  bankContents,
  bankCards
]

/** Names of all regions. */
export const regionNames: readonly string[] = [
  ...regionKinds.map(({name}) => name),
  bankIndex
]
