/** Two clones that fight over one section for a hundred commits. */
import {fight} from '../merge/fight.ts'
import {makeRandom} from '../support/random.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'fights of a hundred commits',
  cases: 3,
  async tryCase(seed) {
    await fight(makeRandom(seed), 100)
  }
}
