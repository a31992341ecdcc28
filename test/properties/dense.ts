/** Texts of little but markup: signs side by side, lines of all kinds below each other, and lists with blocks in them. */
import fc from 'fast-check'
import {piecesOf} from './support.ts'

/** Signs that begin and end inline markup, and little between them. */
const inline = piecesOf(
  [
    ...['~', '~', '~', '~~', '~~', '~~~', '~a~', '~~a~~', '\\~'],
    ...['*', '*', '*', '**', '**', '***', '_', '__', '_', '\\*', 'x_y'],
    ...['a', 'b', 'é', '😀', '.', '-', '"', '/', '(', ')', ' ', ' ', ' '],
    ...['[', ']', '![', '](u)', '](u "t")', "](u 't')", '](<u v>)', '](a(b)c)'],
    ...['[r]', '[r][]', '[x][r]', '[^1]', '\\[', '!', '\\!'],
    ...['\n', '  \n', '\\', '`', '``', '<', '>', '&amp;'],
    ...['@', 'a@b.c', 'www.', 'www.a.b', 'http://', 'https://a.b']
  ],
  14
)

/** The same with what it may refer to, and in the containers that it may be in. */
const referring = fc
  .tuple(
    inline,
    fc.constantFrom<((text: string) => string)[]>(
      (text) => text,
      (text) => text,
      (text) => `${text}\n\n[r]: /u\n`,
      (text) => `${text}\n\n[^1]: note\n`,
      (text) => `${text}\n\n[r]: <u> "t"\n[^1]: n\n`,
      (text) => `[^1]: ${text}\n\n[r]: /u\n\na[^1]\n`,
      (text) => `# a\n\n${text}\n\n# b\n\n[r]: /u\n`,
      (text) => `- ${text}\n`,
      (text) => `- a\n\n  ${text}\n\n[r]: /u\n`,
      (text) => `> ${text.replaceAll('\n', '\n> ')}\n`,
      (text) => `| a | b |\n|-|-|\n| ${text.replaceAll('\n', ' ')} | c |\n`
    )
  )
  .map(([text, place]) => place(text))

const indent = fc.constantFrom(
  ...['', '', '', ' ', '  ', '  ', '   ', '    ', '     ', '      ']
)

const line = fc.constantFrom(
  ...['- a', '- b', '+ f', '1. b', '2. c', '1) d', '1)x', '- - e', '-', '- `c'],
  ...['[ ]A', '- [ ] x', '- [x] y', '- [ ]z', '[r]: /u', '[^1]: n', '[r]'],
  ...[
    'text',
    'a  ',
    '',
    '',
    '  ',
    '# h',
    '#x',
    '> q',
    '---',
    '_ _',
    '    code'
  ],
  ...['`c', 'd`', '```', '**', '***b***', '***', '*** b', '*a', 'b*', '~~s'],
  ...['t~~', '<b>', '<br>', '<!--', 'a | b', '| a |', '|-|', '|-|', '-|-'],
  ...['| a |\n|-|\n| b |', '|-|\n| b |\nc']
)

/** Lines of blocks directly below each other, indented by chance. */
const lines = fc
  .array(fc.tuple(indent, line), {minLength: 1, maxLength: 9})
  .map((parts) => parts.map((part) => part.join('')).join('\n') + '\n')

const far = fc.constantFrom(
  ...['', '', '', ' ', '  ', '   ', '   ', '    ', '    ', '     '],
  ...['      ', '        ', '\t']
)

const marked = fc.constantFrom(
  ...['2. a', '3. # h', '10. a', '100. a', '101. b', '-   a', '- 2. a', '1.'],
  ...['a', 'a', 'b  ', 'c\\', '```', '```js ', '~~~', '``` ', '> a', '<div>'],
  ...['| a | b | ', '| - | -: |', 'c | d', '--- | ---', '&shy;', '=', '-->']
)

/** Lines of blocks below each other, many of them after blank lines and far in. */
const sparse = fc
  .array(
    fc.tuple(
      far,
      fc.oneof(line, marked),
      fc.constantFrom('\n', '\n\n', '\n\n', '\n\n', '\n  \n', '')
    ),
    {minLength: 1, maxLength: 9}
  )
  .map((parts) => parts.map((part) => part.join('')).join(''))

const block = fc.constantFrom(
  ...['a', 'c  \nd', '  extra', '> q', '[a](b)', '~~x~~', '<br>', '[r]: /u'],
  ...['| a |\n|-|\n| b |', '| a | b |\n|:-|-|\n| `c\\|` |'],
  ...['```\nx\n```', '- n\n\n  m', '# h', '    i', '[^1]: n', '<p>\ni']
)

/** Lists, each of whose items has blocks of its own. */
const lists = fc
  .array(
    fc.record({
      marker: fc.constantFrom('- ', '- ', '1. ', '  - ', '- [ ] ', '   1. '),
      blocks: fc.array(fc.tuple(fc.constantFrom('', '', '\n'), block), {
        minLength: 1,
        maxLength: 3
      }),
      end: fc.constantFrom('\n', '\n\n', '\n \n')
    }),
    {minLength: 1, maxLength: 4}
  )
  .map((items) =>
    items
      .map(({marker, blocks, end}) => {
        const width = marker.replace('[ ] ', '').length
        const content = blocks.map((parts) => parts.join('')).join('\n')
        const own = content.replaceAll(/\n(?=[^\n])/g, `\n${' '.repeat(width)}`)
        return marker + own + end
      })
      .join('')
  )

/** Texts of little but markup. */
export const denseText = fc.oneof(inline, referring, lines, sparse, lists)
