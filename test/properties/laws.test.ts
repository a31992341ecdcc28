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
async function expectLaws(
  text: string,
  prettierOptions: prettier.Options = {}
): Promise<string> {
  const options = {prettierOptions}
  const {messages, value, remaining} = await processBank(text, options)
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
  const again = await processBank(value, options)
  assert.is(again.value, value, 'a second repair changes nothing')
  assert.equal(again.messages.map(String).sort(), remaining.map(String).sort())
  if (!remaining.some(({note}) => note !== undefined)) {
    assert.is(
      await prettier.format(value, {...prettierOptions, parser: 'markdown'}),
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
    parameters(60)
  )
})

const options = fc.record(
  {
    printWidth: fc.integer({min: 20, max: 100}),
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
      const value = await expectLaws(text, options)
      assert.equal(countWords(value), countWords(text))
    }),
    parameters(60)
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
