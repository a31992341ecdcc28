/** Whatever `isPlainlyCanonical` accepts, Prettier leaves alone, and Markdown sees no more in it than it does. */
import fc from 'fast-check'
import * as prettier from 'prettier'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {hasPlainOptions, isPlainlyCanonical} from '../../src/bank/canonical.ts'
import {mutate, mutationsOf, parameters, piecesOf} from './support.ts'

const test = suite('canonical text')

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm)

/** All that canonical text can be for Markdown. */
const expectedTypes = new Set([
  'break',
  'heading',
  'inlineCode',
  'link',
  'list',
  'listItem',
  'paragraph',
  'root',
  'strong',
  'text'
])

/** What the grammar is made of, whole and in parts, and what is just outside of it. */
const inline = [
  ...['dough', 'rises', 'Éclair', 'ñandú', 'λόγος', 'ﬁ', 'Ａ', 'œ', 'a', 'I'],
  ...[' ', ' ', ' ', ' ', '  ', ',', '.', ';', ':', '!', '?', "'", '"', '(', ')'],
  ...['%', '/', '+', '=', '-', '–', '—', '…', '×', '·', '°', '±', '→', '“', '’'],
  ...['«', '»', '€', '§', '²', '1', '2026', '10', '& ', ' & ', '&', '&amp;', '&a'],
  ...['`oven`', '`a b`', '`*`', '`', '``', '` `', '`\\`', '`|`', '`&amp;`', '`<b>`'],
  ...['[oven](#oven)', '[a b](./a.md)', '[x](a_b/c#d)', '[', ']', '](', '!', '[ ]'],
  ...['**Tags:**', '**Common pitfalls:**', '**', '*', '_', ':**', '~', '|', '<', '>'],
  ...['$', '\\', '#', '@', '^', '{', '}', 'www.', '://', 'http', 'a@b.c', 'é', 'ー'],
  ...['crumb. 1) no', '1.', '3)', '- no', '-', '+ no', '= no', '==', '--', '[x]']
]

/** Labels, and what has nearly their form. */
const label = piecesOf(
  ['Tags', 'a', '1', ' ', '  ', '-', "'", 'é', '标签', '標', 'か', '：', ':', '.', ')', '*', '_', 'ß', '٣', '한'],
  4
).map((name) => `**${name}:**`)

const lineStart = [
  ...['# ', '## ', '### Q: ', '###### ', '#', '- ', '- ', '- ', '', '', ''],
  ...['**Difficulty:** ', '**Tags:**', '**What a strong answer includes:**'],
  ...['1. ', '1) ', '* ', '+ ', '> ', '  ', '    ', '- [ ] ', '- - ', '---', ': ']
]

const lineBreak = ['\n', '\n', '\n\n', '\n\n', '  \n', '  \n', '\n\n\n', '\\\n', ' \n']

const line = fc
  .tuple(
    fc.oneof(fc.constantFrom(...lineStart), label),
    piecesOf(inline, 6),
    fc.constantFrom(...lineBreak)
  )
  .map((parts) => parts.join(''))

const near = fc
  .array(line, {minLength: 1, maxLength: 8})
  .map((lines) => lines.join(''))

/** Text that is accepted before it is mutated. */
const words = fc
  .array(
    fc.constantFrom(
      ...inline.filter((piece) => isPlainlyCanonical(`a ${piece} a\n`, true))
    ),
    {minLength: 1, maxLength: 6}
  )
  .map((list) => list.join(' '))

const chunk = fc.oneof(
  words.map((text) => `### Q: ${text}`),
  fc
    .array(words, {minLength: 1, maxLength: 4})
    .map((bullets) => bullets.map((text) => `- ${text}`).join('\n')),
  fc
    .array(words, {minLength: 1, maxLength: 4})
    .map((lines) => lines.map((text) => `**Tags:** ${text}`).join('  \n')),
  fc.array(words, {minLength: 1, maxLength: 3}).map((list) => list.join('\n'))
)

const accepted = fc
  .array(chunk, {minLength: 1, maxLength: 6})
  .map((chunks) => `${chunks.join('\n\n')}\n`)

const mutated = fc
  .tuple(accepted, mutationsOf([...inline, ...lineStart, ...lineBreak], 3))
  .map(([text, mutations]) => mutate(text, mutations))

test('Prettier leaves it alone', async () => {
  let count = 0
  await fc.assert(
    fc.asyncProperty(fc.oneof(near, accepted, mutated), async (text) => {
      if (!isPlainlyCanonical(text, true)) return
      count++
      assert.is(await prettier.format(text, {parser: 'markdown'}), text)
    }),
    parameters(2000)
  )
  // Had nothing been accepted, nothing would have been tried.
console.log(count)
  assert.ok(count > 100, `${count} texts were accepted`)
})

test.run()
