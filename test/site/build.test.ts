/** Sites as files: what a page has, where links lead, which images are copied. */
import {symlinkSync} from 'node:fs'
import {join} from 'node:path'
import type {Element, Root} from 'hast'
import {raw} from 'hast-util-raw'
import {visit} from 'unist-util-visit'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {readCards} from '../../src/export/card-data.ts'
import type {Site} from '../../src/site/build-site.ts'
import {policy} from '../../src/site/pages.ts'
import {bankOf, banks} from '../export/support.ts'
import {readText} from '../support/bank.ts'
import {makeTempFolder, writeFiles} from '../support/temp.ts'
import {buildBanks, readData, siteBank, textOf} from './support.ts'

const test = suite('pages')

function parseHtml(html: string): Root {
  return raw({type: 'root', children: [{type: 'raw', value: html}]}) as Root
}

/** @returns values of an attribute, in order */
function findAll(html: string, tag: string, attribute: string): string[] {
  const found: string[] = []
  visit(parseHtml(html), 'element', ({tagName, properties}: Element) => {
    const value = properties[attribute]
    if (tagName === tag && typeof value === 'string') found.push(value)
  })
  return found
}

function htmlFiles({files}: Site): string[] {
  return [...files.keys()].filter((path) => path.endsWith('.html'))
}

for (const name of Object.keys(banks)) {
  test(`${name}: every link on the readable pages leads somewhere`, async () => {
    const site = await buildBanks([siteBank(bankOf(name))], {
      assets: new Map([['style.css', '']])
    })
    const ids = new Map(
      htmlFiles(site).map((path) => [
        path,
        new Set(
          ['main', 'article'].flatMap((tag) =>
            findAll(textOf(site, path), tag, 'id')
          )
        )
      ])
    )
    let links = 0
    for (const path of htmlFiles(site)) {
      for (const href of findAll(textOf(site, path), 'a', 'href')) {
        if (/^https?:/.test(href)) continue
        const [file = '', hash] = href.split('#')
        const target = ids.get(file === '' ? path : decodeURIComponent(file))
        assert.ok(target, `${path}: ${href}`)
        if (hash !== undefined) {
          assert.ok(target.has(decodeURIComponent(hash)), `${path}: ${href}`)
        }

        links++
      }
    }

    const {titles, hrefs, keys, leads} = readData(site, 'cards')
    assert.ok(links >= titles.length)
    for (const column of [hrefs, keys, leads]) {
      assert.is(column.length, titles.length)
    }

    // Every card is listed on the first page, and is on a page of its own section.
    const listed = new Set(findAll(textOf(site, 'index.html'), 'a', 'href'))
    for (const href of hrefs) assert.ok(listed.has(href), href)
    const first = readData(site, 'texts-0')
    const page = htmlFiles(site)
      .map((path) => textOf(site, path))
      .join('')
    for (const html of first) assert.ok(page.includes(html))
  })
}

