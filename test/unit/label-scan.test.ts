/** Labels as people write them: how far each goes, and what its name is. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {longestName, scanLabel} from '../../src/template/label-syntax.ts'

const test = suite('scanLabel')

/** Each with a `|` after the label. */
const labels = [
  '**Tags:**| a',
  '***Tags:***| a',
  '__Tags__:| a',
  '\\*\\*Tags:\\*\\*| a',
  '<b>Tags:</b>| a',
  '<STRONG>Tags</STRONG>:| a',
  '** Tags : **| a',
  '**Tags**\t:| a',
  '**Tags:**:| a',
  '**Tags:**| :smile: a',
  '**Tags:**|:smile: a',
  '**Tags** -| a',
  '**Tags**|-a',
  '**Tags** =|',
  '**Tags:**| - a',
  '**Tags：**| a',
  '**Tags::**| a',
  '**Tags**|',
  // At most three markers: with the fourth, something else begins.
  '**Tags:***|* a',
  '**Tags:*|\\'
]

for (const written of labels) {
  const end = written.indexOf('|')
  const text = written.replace('|', '')
  test(written, () => {
    assert.equal(scanLabel(text, 0, text.length, false), {
      name: 'Tags',
      end,
      isBold: true,
      isClosed: true
    })
  })
}

/** Without bold. */
const bare = ['Tags:| a', 'Tags:**| a', 'Tags:|****a', 'Tags：|a', 'Tags::|']

for (const written of bare) {
  const end = written.indexOf('|')
  const text = written.replace('|', '')
  test(written, () => {
    assert.equal(scanLabel(text, 0, text.length, false), {
      name: 'Tags',
      end,
      isBold: false,
      isClosed: true
    })
  })
}

test('bold that is not closed, which needs a colon', () => {
  const text = '**Tags: a'
  assert.equal(scanLabel(text, 0, text.length, false), {
    name: 'Tags',
    end: 7,
    isBold: true,
    isClosed: false
  })
  assert.is(scanLabel('**Tags', 0, 6, false), undefined)
})

test('a heading needs no markup', () => {
  assert.equal(scanLabel('Tags', 0, 4, true), {
    name: 'Tags',
    end: 4,
    isBold: false,
    isClosed: true
  })
  assert.is(scanLabel('Tags', 0, 4, false), undefined)
  assert.is(scanLabel('Tags *a*', 0, 8, true), undefined)
})

test('no name', () => {
  for (const text of ['', '**', '**:**', ': a', '****Tags:**']) {
    assert.is(scanLabel(text, 0, text.length, false), undefined, text)
  }
})

test('a name is not longer than that', () => {
  const name = 'a'.repeat(longestName)
  const long = `${name}a: b`
  assert.is(scanLabel(long, 0, long.length, false), undefined)
  assert.is(scanLabel(name, 0, name.length, true)?.name, name)
  const text = `${'a'.repeat(longestName - 1)}: b`
  assert.is(scanLabel(text, 0, text.length, false)?.end, longestName)
})

test('only the range counts', () => {
  assert.is(scanLabel('a **Tags:** b', 2, 13, false)?.end, 11)
  assert.is(scanLabel('**Tags:**', 0, 8, false)?.end, 8)
  assert.is(scanLabel('Tags:', 0, 4, false), undefined)
})

test.run()
