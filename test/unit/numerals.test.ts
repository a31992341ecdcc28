/** Numbers in digits of other scripts, and in Chinese numerals. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {
  findNumeral,
  findNumeralIn,
  readNumeral,
  writeNumeral
} from '../../src/template/numerals.ts'

const test = suite('numerals')

test('digits of other scripts are read and written', () => {
  for (const [zero, twelve] of [
    ['0', '12'],
    ['٠', '١٢'],
    ['۰', '۱۲'],
    ['०', '१२'],
    ['০', '১২'],
    ['０', '１２']
  ] as const) {
    assert.is(readNumeral(twelve), 12)
    assert.is(writeNumeral(12, zero), twelve)
    assert.is(writeNumeral(2, zero, 2), `${zero}${twelve.charAt(1)}`)
    assert.is(findNumeral(twelve)?.numerals, zero)
  }
})

test('Chinese numerals are read and written', () => {
  for (const [value, text] of [
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [99, '九十九'],
    [101, '一百零一'],
    [110, '一百一十'],
    [1000, '一千'],
    [2023, '二千零二十三']
  ] as const) {
    assert.is(writeNumeral(value, '一'), text)
    assert.is(readNumeral(text), value)
  }

  assert.is(readNumeral('一百〇一'), 101)
})

test('what is no number in the usual form is not read', () => {
  for (const text of ['一二', '十百', '零', '1२', '½', '']) {
    assert.is(readNumeral(text), undefined)
  }
})

test('Chinese numerals are found where there are no digits', () => {
  assert.is(findNumeral('第 3 题，一')?.value, 3)
  assert.is(findNumeral('第十题')?.index, 1)
  assert.is(findNumeral('题'), undefined)
})

test('only the numerals of the bank are found, and those of ASCII', () => {
  assert.is(findNumeralIn('Q ३', '0'), undefined)
  assert.is(findNumeralIn('Q ३', '०')?.value, 3)
  assert.is(findNumeralIn('Q 3', '०')?.value, 3)
})

test.run()
