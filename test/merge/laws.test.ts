/** What holds for every merge, for random banks; `npm run fuzz merge` tries many more. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {mutate, mutationsOf, parameters} from '../properties/support.ts'
import {markup} from '../properties/banks.ts'
import {makeRandom} from '../support/random.ts'
import {fight} from './fight.ts'
import {expectNoLoss, makeTriple, tryMerge} from './merge-laws.ts'
import {mergeTexts} from './merge.ts'

const test = suite('what holds for every merge')
const seed = fc.integer({min: 0, max: 1_000_000_000})

test('no card is lost or doubled, and sides are alike', async () => {
  await fc.assert(fc.asyncProperty(seed, tryMerge), parameters(20))
})

test('where a side is no longer a bank in form, nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      seed,
      mutationsOf(markup, 4),
      mutationsOf(markup, 4),
      async (seed, mine, yours) => {
        const {base, ours, theirs} = makeTriple(makeRandom(seed))
        const versions = {
          base,
          ours: mutate(ours, mine),
          theirs: mutate(theirs, yours)
        }
        const {text, reason} = await mergeTexts(versions)
        assert.ok(!reason?.startsWith('qbank has a bug'), reason)
        expectNoLoss(versions, text)
      }
    ),
    parameters(20)
  )
})

test('two clones fight over one section', async () => {
  await fight(makeRandom(1), 12)
})

test.run()
