/** Prettier prints the parts of a long text alone as it prints them in the whole. */
import fc from 'fast-check'
import type {Options} from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {cutText, settleInParts, tryToSettle} from '../../src/format/settle.ts'
import {written} from './scripts.ts'
import {mutate, mutationsOf, parameters} from './support.ts'

const test = suite('parts of a long text')

const options = {parser: 'markdown', endOfLine: 'lf'} as const satisfies Options

/** What is about the next thing, or that above. */
const pieces = ['- a\n', '* b\n', '1. c\n', 'd\n', '<b>\n', '***\n', '\n\n']

const piece = fc.oneof(written, fc.constantFrom(...pieces))

test('as in the whole', async () => {
  let cuts = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, {minLength: 4, maxLength: 10}),
      mutationsOf(
        [...pieces, '---\n', '+++\n', '<!-- prettier-ignore -->\n'],
        9
      ),
      fc.integer({min: 1, max: 60}),
      async (list, mutations, longest) => {
        const text = `${mutate(list.join('\n'), mutations).trim()}\n`
        const keep = (printed: string): string => printed
        const whole = await tryToSettle(text, options, keep)
        const other = await settleInParts(text, options, keep, text, longest)
        cuts += cutText(text, longest).length - 1
        if (typeof whole === 'string') assert.is(other, whole)
      }
    ),
    // Each step to a shorter counterexample would print some twenty texts.
    {...parameters(24), endOnFailure: true}
  )
  assert.ok(cuts > 0, 'no text was cut')
})

test('signs that are not markup in one part', async () => {
  const text = '```\n- \n```\n\na\\**b c** d\n'
  const keep = (printed: string): string => printed
  const whole = await tryToSettle(text, options, keep)
  assert.is(await settleInParts(text, options, keep, text, 1), whole)
})

test('the parts are the text', () => {
  const text = `a\n\n${'- b\n\nc\n\n'.repeat(5)}# d\n\n<b>\n\ne\n`
  const parts = cutText(text, 1)
  assert.is(parts.join(''), text)
  assert.equal(parts.slice(-2), ['c\n\n', '# d\n\n<b>\n\ne\n'])
  for (const more of [
    '[a]: b',
    '<!-- prettier-ignore-start -->',
    '$$\n\na',
    '    code'
  ]) {
    assert.equal(cutText(`${text}\n${more}\n`, 1).length, 1, more)
  }

  assert.equal(cutText(text), [text])
})

test.run()
