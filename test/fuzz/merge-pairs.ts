/** Pairs of branches with a card each, merged by git with the driver. */
import {tryPair} from '../merge/pair.ts'
import {makeRandom} from '../support/random.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'pairs of branches',
  cases: 200,
  async tryCase(seed) {
    await tryPair(makeRandom(seed))
  }
}
