/**
 * What is done about a text grows with it, and not with its square. Counted is how often each block of code is run,
 * which is the same on any machine; what Node does for us in one step (a regular expression, a search) does not
 * count: `npm run fuzz growth` measures that.
 */
import {Session} from 'node:inspector/promises'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Work} from './growing.ts'
import {works} from './growing.ts'

const test = suite('growth')

const session = new Session()

test.before(async () => {
  session.connect()
  await session.post('Profiler.enable')
  // Before anything is run: of a function that is compiled already, Node counts the calls only.
  await session.post('Profiler.startPreciseCoverage', {
    callCount: true,
    detailed: true
  })
  // What is done once and for all, such as loading a library, is done now.
  for (const work of Object.values(works)) await work(15)()
})

for (const [name, work] of Object.entries(works)) {
  test(name, async () => {
    const once = await count(work, 50)
    const twice = await count(work, 100)
    const most = await count(work, 200)
    assert.ok(once > 100)
    assert.ok(
      most - twice <= 2.3 * (twice - once),
      `${once}, ${twice}, ${most} blocks`
    )
  })
}

test.run()

/** @returns how often blocks of code are run, but for those of Node and the Markdown parser */
async function count(work: Work, amount: number): Promise<number> {
  await session.post('Profiler.takePreciseCoverage')
  await work(amount)()
  const {result} = await session.post('Profiler.takePreciseCoverage')
  return result
    .filter(({url}) => /^file:(?!.*\/node_modules\/micromark)/.test(url))
    .flatMap(({functions}) => functions.flatMap(({ranges}) => ranges))
    .reduce((sum, range) => sum + range.count, 0)
}
