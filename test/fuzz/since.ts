/** Random histories of a bank, in which `--since` has to find out what has changed. */
import {makeHistoryRepository, tryHistory} from '../since/histories.ts'
import {makeRandom} from '../support/random.ts'
import type {Fuzz} from './run.ts'

const folder = makeHistoryRepository()

export const fuzz: Fuzz = {
  title: 'random histories',
  cases: 100,
  async tryCase(seed) {
    await tryHistory(folder, makeRandom(seed))
  }
}
