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
import {
  isPlainlyCanonical as isPlainBlock,
  readPlainLines
} from '../../src/markdown/canonical/blocks.ts'
import {
  hasPlainOptions,
  keptLanguages,
  toGrammar
} from '../../src/markdown/canonical/options.ts'
import {
  canonicalOptions,
  canonicalText,
  expectPrinted
} from './canonical-law.ts'
import {mutate, mutationsOf, parameters, piecesOf, runs} from './support.ts'

function isPlainlyCanonical(block: string, isLast: boolean): boolean {
  return isPlainBlock(isLast ? block : `${block}#`, 0, block.length)
}

const test = suite('canonical text')

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm)

/** All that a canonical card can be for Markdown. */
const expectedTypes = new Set([
  'break',
  'code',
  'delete',
  'emphasis',
  'heading',
  'html',
  'inlineCode',
  'link',
  'list',
  'listItem',
  'paragraph',
  'root',
  'strong',
  'table',
  'tableCell',
  'tableRow',
  'text',
  'thematicBreak'
])

/** Pieces of a text, each between two bars. */
function split(text: string): string[] {
  return text.split('¦')
}

/** What the grammar is made of, whole and in parts, and what is just outside of it. */
const inline = [
  ...split('dough¦rises¦Éclair¦ñandú¦λόγος¦ﬁ¦Ａ¦œ¦a¦I¦e\u0301¦ー¦1¦2026¦10'),
  ...split(' ¦ ¦ ¦ ¦  ¦,¦.¦;¦:¦!¦?¦\'¦"¦(¦)¦%¦/¦+¦=¦-¦–¦—¦…¦×¦·¦°¦±¦→¦“¦’¦«¦»'),
  ...split(
    '&¦& ¦ & ¦&amp;¦&a¦[¦]¦](¦[ ]¦[x]¦*¦**¦_¦:**¦~¦|¦<¦>¦$¦\\¦#¦@¦^¦{¦}'
  ),
  ...split(
    'C#¦F# is¦10^13¦^a¦[^a](b)¦a < b¦a > b¦< 5¦~5¦~5 to ~6¦a~b¦~a~¦recall@10¦@1.¦@a..b¦@.c¦@a-¦@1.5¦µ¦µs'
  ),
  ...split(
    '**oven**¦_oven_¦**a b.**¦**a  b**¦**a: b**¦**a_b**¦_a b_,¦**a**:¦__a__¦**a**b¦(**a**)¦_é_¦**www.a**¦_a.b_?¦~~a~~¦~~a.~~ b¦~~a~~~'
  ),
  ...split('a<br>b¦a <kbd>b</kbd>¦a<sub>1</sub>¦a <sub>b¦</sup>¦a <b>b</b>'),
  ...split('`oven`¦`a b`¦`*`¦`¦``¦` `¦`\\`¦`|`¦`&amp;`¦`<b>`'),
  ...split('[oven](#oven)¦[a b](./a.md)¦[x](a_b/c#d)¦![oven](#oven)'),
  ...split(
    '<https://a.b/c>¦<https://a.b/(c)d#e>¦<https://>¦<https://a b>¦<https://a>b¦<http://a>¦[<https://a>](b)¦![<https://a>](b)'
  ),
  ...split('**Tags:**¦**Common pitfalls:**¦www.¦://¦http¦a@b.c'),
  ...split('crumb. 1) no¦1.¦3)¦- no¦+ no¦= no¦==¦--')
]

/** Labels, and what has nearly their form. */
const label = piecesOf(
  split("Tags¦a¦1¦ ¦  ¦-¦'¦é¦标签¦か¦한¦：¦:¦.¦)¦*¦_¦ß¦٣"),
  4
).map((name) => `**${name}:**`)

const lineStart = [
  ...split('# ¦## ¦### Q: ¦###### ¦#¦- ¦- ¦- ¦¦¦¦1. ¦1) ¦* ¦+ ¦> ¦  ¦    '),
  ...split('- [ ] ¦- - ¦---¦: ¦**Difficulty:** ¦**Tags:**'),
  ...split(
    '2.9 ¦2.9¦- 2.9 ¦- **Must:** ¦- **Must:**¦- **Must**: ¦- **a b:** 1. ¦- **a:** - '
  )
]

const lineBreak = split('\n¦\n¦\n\n¦\n\n¦  \n¦  \n¦\n\n\n¦\\\n¦ \n')

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

