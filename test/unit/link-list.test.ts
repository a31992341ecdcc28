/** Lists of links in regions are what `mdast-util-to-markdown` makes of them, and titles what Markdown reads in them. */
import fc from 'fast-check'
import type {List, ListItem} from 'mdast'
import {toMarkdown} from 'mdast-util-to-markdown'
import {toString} from 'mdast-util-to-string'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {parse} from '../../src/markdown/parse.ts'
import type {LinkEntry} from '../../src/regions/link-list.ts'
import {toLinkList} from '../../src/regions/link-list.ts'
import {toText} from '../../src/regions/region-title.ts'
import {parameters, piecesOf} from '../properties/support.ts'

const test = suite('lists of links')

const pieces = [
  ...[
    'a',
    'a_b',
    'wheel',
    '为什么',
    'почему',
    '5',
    ' ',
    '  ',
    '?',
    '!',
    '.',
    ','
  ],
  ...['"', "'", '(', ')', ':', ';', '/', '-', '+', '=', '|', '$', '@', '#'],
  ...['*', '_', '`', '[', ']', '<b>', '&amp;', '&', '\\', '~~', '！', '。'],
  ...['http://a.example', 'www.a.example', '1. ', '- ', '\u00A0', '\u3000']
]
const addresses = ['docs/', 'bank.md', '#', 'wheel', '轮子', '-1', '%20']

const entry = (depth: number): fc.Arbitrary<LinkEntry> =>
  fc.record({
    title: piecesOf(pieces, 6).filter((title) => title === title.trim()),
    url: piecesOf([...addresses, '(', ')', '~', '_', '&', ' ', "'"], 4),
    below:
      depth === 0 ? fc.constant([]) : fc.array(entry(depth - 1), {maxLength: 3})
  })

function toList(entries: readonly LinkEntry[]): List {
  return {
    type: 'list',
    ordered: false,
    spread: false,
    children: entries.map(({url, title, below = []}): ListItem => ({
      type: 'listItem',
      spread: false,
      children: [
        {
          type: 'paragraph',
          children: [
            {type: 'link', url, children: [{type: 'text', value: title}]}
          ]
        },
        ...(below.length > 0 ? [toList(below)] : [])
      ]
    }))
  }
}

test('are what a serializer makes of them', () => {
  fc.assert(
    fc.property(fc.array(entry(1), {minLength: 1, maxLength: 3}), (entries) => {
      const expected = toMarkdown(toList(entries), {
        bullet: '-',
        unsafe: [{character: '~', inConstruct: 'phrasing'}]
      })
      assert.is(`${toLinkList(entries)}\n`, expected)
    }),
    parameters(400)
  )
})

test('a title is what Markdown reads in it', () => {
  fc.assert(
    fc.property(piecesOf(pieces, 6), (title) => {
      assert.is(toText(title), toString(parse(`# ${title}`)))
    }),
    parameters(400)
  )
})

test.run()
