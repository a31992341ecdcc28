/** What is remembered for texts is bounded, and what was used last is kept. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {TextMemory} from '../../src/text/text-memory.ts'

const test = suite('text memory')

test('keeps as many characters as it may, and forgets the oldest first', () => {
  const memory = new TextMemory<number>(6)
  assert.is(memory.remember('aa', 1), 1)
  memory.remember('bbb', 2)
  memory.remember('c', 3)
  assert.equal(
    ['aa', 'bbb', 'c'].map((text) => memory.find(text)),
    [1, 2, 3]
  )
  memory.remember('d', 4)
  assert.equal(
    ['aa', 'bbb', 'c', 'd'].map((text) => memory.find(text)),
    [undefined, 2, 3, 4]
  )
})

test('a text that is remembered again is the newest, and counts once', () => {
  const memory = new TextMemory<number>(4)
  memory.remember('aa', 1)
  memory.remember('bb', 2)
  memory.remember('aa', 3)
  assert.equal(
    ['aa', 'bb'].map((text) => memory.find(text)),
    [3, 2]
  )
  memory.remember('c', 4)
  assert.equal(
    ['aa', 'bb', 'c'].map((text) => memory.find(text)),
    [3, undefined, 4]
  )
})

test('a text with more characters than it may keep is not kept', () => {
  const memory = new TextMemory<number>(2)
  assert.is(memory.remember('aaa', 1), 1)
  assert.is(memory.find('aaa'), undefined)
})

test.run()