test('no page runs or loads anything but files beside it', async () => {
  const site = await buildBanks([siteBank(bankOf('own'))])
  for (const path of htmlFiles(site)) {
    const html = textOf(site, path)
    assert.ok(html.includes(`content="${policy}"`), path)
    for (const src of [
      ...findAll(html, 'script', 'src'),
      ...findAll(html, 'img', 'src'),
      ...findAll(html, 'link', 'href')
    ]) {
      assert.not(/^(?:[a-z]+:|\/)/i.test(src), src)
    }

    assert.not(/<script(?! src=")/.test(html))
    assert.not(/ style=| on[a-z]+=/.test(html))
  }
})

const image = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)

function cardWith(text: string): string {
  return `# Bank

## Section

### Q: First card

**Difficulty:** Easy  
**Tags:** one,two  
**Question:** ${text}  
**What a strong answer includes:**

- A point.
- Another point.
- A third point.

**Common pitfalls:**

- A pitfall.
- Another pitfall.
`
}

async function buildIn(
  folder: string,
  text: string,
  flags = {}
): Promise<{site: Site; html: string}> {
  const bank = siteBank(text, join(folder, 'QUESTION_BANK.md'))
  const site = await buildBanks([bank], {root: folder, flags})
  return {site, html: textOf(site, 'section.html')}
}

test('images are copied from the project, and from nowhere else', async () => {
  const folder = makeTempFolder()
  writeFiles(folder, {
    'project/img/a b.png': image,
    'project/plain.svg':
      '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    'project/bad.svg':
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    'project/notes.txt': 'secret',
    'secret.png': image
  })
  symlinkSync(join(folder, 'secret.png'), join(folder, 'project/link.png'))
  const {site, html} = await buildIn(
    join(folder, 'project'),
    cardWith(
      '![one](<img/a b.png>) ![two](plain.svg) ![bad](bad.svg) ![up](../secret.png) ![link](link.png) ![text](notes.txt) ![gone](gone.png) ![far](https://example.org/x.png)'
    )
  )
  const copied = findAll(html, 'img', 'src')
  assert.is(copied.length, 2)
  for (const src of copied) assert.ok(site.files.has(decodeURIComponent(src)))
  assert.is(
    [...site.files.keys()].filter((path) => path.startsWith('media/')).length,
    2
  )
  assert.match(html, /<em>Image: up<\/em>/)
  assert.match(
    html,
    /<a href="https:\/\/example\.org\/x\.png"[^>]*>Image: far<\/a>/
  )
  const notices = site.notices.join('\n')
  for (const reason of [
    'no such file',
    'outside the project',
    'no ending of an image',
    'scripts',
    'another server'
  ]) {
    assert.ok(notices.includes(reason), reason)
  }

  assert.ok(notices.includes('QUESTION_BANK.md:5'))
})

test('links lead to cards, to the source, or nowhere, which is reported', async () => {
  const folder = makeTempFolder()
  writeFiles(folder, {'docs/guide.md': '', 'QUESTION_BANK.md': ''})
  const text = cardWith(
    '[self](#q-first-card) [section](#section) [bank](QUESTION_BANK.md#q-first-card) [file](docs/guide.md) [gone](docs/gone.md) [none](#nothing) [web](https://example.org/)'
  )
  const {site, html} = await buildIn(folder, text)
  assert.ok(html.includes('<a href="section.html#q-first-card">self</a>'))
  assert.ok(html.includes('<a href="section.html">section</a>'))
  assert.ok(html.includes('<a href="section.html#q-first-card">bank</a>'))
  assert.ok(html.includes('<a>file</a> <a>gone</a> <a>none</a>'))
  assert.is(site.notices.length, 2)
  const source = 'https://example.org/blob/main'
  const other = await buildIn(folder, text, {source})
  assert.ok(other.html.includes(`<a href="${source}/docs/guide.md"`))
  assert.ok(other.html.includes(`<a href="${source}/QUESTION_BANK.md#L5"`))
  assert.is(other.site.notices.length, 1)
})

test('code is in colors, must-haves are marked, and a section may have any name', async () => {
  const text = cardWith('What is it?').replace(
    '- A point.',
    '- **Must:** `x`\n\n  ```js\n  const a = 1\n  ```'
  )
  const {html} = await buildIn(makeTempFolder(), text)
  assert.match(html, /<span class="hljs-keyword">const<\/span>/)
  assert.match(html, /<li class="must">/)
  const named = await buildBanks([
    siteBank(cardWith('What?').replace('## Section', '## index'))
  ])
  assert.ok(named.files.has('index-2.html'))
})

test('banks have a page for each section, and a filter by bank', async () => {
  const site = await buildBanks([
    siteBank(bankOf('own')),
    siteBank(
      cardWith('What?'),
      '/other/QUESTION_BANK.md',
      'other/QUESTION_BANK.md'
    )
  ])
  const {facets} = readData(site, 'cards')
  assert.is(facets[0]?.name, 'Bank')
  assert.ok(site.files.has('section.html'))
})

test('texts and elements of a project are on all pages', async () => {
  const folder = makeTempFolder()
  writeFiles(folder, {
    'head.html':
      '<meta name="author" content="Us"><link rel="icon" href="icon.png">',
    'icon.png': image,
    'own.css': ':root { --accent: teal }',
    'bad.html': '<script>alert(1)</script>'
  })
  const flags = {
    title: 'A <title>',
    header: '**Top** <script>alert(1)</script>',
    footer: 'Bottom',
    lang: 'de',
    head: join(folder, 'head.html'),
    css: join(folder, 'own.css'),
    base: 'https://example.org/bank'
  }
  const {site, html} = await buildIn(folder, cardWith('What?'), flags)
  for (const part of [
    '<strong>Top</strong>',
    'Bottom',
    'lang="de"',
    'A &lt;title&gt;',
    '<meta name="author" content="Us">',
    '<link rel="canonical" href="https://example.org/bank/section.html">',
    'href="theme.css?'
  ]) {
    assert.ok(html.includes(part), part)
  }

  assert.match(html, /<link rel="icon" href="media\/icon-[\da-f]{8}\.png">/)
  assert.not(html.includes('alert(1)'))
  assert.is(textOf(site, 'theme.css'), ':root { --accent: teal }')
  assert.ok(
    textOf(site, '404.html').includes('https://example.org/bank/style.css')
  )
  for (const [wrong, message] of [
    [{head: join(folder, 'bad.html')}, /unexpected `<script>`/],
    [{css: join(folder, 'gone.css')}, /cannot be read \(ENOENT\)/],
    [{base: 'javascript:alert(1)'}, /for the base/],
    [{source: '//example.org'}, /for the source/]
  ] as const) {
    try {
      await buildIn(folder, cardWith('What?'), wrong)
      assert.unreachable()
    } catch (error) {
      assert.match((error as Error).message, message)
    }
  }
})

test('cards with errors are named', async () => {
  const bank = siteBank(cardWith('What?'))
  const site = await buildBanks([{...bank, errors: new Map([[5, 2]])}])
  assert.match(textOf(site, 'index.html'), /1 card is incomplete:.*First card/s)
  assert.match(
    textOf(site, 'section.html'),
    /This card is incomplete: 2 errors to fix\./
  )
  assert.equal(readData(site, 'cards').broken, [0])
})

test('words of another language are on the pages, with the plurals of that language', async () => {
  const front = `---
bank:
  site:
    lang: ru
    words:
      answer: Ответ
      skip: К тексту <b>
      cards: {one: '{n} карточка', few: '{n} карточки', many: '{n} карточек'}
---

`
  const [, body = ''] = /^---\n[^]*?\n---\n\n([^]*)$/.exec(bankOf('own')) ?? []
  const site = await buildBanks([siteBank(front + body)])
  const index = textOf(site, 'index.html')
  assert.match(index, '<html lang="ru" data-words="{&quot;answer&quot;:')
  assert.match(index, '143 карточки')
  assert.match(index, '21 карточка')
  assert.match(index, '20 карточек')
  assert.match(index, 'К тексту &lt;b&gt;')
  const [page = ''] = [...site.files.keys()].filter((path) =>
    path.startsWith('foundations')
  )
  assert.match(textOf(site, page), '<summary>Ответ</summary>')
})

test('words of a language that is written from right to left are laid out so', async () => {
  const [, body = ''] = /^---\n[^]*?\n---\n\n([^]*)$/.exec(bankOf('own')) ?? []
  for (const [lang, attributes] of [
    ['ar', 'lang="ar" dir="rtl" data-words='],
    ['he-IL', 'lang="he-IL" dir="rtl" data-words='],
    ['arn', 'lang="arn" data-words=']
  ] as const) {
    const front = `---\nbank:\n  site: {lang: ${lang}, words: {skip: Ayekan}}\n---\n\n`
    const site = await buildBanks([siteBank(front + body)])
    assert.match(textOf(site, 'index.html'), `<html ${attributes}`)
  }
})

for (const path of ['../theme.css', '/etc/passwd']) {
  test(`front matter does not choose a file outside the repository: ${path}`, async () => {
    const bank = `---\nbank:\n  site: {css: ${path}}\n---\n\n# Baking\n`
    try {
      await buildBanks([siteBank(bank)])
      assert.unreachable()
    } catch (error) {
      assert.match((error as Error).message, 'is outside the repository')
    }
  })
}

test('the label of an answer is said once', async () => {
  for (const [name, label, times] of [
    ['collapsed-answer', 'Answer', 4],
    ['steps-before-answer', 'Answer', 3]
  ] as const) {
    const {files} = await buildBanks([siteBank(bankOf(name))])
    const pages = [...files].flatMap(([path, make]) =>
      path.endsWith('.html') ? [String(make())] : []
    )
    const text = pages.join('')
    assert.is(text.split(`<summary>${label}</summary>`).length - 1, times)
    assert.not.match(text, `<h3>${label}</h3>`)
  }
})

test('a card shows its words: the first choice without its label, then tags', async () => {
  const site = await buildBanks([siteBank(bankOf('own'))])
  const html = htmlFiles(site)
    .map((path) => textOf(site, path))
    .join('')
  const [card] = readCards(readText(bankOf('own')), '').cards
  const [level, tags] = card?.fields ?? []
  const items = tags?.tags?.map((tag) => `<li class="tag">${tag}</li>`) ?? []
  assert.ok(items.length > 0)
  assert.ok(
    html.includes(
      `<ul class="meta" dir="auto"><li class="choice">${String(level?.text)}</li>${items.join('')}<li class="choice">Minutes: `
    )
  )
})

test.run()
