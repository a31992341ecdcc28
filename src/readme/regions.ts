/** The kinds of regions. A new kind is a file beside this one and a line here. */
import type {RegionKind} from './region.ts'
import {bankCards} from './bank-cards.ts'
import {bankContents} from './bank-contents.ts'
import {bankStats} from './bank-stats.ts'

export const regionKinds: readonly RegionKind[] = [
  bankStats,
  bankContents,
  bankCards
]
