/** Links and tables in the regions of a README: where they lead, and that no title breaks out of them. */
import fc from 'fast-check'
import type {Link, List, Root} from 'mdast'
import {toString} from 'mdast-util-to-string'
import {visit} from 'unist-util-visit'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {parameters, piecesOf} from '../properties/support.ts'
import {
  format,
  parser,
  regenerate,
  toBank,
  toBankText,
  toCard,
  toReadme
} from './readme-support.ts'

const anchors = suite('anchors')

const all = toReadme('bank-stats', 'bank-contents', 'bank-cards')
const withoutCards = toReadme('bank-stats', 'bank-contents')

/** URLs of the links in the contents; those in the table have to be the same. */
async function listUrls(
  readme: string,
  bank: string,
  bankPath = 'QUESTION_BANK.md'
): Promise<string[]> {
  const tree = parse(await regenerate(readme, bank, {bankPath}))
  const {list, table} = findGenerated(tree)
  const urls = findLinks(list).map(({url}) => url)
  assert.equal(
    table.slice(1).map(([first]) => first?.url),
    urls
  )
  return urls
}

anchors('lead to headings of the README that has the cards', async () => {
  const bank = toBankText({Wheels: ['One?'], 'Brakes & Gears': ['Two?']})
  assert.equal(await listUrls(all, bank), ['#wheels', '#brakes--gears'])
})

anchors('lead into the bank otherwise', async () => {
  const bank = toBankText({Wheels: ['One?'], Brakes: ['Two?']})
  assert.equal(await listUrls(withoutCards, bank), [
    'QUESTION_BANK.md#wheels',
    'QUESTION_BANK.md#brakes'
  ])
  assert.equal(await listUrls(withoutCards, bank, '../My banks/(a) #1?.md'), [
    '../My%20banks/(a)%20%231%3F.md#wheels',
    '../My%20banks/(a)%20%231%3F.md#brakes'
  ])
})

anchors('count equal headings as they stand in the bank', async () => {
  const bank = `# Wheels\n\n## Wheels\n\n${toCard('One?')}\n#### Wheels\n\n> ## Wheels\n\n## Wheels\n\n${toCard('Two?')}`
  assert.equal(await listUrls(withoutCards, bank), [
    'QUESTION_BANK.md#wheels-1',
    'QUESTION_BANK.md#wheels-4'
  ])
})

anchors('count equal headings as they stand in the README', async () => {
  const bank = toBankText({
    Wheels: ['One?'],
    Brakes: ['Wheels'],
    wheels: ['Two?']
  })
  const urls = ['#wheels', '#brakes', '#wheels-1']
  assert.equal(await listUrls(all, bank), urls)
  // Above the cards, in whatever form; not below them, nor what only looks like a heading.
  const numbered = ['#wheels-2', '#brakes', '#wheels-3']
  assert.equal(
    await listUrls(all.replace('Hello.', '## Wheels\n\n> # `Wheels`'), bank),
    numbered
  )
  assert.equal(
    await listUrls(
      all.replace('Hello.', 'Wheels\n---\n\n[Wheels][a]\n==='),
      `${bank}\n`
    ),
    ['#wheels-1', '#brakes', '#wheels-2']
  )
  assert.equal(await listUrls(`${all}\n## Wheels\n`, bank), urls)
  assert.equal(
    await listUrls(all.replace('Hello.', '```\n## Wheels\n```'), bank),
    urls
  )
})

anchors('know the definitions of the README', async () => {
  const bank = toBankText({Wheels: ['One?']})
  const readme = `${all.replace('Hello.', '## [Wheels][a]')}\n[a]: /b\n`
  assert.equal(await listUrls(readme, bank), ['#wheels-1'])
})

anchors('count the headings of cards, too', async () => {
  const bank = toBankText({Wheels: ['Brakes'], 'q Brakes': ['Two?']})
  assert.equal(await listUrls(all, bank), ['#wheels', '#q-brakes-1'])
})

anchors('count sections that are shown', async () => {
  const bank = toBankText({Gears: ['One?'], Wheels: [], wheels: ['Two?']})
  assert.equal(await listUrls(all, bank), ['#gears', '#wheels', '#wheels-1'])
  const told = bank.replace('## Wheels\n', '## Wheels\n\nAbout the bank.\n')
  assert.equal(await listUrls(all, told), [
    '#gears',
    // With a text and without cards it is in the bank alone.
    'QUESTION_BANK.md#wheels',
    '#wheels'
  ])
})

