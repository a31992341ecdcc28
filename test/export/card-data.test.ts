/** A card as data: nothing of it is lost, and what programs need is there. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Schema} from '@cfworker/json-schema'
import {Validator} from '@cfworker/json-schema'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {templateOf} from '../../src/export/card-data.ts'
import {formatCard} from '../../src/export/card-markdown.ts'
import {readText} from '../support/bank.ts'
import {projectRoot} from '../support/temp.ts'
import {bankOf, banks, dataOf, textOf} from './support.ts'

const test = suite('card data')

for (const [name, text] of Object.entries(banks)) {
  test(`${name}: the data give each card again, byte for byte`, () => {
    const bank = readText(text)
    const {cards} = dataOf(text)
    assert.is(cards.length, bank.cards.length)
    for (const [index, {start, end}] of bank.cards.entries()) {
      const data = cards[index]
      assert.ok(data)
      const source = bank.text.slice(start, end).trimEnd()
      const result = formatCard(data, templateOf(data, bank))
      // A line between sections belongs to the card above, but to none of its fields.
      assert.is(source, result + source.slice(result.length))
      assert.match(source.slice(result.length), /^(?:\n\n---)?$/)
    }
  })

  test(`${name}: the export is as its schema says`, async () => {
    const schema = JSON.parse(
      readFileSync(join(projectRoot, 'schema/export.schema.json'), 'utf8')
    ) as Schema
    const validator = new Validator(schema, '7', false)
    const json = JSON.parse(await textOf('json', [text])) as {
      version: number
      cards: unknown[]
    }
    assert.equal(validator.validate(json).errors, [])
    const lines = (await textOf('jsonl', [text])).trimEnd().split('\n')
    assert.equal(
      lines.map((line) => JSON.parse(line) as unknown),
      json.cards.map((card) => ({version: json.version, ...(card as object)}))
    )
    assert.not(validator.validate({...json, version: 2}).valid)
  })
}

test('tags, choices and must-haves', () => {
  const {cards, title} = dataOf(bankOf('spoken-question'))
  const [card] = cards
  assert.is(title, 'Bicycles')
  assert.is(card?.section, 'Wheels')
  assert.is(card?.title, 'A wheel that loses its spokes')
  const lines = bankOf('spoken-question').split('\n')
  assert.is(
    lines[(card?.line ?? 0) - 1],
    '### Q: A wheel that loses its spokes'
  )
  const [difficulty, , answer] = card?.fields ?? []
  assert.equal(difficulty, {
    label: 'Difficulty',
    kind: 'choice',
    markdown: 'Hard',
    text: 'Hard'
  })
  assert.equal(
    answer?.bullets?.map(({must}) => must),
    [true, true, false]
  )
  assert.equal(answer?.bullets?.[0], {
    markdown: 'The spokes are too loose on both sides, not on one.',
    text: 'The spokes are too loose on both sides, not on one.',
    must: true
  })
  const own = dataOf(bankOf('own')).cards[0]
  assert.equal(own?.fields.find(({kind}) => kind === 'tags')?.tags, [
    'tokenization',
    'cost',
    'latency',
    'capacity-planning'
  ])
})

test('options lose their boxes, and nothing else', () => {
  const text = bankOf('multiple-choice').replace(
    '- [ ] `2100`',
    '- [ ] [x] `2100`'
  )
  const options = dataOf(text).cards[1]?.fields[1]?.options
  assert.equal(options, [
    {markdown: '[x] `2100`', text: '[x] 2100', right: false},
    {markdown: '`2.1`', text: '2.1', right: true},
    {markdown: '`0.0021`', text: '0.0021', right: false}
  ])
})

test('text without markup', () => {
  const text = `---
bank:
  template:
    card: {depth: 2, number: "1."}
    fields:
      - {kind: content}
---

## 1. How \`a\` & **b** <br> differ?

One[^1] [link][place] ![picture](x.png)\\
two.

- [x] ticked
- open

  more

1. first

\`\`\`js
const a = '<b>'
\`\`\`

> quoted

| a | b |
| - | - |
| 1 | 2 |

<!-- hidden -->

[place]: https://example.org

[^1]: A note.
`
  const [card] = dataOf(text).cards
  assert.is(card?.titleText, 'How a & b \n differ?')
  assert.is(
    card?.fields[0]?.text,
    `One link picture
two.

- [x] ticked
- open

  more

1. first

const a = '<b>'

quoted

a\tb
1\t2`
  )
})

test('an id is in a comment below the heading', () => {
  const text = bankOf('flash-card').replace(
    '### Developer\n',
    '### Developer\n\n<!--id:k3x9m2-->\n'
  )
  const [card, other] = dataOf(text).cards
  assert.is(card?.id, 'k3x9m2')
  assert.is(other?.id, undefined)
  const [template] = readText(text).templates
  assert.ok(card && text.includes(formatCard(card, template)))
})

test('lines end in one way', () => {
  const text = bankOf('multiple-choice')
  const windows = text.replaceAll('\n', '\r\n')
  assert.equal(dataOf(windows).cards, dataOf(text).cards)
})

test('cards that are items of a list, indented as people do', () => {
  const {cards} = dataOf(`---
bank:
  template:
    card: { as: item, number: "1." }
    fields:
      - { kind: content, optional: true }
---

# Rivers

1. [Sources](#sources)

## Sources

1. ### Where does a river begin?

    * In a spring:

        \`\`\`sh
        dig
        \`\`\`

1. dig a hole,

2. ### What is a watershed?

   3. ### Which river ends in a desert?
      The Okavango.
`)
  assert.equal(
    cards.map(({number, title, fields}) => [
      ...[number, title],
      ...fields.map(({markdown}) => markdown)
    ]),
    [
      [
        1,
        'Where does a river begin?',
        '* In a spring:\n\n    ```sh\n    dig\n    ```\n\n1. dig a hole,'
      ],
      [2, 'What is a watershed?'],
      [3, 'Which river ends in a desert?', 'The Okavango.']
    ]
  )
})

test.run()
