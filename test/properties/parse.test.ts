/** The invariant of the parser over random texts; `npm run fuzz parse` tries many more. */
import fc from 'fast-check'
import {suite} from 'uvu'
import {
  anyText,
  expectSameTree,
  expectSameTreeAgain,
  versions
} from './parse-law.ts'
import {parameters} from './support.ts'

const test = suite("the parser's law")

test('every text has the tree that remark-parse gives', () => {
  fc.assert(fc.property(anyText, expectSameTree), parameters(60))
})

test('an edited text has the same tree, though parts of it have been read before', () => {
  fc.assert(fc.property(versions, expectSameTreeAgain), parameters(10))
})

test.run()