anchors('are made of text alone', async () => {
  const bank = toBankText({
    '`npm` & _more_': ['One?'],
    '[Brakes](#a) <a id="x"></a>![worn](b.png)': ['Two?'],
    'Räder, 轮子 🚲 – C++': ['Three?']
  })
  assert.equal(await listUrls(all, bank), [
    '#npm--more',
    '#brakes-',
    '#räder-轮子---c'
  ])
})

anchors('lead to an anchor that is there', async () => {
  const bank = toBankText({
    'A | B': ['One?'],
    '`A` B': ['Two?'],
    'A B': ['A B']
  })
  const tree = parse(await regenerate(all, bank))
  const {default: GithubSlugger} = await import('github-slugger')
  const slugger = new GithubSlugger()
  const slugs: string[] = []
  visit(tree, 'heading', (heading) => {
    slugs.push(`#${slugger.slug(toString(heading))}`)
  })
  for (const {url} of findLinks(tree)) assert.ok(slugs.includes(url), url)
})

anchors.run()

const hostile = suite('hostile titles')

const titles = [
  'A | B',
  '| - |',
  'A \\| B',
  '[a](b)',
  'a](#b) c',
  '[a',
  'a]',
  '[[a]]',
  '[^1]',
  '![a](b)',
  '`a',
  '`a` | `b|c`',
  '``` a',
  '<!--bank-cards end-->',
  '<!--bank-stats end-->',
  '<!-- a',
  '--> a',
  '<b>a',
  '</details>',
  '&lt;b&gt; &amp; &copy;',
  '*a* **b** _c_ ~~d~~ ~e~',
  '* a',
  '+ a',
  '1. a',
  '> a',
  'a #',
  '\\# a',
  'a\\',
  'a  b',
  'https://example.com www.example.com a@example.com',
  '$a$ $$b$$',
  '{{ a }} {% b %}',
  ':rocket: 🚀',
  'a\u00A0b\u200Bc',
  '"a" \'b\'',
  '( a ) (b',
  '- [ ] a',
  '====',
  '----'
]

/** Checks that a table and a list have a row and an entry for each section, with its title and nothing else. */
async function expectStructure(bankText: string): Promise<void> {
  const bank = toBank(bankText)
  const readme = await regenerate(withoutCards, bank)
  const tree = parse(readme)
  const {list, table} = findGenerated(tree)
  const read = (text: string): string => text.replace(/\s+/g, ' ').trim()
  const expected = bank.sections.map(({title}) => read(title))
  assert.equal(
    list.children.map((item) => read(toString(item))),
    expected
  )
  assert.equal(
    table.slice(1).map(([first]) => read(first?.text ?? '')),
    expected
  )
  for (const cells of table) assert.is(cells.length, 5)
  const links = findLinks(list)
  assert.is(links.length, expected.length)
  for (const {children} of links) {
    assert.equal(
      children.filter(({type}) => type !== 'text'),
      []
    )
  }

  assert.equal(
    tree.children.map(({type}) => type),
    [
      'heading',
      'paragraph',
      'html',
      'html',
      'html',
      'html',
      'html',
      'html',
      'list',
      'html',
      'paragraph'
    ]
  )
  assert.is(await format(readme), readme, 'as Prettier prints it')
  assert.is(await regenerate(readme, bank), readme)
}

for (const title of titles) {
  hostile(`\`${title}\` is text in the table and in the list`, async () => {
    await expectStructure(toBankText({[title]: ['One?'], Wheels: ['Two?']}))
  })
}

hostile('any title is text in the table and in the list', async () => {
  const title = piecesOf(
    [
      ...[
        '|',
        '[',
        ']',
        '](',
        '`',
        '``',
        '<!--',
        '-->',
        'bank-cards end',
        '<',
        '>',
        '&',
        ';'
      ],
      ...[
        '*',
        '_',
        '~',
        '~~',
        '\\',
        '$',
        '#',
        '!',
        '(',
        ')',
        '{',
        '}',
        ':',
        '@',
        '"',
        "'"
      ],
      ...['a', 'b', 'wheel', '1.', '-', '+', '=', ' ', ' ', ' ', 'é', '轮']
    ],
    8
  )
  await fc.assert(
    fc.asyncProperty(title, title, async (first, second) => {
      await expectStructure(
        `# Bicycles\n\n## a ${first} b\n\n${toCard('One?')}\n## a ${second} b\n\n${toCard('Two?')}`
      )
    }),
    parameters(10)
  )
})

