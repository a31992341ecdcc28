/** Commits of random states of index and working tree. */
import {tryState} from '../git/hook-fuzz.ts'
import {makeStateRepository} from '../git/states.ts'
import {makeRandom} from '../support/random.ts'
import type {Fuzz} from './run.ts'

const folder = makeStateRepository()

export const fuzz: Fuzz = {
  title: 'random staging states',
  cases: 200,
  tryCase(seed) {
    tryState(folder, makeRandom(seed))
  }
}
