/** Whatever `isPlainTable` accepts, Prettier leaves alone. */
import fc from 'fast-check'
import type {AlignType, Table} from 'mdast'
import {gfmTableToMarkdown} from 'mdast-util-gfm-table'
import {toMarkdown} from 'mdast-util-to-markdown'
import * as prettier from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {isPlainTable} from '../../src/markdown/canonical-table.ts'
import {mutate, mutationsOf, parameters} from './support.ts'

const test = suite('plain tables')

const plainCells = ['Easy', 'Medium', '12', '7', 'Training & Alignment', 'é']

const cell = fc.constantFrom(
  ...plainCells,
  ...plainCells,
  ...['', 'C#'],
  ...['日本', 'a|b', '*a*', 'a_b', '😀', '`a`', '- a', 'www.a.b', '# a', '<b>']
)

const table = fc
  .tuple(
    fc.array(fc.constantFrom<AlignType>(null, 'left', 'right', 'center'), {
      minLength: 1,
      maxLength: 4
    }),
    fc.array(fc.array(cell, {minLength: 4, maxLength: 4}), {
      minLength: 1,
      maxLength: 4
    })
  )
  .map(([align, rows]) => {
    const tree: Table = {
      type: 'table',
      align,
      children: rows.map((cells) => ({
        type: 'tableRow',
        children: cells.slice(0, align.length).map((value) => ({
          type: 'tableCell',
          children: [{type: 'text', value}]
        }))
      }))
    }
    return toMarkdown(tree, {extensions: [gfmTableToMarkdown()]})
  })

const mutated = fc
  .tuple(table, mutationsOf([' ', '|', '-', ':', '\n', 'a', '\\', '`'], 2))
  .map(([text, mutations]) => mutate(text, mutations))

test('Prettier leaves accepted tables alone', async () => {
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(fc.oneof(table, mutated), async (text) => {
      if (!isPlainTable(text)) return
      accepted++
      assert.is(await prettier.format(text, {parser: 'markdown'}), text)
    }),
    parameters(300)
  )
  assert.ok(accepted > 10, `${accepted} were accepted`)
})

test('long tables are decided in one pass', () => {
  const long = 100_000
  assert.ok(isPlainTable(`| abc |\n| --- |\n${'| abc |\n'.repeat(long)}`))
  assert.not(
    isPlainTable(`|${' abc |'.repeat(long)}\n|${' --- |'.repeat(long)}-\n`)
  )
  assert.not(isPlainTable(`| abc |\n| ${'-'.repeat(long)}\n`))
})

test.run()