for (const title of titles) {
  hostile(
    `a card titled \`${title}\` is shown as it is in the bank`,
    async () => {
      const bank = await format(toBankText({Wheels: [title, 'Two?']}))
      const readme = await regenerate(toReadme('bank-cards'), bank)
      assert.is(await regenerate(readme, bank), readme)
      assert.is(await format(readme), readme, 'as Prettier prints it')
      assert.equal(
        parse(readme).children.filter(({type}) => type === 'html').length,
        3
      )
    }
  )
}

hostile('choices are text in the heading of the table', async () => {
  const choices = ['a|b', '`c', '[d](e)', '<!-- f', '*g*']
  const bank = `---
bank:
  template:
    fields:
      - {label: Level, kind: choice, choices: ${JSON.stringify(choices)}}
      - {label: Answer, kind: prose}
---

# Bicycles

## Wheels

### Q: One?

**Level:** a|b  
**Answer:** Two.
`
  const readme = await regenerate(toReadme('bank-stats'), bank)
  const {table} = findGenerated(parse(readme))
  assert.equal(
    table.map((cells) => cells.map(({text}) => text)),
    [
      ['Section', ...choices, 'Cards'],
      ['Wheels', '1', '0', '0', '0', '0', '1']
    ]
  )
  assert.is(await format(readme), readme)
})

hostile('a template with two choices is counted by the first', async () => {
  const bank = `---
bank:
  template:
    fields:
      - {label: Level, kind: choice, choices: [A, B]}
      - {label: Season, kind: choice, choices: [A, C]}
---

# Bicycles

## Wheels

### Q: One?

**Season:** A

### Q: Two?

**Level:** B  
**Season:** A
`
  const {table} = findGenerated(
    parse(await regenerate(toReadme('bank-stats'), bank))
  )
  assert.equal(
    table.map((cells) => cells.map(({text}) => text)),
    [
      ['Section', 'A', 'B', 'Cards'],
      ['Wheels', '0', '1', '2']
    ]
  )
})

hostile.run()

function parse(text: string): Root {
  return parser.parse(text)
}

function findLinks(tree: Root | List): Link[] {
  const links: Link[] = []
  visit(tree, 'link', (link) => {
    links.push(link)
  })
  return links
}

/** A cell of a table in HTML. */
interface Cell {
  readonly text: string
  readonly url: string | undefined
}

/** The first list and the first table at the top level; empty where there is none. */
function findGenerated(tree: Root): {list: List; table: Cell[][]} {
  const html = tree.children.find(
    (node) => node.type === 'html' && node.value.startsWith('<table>')
  )
  return {
    list: tree.children.find((node) => node.type === 'list') ?? {
      type: 'list',
      children: []
    },
    table: html?.type === 'html' ? readTable(html.value) : []
  }
}

/** Reads a table that has nothing but rows of texts and links; throws where there is another tag. */
function readTable(html: string): Cell[][] {
  const row =
    /^<tr>((?:<t([dh])(?: align="(?:left|right)")?>(?:[^<>]*|<a href="[^<>"]*">[^<>]*<\/a>)<\/t\2>\n?)+)<\/tr>$/gm
  const rest = html.replace(row, '').replace(/\n+/g, '\n')
  assert.is(rest, '<table>\n<thead>\n</thead>\n<tbody>\n</tbody>\n</table>')
  return [...html.matchAll(row)].map(([, cells = '']) =>
    [...cells.matchAll(/>(?:<a href="([^"]*)">)?([^<>]*)(?:<\/a>)?<\/t/g)].map(
      ([, url, text = '']) => ({
        text: unescape(text),
        url: url === undefined ? undefined : unescape(url)
      })
    )
  )
}

function unescape(text: string): string {
  const characters: Record<string, string> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&amp;': '&'
  }
  return text.replace(/&\w+;/g, (entity) => characters[entity] ?? '?')
}
