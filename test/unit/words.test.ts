/** Words of a text as numbers: equal words have equal ones, however they are written. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {parameters} from '../properties/support.ts'
import {findRepeated} from '../../rules/lib/copies/repeated.ts'
import {hashLetters, hashWords} from '../../rules/lib/copies/words.ts'

const test = suite('hashWords')

test('letters and digits make words, all else parts them', () => {
  assert.is(hashWords('').length, 0)
  assert.is(hashWords(' -- ').length, 0)
  assert.is(hashWords('a (z) 0, 9: `a0z`').length, 5)
  assert.is(hashWords('@[`{/:').length, 0)
})

test('case makes no difference, any other letter does', () => {
  assert.equal(
    [...hashWords('AZ az')],
    [...hashWords('az'), ...hashWords('az')]
  )
  assert.equal(hashWords('Ärger, Äpfel'), hashWords('ärger äpfel'))
  assert.is(new Set(hashWords('a b az za aa 0 9')).size, 7)
})

test('characters of two units are whole', () => {
  assert.is(hashWords('漢字 かな 𠀀a 😀').length, 6)
  assert.is(hashWords('𝐀𝐁\uD83D').length, 1)
  assert.is(new Set(hashWords('𠀀𠀁')).size, 2)
})

/** Any text, with letters that others depend on. */
const text = fc.string({
  unit: fc.oneof(
    fc.string({unit: 'binary', minLength: 1, maxLength: 2}),
    fc.constantFrom(
      ...Array.from('aB Σς\u0301\u1100\u1161ßſıİﬁｶ\uFF9E한é漢…😀')
    )
  )
})

test('one character at a time, words are the same as in a text that is folded as a whole', () => {
  fc.assert(
    fc.property(text, (text) => {
      const apart = text.normalize('NFKD')
      assert.equal([...hashWords(text)], [...hashWords(apart)])
    }),
    parameters(100)
  )
})

test('letters in capitals are the same, whatever is between them', () => {
  fc.assert(
    fc.property(text, (text) => {
      const lower = text.normalize('NFKC').toLowerCase()
      assert.is(hashLetters(text), hashLetters(lower))
      assert.is(hashLetters(lower), hashLetters(lower.toUpperCase()))
    }),
    parameters(100)
  )
  assert.is(hashLetters('Straße, 1'), hashLetters('STRASSE 1'))
  assert.is(hashLetters('ΟΔΟΣ'), hashLetters('οδος'))
  assert.is.not(hashLetters('ab'), hashLetters('ba'))
})

test('what is there so many times is found, also among hashes that share a slot', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({min: -40, max: 40})),
      fc.constantFrom(0, 12, 20),
      (numbers, shift) => {
        const hashes = numbers.map((number) => number << shift)
        const isRepeated = findRepeated(hashes, 2)
        for (const [at, hash] of hashes.entries()) {
          if (hashes.indexOf(hash) === hashes.lastIndexOf(hash)) continue
          assert.ok(isRepeated(at), `${hash}`)
        }
      }
    ),
    parameters(100)
  )
})

test('hardly anything else is found', () => {
  const hashes = Array.from({length: 5000}, (_, at) =>
    hashLetters(`card ${at}`)
  )
  const isRepeated = findRepeated(hashes, 2)
  const found = hashes.filter((_, at) => isRepeated(at))
  assert.ok(found.length < 10, `${found.length}`)
})

test.run()
