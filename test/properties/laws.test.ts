/** The invariants of a fix, over banks with mistakes. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {processBank} from '../support/bank.ts'
import {makeRandom} from '../support/random.ts'
import {expectLaws} from './expect-laws.ts'
import {expectSameInAnyOrder} from './expect-order.ts'
import {
  bank,
  bankWithForeign,
  brokenBank,
  countWords,
  mutatedBank
} from './banks.ts'
import {examplesInCards} from './examples.ts'
import {bankWithIgnored, expectIgnoredKept} from './ignored.ts'
import {expectSequenceKept, sequenceBank} from './sequences.ts'
import {parameters} from './support.ts'

const test = suite('laws of a repair')

test('a canonical bank is left alone', async () => {
  await fc.assert(
    fc.asyncProperty(bank, async (text) => {
      assert.is(await expectLaws(text, {}, {mayBeGuarded: false}), text)
    }),
    parameters(3)
  )
})

test('a bank with mistakes is fixed, and no word is lost', async () => {
  await fc.assert(
    fc.asyncProperty(brokenBank, async (text) => {
      const value = await expectLaws(text, {}, {mayBeGuarded: false})
      assert.equal(countWords(value), countWords(text))
    }),
    parameters(12)
  )
})

test('code, HTML, comments, formulas and the like are kept to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(bankWithForeign, async ({text, part}) => {
      const value = await expectLaws(text)
      assert.ok(value.includes(part), `${part}\nis not in\n${value}`)
    }),
    parameters(7)
  )
})

test('what Prettier is to ignore is left alone by all rules', async () => {
  await fc.assert(
    fc.asyncProperty(bankWithIgnored, expectIgnoredKept),
    parameters(6)
  )
})

test('line endings and a byte order mark change nothing else', async () => {
  const endings = {lf: '\n', crlf: '\r\n', cr: '\r'}
  await fc.assert(
    fc.asyncProperty(
      brokenBank,
      fc.constantFrom(...Object.values(endings)),
      fc.constantFrom(
        'lf' as const,
        'crlf' as const,
        'cr' as const,
        'auto' as const
      ),
      fc.constantFrom('', '\uFEFF'),
      async (text, eol, endOfLine, mark) => {
        const {value} = await processBank(text)
        const other = await expectLaws(mark + text.replaceAll('\n', eol), {
          endOfLine
        })
        const expected = endOfLine === 'auto' ? eol : endings[endOfLine]
        assert.is(other, mark + value.replaceAll('\n', expected))
      }
    ),
    parameters(4)
  )
})

const options = fc.record(
  {
    // No narrower than the longest label.
    printWidth: fc.integer({min: 36, max: 100}),
    proseWrap: fc.constantFrom(
      'always' as const,
      'never' as const,
      'preserve' as const
    ),
    tabWidth: fc.integer({min: 2, max: 8}),
    useTabs: fc.boolean(),
    singleQuote: fc.boolean(),
    embeddedLanguageFormatting: fc.constantFrom('auto' as const, 'off' as const)
  },
  {requiredKeys: []}
)

test('the laws hold with all options of Prettier', async () => {
  await fc.assert(
    fc.asyncProperty(brokenBank, options, async (text, options) => {
      const value = await expectLaws(text, options, {mayBeGuarded: false})
      assert.equal(countWords(value), countWords(text))
    }),
    parameters(5)
  )
})

test('the order of fixes changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(brokenBank, fc.integer(), async (text, seed) => {
      await expectSameInAnyOrder(text, makeRandom(seed))
    }),
    parameters(3)
  )
})

test('ids are the same in any order, and put in once', async () => {
  await fc.assert(
    fc.asyncProperty(brokenBank, fc.integer(), async (text, seed) => {
      const body = text.replace(/^---\nbank:\n---\n\n/, '')
      const bank = `---\nbank:\n  ids: true\n---\n\n${body}`
      await expectSameInAnyOrder(bank, makeRandom(seed))
      await expectLaws(bank, {}, {mayBeGuarded: false})
    }),
    parameters(3)
  )
})

test('a bank with any mistakes', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedBank, async (text) => {
      await expectLaws(text)
    }),
    parameters(8)
  )
})

test('numbers are kept, and no heading comes out of nothing', async () => {
  await fc.assert(
    fc.asyncProperty(sequenceBank, expectSequenceKept),
    parameters(12)
  )
})

test('examples of Markdown in cards', async () => {
  await fc.assert(
    fc.asyncProperty(examplesInCards, async (text) => {
      await expectLaws(text)
    }),
    parameters(3)
  )
})

test.run()
