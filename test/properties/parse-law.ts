/**
 * The invariant of the parser: for every text, the tree is the one that remark-parse gives with front matter and GFM.
 */
import {isDeepStrictEqual} from 'node:util'
import fc from 'fast-check'
import type {Root} from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import * as assert from 'uvu/assert'
import {parse, parseInStretches} from '../../src/markdown/parse.ts'
import {bank, brokenBank, mutatedBank} from './banks.ts'
import {denseText} from './dense.ts'
import {scriptPieces, written} from './scripts.ts'
import type {Mutation} from './support.ts'
import {mutate, mutationsOf, piecesOf} from './support.ts'

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm)
  .freeze()

/** @returns what remark-parse gives, with the extensions that a bank is read with */
export function parseWithRemark(text: string): Root {
  return processor.parse(text)
}

/** Compares the trees of a text, absent fields and positions included. */
export function expectSameTree(text: string): void {
  // A text that is not read in stretches is given to remark-parse itself; what it gives twice need not be compared.
  const parsed = parseInStretches(text)
  if (parsed) expectEqual(parsed, parseWithRemark(text), text)
}

/** Compares the trees of texts after parts of them have been read before. */
export function expectSameTreeAgain(texts: readonly string[]): void {
  for (const text of texts) {
    const tree = parse(text)
    expectEqual(tree, parseWithRemark(text), text)
    // A caller may change its tree: that must not change later trees.
    visit(tree, (node) => {
      if (node.position) node.position.start.line = -1
      if ('value' in node) node.value = ''
    })
    tree.children.length = 0
  }
}

function expectEqual(actual: unknown, expected: unknown, text: string): void {
  // Of two trees that differ, uvu's comparison takes some for equal, and compares slowly.
  if (isDeepStrictEqual(actual, expected)) return
  assert.is(
    JSON.stringify(actual, showUndefined, 1),
    JSON.stringify(expected, showUndefined, 1),
    JSON.stringify(text)
  )
  assert.unreachable(`Trees differ: ${JSON.stringify(text)}`)
}

function showUndefined(_key: string, value: unknown): unknown {
  return value === undefined ? 'undefined' : value
}

/** What is put into texts: all that means something to Markdown, and characters of all kinds around it. */
const pieces: readonly string[] = [
  ...[
    '\n',
    '\n',
    '\n\n',
    '\n\n',
    '  \n',
    ' \n',
    '\\\n',
    '\r\n',
    '\r',
    '\n\n### ',
    '\n\n# '
  ],
  ...[
    ' ',
    ' ',
    '  ',
    '    ',
    '\t',
    '\u00A0',
    '\u200B',
    '\u2028',
    '\0',
    '\uFEFF',
    '\f'
  ],
  ...[
    'a',
    'b',
    'é',
    '日',
    '😀',
    '\uD800',
    '“',
    '—',
    '€',
    '1',
    '9',
    '_a',
    'x_y',
    '2*3'
  ],
  ...[
    '.',
    ',',
    ':',
    ';',
    '?',
    '!',
    '"',
    "'",
    '(',
    ')',
    '/',
    '%',
    '#',
    '=',
    '+',
    '$',
    '{',
    '}',
    '^'
  ],
  ...[
    '*',
    '*',
    '**',
    '**',
    '***',
    '_',
    '__',
    '`',
    '`',
    '``',
    '```',
    '~',
    '~~',
    '~~~',
    '|',
    '\\',
    '\\*',
    '\\\\'
  ],
  ...[
    '[',
    ']',
    '](u)',
    '](',
    '[a](b)',
    '![',
    '[^1]',
    '[^1]: ',
    '[a]',
    '[a]: ',
    '[a]: /b\n',
    '[ ] ',
    '[x] '
  ],
  ...[
    '<',
    '>',
    '<b>',
    '</b>',
    '<!--',
    '-->',
    '<a@b.c>',
    '<http://a>',
    '<https://a.b/(c)?d=e>',
    '<https://a&amp;b>',
    '<https://*>',
    '< 5',
    '<5 '
  ],
  ...[
    '&',
    '&amp;',
    '&#35;',
    '& ',
    'AT&T;',
    '@',
    'a@b',
    'a@b.c',
    'www.',
    'www.a.b',
    'http://',
    'https://a.b',
    'WWW.a'
  ],
  ...[
    '- ',
    '-',
    '---',
    '---\n',
    '===\n',
    '* ',
    '+ ',
    '1. ',
    '1) ',
    '> ',
    '|-|',
    '| a |\n|-|\n',
    '  - ',
    '- [ ] ',
    '# ',
    '###### ',
    '####### '
  ]
]

