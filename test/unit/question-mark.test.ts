import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {
  endsWithQuestionMark,
  hasQuestionMark
} from '../../src/text/question-mark.ts'

const test = suite('question marks')

for (const text of [
  'Why?',
  '为什么？',
  'لماذا؟',
  'Γιατί ξεραίνεται το χώμα;',
  'Γιατί\u037E',
  'ለምን፧',
  '**Why?**',
  '„Warum?“',
  '»Warum?«',
  '「なぜ？」',
  'Why?)'
]) {
  test(`${text} asks`, () => {
    assert.ok(endsWithQuestionMark(text))
    assert.ok(hasQuestionMark(text))
  })
}

for (const text of ['Why', 'a;', 'Why? Because', 'for (;;);', '']) {
  test(`${text} does not end as a question`, () => {
    assert.not.ok(endsWithQuestionMark(text))
  })
}

test('a semicolon is a question mark only after Greek letters', () => {
  assert.not.ok(hasQuestionMark('x = 1; y = 2'))
  assert.ok(hasQuestionMark('Ինչո՞ւ է չորանում հողը'))
})

test.run()
