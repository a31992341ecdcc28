/** JSON in parts is the JSON that `JSON.stringify` gives at once. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {inChunks, toJsonParts} from '../../src/text/json-parts.ts'
import {parameters} from '../properties/support.ts'

const parts = suite('JSON in parts')

function* each<Item>(items: readonly Item[]): Iterable<Item> {
  yield* items
}

parts(
  'lists and values that are made late read as if they had been there',
  () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.jsonValue())),
        fc.jsonValue(),
        (lists, value) => {
          const late = {
            a: 1,
            b: each(lists.map((list) => ({list: each(list), none: undefined}))),
            c: () => value
          }
          const json = JSON.stringify(
            {a: 1, b: lists.map((list) => ({list})), c: value},
            undefined,
            2
          )
          const given = [...toJsonParts(late)].join('')
          assert.equal(JSON.parse(given), JSON.parse(json))
          // What is unsafe is escaped.
          if (/^[\x20-\x7E\n]*$/.test(json) && !json.includes('##'))
            assert.is(given, json)
        }
      ),
      parameters(60)
    )
  }
)

parts('no element is made before those before it are given', () => {
  const made: number[] = []
  function* count(): Iterable<number> {
    for (let number = 0; ; number++) {
      made.push(number)
      yield number
    }
  }

  let length = 0
  for (const part of toJsonParts({list: count()})) {
    length += part.length
    if (length > 100) break
  }

  assert.ok(made.length < 50)
})

parts('chunks are the same text', () => {
  const texts = Array.from({length: 500}, (_, index) => `${index}`.repeat(200))
  const chunks = [...inChunks(texts)]
  assert.is(chunks.join(''), texts.join(''))
  assert.ok(chunks.length > 2 && chunks.length < 10)
})

parts.run()