/** Text of a line that the scanner likes, mostly. */
const phrase = piecesOf(
  [
    ...[
      'a',
      'b ',
      ' c',
      'dough',
      'crème',
      '日本',
      '😀',
      '1',
      ', ',
      '. ',
      ' — ',
      '"x"',
      "it's",
      '(y)',
      '5%',
      '#2',
      'C++'
    ],
    ...[
      '**bold**',
      '**Label:** ',
      '*it*',
      '_it_',
      '**a _b_ c**',
      '*a `b` c*',
      '`code`',
      '`` a`b ``',
      '` x `',
      '``'
    ],
    ...[
      '[text](url)',
      '[a **b**](#c)',
      '[`x`](/y?z=1&w=2)',
      '\\*',
      '\\#',
      '\\a',
      '\\[',
      '&',
      ' & ',
      '~5',
      '<= 3',
      '< 3'
    ],
    ...[
      'snake_case',
      '_',
      '*',
      ' * ',
      ' _ ',
      '@',
      'recall@k',
      'a@b',
      'www',
      'http:',
      '://',
      '|',
      ':',
      '!',
      '$x$',
      '^2'
    ],
    ...[
      '[a]',
      '[A  b]',
      '[a][b]',
      '[b][]',
      '[^1]',
      '[a [b](c) d](e)',
      '[[a]](b)',
      '[',
      ']',
      '[*a*]',
      '[1, 2)',
      '![a]',
      '![a](b)',
      '[a](b'
    ],
    ...[
      '***a***',
      '*** a ***',
      '**(a)**:',
      '**a (b)**c',
      'x**"a"**',
      '(*a*)',
      'COUNT(*)',
      '**',
      '***',
      '_a_b',
      '*a_b_*'
    ],
    ...[
      '&amp;',
      '&lt;b&gt;',
      '&nbsp;',
      '&#35;',
      '&#x41;',
      '&#0;',
      '&quot;',
      '&nope;',
      '&copy',
      '&rarr;'
    ],
    ...[
      '<br>',
      '<br/>',
      '<b a="c">',
      "<b a='*' c>",
      '<b a=c/>',
      '<!-- a -->',
      '<!--->',
      '<a_b>',
      '<T>',
      '</b >',
      '<img src="a*b">',
      'Map<K, V>',
      '<a.h>',
      'a<b(',
      '<a,@b.c>'
    ],
    ...[
      'https://a.b/c?d=e',
      'http://a.b.',
      '(https://a.b/c)',
      'https://a.b_c/d',
      'https://a/b_c_',
      'www.a.b/c',
      'a@b.c',
      'https://a.b/c&amp;d',
      'xhttps://a.b'
    ]
  ],
  8
).map((text) => text.trim())

const lines = fc
  .array(
    fc.tuple(
      phrase,
      fc.constantFrom('', '', '  ', '\\', '   ', ' ', '\n> ', '\n1. ', '\n2) ')
    ),
    {
      minLength: 1,
      maxLength: 3
    }
  )
  .map((parts) => parts.map(([text, end]) => text + end).join('\n'))

const list = fc
  .array(
    fc.tuple(
      phrase,
      fc.constantFrom('', '', '', '\n  more', '\nlazy', '  \n  more')
    ),
    {minLength: 1, maxLength: 4}
  )
  .map((items) => items.map(([text, more]) => `- ${text}${more}`).join('\n'))

