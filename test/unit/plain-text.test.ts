/** Which text is plain, with emphasis or without: what is not is left to Prettier, and reading it takes longer. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {isPlainText, skipPlainLabel} from '../../src/markdown/canonical-text.ts'

const test = suite('plain text')

const plain = [
  'one two',
  '`code` and [a link](a/b-c.md#d_e)',
  'a `b  c`',
  'C# and F#',
  'salt & pepper',
  'a < b',
  'ping me@home',
  '2^8',
  'about ~50',
  'Straße, née Ωmega'
]

const notPlain = [
  '',
  ' one',
  'one ',
  'one  two',
  'one\ttwo',
  '# one',
  'a &amp; b',
  'a <b>',
  'www.example',
  'http://a',
  'mailto:a',
  'me@home.example',
  '^a',
  'a ~b~',
  '` a`',
  '``',
  '`a',
  '![a](b)',
  '[a] (b)',
  '[a](b',
  '[a ](b)',
  '[ a](b)',
  '[a](b.)',
  '[a](<b>)',
  '[`a`](b)',
  'a|b',
  'a\\b',
  'a $b$',
  'a {b}',
  '日本'
]

const stressed = [
  '**one**',
  'a **one two** b',
  'a _one two_ b',
  'a **one**, b',
  'a **one**.',
  'a (b) **one**)',
  'a **one.** b',
  'a **one.**'
]

const notStressed = [
  'a*b*',
  'a **one  two** b',
  'a ** one** b',
  'a **one ** b',
  'a *one* b',
  'a __one__ b',
  'a **one**b',
  'a **one.**, b',
  'a **one:** b',
  'a **one**: b',
  'a **www.one** b',
  'a **`one`** b',
  'a **one_ b',
  'a **one',
  'a ****'
]

for (const text of plain) {
  test(`plain: ${text}`, () => {
    assert.ok(isPlainText(text, 0, text.length))
    assert.ok(isPlainText(text, 0, text.length, true))
  })
}

for (const text of [...notPlain, ...notStressed]) {
  test(`not plain: ${JSON.stringify(text)}`, () => {
    assert.not(isPlainText(text, 0, text.length))
    assert.not(isPlainText(text, 0, text.length, true))
  })
}

for (const text of stressed) {
  test(`plain with emphasis: ${text}`, () => {
    assert.not(isPlainText(text, 0, text.length))
    assert.ok(isPlainText(text, 0, text.length, true))
  })
}

test('only the range counts', () => {
  const text = '* one * two *'
  assert.ok(isPlainText(text, 2, 5))
  assert.not(isPlainText(text, 1, 5))
  assert.not(isPlainText(text, 2, 6))
  assert.not(isPlainText('[a](b)', 0, 5))
  assert.not(isPlainText('`a`', 0, 2))
})

test('labels', () => {
  const lengthOf = (text: string): number =>
    skipPlainLabel(text, 0, text.length)
  assert.is(lengthOf('**Tags:** a'), 9)
  assert.is(lengthOf("**Don't half-bake it:**"), 23)
  assert.is(lengthOf('**Größe 2:** a'), 12)
  for (const text of [
    'Tags:',
    '**:**',
    '** Tags:**',
    '**Tags :**',
    '**Tags  a:**',
    '**Tags**:',
    '**Tags:*',
    '**Tags',
    '**Tags, a:**'
  ]) {
    assert.is(lengthOf(text), -1, text)
  }

  assert.is(skipPlainLabel('**Tags:**', 0, 8), -1)
})

test.run()
