/** White space at the start of lines. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {dedent} from '../../src/markdown/offsets.ts'

const test = suite('offsets')

for (const [text, columns, expected] of [
  ['a\n  b', 2, 'a\nb'],
  ['    a', 2, '  a'],
  [' a', 2, 'a'],
  // What is left of a tab.
  ['\ta', 2, '  a'],
  ['\ta', 4, 'a'],
  ['  \ta', 3, ' a'],
  ['\t\ta', 4, '\ta'],
  ['\ta', 0, '\ta']
] as const) {
  test(`${JSON.stringify(text)}, ${columns} columns less`, () => {
    assert.is(dedent(text, columns), expected)
  })
}

test.run()
