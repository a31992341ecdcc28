/** How messages show texts: as code, in one line, shortened where they are long. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {
  formatPath,
  listOf,
  nameOf,
  show
} from '../../src/template/yaml-places.ts'
import {editorTexts} from '../../src/editor/texts.ts'
import {toPhrasing} from '../../src/report/safe-markdown.ts'
import {
  count,
  joinOr,
  quote,
  quoteAll,
  quoteAllWithin
} from '../../src/text/wording.ts'

const test = suite('wording')

test('a text of 60 characters is shown whole, a longer one is not', () => {
  const whole = 'x'.repeat(60)
  for (const toCode of [quote, show]) {
    assert.is(toCode(whole), `\`${whole}\``)
    assert.is(toCode(`${whole}x`), `\`${'x'.repeat(59)}…\``)
  }
})

test('characters count, not the units in which they are stored', () => {
  const whole = '🍞'.repeat(60)
  assert.is(quote(whole), `\`${whole}\``)
  assert.is(quote(`${whole}🍞`), `\`${'🍞'.repeat(59)}…\``)
})

test('code with backticks has longer ones around it', () => {
  assert.is(quote('a `b` c'), '``a `b` c``')
  assert.is(quote('`b` c'), '`` `b` c ``')
  assert.is(quote('a ``'), '``` a `` ```')
  assert.is(show('a `b`'), "`a 'b'`")
})

test('no white space but single ones, and no control character', () => {
  assert.is(quote(' a\r\n\tb '), '`a b`')
  assert.is(quote('a\u001b[1mb'), '`a\\u001b[1mb`')
  assert.is(show('a\n  b'), '`a b`')
})

test('lists in a sentence', () => {
  assert.is(joinOr([]), '')
  assert.is(joinOr(['a']), 'a')
  assert.is(joinOr(['a', 'b']), 'a or b')
  assert.is(joinOr(['a', 'b', 'c']), 'a, b, or c')
  assert.is(quoteAll(['a', 'b']), '`a` or `b`')
  assert.is(listOf([]), '')
  assert.is(listOf(['a']), '`a`')
  assert.is(listOf(['a', 'b']), '`a` or `b`')
  assert.is(listOf(['a', 'b', 'c']), '`a`, `b`, or `c`')
})

test('a list that has room is whole; else the number of the others is reported', () => {
  const names = ['aa', 'bb', 'cc', 'dd']
  const all = '`aa`, `bb`, `cc`, or `dd`'
  assert.is(quoteAllWithin(names, all.length), all)
  const most = '`aa`, or one of 3 more'
  assert.is(quoteAllWithin(names, all.length - 1), most)
  assert.is(quoteAllWithin(names, most.length - 1), 'one of 4 values')
})

test('amounts', () => {
  assert.is(count(0, 'bullet'), '0 bullets')
  assert.is(count(1, 'bullet'), '1 bullet')
  assert.is(count(2, 'bullet'), '2 bullets')
})

test('places and kinds of values in front matter', () => {
  assert.is(
    formatPath(['template', 'fields', '0', 'label']),
    '`bank.template.fields[0].label`'
  )
  assert.is(formatPath([]), '`bank`')
  assert.equal([null, undefined, [], {}, 'a', 1, true].map(nameOf), [
    ...['empty value', 'empty value', 'list', 'mapping'],
    ...['text', 'number', 'boolean']
  ])
})

test('a title of 120 characters is whole in a menu, a longer one is not', () => {
  const whole = '🍞'.repeat(120)
  assert.is(editorTexts.related(whole), whole)
  assert.is(editorTexts.related(`${whole}🍞`), `${'🍞'.repeat(119)}…`)
})

test('what others say is cut off in a report after a thousand characters', () => {
  const whole = 'x'.repeat(1000)
  assert.equal(toPhrasing(whole), [{type: 'text', value: whole}])
  assert.equal(toPhrasing(`${whole}x`), [
    {type: 'text', value: `${'x'.repeat(999)}…`}
  ])
})

test('code is code; so is what would be a link or call for a person', () => {
  const code = (value: string): object => ({type: 'inlineCode', value})
  const text = (value: string): object => ({type: 'text', value})
  assert.equal(toPhrasing('expected `a`, not ``b ` c``'), [
    ...[text('expected '), code('a'), text(', not '), code('b ` c')]
  ])
  assert.equal(toPhrasing('`` ` `` and `  `'), [
    ...[code('`'), text(' and '), code('  ')]
  ])
  assert.equal(toPhrasing('ask @me at www.a or a://b now'), [
    ...[text('ask '), code('@me'), text(' at '), code('www.a')],
    ...[text(' or '), code('a://b'), text(' now')]
  ])
})

test('a menu shows 120 characters', () => {
  const whole = '🍞'.repeat(120)
  assert.is(editorTexts.related(whole), whole)
  assert.is(editorTexts.related(`${whole}x`), `${'🍞'.repeat(119)}…`)
})

test.run()
