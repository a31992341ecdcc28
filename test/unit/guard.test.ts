/** The loss check: what counts as the same, what as a loss, and how a loss is reported. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {findLoss, read} from '../../src/format/loss-check.ts'
import type {Options} from 'prettier'
import {processBank} from '../support/bank.ts'
import {parameters, piecesOf} from '../properties/support.ts'

async function lossBetween(
  before: string,
  after: string,
  options: Options = {}
): Promise<string | undefined> {
  const loss = await findLoss(read(before), read(after), options)
  return loss && `${loss.kind} ${loss.name}`.trim()
}

const same = suite('the same in other words')

const pairs: Record<string, [before: string, after: string, Options?]> = {
  'escapes that are not needed': ['a \\! b \\- c', 'a ! b - c'],
  'escapes that are': ['a * b _c', 'a \\* b \\_c'],
  'an entity and its character': ['a &copy; b &#35;', 'a © b #'],
  'signs of a list': ['* a\n* b\n\n+ c', '- a\n- b\n\n* c'],
  'stars and underscores': ['*a* __b__', '_a_ **b**'],
  'the width of a table': [
    '|a|b|\n|-|:-:|\n|longer|d|',
    '| a      |  b  |\n| ------ | :-: |\n| longer |  d  |'
  ],
  'underlined headings': ['A\nb\n===\n\nC\n--', '# A b\n\n## C'],
  'closed headings': ['## a ##', '## a'],
  'lines of a paragraph': ['a\nb c', 'a b\nc', {proseWrap: 'always'}],
  'lines in Chinese': [
    '中文\n中文 a\nb',
    '中文中文\na b',
    {proseWrap: 'never'}
  ],
  'kinds of hard breaks': ['a  \nb', 'a\\\nb'],
  'the case of labels': ['[a][B]\n\n[b]: c', '[a][b]\n\n[b]: c'],
  'quotes around a title': ["[a](b 'c')", '[a](b "c")'],
  'brackets around an address': ['[a](<b>)', '[a](b)'],
  'fences of code': ['~~~js\na\n~~~', '```js\na\n```'],
  'spaces at line ends in code': ['```\na  \n```', '```\na\n```'],
  'code that Prettier formats': ['```js\na( "b" )\n```', "```js\na('b');\n```"],
  'front matter that it formats': ['---\na:   1\n---\n', '---\na: 1\n---\n'],
  'spaces around an alternative text': ['![ a\nb ](c)', '![a b](c)'],
  'line endings': [
    '- a\r\n\r\n  ```\r\n  b\r\n  ```\r\n  <b\r\nc>\r\n',
    '- a\n\n  ```\n  b\n  ```\n  <b\nc>\n'
  ],
  'a comment for Prettier': ['# a', '<!-- @format -->\n\n# a'],
  'a formula in a paragraph of its own': [
    'a\n$$\nb\n$$\nc',
    'a\n\n$$\nb\n$$\n\nc'
  ]
}

for (const [name, [before, after, options]] of Object.entries(pairs)) {
  same(name, async () => {
    assert.is(await lossBetween(before, after, options), undefined)
  })
}

same('a text says what it says, whatever it is', async () => {
  const soup = piecesOf(
    [
      '- ',
      '1. ',
      '> ',
      '#',
      '*',
      '_',
      '`',
      '```',
      '|',
      '|-|',
      '$',
      '$$',
      '<b>'
    ].concat([
      '[a]',
      '(b)',
      '[^1]',
      ': ',
      '\n',
      '\n\n',
      '  \n',
      ' ',
      '\\',
      '&amp;',
      'a',
      '中'
    ]),
    30
  )
  await fc.assert(
    fc.asyncProperty(soup, async (text) => {
      assert.is(await lossBetween(text, text), undefined)
    }),
    parameters(60)
  )
})

same.run()

const lost = suite('losses')

const losses: [before: string, after: string, loss: string][] = [
  ['a b c', 'a c', 'word b'],
  ['a b', 'b a', 'structure a'],
  ['a `b  c` d', 'a `b c` d', 'code b  c'],
  ['```\na\n b\n```', '```\na\nb\n```', 'code a'],
  ['```text\na(1)\n```', '```text\na( 1 )\n```', 'code a(1)'],
  ['```js\na(b)\n```', '```js\na()\n```', 'code a(b)'],
  ['[a](b)', '[a](c)', 'link a b'],
  ['[a](b)', 'a', 'link a b'],
  ['![a](b)', '![a](c)', 'image a b'],
  ['![a][b]\n\n[b]: c', '![d][b]\n\n[b]: c', 'image a b'],
  ['![a][b]\n\n[b]: c\n[d]: e', '![a][d]\n\n[b]: c\n[d]: e', 'image a b'],
  ['![a][b]\n\n[b]: c', 'a\n\n[b]: c', 'image a b'],
  ['<b>a</b>', 'a', 'HTML <b>a </b>'],
  ['- a\n- b', '- a b', 'structure b'],
  ['- a\n  - b', '- a\n- b', 'structure b'],
  ['- a\n\nb', '- a\n\n  b', 'structure b'],
  ['3. a', '1. a', 'number 3'],
  ['1. a\n2. b\n9. c', '1. a\n2. b\n3. c', 'number 9'],
  ['03. a', '3. a', 'number 03'],
  [
    '- a\n\n  1. b\n  1. c\n  2. d',
    '- a\n\n  1. b\n  1. c\n  1. d',
    'number 2'
  ],
  ['- [x] a', '- [ ] a', 'structure a'],
  ['# a', '## a', 'structure a'],
  ['*a* b', 'a b', 'structure a'],
  ['a  \nb', 'a\nb', 'structure b'],
  ['> a\n\nb', '> a\nb', 'structure b'],
  ['|a|b|\n|-|:-|\n|c|d|', '|a|b|\n|-|-|\n|c|d|', 'structure a'],
  ['---\na: b\n---\n', '---\na: c\n---\n', 'front matter front matter'],
  ['$a_1$', '$a\\_1$', 'math $a_1$'],
  ['a[^1]\n\n[^1]: b', 'a[^1]\n\n[^2]: b', 'link a 1']
]

for (const [before, after, expected] of losses) {
  lost(`${JSON.stringify(before)} to ${JSON.stringify(after)}`, async () => {
    const loss = await lossBetween(before, after)
    assert.ok(loss, 'nothing is noticed')
    assert.is(loss, expected)
  })
}

lost(
  'with `embeddedLanguageFormatting: off` code is kept to the byte',
  async () => {
    const options = {embeddedLanguageFormatting: 'off'} as const
    const [before, after] = ['```js\na( "b" )\n```', "```js\na('b');\n```"]
    assert.ok(await lossBetween(before, after, options))
  }
)

lost.run()

const bank = suite('the guard in a bank')

const content = `---
bank:
  template:
    card: { prefix: "Q:" }
    fields:
      - { label: Answer, kind: content }
---

# Dyes

## Plants

### Q: How is wool dyed?

**Answer:**

`

const kept = '*a__b__c* is said'
const card = (title: string, text: string): string =>
  `### Q: ${title}\n\n**Question:** ${text}  \n\n* one\n* two\n\n`

bank('names card, loss and way out; the others are formatted', async () => {
  const head = '# Bread\n\n## Rye\n\n'
  const text = head + card('One?', kept) + card('Two?', 'What?')
  const {value, remaining} = await processBank(text)
  assert.ok(value.includes(kept), value)
  assert.ok(value.includes('* one\n* two\n\n### Q: Two?'), value)
  assert.ok(value.endsWith('- one\n- two\n'), value)
  const [told, ...others] = remaining.filter(
    ({ruleId}) => ruleId === 'format-guard'
  )
  assert.equal(others, [])
  assert.ok(told)
  assert.is(told.line, 7)
  assert.is(told.column, '**Question:** *a'.length)
  assert.match(told.reason, /^Unexpected loss of the word `a__b__c` in /)
  assert.match(told.note ?? '', /<!-- prettier-ignore -->/)
  assert.is(told.fatal, false)
  assert.match(told.url ?? '', /rules\/docs\/format\.md$/)
})

bank(
  'holds card by card where a definition makes the whole be formatted',
  async () => {
    const head = '# Bread\n\n## Rye\n\n'
    const end = '[rye]: https://example.com/rye\n'
    const text = `${head}${card('One?', kept)}${card('Two?', 'What is [Rye][]?')}${end}`
    const {value, remaining} = await processBank(text)
    assert.ok(value.includes(kept), value)
    assert.ok(value.includes('* one\n* two\n\n### Q: Two?'), value)
    assert.ok(value.endsWith(`- one\n- two\n\n${end}`), value)
    assert.equal(
      remaining
        .filter(({ruleId}) => ruleId === 'format-guard')
        .map(({line}) => line),
      [7]
    )
    const again = await processBank(value)
    assert.is(again.value, value)
  }
)

bank('points at the tag below a list that becomes a part of it', async () => {
  const answer =
    '*   A note:\n    ```js\n    rye()\n    ```\n    Stir it.\n<br>'
  const text = `${content}${answer}\n`
  const {value, remaining} = await processBank(text)
  assert.ok(value.includes(answer), value)
  assert.equal(
    remaining
      .filter(({ruleId}) => ruleId === 'format-guard')
      .map(({line, reason}) => [
        value.split('\n')[(line ?? 0) - 1],
        reason.replace(/ in what .*/, '')
      ]),
    [['<br>', 'Unexpected change of structure at `<br>`']]
  )
})

