/** Texts that once broke an invariant; the properties found them. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {isPlainlyCanonical as isPlainBlock} from '../../src/markdown/canonical/blocks.ts'
import {processBank} from '../support/bank.ts'
import {expectLaws} from './expect-laws.ts'
import {expectSameBank} from './scan-law.ts'

function isPlainlyCanonical(block: string, isLast: boolean): boolean {
  return isPlainBlock(isLast ? block : `${block}#`, 0, block.length)
}

const test = suite('counterexamples')

const card = `### Q: Why does a cold oven spoil a loaf?

**Difficulty:** Easy  
**Tags:** heat,crust  
**Question:** What goes wrong?  
**What a strong answer includes:**

- The crust dries too early.
- Steam leaves too early.
- The loaf tears.

**Common pitfalls:**

- Blaming the yeast.
- Baking longer.
`

test('two spaces in a label are not canonical', () => {
  assert.not(isPlainlyCanonical('**Common  pitfalls:** none\n', true))
  assert.ok(isPlainlyCanonical('**Common pitfalls:** none\n', true))
})

test('an image with a space before its address is not canonical', () => {
  assert.not(isPlainlyCanonical('![oven]( oven.png)\n', true))
  assert.ok(isPlainlyCanonical('![oven](oven.png)\n', true))
  assert.ok(isPlainlyCanonical('[oven](oven.png)\n', true))
})

test('over an open comment in a bullet, Prettier does not come to rest', async () => {
  for (const text of ['- <!--', `${card}- <!-- To do\n`]) {
    const {value, remaining} = await processBank(text)
    assert.is(value, text)
    assert.equal(remaining.map(({ruleId, note}) => [ruleId, note]).at(-1), [
      'format',
      'Prettier prints this text differently each time'
    ])
    await expectLaws(text)
  }
})

test('such a card does not keep the others from being formatted', async () => {
  const open = card.replace('- Baking longer.', '- Baking longer. <!-- To do')
  const value = await expectLaws(`${open}\n${card.replaceAll('- ', '* ')}`)
  assert.ok(value.endsWith(card))
})

test('what is as Prettier prints it in the middle of a file may not be at its end', async () => {
  const table = '| a   |\n| --- |\n'
  assert.is(await expectLaws(`${table}\n${card}`), `${table}\n${card}`)
  assert.is(await expectLaws(`${table}\n`), table)
})

test('an empty bullet with another marker ends the list', async () => {
  await expectLaws(card.replace('- Baking longer.', '\n*'))
  await expectLaws('##Q:\nWhat a strong answer includes:\n-oven\n*')
})

test('lines that end in a lone carriage return are lines', async () => {
  const text = card.replaceAll('\n', '\r').replace('Easy', 'easy')
  assert.is(await expectLaws(text), card)
  const given = {endOfLine: 'cr'} as const
  assert.is(await expectLaws(text, given), card.replaceAll('\n', '\r'))
  // One alone among others, too.
  const mixed = card.replace('Easy  \n', 'easy  \r')
  assert.is(await expectLaws(mixed), card)
})

test('after a byte order mark, spaces at the end of a line of code stay, too', async () => {
  const text = card.replace('**Difficulty:** Easy', '    **Difficulty:** Easy')
  const value = await expectLaws(text)
  assert.ok(value.includes('Easy  \n'))
  assert.is(await expectLaws(`\uFEFF${text}`), `\uFEFF${value}`)
})

test('a label ends its line where Prettier wraps there', async () => {
  const tags = 'temperature-of-the-oven,moisture-of-the-crust'
  const long = card.replace('heat,crust', tags)
  const options = {proseWrap: 'always', printWidth: 40} as const
  // The long line is not wrapped, but the one after it.
  const wrapped = long.replace('**Question:** ', '**Question:**\n')
  assert.is(await expectLaws(long, options), wrapped)
  assert.is(await expectLaws(wrapped, options), wrapped)
  assert.is(await expectLaws(wrapped), long)
  // What fits after its label has to be there, however lines are wrapped.
  assert.is(
    await expectLaws(card.replace('**Tags:** ', '**Tags:**\n'), options),
    card
  )
})

test('the hard break after a value has to fit, too', async () => {
  const text = card.replace('Easy', '`Easy enough for me`')
  const wrapped = text.replace('**Difficulty:** ', '**Difficulty:**\n')
  const options = {proseWrap: 'always', printWidth: 37} as const
  await expectLaws(text, options)
  await expectLaws(wrapped, options)
})

test('a tag that closes nothing does not reach above a card that is read from the text', () => {
  const makeCard = (title: string, closing: string): string =>
    `### Q: ${title}\n\nso\n\n<details>\n<summary>Answer</summary>\n\nso\n\n${closing}\n\n`
  expectSameBank(`---
bank:
  template:
    card: {depth: 3, prefix: "Q:"}
    fields:
      - {kind: content}
      - {label: Answer, kind: content, details: true}
---

${makeCard('a', '<](/details>')}${makeCard('b', '</details>')}### Q: c

so

</details>
`)
})

test('a list of links below a number ends where a card is that is read from the text', () => {
  const front = `---
bank:
  template:
    card: {depth: 2, number: "1."}
    fields: [{kind: content}]
---
`
  expectSameBank(`${front}
# Bank

## 1.

- [link](#x)

## 2. sourdough

so
`)
})

test.run()
