/** Words that texts avoid are found in prose, in comments, and in what the program says, and nowhere else. */
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

test('scripts: comments and sentences, and not names or imports', () => {
  const source = [
    "import {a} from './stands.ts'",
    '/** It stands behind. */',
    "const behind = 'behind'",
    'const text = `Unexpected ${behind} behind ${a}, nobody`',
    "const b = 'it stands' // Told."
  ].join('\n')
  const comments = ['2:8 stands (stand)', '2:15 behind (behind)']
  const sentences = ['4:36 behind (behind)', '4:49 nobody (nobody)']
  assert.equal(find('src/a.ts', source), [
    ...comments,
    ...sentences,
    '5:15 stands (stand)',
    '5:26 Told (tell)'
  ])
  for (const path of ['test/a.ts', 'bench/a.ts', 'scripts/build.mjs']) {
    assert.equal(find(path, source), [...comments, '5:26 Told (tell)'], path)
  }
})

test('comments: before a brace, at the end, and over several lines', () => {
  assert.equal(
    find(
      'test/a.ts',
      [
        '/**',
        ' * A card of',
        ' *   which the label',
        ' * stands.',
        ' */',
        'function a() {',
        '  // A card in',
        '  // front of it.',
        '}',
        '',
        '// Behind.'
      ].join('\n')
    ),
    [
      '2:11 of which (of which)',
      '4:4 stands (stand)',
      '7:13 in front of (in front of)',
      '11:4 Behind (behind)'
    ]
  )
})

test('comments: not their code, and not what looks like one', () => {
  assert.equal(
    find(
      'test/a.ts',
      [
        '/** Returns `behind`, and `` `stands` ``. */',
        "const a = '/* behind */'",
        'const b = /\\/\\/ behind/',
        'const c = `// ${a} // behind` / 2',
        "const d = 'https://example.org/nobody'"
      ].join('\n')
    ),
    []
  )
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
