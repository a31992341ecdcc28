import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {largest, pushAll, smallest} from '../../src/text/many.ts'

const test = suite('many')

test('more than a call may have arguments', () => {
  const numbers = Array.from({length: 1_000_000}, (_, at) => at)
  assert.throws(() => Math.max(...numbers), RangeError)
  assert.is(largest(numbers), 999_999)
  assert.is(smallest(numbers), 0)
  const list = [-1]
  pushAll(list, numbers)
  assert.is(list.length, 1_000_001)
  assert.equal(list.slice(0, 3), [-1, 0, 1])
})

test('none', () => {
  assert.is(largest([]), Math.max())
  assert.is(smallest([]), Math.min())
})

test.run()
