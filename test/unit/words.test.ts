/** Words of a text as numbers: equal words have equal ones, however they are written. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {hashWords} from '../../rules/lib/words.ts'

const test = suite('hashWords')

test('letters and digits make words, all else parts them', () => {
  assert.is(hashWords('').length, 0)
  assert.is(hashWords(' -- ').length, 0)
  assert.is(hashWords('a (z) 0, 9: `a0z`').length, 5)
  assert.is(hashWords('@[`{/:').length, 0)
})

test('case makes no difference, any other letter does', () => {
  assert.equal(hashWords('AZ az'), [...hashWords('az'), ...hashWords('az')])
  assert.equal(hashWords('Ärger, Äpfel'), hashWords('ärger äpfel'))
  assert.is(new Set(hashWords('a b az za aa 0 9')).size, 7)
})

test('characters of two units are whole', () => {
  assert.is(hashWords('漢字 かな 𠀀a 😀').length, 6)
  assert.is(hashWords('𝐀𝐁\uD83D').length, 1)
  assert.is(new Set(hashWords('𠀀𠀁')).size, 2)
})

test.run()
