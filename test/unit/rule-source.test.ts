/** The comment at the head of a rule's file becomes sections of its page. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {parseHead} from '../../scripts/rule-source.ts'

const test = suite('parseHead')

test('a story and its tags', () => {
  assert.equal(
    parseHead(
      '/**\n * Why,\n * in two lines.\n *\n * More.\n *\n * @off Almost\n * never.\n * @limits Code,\n *\n * and tables.\n */\nimport x\n/** @keys */\n',
      'a.ts'
    ),
    {
      story: 'Why,\nin two lines.\n\nMore.',
      notes: {off: 'Almost\nnever.', limits: 'Code,\n\nand tables.'}
    }
  )
})

test('a story in one line', () => {
  assert.equal(parseHead('/** Why. */\n', 'a.ts'), {story: 'Why.', notes: {}})
})

test('what no page can be made of', () => {
  assert.throws(
    () => parseHead('import x\n/** Why. */', 'rules/a.ts'),
    /^rules\/a\.ts: expected a comment at its head/
  )
  assert.throws(
    () => parseHead('/**\n * Why.\n *\n * @limit Code.\n */', 'rules/a.ts'),
    /^rules\/a\.ts: unexpected tag @limit, expected @keys, @off, @limits/
  )
})

test.run()
