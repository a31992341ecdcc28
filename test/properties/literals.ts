/**
 * Banks full of characters that are not meant as markup, of code, and of HTML; and the invariant that a fix keeps them
 * all.
 */
import type {Nodes} from 'mdast'
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import {parse} from '../../src/markdown/parse.ts'
import {expectLaws} from './expect-laws.ts'

/** Words with signs that Markdown may take for markup; none of them begins a line. */
const signs = [
  'COUNT(*)',
  '(*)',
  '["*"]',
  '*args',
  '**kwargs',
  '2*3*4',
  'a*b',
  'c*d',
  'int*',
  '**/*.ts',
  'src/*.ts',
  '/*x*/',
  '__init__',
  '__init__.py',
  '__name__',
  '_private',
  'a_b_c',
  '*a*',
  '**b**',
  '_c_',
  '__D__',
  'x<sup>*</sup>',
  '\\*',
  '~/foo',
  '~~gone~~',
  'a|b',
  '$a_1$',
  '&amp;',
  '&lt;T&gt;',
  'C#',
  '`*`',
  '`__x__`',
  '`` ` ``',
  '```x```'
] as const

const html = [
  '<sub>2',
  'H<sub>2</sub>O',
  '<header>',
  '<kbd>a*</kbd>',
  'List<String>',
  '<br>',
  '<!-- * -->',
  '<b>',
  '</b>'
] as const

const words = ['dough', 'chain', 'mulch', 'it', 'is', 'and', 'or,'] as const

const token = fc.oneof(
  {weight: 3, arbitrary: fc.constantFrom(...words)},
  {weight: 4, arbitrary: fc.constantFrom(...signs)},
  {weight: 1, arbitrary: fc.constantFrom(...html)}
)

/** Starts of lines that look like items, but for a space or a blank line. */
const lineStart = fc.constantFrom(
  ...[
    '',
    '',
    '',
    '1.',
    '2.',
    '2. ',
    '3)',
    '-',
    '+',
    '*',
    '#',
    '>',
    '• ',
    '    '
  ]
)

const line = fc
  .tuple(lineStart, fc.array(token, {minLength: 1, maxLength: 6}))
  .map(([start, tokens]) => start + tokens.join(' '))

const paragraph = fc
  .tuple(
    fc.constantFrom(...words),
    fc.array(line, {minLength: 1, maxLength: 3}),
    fc.constantFrom('\n', '\n', '  \n', '\\\n')
  )
  .map(([first, lines, lineBreak]) => `${first} ${lines.join(lineBreak)}`)

const list = fc
  .tuple(
    fc.constantFrom(
      ...[['- '], ['* '], ['-   '], ['1. '], ['1) ', '2) ', '3) ']],
      ...[
        ['1. ', '1. ', '2. '],
        ['1. ', '2. ', '9. '],
        ['07. ', '08. '],
        ['0. ']
      ]
    ),
    fc.array(paragraph, {minLength: 1, maxLength: 3})
  )
  .map(([markers, items]) =>
    items
      .map((item, index) => {
        const marker = markers[index] ?? markers.at(-1) ?? ''
        return marker + item.replaceAll('\n', `\n${' '.repeat(marker.length)}`)
      })
      .join('\n')
  )

const codeLine = fc.constantFrom(
  ...[
    'return',
    '{bar:"hello"}',
    'a  =  b*c*d',
    '# title',
    '## 2. part',
    '',
    '\tx'
  ],
  ...['```', '~~~', '    ```', 'x```', '**Answer:**', '* item', '<b>', '$ ls *']
)

/** Fences that fit, and such as do not: of other signs, too short, indented, missing; with code on their line. */
const fenced = fc
  .tuple(
    fc.constantFrom('```', '````', '~~~', '   ```', '    ```', 'text```'),
    fc.constantFrom('', 'js', 'css', 'js {1,3}', ' const x = 3;', 'text'),
    fc.array(codeLine, {maxLength: 4}),
    fc.constantFrom('```', '````', '~~~', '   ```', '    ```', '', '``` js')
  )
  .chain(([open, info, lines, close]) =>
    fc
      .nat(3)
      .map((number) => number > 0)
      .map((isRight) => {
        const end = isRight ? open.replace('text', '') : close
        const body = isRight ? lines.filter((each) => !/`|~/.test(each)) : lines
        return [open + info, ...body, end].join('\n')
      })
  )

const block = fc.oneof(
  {weight: 4, arbitrary: paragraph},
  {weight: 2, arbitrary: list},
  {weight: 2, arbitrary: fenced}
)

const answer = fc
  .tuple(
    fc.array(block, {minLength: 1, maxLength: 4}),
    fc.constantFrom('\n\n', '\n\n', '\n\n\n', '\n')
  )
  .map(([blocks, gap]) => blocks.join(gap))

const title = fc
  .array(token, {minLength: 1, maxLength: 4})
  .map((tokens) => `What is ${tokens.join(' ')}?`)

const start = `---
bank:
  template:
    card: { depth: 3, number: "70." }
    fields:
      - { label: Answer, kind: content }
---

# Queries

## Counting
`

/**
 * A bank of one to three cards. No line of their text continues their numbers, and nothing has to be fixed but what
 * Prettier changes.
 */
export const bankOfLiterals: fc.Arbitrary<string> = fc
  .array(fc.tuple(title, answer), {minLength: 1, maxLength: 3})
  .map((cards) =>
    [
      start,
      ...cards.map(
        ([title, answer], index) =>
          `### ${index + 70}. ${title}\n\n**Answer:**\n\n${answer}\n`
      )
    ].join('\n')
  )

/**
 * Checks that a fix keeps what a reader sees, and the characters that are not meant as markup; and all other
 * invariants.
 */
export async function expectLiteralsKept(text: string): Promise<void> {
  const value = await expectLaws(text)
  assert.equal(readView(value), readView(text), 'a reader sees the same')
  // Prettier may escape a sign that is one already: readers see the same.
  const plain = (source: string): string => source.replace(/\\(?=[*_])/g, '')
  for (const sign of ['COUNT(*)', '["*"]', '__init__', '/*x*/', '2*3*4']) {
    assert.is(
      plain(value).split(sign).length,
      plain(text).split(sign).length,
      `${sign} stays as it is written`
    )
  }
}

/** What a reader sees, or finds in the source: text and HTML without white space, numbers of lists, and code to the character, but for spaces at the ends of its lines. */
function readView(text: string): string[] {
  const view: string[] = []
  let run = ''
  const pending: Nodes[] = [parse(text)]
  for (let node = pending.pop(); node; node = pending.pop()) {
    switch (node.type) {
      case 'code': {
        const {lang, meta, value} = node
        const info = [lang, meta].filter(Boolean).join(' ')
        view.push(run, `${info}\n${value.replace(/[\t ]+$/gm, '')}`)
        run = ''
        break
      }

      case 'inlineCode': {
        view.push(run, node.value.replace(/\s+/g, ' '))
        run = ''
        break
      }

      case 'html':
      case 'text': {
        run += node.value.replace(/\s+/g, '')
        break
      }

      case 'listItem': {
        const start = node.position?.start.offset ?? 0
        run += /^\d*/.exec(text.slice(start, start + 9))?.[0] ?? ''
        pending.push(...node.children.toReversed())
        break
      }

      default: {
        if ('children' in node) pending.push(...node.children.toReversed())
      }
    }
  }

  return [...view, run]
}
