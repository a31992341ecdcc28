/** Blocks that refer to definitions in other blocks are formatted one by one as they are in the whole bank. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {processBank} from '../support/bank.ts'
import {parameters, piecesOf} from './support.ts'

const test = suite('references')

const front = `---
bank:
  template:
    card: {depth: 2, prefix: ''}
    fields:
      - {kind: content}
---

# Bank
`

const word = piecesOf(
  [
    ...['[a][rye]', '[*b*][Rye]', '[rye]', '[Rye][]', '![oven][]', '[wheat]'],
    ...[
      '[flour *a*][ß]',
      '[SS]',
      'n[^1]',
      '[^note]',
      '[x]',
      '[x][y]',
      '\\[rye]'
    ],
    ...['[a [rye] b][oats]', '*so*', '_so_', '`[rye]`', '[ ]', '[', ']', 'a*b'],
    ...[' ', ' ', ' ', '\n', '  \n', 'so', 'so', '!', '[rye\n  flour]', '~~a~~']
  ],
  9
)

const definition = fc.constantFrom(
  ...['[rye]: https://a.example', '[Wheat]: <b c>', '[oven]: o.png "So"'],
  ...['[ß]: #x', '[^1]: One *two*', '[^note]: Note\n\n    More.', '[y]: z'],
  ...['[rye  flour]: x', '[oats]: x', '> [rye]: x', '- [wheat]: x', '[a*b]: x']
)

const block = fc.oneof(
  {weight: 4, arbitrary: word},
  {
    weight: 2,
    arbitrary: word.map((text) => `- ${text.replace(/\s+/g, ' ').trim()}`)
  },
  {
    weight: 1,
    arbitrary: word.map((text) => `* ${text.replace(/\s+/g, ' ').trim()}`)
  },
  {weight: 3, arbitrary: definition},
  {
    weight: 1,
    arbitrary: fc.constantFrom('```\n[rye]\n```', '<!-- open', '<div>')
  }
)

const card = fc
  .array(block, {minLength: 1, maxLength: 3})
  .map((blocks) => ['', '## Loaf', ...blocks, ''].join('\n\n'))

const bank = fc.array(card, {minLength: 1, maxLength: 4}).map(
  (cards) =>
    `${front}${cards
      .join('')
      .replace(/\n{3,}/g, '\n\n')
      .trimEnd()}\n`
)

test('a bank is formatted as it is at once', async () => {
  await fc.assert(
    fc.asyncProperty(bank, async (text) => {
      const [each, all] = await Promise.all([
        processBank(text),
        // Of plugins nothing is known, so all is asked about at once.
        processBank(text, {prettierOptions: {plugins: [{}]}})
      ])
      assert.is(each.value, all.value, JSON.stringify(text))
      assert.is(
        each.remaining.map(String).join('\n'),
        all.remaining.map(String).join('\n')
      )
    }),
    parameters(15)
  )
})

test.run()
