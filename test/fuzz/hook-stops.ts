/** Commits whose hook, or git, is stopped at a random step of the hook, by Ctrl-C or a signal, SIGKILL among them. */
import {tryStop} from '../git/hook-fuzz.ts'
import {makeStateRepository} from '../git/states.ts'
import {makeRandom} from '../support/random.ts'
import type {Fuzz} from './run.ts'

const folder = makeStateRepository()

export const fuzz: Fuzz = {
  title: 'random interruptions',
  cases: 200,
  tryCase(seed) {
    tryStop(folder, makeRandom(seed))
  }
}
