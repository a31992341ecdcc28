/** Commits whose hook is stopped at a random moment, by Ctrl-C or a signal, SIGKILL among them. */
import {tryStop} from '../git/hook-fuzz.ts'
import {makeStateRepository} from '../git/states.ts'
import {makeRandom} from '../support/random.ts'
import type {Fuzz} from './run.ts'

const folder = makeStateRepository()
/** How long a hook takes here and now, in milliseconds. */
let longest = 1500

export const fuzz: Fuzz = {
  title: 'random interruptions',
  cases: 200,
  async tryCase(seed) {
    const duration = await tryStop(folder, makeRandom(seed), longest)
    longest = 0.9 * longest + 0.1 * Math.min(duration, 8000)
  }
}
