/** Which text is plain, on cards and elsewhere: what is not is left to Prettier, and reading it takes longer. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Grammar} from '../../src/markdown/canonical/text.ts'
import {isPlainTable} from '../../src/markdown/canonical/table.ts'
import {isPlainText, skipPlainLabel} from '../../src/markdown/canonical/text.ts'

const test = suite('plain text')

const card: Grammar = {isCard: true, keepsCode: false, quote: '"'}
const whole: Grammar = {...card, isCard: false}

const plain = [
  'one two',
  '`code` and [a link](a/b-c.md#d_e)',
  'a `b  c`',
  'C# and F#',
  'number #2',
  'salt & pepper, Q&A',
  'a < b, a <= b, <5',
  'x -> y > z',
  'ping me@home',
  '2^8 ^a',
  'about ~50',
  'snake_case_name',
  'a $b$ {c} d|e',
  'Straße, née Ωmega',
  '日本語の「文」：（全角）　と 漢字，。',
  'Вопрос — ответ №1',
  'سؤال؟ نعم، لا؛',
  'שאלה־תשובה',
  'प्रश्न कि और',
  'คำถามภาษาไทย',
  '한국어 질문',
  'e\u0301 👍🏽 👨\u200D👩\u200D👧',
  '[a](https://b.c/d?e=f&g=h#i "j")',
  '[为什么](#为什么-1)',
  '[a `b` **c**](d)',
  '<https://a.b/c>',
  '**one**',
  'a **one two** b',
  '中**重点**文',
  'a**b**c',
  'a _one two_ b',
  'a **one**, b',
  'a (b) **one**)',
  'a **one.** b',
  'a (_b_)',
  'a \\# b',
  'a **b _c_ d** e',
  'a ~~b~~',
  'a <kbd>b</kbd><br>'
]

const plainOutsideOfCards = [
  '![a](b)',
  'a \\` b',
  'a <b> c',
  'a [b] c',
  'a [b][c] d[^1]',
  '``a`b``',
  '`` `a ``',
  '**one:** b',
  'a **one**: b'
]

const notPlain = [
  '',
  ' one',
  'one ',
  'one  two',
  'one\ttwo',
  'one\u00A0two',
  'one \u3000two',
  '\uD83D',
  '# one',
  'a &amp; b',
  'a &copy b',
  'a <b',
  'www.example',
  'http://a',
  'mailto:a',
  'me@home.example',
  '^[a]',
  'a ~b~',
  '` a`',
  '``',
  '`a',
  '`` a ``',
  '`a',
  'a **`b`c**',
  'a\n\\* b',
  '`` a`b ``',
  '[a](b',
  '[a ](b)',
  '[ a](b)',
  '[a](<b>)',
  '[a](b "c"',
  "[a](b 'c')",
  '[a]: b',
  '[[a](b)](c)',
  '![a*b*](c)',
  'a\\b',
  'a $$b$$',
  'a {{b}} {% c %}',
  'a*b*',
  'a **one  two** b',
  'a ** one** b',
  'a **one ** b',
  'a *one* b',
  'a __one__ b',
  'a **one.**b',
  'a **one.**, b',
  '中**（重点）**文',
  'a _one_b',
  'a **www.one** b',
  'a **one_ b',
  'a **one',
  'a ****',
  'a ***b***'
]

for (const text of plain) {
  test(`plain: ${text}`, () => {
    assert.ok(isPlainText(text, 0, text.length, card))
    assert.ok(isPlainText(text, 0, text.length, whole))
  })
}

for (const text of plainOutsideOfCards) {
  test(`plain, but on no card: ${text}`, () => {
    assert.not(isPlainText(text, 0, text.length, card))
    assert.ok(isPlainText(text, 0, text.length, whole))
  })
}

for (const text of notPlain) {
  test(`not plain: ${JSON.stringify(text)}`, () => {
    assert.not(isPlainText(text, 0, text.length, card))
    assert.not(isPlainText(text, 0, text.length, whole))
  })
}

test('only the range counts', () => {
  const text = '* one * two *'
  assert.ok(isPlainText(text, 2, 5, card))
  assert.not(isPlainText(text, 1, 5, card))
  assert.not(isPlainText(text, 2, 6, card))
  assert.not(isPlainText('[a](b)', 0, 5, card))
  assert.not(isPlainText('`a`', 0, 2, card))
})

test('labels', () => {
  const lengthOf = (text: string): number =>
    skipPlainLabel(text, 0, text.length)
  assert.is(lengthOf('**Tags:** a'), 9)
  assert.is(lengthOf("**Don't half-bake it:**"), 23)
  assert.is(lengthOf('**Größe 2:** a'), 12)
  assert.is(lengthOf('**标签:** a'), 7)
  assert.is(lengthOf('**प्रश्न:** a'), 11)
  assert.is(lengthOf('**Tags**: a'), 9)
  for (const text of [
    'Tags:',
    '**:**',
    '** Tags:**',
    '**Tags :**',
    '**Tags  a:**',
    '**Tags:*',
    '**Tags',
    '**Tags, a:**'
  ]) {
    assert.is(lengthOf(text), -1, text)
  }

  assert.is(skipPlainLabel('**Tags:**', 0, 8), -1)
})

test('a character of Chinese takes two columns of a table', () => {
  const columns = '| 茶壺 | b   |\n| ---- | --- |\n| c    | d   |'
  assert.ok(isPlainTable(columns))
  const wider = '| 茶壺 | b   |\n| ------ | --- |\n| c      | d   |'
  assert.not.ok(isPlainTable(wider))
})

test('an address of any length is read', () => {
  const isPlainLink = (length: number): boolean => {
    const link = `[a](${'b'.repeat(length)} "${'c'.repeat(length)}")`
    return isPlainText(link, 0, link.length, card)
  }
  assert.ok(isPlainLink(4000))
  assert.not.ok(isPlainLink(10_000_000))
})

test.run()
