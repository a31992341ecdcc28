/** Formulas on the page: which there are, and what hostile TeX comes to. */
import type {Element} from 'hast'
import {raw} from 'hast-util-raw'
import {visit} from 'unist-util-visit'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Site} from '../../src/site/build-site.ts'
import {buildBanks, readData, siteBank, textOf} from './support.ts'

const test = suite('formulas')

function bankWith(question: string, title: string, isOn: boolean): string {
  const front = isOn ? '---\nbank:\n  site: {math: true}\n---\n\n' : ''
  return `${front}# Bank

## Section

### Q: ${title}

**Difficulty:** Easy  
**Tags:** one,two  
**Question:** ${question}  
**What a strong answer includes:**

- A point.
`
}

async function build(
  question: string,
  {title = 'Card', isOn = true} = {}
): Promise<{readonly site: Site; readonly html: string}> {
  const site = await buildBanks([siteBank(bankWith(question, title, isOn))])
  const [, html = ''] =
    /<div class="question" dir="auto">([^]*?)<\/div>/.exec(
      textOf(site, 'section.html')
    ) ?? []
  return {site, html}
}

const x = '<math alttext="x"><mi>x</mi></math>'

for (const [source, expected] of [
  ['a $x$ b', `<p>a ${x} b</p>`],
  ['a ($x$)-b', `<p>a (${x})-b</p>`],
  ['a $x$: b, $x$/b', `<p>a ${x}: b, ${x}/b</p>`],
  ['$5 to $9, $x$0', '<p>$5 to $9, $x$0</p>'],
  ['a $`x`$ b', `<p>a ${x} b</p>`],
  ['$5 and $10', '<p>$5 and $10</p>'],
  ['$5 and $x$', `<p>$5 and ${x}</p>`],
  ['$5/$6 and $ x$', '<p>$5/$6 and $ x$</p>'],
  ['a \\$x$ b', '<p>a $x$ b</p>'],
  ['a $x\\$ b', '<p>a $x$ b</p>'],
  ['a $$$x$$$ b', '<p>a $$$x$$$ b</p>'],
  ['an open $x and *more*', '<p>an open $x and <em>more</em></p>'],
  ['`$x$`', '<p><code>$x$</code></p>']
] as const) {
  test(`\`${source}\` is read as on GitHub`, async () => {
    const {site, html} = await build(source)
    assert.is(html, expected)
    assert.equal(site.notices, [])
  })
}

test('a formula has no Markdown in it, and may stand on lines of its own', async () => {
  const inline = await build('$a_1 * b_2 * c$')
  assert.match(inline.html, '<msub><mi>a</mi><mn>1</mn></msub><mo>∗</mo>')
  for (const source of [
    '$$x$$',
    'Text\n\n$$\nx\n$$',
    'Text\n\n```math\nx\n```'
  ]) {
    const {html} = await build(source)
    assert.match(
      html,
      '<span class="formula" tabindex="0"><math display="block"'
    )
  }

  const {html} = await build('$$\\begin{aligned}a&=b\\\\c&=d\\end{aligned}$$')
  assert.match(html, '<mtd class="tml-right">')
  assert.not.match(html, / style=/)
})

test('formulas are in titles and found by their source', async () => {
  const {site} = await build('What is $\\alpha$?', {title: 'On $\\beta$'})
  const {titles, leads, keys} = readData(site, 'cards')
  assert.match(titles[0] ?? '', /^On <math alttext="\\beta"><[^]*β/)
  assert.is(keys[0], 'On $\\beta$')
  assert.is(leads[0], 'What is $\\alpha$?')
  const {terms} = readData(site, 'search')
  assert.ok(terms.split(' ').includes('alpha'), terms)
})

test('without the switch, all of it is text', async () => {
  const source = 'a $x$ and $$y$$\n\n```math\nz\n```'
  const {site, html} = await build(source, {title: '$t$', isOn: false})
  assert.is(
    html,
    '<p>a $x$ and $$y$$</p>\n<pre tabindex="0"><code class="language-math">z\n</code></pre>'
  )
  assert.is(readData(site, 'cards').titles[0], '$t$')
})

/** TeX that is not shown. */
const refused: Readonly<Record<string, string>> = {
  link: '\\href{javascript:alert(1)}{x}',
  address: '\\url{https://example.org}',
  image: '\\includegraphics{https://example.org/x.png}',
  data: '\\htmlData{a=b}{x}',
  class: '\\class{formula}{x}',
  id: '\\id{Main}{x}',
  style: '\\style{position:fixed}{x}',
  reference: '\\ref{x}',
  loop: '\\def\\a{\\a\\a}\\a',
  macro: '\\newcommand{\\a}{x}\\a',
  box: '\\boxed{x}',
  strike: '\\cancel{x}',
  'unknown macro': '\\nothing',
  'open brace': '{x',
  '1 kB of braces': `${'{'.repeat(500)}${'}'.repeat(499)}`,
  '90 kB of braces': '{'.repeat(90_000),
  '90 kB in pairs': `${'{'.repeat(45_000)}x${'}'.repeat(45_000)}`
}

for (const [name, tex] of Object.entries(refused)) {
  test(`${name}: TeX stays as code, and the card is named`, async () => {
    const {site, html} = await build(`a $${tex}$ b`)
    assert.is(html, `<p>a <code class="language-math">${tex}</code> b</p>`)
    assert.equal(site.notices, [
      'QUESTION_BANK.md:10: formula cannot be shown, its source is kept. docs/site.md says which TeX is read'
    ])
  })
}

test('text in a formula is text', async () => {
  for (const tex of [
    '\\text{<img src=x onerror=alert(1)>}',
    '\\text{</math><script>alert(1)</script>}',
    'x" onload="alert(1)',
    '\\color{red} x \\rule{9999em}{9999em}'
  ]) {
    const {html} = await build(`$${tex}$`)
    const tree = raw({type: 'root', children: [{type: 'raw', value: html}]})
    visit(tree, 'element', ({tagName, properties}: Element) => {
      assert.match(tagName, /^(?:p|m[a-z]+)$/)
      for (const [name, value] of Object.entries(properties)) {
        assert.not.match(name, /^on|style|href|src/)
        assert.is.not(value, '9999em')
      }
    })
    assert.match(html, '<math')
  }
})

test('many dollars take no longer than their number', async () => {
  const sources = [
    '$ '.repeat(20_000),
    '$a'.repeat(1001),
    '$$ $ '.repeat(10_000),
    Array.from({length: 200}, (_, at) => '$'.repeat(at)).join(' ')
  ]
  for (const source of sources) {
    const start = performance.now()
    const {html} = await build(source)
    assert.ok(html.includes('$') || html.includes('<math'))
    const time = performance.now() - start
    assert.ok(time < 10_000, source.slice(0, 10))
  }
})

test.run()
