/** Texts that do not look like a bank. */
import fc from 'fast-check'
import {piecesOf} from './support.ts'

/** Pieces of Markdown in any order. */
export const soup = piecesOf(
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

/** Any ASCII, control characters included. */
export const ascii = fc.string({unit: 'binary-ascii', maxLength: 80})

/** Random bytes as text; most are not UTF-8. */
export const bytes = fc
  .uint8Array({maxLength: 80})
  .map((list) => Buffer.from(list).toString('utf8'))

/** Any characters, alone and in pairs that belong together. */
export const characters = fc.string({unit: 'binary', maxLength: 60})

/** UTF-8 that ends in the middle of a character. */
export const truncated = fc
  .tuple(fc.string({unit: 'binary', minLength: 1, maxLength: 40}), soup)
  .map(([text, more]) =>
    Buffer.from(more + text)
      .subarray(0, -1)
      .toString('utf8')
  )
