/** The laws of a repair, over banks with mistakes and over texts that nobody would call a bank. */
import fc from 'fast-check'
import * as prettier from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {toSafeEdit} from '../../src/fix/edits.ts'
import {processBank} from '../support/bank.ts'
import {bank, brokenBank, countWords, mutatedBank} from './banks.ts'
import {parameters, piecesOf} from './support.ts'

const test = suite('laws of a repair')

/** Checks all laws that hold for any text. */
async function expectLaws(text: string): Promise<string> {
  const {messages, value, remaining} = await processBank(text)
  assert.is(
    remaining.find(({ruleId}) => ruleId === 'unsettled-fix')?.note,
    undefined,
    'comes to rest'
  )
  assert.equal(
    remaining.filter((message) => toSafeEdit(message)).map(String),
    [],
    'nothing is left to repair'
  )
  assert.is(
    messages.some((message) => toSafeEdit(message)),
    value !== text,
    'something is told exactly when something changes'
  )
  const again = await processBank(value)
  assert.is(again.value, value, 'a second repair changes nothing')
  assert.equal(again.messages.map(String).sort(), remaining.map(String).sort())
  if (!remaining.some(({note}) => note !== undefined)) {
    assert.is(
      await prettier.format(value, {parser: 'markdown'}),
      value,
      'Prettier changes nothing'
    )
  }
  return value
}

test('a canonical bank is left alone', async () => {
  await fc.assert(
    fc.asyncProperty(bank, async (text) => {
      assert.is(await expectLaws(text), text)
    }),
    parameters(100)
  )
})

test('a bank with mistakes is repaired, and no word is lost', async () => {
  await fc.assert(
    fc.asyncProperty(brokenBank, async (text) => {
      const value = await expectLaws(text)
      assert.equal(countWords(value), countWords(text))
    }),
    parameters(400)
  )
})

test('line endings and a byte order mark change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(brokenBank, async (text) => {
      const {value} = await processBank(text)
      const windows = `\uFEFF${text.replaceAll('\n', '\r\n')}`
      assert.is(await expectLaws(windows), `\uFEFF${value}`)
    }),
    parameters(100)
  )
})

test('a bank with any mistakes', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedBank, async (text) => {
      await expectLaws(text)
    }),
    parameters(300)
  )
})

const soup = piecesOf(
  [
    ...[
      '# ',
      '## ',
      '### Q: ',
      '- ',
      '* ',
      '1. ',
      '> ',
      '```',
      '~~~',
      '---',
      '==='
    ],
    ...[
      '**Tags:**',
      '**Difficulty:** Easy',
      '**Common pitfalls:**',
      '**',
      '_',
      '`'
    ],
    ...[
      '[',
      ']',
      '(',
      ')',
      '![',
      '](',
      '<',
      '>',
      '<!--',
      '-->',
      '|',
      '|-|',
      '\\',
      '&'
    ],
    ...[
      '[^1]',
      '[^1]: ',
      '[a]: /b',
      '&amp;',
      '$',
      '$$',
      '{',
      '}',
      '~~',
      ':',
      'www.a.b'
    ],
    ...[
      '\n',
      '\n',
      '\n',
      '\n',
      '\n\n',
      '  \n',
      '    ',
      '\t',
      ' ',
      ' ',
      '  ',
      '\r\n'
    ],
    ...[
      'a',
      'b',
      'dough',
      'Q:',
      '1',
      '0',
      '.',
      ')',
      '-',
      '+',
      '=',
      '#',
      '!',
      '"',
      "'"
    ]
  ],
  40
)

test('Markdown at random', async () => {
  await fc.assert(
    fc.asyncProperty(soup, async (text) => {
      await expectLaws(text)
    }),
    parameters(400)
  )
})

test('ASCII at random', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({unit: 'binary-ascii', maxLength: 80}),
      async (text) => {
        await expectLaws(text)
      }
    ),
    parameters(200)
  )
})

test('bytes at random', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({maxLength: 80}), async (bytes) => {
      await expectLaws(Buffer.from(bytes).toString('utf8'))
    }),
    parameters(100)
  )
})

test('any characters at random', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({unit: 'binary', maxLength: 60}),
      async (text) => {
        await expectLaws(text)
      }
    ),
    parameters(100)
  )
})

test.run()
