/** The invariants of a fix, over texts that do not look like a bank. */
import fc from 'fast-check'
import {suite} from 'uvu'
import {expectLaws} from './expect-laws.ts'
import {ascii, bytes, characters, soup, truncated} from './anything.ts'
import {parameters} from './support.ts'

const test = suite('laws of a repair, over anything')

test('Markdown at random', async () => {
  await fc.assert(
    fc.asyncProperty(soup, async (text) => {
      await expectLaws(text)
    }),
    parameters(25)
  )
})

test('ASCII at random', async () => {
  await fc.assert(
    fc.asyncProperty(ascii, async (text) => {
      await expectLaws(text)
    }),
    parameters(12)
  )
})

test('bytes at random', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, async (text) => {
      await expectLaws(text)
    }),
    parameters(10)
  )
})

test('truncated UTF-8', async () => {
  await fc.assert(
    fc.asyncProperty(truncated, async (text) => {
      await expectLaws(text)
    }),
    parameters(6)
  )
})

test('any characters at random', async () => {
  await fc.assert(
    fc.asyncProperty(characters, async (text) => {
      await expectLaws(text)
    }),
    parameters(10)
  )
})

test.run()
