/** Words that texts avoid are found in prose and in what the program says, and nowhere else. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {phrases} from '../../scripts/plain-english-words.ts'
import {findExcess, findPhrases, lower} from '../../scripts/plain-english.ts'

const find = (path: string, source: string): string[] =>
  findPhrases(path, source).map(
    ({line, column, text, name}) => `${line}:${column} ${text} (${name})`
  )

const test = suite('plain English')

test('Markdown: prose, and not code, HTML, addresses or regions', () => {
  assert.equal(
    find(
      'docs/a.md',
      [
        '---',
        'behind: behind',
        '---',
        '',
        '# Behind',
        '',
        'A text `behind` that comes',
        'of [it](behind.md), <!-- behind --> and stands **in',
        'front of** others.',
        '',
        '```text',
        'behind',
        '```',
        '',
        '<!--bank-cards start digest=1-->',
        '',
        'It stands behind.',
        '',
        '<!--bank-cards end-->',
        '',
        '- told',
        ''
      ].join('\n')
    ),
    [
      '5:3 Behind (behind)',
      '7:22 comes of (come of)',
      '8:41 stands (stand)',
      '8:50 in front of (in front of)',
      '21:3 told (tell)'
    ]
  )
})

test('TypeScript: sentences, and not names, comments or imports', () => {
  assert.equal(
    find(
      'src/a.ts',
      [
        "import {a} from './stands.ts'",
        '/** It stands behind. */',
        "const behind = 'behind'",
        'const text = `Unexpected ${behind} behind ${a}, nobody`',
        "const b = 'it stands'"
      ].join('\n')
    ),
    ['4:36 behind (behind)', '4:49 nobody (nobody)', '5:15 stands (stand)']
  )
})

test("TypeScript: the comment at a rule's head is on its page", () => {
  const source = '/** A label that stands\n * behind. */\nexport {}\n'
  assert.equal(find('rules/a.ts', source), [
    '1:18 stands (stand)',
    '2:4 behind (behind)'
  ])
  assert.equal(find('src/a.ts', source), [])
})

test('plain English', () => {
  assert.equal(
    find(
      'docs/a.md',
      'There is no title. It is no longer here. It stands for a space. Set it in front matter. A lawn, a prejudged case, told-you-so.\n'
    ),
    []
  )
})

test('each phrase is found', () => {
  const source =
    'What came of it ought to come to rest behind a law, in front of nobody. Whoever is told, besides, sees to the repair of a ' +
    'typing error that is no way out of itself, as asked of people, three of which stand. Cards that parted from main are ' +
    'judged, cut off, mended, put right, or left for a person to write.\n'
  assert.equal(
    [...new Set(findPhrases('docs/a.md', source).map(({name}) => name))].sort(),
    phrases.map(({name}) => name).sort()
  )
})

test('a baseline allows as many as there were', () => {
  const findings = [
    ...findPhrases('src/a.ts', "const a = 'it stands behind'"),
    ...findPhrases('src/b/c.ts', "const a = 'it is behind'"),
    ...findPhrases('docs/a.md', 'Told.\n')
  ]
  assert.equal(
    findExcess(findings, {
      src: {behind: 2, stand: 1},
      'docs/a.md': {tell: 1}
    }),
    []
  )
  const excess = findExcess(findings, {src: {behind: 1, stand: 1}})
  assert.equal(
    excess.map(({path, text}) => `${path} ${text}`),
    ['src/a.ts behind', 'src/b/c.ts behind', 'docs/a.md Told']
  )
  assert.equal(
    lower(
      {src: {behind: 5, stand: 1, law: 2}, 'docs/b.md': {tell: 1}},
      findings
    ),
    {src: {behind: 2, stand: 1}}
  )
})

test.run()