bank('the way out that it names is one', async () => {
  const text = `# Bread\n\n## Rye\n\n${card('One?', 'What?')}<!-- prettier-ignore -->\n${kept}\n`
  const {value, remaining} = await processBank(text)
  assert.ok(value.includes(`<!-- prettier-ignore -->\n${kept}\n`), value)
  assert.ok(value.includes('- one\n- two\n'), value)
  assert.not(remaining.some(({ruleId}) => ruleId === 'format-guard'))
})

bank('can be switched off like any message', async () => {
  const text = `# Bread\n\n## Rye\n\n<!--lint disable format-guard-->\n\n${card('One?', kept)}`
  const {remaining} = await processBank(text)
  assert.not(remaining.some(({ruleId}) => ruleId === 'format-guard'))
})

bank.run()

const numbers = suite('numbers of lists')

/** An answer, its fixed text, and what is reported about its numbers. */
const answers: readonly (readonly [
  name: string,
  answer: string,
  expected: string,
  told: readonly string[]
])[] = [
  [
    'that leave some out stay',
    '*  Wash\n1.  Weigh\n2.  Soak\n9.  Grind',
    '- Wash\n\n1.  Weigh\n2.  Soak\n9.  Grind',
    ['`9` of a list item, expected `3`: readers see 3']
  ],
  [
    'of which only some are the same stay',
    'Then\n1. Rinse\n1. Wring\n2. Hang\n\n*  Dry',
    'Then\n\n1. Rinse\n1. Wring\n2. Hang\n\n- Dry',
    ['`2` of a list item, expected `3` or `1`: readers see 3']
  ],
  [
    'with zeros before them stay',
    '01. Alum\n02. Iron\n\n*  Dry',
    '01. Alum\n02. Iron\n\n- Dry',
    ['`01` of a list item, expected `1`: readers see 1']
  ],
  [
    'stay in lists and quotes',
    '*  Pots\n   1. Copper\n   5. Iron\n\nor\n> 1. a\n> 2. b\n> 2. c\n\n*  Dry',
    '*  Pots\n   1. Copper\n   5. Iron\n\nor\n\n> 1. a\n> 2. b\n> 2. c\n\n- Dry',
    [
      '`5` of a list item, expected `2`: readers see 2',
      '`2` of a list item, expected `3`: readers see 3'
    ]
  ],
  [
    'that Prettier keeps are formatted',
    '5)  five\n6)  six\n\nText\n\n1) one\n1) one\n\nText\n\n0) none\n1) one\n1) one',
    '5.  five\n6.  six\n\nText\n\n1. one\n1. one\n\nText\n\n0. none\n1. one\n1. one',
    []
  ]
]

for (const [name, answer, expected, told] of answers) {
  numbers(name, async () => {
    const {value, remaining} = await processBank(`${content}${answer}\n`)
    assert.is(value, `${content}${expected}\n`)
    assert.equal(
      remaining
        .filter(({ruleId}) => ruleId === 'format-guard')
        .map(({reason}) =>
          reason
            .replace('Unexpected number ', '')
            .replace('; the list is left as it is', '')
        ),
      told
    )
    const again = await processBank(value)
    assert.is(again.value, value)
    assert.equal(again.remaining.map(String), remaining.map(String))
  })
}

numbers('stay with the line endings of the file', async () => {
  const text = `${content}*  Wash\n\n1. a\n3. b\n`.replaceAll('\n', '\r\n')
  const options = {prettierOptions: {endOfLine: 'auto'}} as const
  const {value} = await processBank(text, options)
  assert.is(value, text.replace('*  ', '- '))
})

numbers('stay where a definition makes the whole be formatted', async () => {
  const text = `${content}*  [Wash][]\n\n1. a\n3. b\n\n[wash]: https://example.com/wash\n`
  const {value} = await processBank(text)
  assert.is(value, text.replace('*  ', '- '))
})

numbers.run()
