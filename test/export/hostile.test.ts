/** Cards of an attacker: nothing in an export runs anywhere. */
import {parse as parseCsv} from 'csv-parse/sync'
import {parse as parseGift} from 'gift-pegjs'
import type {Element, Root} from 'hast'
import {raw} from 'hast-util-raw'
import {defaultSchema} from 'hast-util-sanitize'
import {visit} from 'unist-util-visit'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {fromXml} from 'xast-util-from-xml'
import type {BankData} from '../../src/export/card-data.ts'
import {texts} from './payloads.ts'
import {dataOf, exportTo, textOf} from './support.ts'

const test = suite('hostile cards')

const data: readonly BankData[] = texts.map((text) => dataOf(text))

test('there are enough, and each is a card', () => {
  assert.ok(texts.length >= 200)
  for (const [index, {cards}] of data.entries()) {
    assert.is(cards.length, 1, texts[index])
  }
})

/** @throws where the HTML has what is not for readers alone */
function assertHarmless(html: string): void {
  const tree = raw({
    type: 'root',
    children: [{type: 'raw', value: html}]
  }) as Root
  visit(tree, 'element', ({tagName, properties}: Element) => {
    const isKnown = defaultSchema.tagNames?.includes(tagName) ?? false
    const isOurs = tagName === 'article' || tagName === 'section'
    assert.ok(isKnown || isOurs, `${tagName}: ${html}`)
    for (const [name, value] of Object.entries(properties)) {
      assert.not(/^on|^style$|^srcDoc$|^action$/i.test(name), html)
      if (name === 'id' || name === 'name') {
        assert.match(String(value), /^card-/)
      }

      if (['href', 'src', 'cite', 'longDesc'].includes(name)) {
        assert.match(String(value), /^(?:https?:|mailto:|[^:]*(?:[/?#]|$))/i)
      }
    }
  })
  assert.not(tree.children.some(({type}) => type === 'comment'))
}

test('HTML is for reading', async () => {
  for (const text of texts) assertHarmless(await textOf('html', [text]))
})

test('notes of Anki are for reading, and play nothing', async () => {
  const rows = parseCsv(await textOf('anki', texts), {
    delimiter: '\t',
    comment: '#',
    comment_no_infix: true
  })
  assert.is(rows.length, texts.length)
  for (const [guid = '', , , front = '', back = ''] of rows) {
    assert.match(guid, /^[\w-]{16}$/)
    for (const html of [front, back]) {
      assertHarmless(html)
      assert.not(/\[sound:|\[latex\]|\[\$\]|\{\{/.test(html), html)
    }
  }
})

for (const name of ['moodle', 'qti12']) {
  test(`${name}: XML is well-formed, and a card is a card`, async () => {
    const xml = await textOf(name, texts)
    const tree = fromXml(xml)
    const wanted = name === 'moodle' ? 'multichoice' : 'item'
    let count = 0
    visit(tree, 'element', ({name: element, attributes}) => {
      if (element === 'item' || attributes['type'] === wanted) count++
    })
    assert.is(count, texts.length)
    assert.not(/<!DOCTYPE|<!ENTITY|<\?(?!xml )/.test(xml))
    visit(tree, 'element', (element) => {
      const isHtml =
        element.name === 'mattext' || element.attributes['format'] === 'html'
      if (!isHtml) return
      visit(element, 'text', (text) => {
        assertHarmless(text.value)
      })
    })
  })
}

test('qti21: XML is well-formed, without scripts', async () => {
  for (const text of texts) {
    const {files = []} = await exportTo('qti21', [text])
    assert.is(files.length, 2)
    for (const file of files) {
      const tree = fromXml(file.text)
      visit(tree, 'element', ({name, attributes}) => {
        assert.not(/script|style|iframe|object|form/i.test(name))
        for (const [key, value] of Object.entries(attributes)) {
          assert.not(/^on/i.test(key))
          if (key === 'href' || key === 'src') {
            assert.not(/^(?:javascript|vbscript|data):/i.test(String(value)))
          }
        }
      })
    }
  }
})

for (const [name, delimiter] of [
  ['csv', ','],
  ['tsv', '\t']
] as const) {
  test(`${name}: no cell is a formula`, async () => {
    const rows = parseCsv(await textOf(name, texts), {
      delimiter,
      record_delimiter: '\r\n'
    })
    assert.is(rows.length, texts.length + 1)
    for (const row of rows) {
      assert.is(row.length, rows[0]?.length)
      for (const cell of row)
        assert.not(/^[=+\-@\t\r\n＝＋－＠]/.test(cell), cell)
    }
  })
}

test('gift: a question is a question', async () => {
  const questions = parseGift(await textOf('gift', texts)).filter(
    ({type}) => type !== 'Category'
  )
  assert.is(questions.length, texts.length)
  for (const [index, question] of questions.entries()) {
    assert.is(question.type, 'MC', texts[index])
    assert.is(question.title, data[index]?.cards[0]?.title)
  }
})

test('promptfoo: nothing is a template or a file', async () => {
  const tests = JSON.parse(await textOf('promptfoo', texts)) as {
    vars: {input: string}
    assert: {value: string}[]
  }[]
  assert.is(tests.length, texts.length)
  for (const {vars, assert: assertions} of tests) {
    for (const value of [vars.input, ...assertions.map((each) => each.value)]) {
      assert.not(/\{[{%#]/.test(value.replaceAll('{{ "{" }}', '')), value)
      assert.not(/^(?:file|https?|exec|python|package):/.test(value), value)
    }
  }
})

test('md: files stay in their folder, and front matter is data', async () => {
  const {files = []} = await exportTo('md', texts)
  assert.is(files.length, texts.length)
  assert.is(new Set(files.map(({path}) => path)).size, texts.length)
  for (const {path} of files) {
    assert.match(path, /^section\/[\p{L}\p{M}\p{N}_-]+\.md$/u)
  }
})

test('json: nothing acts on a terminal or a log', async () => {
  for (const name of ['json', 'jsonl', 'inspect', 'promptfoo']) {
    const text = await textOf(name, texts)
    // eslint-disable-next-line no-control-regex -- finding them is the point
    assert.not(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/.test(text))
    assert.not(/##(?=[a-z]*\[)/.test(text))
  }
})

test.run()
