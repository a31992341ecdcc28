/** Commits while an editor saves, or another git works, at a random step of the hook. */
import {trySave, tryTogether} from '../git/hook-fuzz.ts'
import {makeStateRepository} from '../git/states.ts'
import {makeRandom} from '../support/random.ts'
import type {Fuzz} from './run.ts'

const folder = makeStateRepository()

export const fuzz: Fuzz = {
  title: 'commits while others work',
  cases: 200,
  tryCase(seed) {
    const random = makeRandom(seed)
    if (random() < 0.6) trySave(folder, random)
    else tryTogether(folder, random)
  }
}
