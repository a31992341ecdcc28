/** Several banks in one README, the table of all banks, and what front matter says about both. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {git, writeFiles} from '../support/temp.ts'
import {call, card, clean, makeFolder, read} from './support.ts'

const test = suite('several banks')

/** A bank with a key of its own in front matter. */
function toBank(title: string, keys = ''): string {
  return `---\nbank:${keys}\n---\n\n${clean
    .replace('# Baking', `# ${title}`)
    .replace('Why does a cold oven', `Why does ${title}`)}`
}

const index = '<!--bank-index start-->\n<!--bank-index end-->\n'
const named = `# Club

${index}
<!--bank-cards css.md start-->
<!--bank-cards end-->

<!--bank-cards html.md start-->
<!--bank-cards html.md end-->
`

test('each region holds the bank that it names, and the index all', async () => {
  const folder = makeFolder({
    'README.md': named,
    'css.md': toBank('Sheets & "styles"'),
    'html.md': toBank('Markup'),
    'more/QUESTION_BANK.md': clean
  })
  git(folder, 'init', '--quiet', '--template=')
  const {status, stdout} = await call(folder, ['fix'])
  assert.match(
    stdout,
    'README.md: bank-cards css.md regenerated\nREADME.md: bank-cards html.md regenerated\nREADME.md: bank-index regenerated\n'
  )
  assert.is(status, 0)
  const text = read(folder, 'README.md')
  assert.match(
    text,
    /<!--bank-cards css\.md start-->\n<!-- Generated from css\.md: edit it there\. -->\n\n## Bread\n\n### Q: Why does Sheets/
  )
  assert.match(text, /html\.md start-->\n<!-- Generated from html\.md/)
  assert.match(text, '\n<!--bank-cards css.md end-->\n'.replace(' css.md', ''))
  assert.match(
    text,
    [
      '<!--bank-index start-->',
      '<!-- Generated from the question banks of this repository. -->',
      '',
      '<table>',
      '<thead>',
      '<tr><th align="left">Bank</th><th align="right">Easy</th><th align="right">Medium</th><th align="right">Hard</th><th align="right">Cards</th></tr>',
      '</thead>',
      '<tbody>',
      '<tr><td><a href="css.md">Sheets &amp; &quot;styles&quot;</a></td>',
      '<td align="right">1</td><td align="right">0</td><td align="right">0</td><td align="right">1</td>',
      '</tr>',
      '<tr><td><a href="html.md">Markup</a></td>',
      '<td align="right">1</td><td align="right">0</td><td align="right">0</td><td align="right">1</td>',
      '</tr>',
      '<tr><td><a href="more/QUESTION_BANK.md">Baking</a></td>'
    ].join('\n')
  )
  assert.is((await call(folder, ['check'])).status, 0)
  assert.is(
    (await call(folder, ['readme', 'html.md'])).stdout,
    'README.md: up to date\n'
  )

  // A bank that has another README, or none, is in the index, too.
  const grown = `${clean}\n${card.replace('Why', 'When').replace('What', 'What then')}`
  writeFiles(folder, {'more/QUESTION_BANK.md': grown})
  const checked = await call(folder, ['check', 'more/QUESTION_BANK.md'])
  assert.match(
    checked.stdout,
    'README.md:3:1  error  Unexpected content of region `bank-index`'
  )
  assert.is(checked.status, 1)
  assert.is((await call(folder, ['fix', 'more/QUESTION_BANK.md'])).status, 0)
  assert.is((await call(folder, ['check'])).status, 0)
})

test('a row of the index by hand is refused, and one of a bank that is gone is not', async () => {
  const folder = makeFolder({
    'README.md': index,
    'a.md': toBank('A'),
    'b.md': toBank('B')
  })
  git(folder, 'init', '--quiet', '--template=')
  assert.is((await call(folder, ['fix'])).status, 0)
  git(folder, 'add', '--all')
  const user = ['-c', 'user.name=A', '-c', 'user.email=a@example.com']
  git(folder, ...user, 'commit', '--quiet', '-m', 'Banks')
  const current = read(folder, 'README.md')
  const edited = current.replace('>B</a>', '>B, the second</a>')
  writeFiles(folder, {'README.md': edited})
  const {status, stdout} = await call(folder, ['fix'])
  assert.match(
    stdout,
    'Not generated from the bank: `<tr><td><a href="b.md">B, the second</a></td>`. Make the edit in the bank that the row names instead'
  )
  assert.is(status, 1)
  writeFiles(folder, {'README.md': current})
  git(folder, 'rm', '--quiet', 'b.md')
  assert.is((await call(folder, ['fix'])).status, 0)
  assert.not.match(read(folder, 'README.md'), 'b.md')
})

test('a region that names no bank, or a bank that is not there', async () => {
  const folder = makeFolder({
    'README.md': named.replaceAll('html.md', 'htlm.md'),
    'css.md': toBank('Styles'),
    'html.md': toBank('Markup')
  })
  for (const command of ['check', 'fix', 'readme']) {
    const {status, stdout} = await call(folder, [command])
    assert.is(
      stdout.split(
        ':1  error  Unexpected bank `htlm.md` of region `bank-cards`, expected the path of a bank from this README'
      ).length,
      2,
      'once'
    )
    assert.is(status, 1)
  }
})

test('two banks claim regions that name none; those that they name are their own', async () => {
  const folder = makeFolder({
    'README.md': `${named}\n<!--bank-stats start-->\n<!--bank-stats end-->\n`,
    'css.md': toBank('Styles'),
    'html.md': toBank('Markup'),
    'main.md': toBank('Main')
  })
  assert.is((await call(folder, ['fix'])).status, 0)
  assert.match(
    read(folder, 'README.md'),
    /bank-stats start-->\n<!-- Generated from main\.md/
  )
  writeFiles(folder, {'other.md': toBank('Other')})
  for (const command of ['check', 'fix', 'readme']) {
    const {status, stderr} = await call(folder, [command])
    assert.match(stderr, 'other.md: its README would be README.md')
    assert.is(status, 2)
  }

  writeFiles(folder, {'other.md': toBank('Other', '\n  readme: false')})
  assert.is((await call(folder, ['fix'])).status, 0)
  assert.is((await call(folder, ['check'])).status, 0)
  assert.is(
    (await call(folder, ['readme', 'other.md'])).stderr,
    'other.md: front matter says `readme: false`, so nothing is generated from it\n'
  )
})

test('words of the tables, and a row of totals', async () => {
  const words =
    '{section: Kapitel, cards: Karten, total: "<Summe>", bank: Sammlung}'
  const folder = makeFolder({
    'README.md': `${index}\n<!--bank-stats start-->\n<!--bank-stats end-->\n`,
    'a.md': toBank('A', `\n  table: ${words}`)
  })
  assert.is((await call(folder, ['fix'])).status, 0)
  const text = read(folder, 'README.md')
  assert.match(text, '<th align="left">Sammlung</th>')
  assert.match(text, '<tr><th align="left">Kapitel</th>')
  assert.match(text, '<th align="right">Karten</th></tr>')
  assert.match(
    text,
    '<tr><td><strong>&lt;Summe&gt;</strong></td>\n<td align="right">\n1\n</td>\n<td align="right">\n0\n</td>'
  )
  assert.is((await call(folder, ['check'])).status, 0)
})

test('a bank without sections has a table of its choices, or of its cards', async () => {
  const template = (fields: string): string =>
    `\n  template:\n    card: {depth: 2, prefix: ""}\n    fields:\n      - ${fields}`
  const stats = '<!--bank-stats start-->\n<!--bank-stats end-->\n'
  for (const [fields, content, rows] of [
    [
      '{label: Level, kind: choice, choices: [Low, High]}',
      '**Level:** High',
      [
        '<tr><th align="left">Level</th><th align="right">Cards</th></tr>',
        '<tr><td>Low</td>\n<td align="right">0</td>',
        '<tr><td>High</td>\n<td align="right">2</td>'
      ]
    ],
    [
      '{label: Answer, kind: prose}',
      '**Answer:** Because.',
      ['<tr><td><strong></strong></td>\n<td align="right">\n2\n</td>']
    ]
  ] as const) {
    const folder = makeFolder({
      'README.md': stats,
      'a.md': `---\nbank:${template(fields)}\n---\n\n# A\n\n## One?\n\n${content}\n\n## Two?\n\n${content}\n`
    })
    assert.is((await call(folder, ['fix'])).status, 0)
    const text = read(folder, 'README.md')
    for (const row of rows) assert.match(text, row)
  }
})

test('mistakes in the keys are named', async () => {
  for (const [keys, expected] of [
    [
      'readme: 3',
      'Unexpected number `3` in `bank.readme`, expected text or a mapping or `true` or `false`'
    ],
    ['readme: {on: main}', 'Unexpected `bank.readme` without `path`'],
    [
      'readme: { path: a.md, of: b }',
      'Unexpected key `bank.readme.of`, expected `path` or `on`'
    ],
    [
      'table: {sections: A}',
      'Unexpected key `bank.table.sections`, expected `section`'
    ]
  ] as const) {
    const folder = makeFolder({'a.md': toBank('A', `\n  ${keys}`)})
    const {stdout} = await call(folder, ['check'])
    assert.match(stdout, expected)
  }
})

test.run()