const block = fc.oneof(
  {weight: 3, arbitrary: lines},
  {weight: 2, arbitrary: list},
  {weight: 2, arbitrary: phrase.map((text) => `### ${text}`)},
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '---',
      '***',
      '```\n\n# a\n```',
      '```\n\n# a',
      '```text\na\n\n# b\n\n```',
      '```\n```',
      '```c++\n\n\n```',
      '```js x\na\n```',
      '````\n```\n````',
      '```\n  a\n  ```',
      '```\na\n``` ',
      '```a\n\tb\n&amp;\n```\nc',
      '<!--\n\n# a',
      '[a]: b',
      '[a]: b',
      '[a]: b\n[b]: c "d"',
      '    a\n\n    b',
      '     a\n      b\n\n\n    c',
      '    a\nb',
      '[^1]: c\n\n    d',
      '```\n[a]: b\n```',
      '[a b]: <c> "d"\n[b]: e',
      '> [A\n> b]: c',
      '[^1]: c',
      '<!-- c -->',
      '<!-- - -- -->',
      '<!-- a -->b',
      '<br>',
      '</b>',
      '<a name="b"></a>',
      '<pre>\na\n\n*b*</pre>',
      '<script>a',
      '<DIV a>b\n*c*',
      '</details>\na',
      '<x\ny>',
      '> a',
      '> a\n> b  \n> *c*',
      '> > a\n> b',
      '>a\n>\n> ```\n> b\n> ```\n> c',
      '> - a\n> - b',
      '> 1. a\n>\n>    b',
      '> # a\n> b\nc',
      '- > a\n  > b\n- c',
      '- a\n\n  > b\n  c',
      '- ```\n  a\n  ```\n  b',
      '- # a\n  b',
      '- - a\n  - b',
      '- - -',
      '1.  a\n    b\n2.  c',
      '-   a\n\n    b',
      '-     a',
      '- [ ] 10.\n- [x] # a\n- [ ] <br>',
      '- <b>\n- <br>\n  a',
      '- a\n  <p>b\n  c',
      'a | b\n- | -\nc | d',
      'a | b\n:- | -',
      '| a\n| b |\nc',
      '| a | b |\n| - | - |\n| c |\n| d \\| e | f | g |\n| \\ | `h \\| i` |',
      '# a #',
      '# a ##  ',
      '# C#  ',
      '# #',
      '| a |\n| - |'
    )
  }
)

/** Documents of plain blocks; the scanner reads most of them. */
const plainDocument = fc
  .tuple(
    fc.constantFrom(
      '',
      '',
      '---\na: b\n---\n',
      '---\n\n# a\n---\n\n',
      '---\n',
      '\uFEFF'
    ),
    fc.array(
      fc.tuple(
        block,
        fc.constantFrom('\n\n', '\n\n', '\n\n', '\n', '\n\n\n', '\r\n\r\n')
      ),
      {maxLength: 6}
    )
  )
  .map(
    ([start, blocks]) => start + blocks.map((parts) => parts.join('')).join('')
  )

const mutations = mutationsOf([...pieces, ...scriptPieces], 3)

function mutated(arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(arbitrary, mutations)
    .map(([text, changes]: [string, readonly Mutation[]]) =>
      mutate(text, changes)
    )
}

/** Texts of all kinds: banks, broken, mutated and truncated, and texts that do not look like a bank. */
export const anyText = fc.oneof(
  {weight: 1, arbitrary: bank},
  {weight: 1, arbitrary: brokenBank},
  {weight: 1, arbitrary: mutatedBank},
  {
    weight: 1,
    arbitrary: fc
      .tuple(bank, fc.nat(2000))
      .map(([text, end]) => text.slice(0, end))
  },
  {weight: 6, arbitrary: plainDocument},
  {weight: 8, arbitrary: written},
  {weight: 12, arbitrary: mutated(written)},
  {weight: 16, arbitrary: mutated(plainDocument)},
  {weight: 10, arbitrary: piecesOf(pieces, 30)},
  {weight: 24, arbitrary: denseText},
  {weight: 2, arbitrary: fc.string({unit: 'binary', maxLength: 30})}
)

/** Versions of a text, each an edit of the one before. */
export const versions = fc
  .tuple(
    fc.oneof(bank, plainDocument, written, mutated(plainDocument)),
    fc.array(mutations, {minLength: 1, maxLength: 3})
  )
  .map(([text, edits]) => {
    const texts = [text]
    for (const edit of edits) texts.push(mutate(texts.at(-1) ?? '', edit))
    return texts
  })
