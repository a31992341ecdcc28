/** Work of the language server that is begun anew at each key. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {SharedWork} from '../../src/editor/shared-work.ts'

const test = suite('shared work')

test('what was typed over before its turn takes no turn', async () => {
  const begun: number[] = []
  let last: SharedWork<number> | undefined
  for (let at = 0; at < 20_000; at++) {
    last?.stop(new Error('typed over'))
    last = new SharedWork(async () => {
      begun.push(at)
      return Promise.resolve(at)
    }, last)
  }

  let turns = 0
  let next = setImmediate(function turn() {
    turns++
    next = setImmediate(turn)
  })
  assert.is(await last?.ask(), 19_999)
  clearImmediate(next)
  assert.equal(begun, [19_999])
  assert.ok(turns < 100, `${turns} turns of the event loop`)
})

test.run()