const code = fc
  .tuple(
    fc.constantFrom(...split('¦text¦diff¦python¦sql¦js¦json¦c')),
    piecesOf(
      [...inline, ...split('\n¦\n¦\n\n¦\n  ¦\n+ ¦\n- ¦\n# ¦\n\n# ¦\t¦ \n')],
      8
    ),
    fc.constantFrom('```', '```', '```', '```` ', '~~~')
  )
  .map(([lang, text, end]) => `\`\`\`${lang}\n${text}\n${end}`)

const chunk = fc.oneof(
  code,
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

const text = fc.oneof(near, accepted, mutated)

/** Options of Prettier that do not change what canonical text looks like, among some that do. */
const options = fc.record(
  {
    bracketSpacing: fc.boolean(),
    embeddedLanguageFormatting: fc.constantFrom(
      'auto' as const,
      'off' as const
    ),
    objectWrap: fc.constantFrom('collapse' as const, 'preserve' as const),
    printWidth: fc.integer({min: 1, max: 120}),
    proseWrap: fc.constantFrom('always' as const, 'preserve' as const),
    quoteProps: fc.constantFrom('as-needed' as const, 'consistent' as const),
    semi: fc.boolean(),
    singleQuote: fc.boolean(),
    tabWidth: fc.integer({min: 1, max: 3}),
    trailingComma: fc.constantFrom('none' as const, 'all' as const),
    useTabs: fc.boolean()
  },
  {requiredKeys: []}
)

test('Prettier leaves accepted text alone', async () => {
  let acceptedCount = 0
  await fc.assert(
    fc.asyncProperty(text, async (text) => {
      if (!isPlainlyCanonical(text, true)) return
      acceptedCount++
      assert.is(await prettier.format(text, {parser: 'markdown'}), text)
    }),
    parameters(300)
  )
  // Had next to nothing been accepted, next to nothing would have been tried.
  assert.ok(acceptedCount > 40 * runs, `${acceptedCount} texts were accepted`)
})

test('an index of links, which a README shows, is known without Prettier', async () => {
  const index =
    '- [Sourdough](bank.md#sourdough)\n  - [x](bank.md#q-x)\n  - [Why does it rise?](bank.md#q-why)\n'
  assert.ok(await expectPrinted(index))
  for (const first of ['[^1]: y', '[ab]: y']) {
    assert.not.ok(isPlainlyCanonical(`- ${first}\n  - [a](b)\n`, true), first)
  }
})

test('Prettier leaves accepted text in ten scripts alone, in all versions', async () => {
  let acceptedCount = 0
  await fc.assert(
    fc.asyncProperty(canonicalText, canonicalOptions, async (text, options) => {
      if (await expectPrinted(text, options)) acceptedCount++
    }),
    parameters(400)
  )
  assert.ok(acceptedCount > 5 * runs, `${acceptedCount} texts were accepted`)
})

test('what was accepted once, and some version of Prettier changes, is not', () => {
  for (const text of [
    'a\n\\* b\n',
    'a\n</b>=\n',
    '[a][\r]\n',
    '<!--> a\nb -->\n',
    '[\u3000a]: b\n',
    '- a\n\n3.14 b\n',
    'a _`b`_ c\n',
    'a **`b  c`** d\n',
    '[^1]: a\n\n    code\n      more\n',
    'a\n\n    code\n\n7. b\n   c\n',
    '| a © |\n| --- |\n',
    '| a ® |\n| --- |\n',
    'a ![b\rc](d)\n',
    'a\n\n</details>\n---\n',
    '``` + a=b\n`\n```\n'
  ]) {
    assert.not(isPlainlyCanonical(text, true), JSON.stringify(text))
  }
})

test('what earlier versions of Prettier would change is not accepted', async () => {
  const early = await import('prettier-3.8')
  for (const text of [
    'snake_case and _stress_\n',
    '[b]: d "so"\n[c]: e\n\n"a" b\n',
    'snake_case **a** _stress_\n',
    '> - a\n>\n> - b\n',
    '> 1. a\n>\n> 2. b\n',
    '- > - a\n  >\n  > - b\n'
  ]) {
    const printed = await early.format(text, {parser: 'markdown'})
    assert.is.not(printed, text)
    assert.not(isPlainlyCanonical(text, true), text)
  }
})

test('Prettier formats none of the languages whose code is left as it is', async () => {
  const {languages} = await prettier.getSupportInfo()
  const formatted = languages.flatMap(
    ({aliases = [], extensions = [], name}) => [
      name.toLowerCase(),
      ...aliases,
      ...extensions.map((extension) => extension.slice(1))
    ]
  )
  for (const language of keptLanguages) {
    assert.not(formatted.includes(language), language)
  }
})

test('Prettier leaves it alone with all options that count as plain', async () => {
  await fc.assert(
    fc.asyncProperty(accepted, options, async (text, options) => {
      if (!hasPlainOptions(options)) return
      if (!isPlainBlock(text, 0, text.length, toGrammar(options))) return
      assert.is(
        await prettier.format(text, {...options, parser: 'markdown'}),
        text
      )
    }),
    parameters(60)
  )
})

test('Markdown finds nothing in accepted text that a canonical card does not have', () => {
  fc.assert(
    fc.property(text, (text) => {
      if (!readPlainLines(text, 0, text.length, () => true)) return
      visit(parser.parse(text), ({type}) => {
        assert.ok(expectedTypes.has(type), `${type} in ${JSON.stringify(text)}`)
      })
    }),
    parameters(150)
  )
})

test('a block in the middle of a file is one with a blank line after', () => {
  fc.assert(
    fc.property(text, (text) => {
      const body = text.replace(/\n+$/, '')
      assert.is(
        isPlainlyCanonical(`${body}\n\n`, false),
        isPlainlyCanonical(`${body}\n`, true)
      )
      assert.not(isPlainlyCanonical(body, true))
      assert.not(isPlainlyCanonical(`${body}\n`, false))
      assert.not(isPlainlyCanonical(`${body}\n\n\n`, false))
    }),
    parameters(60)
  )
})

test('a card as the template has it is accepted', () => {
  const card = `### Q: Why does dough rise twice?

**Difficulty:** Easy  
**Tags:** yeast,time  
**Question:** A recipe lets dough rise, knocks it down, and lets it rise again. Why?  
**What a strong answer includes:**

- The second rise gives an even crumb – see [proofing](./proofing.md#times).
- \`poolish\` and other pre-ferments do the first rise's work.
- At 24 °C it takes 1/2 of the time.

**Common pitfalls:**

- "More yeast" is no answer.
- Waiting too long: the dough collapses!
`
  assert.ok(isPlainlyCanonical(card, true))
  assert.ok(isPlainlyCanonical(`${card}\n`, false))
})

test('long lines are decided in one pass', () => {
  const long = 500_000
  // Each would take hours if an expression had two ways to read the same text.
  assert.not(isPlainlyCanonical(`${'a '.repeat(long)}*\n`, true))
  assert.not(isPlainlyCanonical(`- ${'a'.repeat(long)}*\n`, true))
  assert.not(isPlainlyCanonical(`${'`a `'.repeat(long)}*\n`, true))
  assert.not(isPlainlyCanonical(`${'`a'.repeat(long)}*\n`, true))
  assert.not(isPlainlyCanonical(`${'[a'.repeat(long)}*\n`, true))
  assert.not(isPlainlyCanonical(`${'[a](b)'.repeat(long)}*\n`, true))
  assert.not(isPlainlyCanonical(`[a](${'/'.repeat(long)}\n`, true))
  assert.not(isPlainlyCanonical(`**${'a '.repeat(long)}*\n`, true))
  assert.not(isPlainlyCanonical(`**${"a'-".repeat(long)}*\n`, true))
  assert.not(isPlainlyCanonical(`${'& '.repeat(long)}&a\n`, true))
  assert.not(isPlainlyCanonical(`${'a  \n'.repeat(long)}*\n`, true))
  assert.not(isPlainlyCanonical('\n'.repeat(long), true))
  assert.not(isPlainlyCanonical(`${'<a b="'.repeat(long)}\n`, true))
  assert.not(isPlainlyCanonical(`${'https://a.b/'.repeat(long)}_\n`, true))
  assert.not(isPlainlyCanonical(`${' (http://a.b'.repeat(long)}*\n`, true))
  assert.not(isPlainlyCanonical(`${'**(_a'.repeat(long)}\n`, true))
  assert.not(isPlainlyCanonical(`<pre>${'</pre'.repeat(long)}\n`, true))
  assert.not(isPlainlyCanonical(`${'1'.repeat(long)}.\n`, true))
  assert.ok(isPlainlyCanonical('- a\n'.repeat(long), true))
  assert.not(isPlainlyCanonical(`---\na: ${'b '.repeat(long)}*\n---\n`, true))
  assert.not(isPlainlyCanonical(`---\n${'a '.repeat(long)}*\n---\n`, true))
  assert.not(isPlainlyCanonical(`---\n${' '.repeat(long)}*\n---\n`, true))
  assert.not(isPlainlyCanonical(`---\n# ${'a '.repeat(long)}\n---\n`, true))
  assert.not(isPlainlyCanonical(`---\na: "${'a '.repeat(long)}\n---\n`, true))
  assert.ok(isPlainlyCanonical(`---\n${'a: 1\n'.repeat(long)}---\n`, true))
})

test.run()
