/** The laws of a repair, over texts that nobody would call a bank. */
import fc from 'fast-check'
import {suite} from 'uvu'
import {expectLaws} from './expect-laws.ts'
import {parameters, piecesOf} from './support.ts'

const test = suite('laws of a repair, over anything')

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
    parameters(300)
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
    parameters(150)
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
