/** Texts are compared in one case and one width; most are known to have one width without asking for it. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {parameters} from '../properties/support.ts'
import {fold, isNarrowUnit} from '../../src/text/fuzzy-match.ts'

const test = suite('fold')

/** What it says of any text, in as many steps. */
function foldSlowly(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

const narrow = Array.from({length: 0x1_00_00}, (_, code) => code)
  .filter(isNarrowUnit)
  .map((code) => String.fromCharCode(code))

test('no character that is narrow by itself has another width', () => {
  assert.equal(
    narrow.filter(
      (each) =>
        each.normalize('NFKC') !== each || each.toLowerCase().length !== 1
    ),
    []
  )
})

test('a text means the same with and without looking at its characters first', () => {
  const marks = ['\u0301', '\u3099', '\u0653', '\uFF1A', '\uFF71', 'ﬁ', 'Σ']
  const unit = fc.oneof(
    fc.constantFrom(...narrow),
    fc.constantFrom(...marks),
    fc.string({minLength: 1, maxLength: 3}),
    fc.constantFrom(' ', '  ', '\t')
  )
  const parts = fc.array(unit, {maxLength: 8})
  fc.assert(
    fc.property(parts, (texts) => {
      const text = texts.join('')
      assert.is(fold(text), foldSlowly(text))
    }),
    parameters(100)
  )
})

test.run()
