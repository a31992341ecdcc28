/** Blocks about which Prettier is asked together become what they become alone. */
import fc from 'fast-check'
import type {Options} from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {formatBlocks} from '../../src/format/format-bank.ts'
import {dropBreaks, tryToSettle} from '../../src/format/settle.ts'
import {readText} from '../support/bank.ts'
import {ascii, soup} from './anything.ts'
import {brokenBank, mutatedBank} from './banks.ts'
import {parameters} from './support.ts'

const test = suite('blocks together')

/** Many small cards of whatever Markdown there is, so that there are groups of more than two. */
const smallCards = fc
  .array(fc.tuple(fc.constantFrom('Q:', 'Q:', 'Q: a ', 'Q: *b*'), soup), {
    minLength: 2,
    maxLength: 12
  })
  .map((cards) =>
    cards.map(([title, body]) => `### ${title}\n\n${body}`).join('\n\n')
  )

const texts = fc.oneof(
  {weight: 6, arbitrary: smallCards},
  {weight: 2, arbitrary: brokenBank},
  {weight: 2, arbitrary: mutatedBank},
  {weight: 1, arbitrary: ascii.map((text) => `# A\n\n${text}\n\n# B\n\nb`)}
)

const someOptions: fc.Arbitrary<Options> = fc.record(
  {
    proseWrap: fc.constantFrom('always', 'never', 'preserve'),
    endOfLine: fc.constantFrom('lf', 'auto')
  },
  {requiredKeys: []}
)

/** What once was another thing together. */
const found: [string, Options][] = [
  '### Q:\n\n* ~~~\n\n### Q:\n\n\n\n### Q:\n\n',
  '### Q:\n\n![\n    # _\n\n### Q:\n\n\n\n### Q: a\n\n# ',
  '### Q:\n\n~~  \n\t```\n\n### Q:\n\n\n\n### Q:\n\n',
  '### Q:\n\n$$\n\n### Q:\n\n\n\n### Q:\n\n',
  '### Q:\n\n- <!--\n\n### Q:\n\n\n\n### Q:\n\n',
  '### Q:\n\na\n+\n\n### Q:\n\n2*3*4\n\n### Q:\n\n',
  '### Q:\n\n*qbank:cut*\n\n### Q:\n\n\n\n### Q:\n\n'
].map((text) => [text, {}])

test('the same results as alone', () =>
  fc.assert(
    fc.asyncProperty(texts, someOptions, async (text, some) => {
      // With these the whole text is formatted at once.
      fc.pre(!/\]:|prettier-ignore/.test(text))
      const bank = readText(text)
      const options = {parser: 'markdown', ...some}
      const together = await formatBlocks(bank, bank.blocks, {options})
      // Its default, but another text of the options: what is confirmed above is not, then.
      const others = {options: {...options, tabWidth: 2}}
      const alone = []
      for (const block of bank.blocks) {
        alone.push(...(await formatBlocks(bank, [block], others)))
      }

      assert.equal(together, alone)
    }),
    {...parameters(20), examples: found}
  ))

/** A blank line too few, or some too many, between blocks: what is found without Prettier. */
const loose = fc
  .tuple(texts, fc.constantFrom('\n', '\n\n\n', '\n\n\n\n\n'))
  .map(([text, breaks]) => text.replace(/\n+(?=### )/g, breaks))

test('what Prettier prints for each block alone', () =>
  fc.assert(
    fc.asyncProperty(loose, async (text) => {
      fc.pre(!/\]:|prettier-ignore/.test(text))
      const bank = readText(text)
      const options = {parser: 'markdown', endOfLine: 'lf'} as const
      const results = await formatBlocks(bank, bank.blocks, {options})
      for (const {start, end} of bank.blocks) {
        const change = results.find(
          (result) =>
            'expected' in result && result.start >= start && result.end <= end
        )
        if (!change || !('expected' in change)) continue
        const after =
          text.slice(start, change.start) +
          change.expected +
          text.slice(change.end, end)
        const block = text.slice(start, end)
        const printed = await tryToSettle(block, options, dropBreaks, '')
        assert.is(dropBreaks(after), printed)
      }
    }),
    parameters(20)
  ))

test.run()
