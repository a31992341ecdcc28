/** A fix keeps characters that are not meant as markup, code, and HTML. */
import fc from 'fast-check'
import {suite} from 'uvu'
import {bankOfLiterals, expectLiteralsKept} from './literals.ts'
import {parameters} from './support.ts'

const test = suite('literal signs')

test('a fix keeps what a reader sees, and the signs that are meant', async () => {
  await fc.assert(
    fc.asyncProperty(bankOfLiterals, expectLiteralsKept),
    parameters(15)
  )
})

test.run()
