/** What is in list items that are cards, where it is written in ways that only lists have. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {readCards} from '../../src/export/card-data.ts'
import {checkBank, processBank} from '../support/bank.ts'

const test = suite('cards that are list items')
const path = 'questions.md'

/** @returns a bank of items with options, an answer and sources */
function toBank(text: string, card = '{ as: item, number: "1." }'): string {
  return `---
bank:
  template:
    card: ${card}
    fields:
      - { kind: content, optional: true }
      - { kind: options, min: 2, optional: true }
      - { label: Answer, kind: content, optional: true }
      - { label: Level, kind: choice, choices: [Easy, Hard], optional: true }
---

# Wind

${text}`
}

async function read(
  text: string,
  card?: string
): Promise<{titles: string[]; fields: string[][]}> {
  const {bank} = await checkBank(toBank(text, card))
  const {cards} = readCards(bank, path)
  return {
    titles: cards.map(({title}) => title),
    fields: cards.map(({fields}) => fields.map(({markdown}) => markdown))
  }
}

/** @returns the text below the front matter and title of a bank, once it is fixed */
async function fix(text: string): Promise<string> {
  const {value} = await processBank(toBank(text), {path})
  return value.slice(value.indexOf('# Wind') + '# Wind\n\n'.length)
}

test('answers that are indented by more or less than they have to be', async () => {
  const {fields} = await read(`1. What turns a vane?

      **Answer:** The tail.

          code

2. What is a lee?

 **Answer:** What the wind does not reach.

more of it

3. What is a gust?

\t**Answer:** A wind that does not last.

\t\tcode
`)
  assert.equal(fields, [
    ['The tail.\n\n    code'],
    ['What the wind does not reach.\n\nmore of it'],
    ['A wind that does not last.\n\n\tcode']
  ])
})

test('a title goes on in its paragraph, and what follows is below it', async () => {
  const {fields, titles} = await read(`1. What turns a vane
that is on a roof?
          **Answer:** The tail.

2. What is a lee?
   **Answer:** A side.
`)
  assert.equal(titles, ['What turns a vane', 'What is a lee?'])
  assert.equal(fields, [['that is on a roof?', 'The tail.'], ['A side.']])
})

test('what is open in an item ends with it', async () => {
  const {fields, titles} = await read(`1. What turns a vane?

   \`\`\`text
   tail
2. What is a lee?

   <!-- a comment
3. What is a gust?

   <div>a wind
4. What is a breeze?

## Storms

5. What is an eye?
`)
  assert.is(titles.length, 5)
  assert.is(titles[4], 'What is an eye?')
  assert.equal(fields[4], [])
})

test('links are defined anywhere, and headings in items divide nothing', async () => {
  const text = `1. What turns a [vane][v]?

   ## Tail

   See [the tail][v].

   [v]: https://example.com/vane

2. What is a [lee][v]?

   **Answer:** See [it][v].
`
  const {bank, messages} = await checkBank(toBank(text))
  assert.equal(messages.map(String), [])
  assert.equal(bank.sections, [])
  assert.equal(
    bank.cards.map(({fields}) => fields.map(({label}) => label.text)),
    [[''], ['**Answer:**']]
  )
})

test('items in items, each with its own indent', async () => {
  const {fields, titles} = await read(`1. ### What turns a vane?

   **Answer:** The tail.

   2. ### What is a lee?

      **Answer:** A side.

   more of it

3. ### What is a gust?

   1. a step
   2. another
`)
  assert.equal(titles, [
    'What turns a vane?',
    'What is a lee?',
    'What is a gust?'
  ])
  assert.equal(fields, [
    ['The tail.'],
    ['A side.\n\nmore of it'],
    ['1. a step\n2. another']
  ])
})

test('what is between two cards by its number is one, however it is written', async () => {
  const {titles} = await read(`1. What turns a vane?
2. **What is a lee?**
3. [What is a gust?](https://example.com/gust)
4. What is a breeze?
5. **Where it blows**
6. **When it blows**
9. What is a storm?
`)
  assert.equal(titles, [
    'What turns a vane?',
    '**What is a lee?**',
    '[What is a gust?](https://example.com/gust)',
    'What is a breeze?',
    'What is a storm?'
  ])
})

test('a list below indented code is one, whatever its number is', async () => {
  const {fields, titles} = await read(`1. ### What turns a vane?

Its tail, on the [lee][] side:

    code

2. ### What is a [lee][]?

    code

    more code
3. ### What is a gust?

Text.

    code

[lee]: https://example.com/lee
4. text
`)
  assert.equal(titles, [
    'What turns a vane?',
    'What is a [lee][]?',
    'What is a gust?'
  ])
  assert.equal(fields[1], ['code\n\nmore code'])
})

test('check boxes before titles, and bullets', async () => {
  const {fields, titles} = await read(
    `- [ ] Q: What turns a vane?

  - [x] the tail
  - [ ] the roof

- [x] Q: What is a lee?
  Answer: a side
`,
    '{ as: item, prefix: "Q:" }'
  )
  assert.equal(titles, ['What turns a vane?', 'What is a lee?'])
  assert.equal(fields, [['- [x] the tail\n- [ ] the roof'], ['a side']])
})

test('fixes keep the indent, also one of tabs', async () => {
  assert.is(
    await fix(`1. What turns a vane?
\t- [X] the tail [ ] the roof
\tAnswer: The tail.

12. What is a lee?

    - [ ] a side
    * [x] a wind
    **Level:** easy
`),
    `1. What turns a vane?
\t- [x] the tail
\t- [ ] the roof

\t**Answer:** The tail.

12. What is a lee?

    - [ ] a side
    - [x] a wind

    **Level:** Easy
`
  )
})

test('comments in items switch rules off', async () => {
  const text = `1. What turns a vane?

   <!--lint ignore choice-value-->

   **Level:** Middling

2. What is a lee?

   **Level:** Middling

   <!--lint ignore choice-value-->
`
  const {messages} = await checkBank(toBank(text))
  assert.equal(
    messages.map(({line, ruleId}) => `${line} ${ruleId}`),
    ['22 choice-value', '24 lint-directive']
  )
})

test('places are those in the file', async () => {
  const {bank, messages} = await checkBank(
    toBank('1. What turns a vane?\n\n   **Level:** easy\n')
  )
  const [message] = messages
  assert.is(message?.actual, 'easy')
  assert.is(`${message?.line}:${message?.column}`, '16:15')
  const [card] = bank.cards
  const [field] = card?.fields ?? []
  assert.is(bank.text.slice(field?.value.start, field?.value.end), 'easy')
  assert.is(bank.text.slice(card?.start, card?.end).length, 42)
  assert.is(bank.outdented.outdented, bank.outdented)
  assert.is(bank.outdented.text.length, bank.text.length - 3)
})

test.run()
