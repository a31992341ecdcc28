/** Regions of README.md: regenerated, left alone, or refused, with the line and where the edit belongs. */
import {symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {git, runQbank, writeFiles} from '../support/temp.ts'
import {
  assertFailure,
  call,
  card,
  clean,
  glued,
  makeFolder,
  noReadme,
  read,
  short
} from './support.ts'

const empty = `# Baking club

<!--bank-stats start-->
<!--bank-stats end-->

<!--bank-contents start-->
<!--bank-contents end-->

<!--bank-cards start-->
<!--bank-cards end-->

Join us!
`

/** A repository without commits whose README is up to date. */
async function makeCurrent(
  files: Readonly<Record<string, string>> = {}
): Promise<string> {
  const folder = makeFolder({
    'QUESTION_BANK.md': clean,
    'README.md': empty,
    ...files
  })
  git(folder, 'init', '--quiet', '--initial-branch=main', '--template=')
  assert.is((await call(folder, ['fix'])).status, 0)
  return folder
}

const regenerated = suite('regeneration')

regenerated('readme fills the regions, and nothing else', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': clean, 'README.md': empty})
  const first = await call(folder, ['readme'])
  assert.is(
    first.stdout,
    'README.md: bank-stats, bank-contents, bank-cards regenerated\n'
  )
  assert.is(first.stderr, '')
  assert.is(first.status, 0)
  const text = read(folder, 'README.md')
  assert.match(
    text,
    /^# Baking club\n\n<!--bank-stats start-->\n<!-- Generated from QUESTION_BANK\.md: edit it there\. -->\n\n<table>\n/
  )
  assert.match(text, '\n- [Bread](#bread)\n')
  assert.match(text, clean.slice(clean.indexOf('## Bread')))
  assert.match(text, /\n<!--bank-cards end-->\n\nJoin us!\n$/)
  const second = await call(folder, ['readme'])
  assert.is(second.stdout, 'README.md: up to date\n')
  assert.is(second.status, 0)
  assert.is(read(folder, 'README.md'), text)
})

regenerated('readme leaves the bank as it is', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued, 'README.md': empty})
  assert.is((await call(folder, ['readme'])).status, 0)
  assert.is(read(folder, 'QUESTION_BANK.md'), glued)
})

regenerated('fix does both', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued, 'README.md': empty})
  const {status, stdout} = await call(folder, ['fix'])
  assert.is(
    stdout,
    'QUESTION_BANK.md: 1 problem fixed (1 × no-glued-label)\n' +
      'README.md: bank-stats, bank-contents, bank-cards regenerated\n' +
      '1 card in 1 bank: no problems\n'
  )
  assert.is(status, 0)
  assert.is((await call(folder, ['check'])).status, 0)
  assert.is((await call(folder, ['readme', '--check'])).status, 0)
})

regenerated(
  'a stale region is an error, in check and in readme --check',
  async () => {
    const folder = await makeCurrent()
    const readme = read(folder, 'README.md')
    writeFiles(folder, {
      'QUESTION_BANK.md': clean.replace('Blaming', 'Changing')
    })
    for (const argv of [['check'], ['readme', '--check']]) {
      const {status, stdout} = await call(folder, argv)
      assert.is(
        stdout,
        'README.md\n' +
          '  README.md:26:1  error  Unexpected content of region `bank-cards`, expected what the bank gives now (`qbank fix` regenerates it)  readme-region\n' +
          '\n' +
          '1 problem (1 error) · 1 fixable with `qbank fix`\n'
      )
      assert.is(status, 1)
      assert.is(read(folder, 'README.md'), readme)
    }

    const logged = await call(folder, ['check', '--reporter', 'github'])
    assert.match(logged.stdout, 'Next: run `qbank fix` and commit what it')

    const {stdout} = await call(folder, ['fix'])
    assert.match(stdout, /^README\.md: bank-cards regenerated$/m)
    assert.is((await call(folder, ['check'])).status, 0)
  }
)

regenerated('regions of an empty bank come to rest', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': '', 'README.md': empty})
  assert.is((await call(folder, ['check'])).status, 1)
  assert.is((await call(folder, ['fix'])).status, 0)
  assert.is((await call(folder, ['check'])).status, 0)
  assert.is((await call(folder, ['readme'])).stdout, 'README.md: up to date\n')
})

regenerated(
  'line breaks and the byte order mark are the README’s own',
  async () => {
    const folder = makeFolder({
      'QUESTION_BANK.md': clean,
      'README.md': `\uFEFF${empty.replaceAll('\n', '\r\n')}`
    })
    assert.is((await call(folder, ['readme'])).status, 0)
    const text = read(folder, 'README.md')
    assert.ok(text.startsWith('\uFEFF# Baking club\r\n'))
    assert.not.match(text, /[^\r]\n/)
    assert.is((await call(folder, ['check'])).status, 0)
  }
)

regenerated('another README, where front matter names it', async () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': `---\nbank:\n  readme: docs/CARDS.md\n---\n\n${clean}`,
    'README.md': empty,
    'docs/CARDS.md': empty
  })
  const {stdout} = await call(folder, ['readme'])
  assert.match(stdout, /^docs\/CARDS\.md: bank-stats/)
  assert.match(read(folder, 'docs/CARDS.md'), '](#bread)')
  assert.is(read(folder, 'README.md'), empty)
})

regenerated('at the entrance', () => {
  const folder = makeFolder({'QUESTION_BANK.md': clean, 'README.md': empty})
  assert.is(runQbank(folder, ['readme', '--check']).status, 1)
  assert.is(read(folder, 'README.md'), empty)
  assert.is(runQbank(folder, ['readme']).status, 0)
  assert.is(runQbank(folder, ['readme', '--check']).status, 0)
})

for (const [name, broken] of Object.entries({
  'a fence is open': clean.replace('- Blaming', '```\n- Blaming'),
  'there is a merge conflict': `${clean}\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n`
})) {
  regenerated(`not while ${name}: it is not known what is a card`, async () => {
    const folder = await makeCurrent()
    const before = read(folder, 'README.md')
    const more = broken
      .replace('Why does', 'Why would')
      .concat(`\n${card.replace('Why does', 'How does')}`)
    writeFiles(folder, {'QUESTION_BANK.md': more})
    for (const command of ['fix', 'check']) {
      const {status, stdout} = await call(folder, [command])
      assert.is(status, 1)
      assert.not.match(stdout, 'README.md')
    }

    for (const argv of [['readme'], ['readme', '--check']]) {
      const {status, stdout, stderr} = await call(folder, argv)
      assert.match(stderr, /^QUESTION_BANK\.md:\d+: qbank cannot know what/)
      assert.is(stdout, '')
      assert.is(status, 2)
    }

    assert.is(read(folder, 'README.md'), before)
    assert.is(read(folder, 'QUESTION_BANK.md'), more)
  })
}

regenerated(
  'not while front matter is broken: the README keeps its cards',
  async () => {
    const folder = await makeCurrent()
    const before = read(folder, 'README.md')
    const text = clean.replace('Why does', 'Why would')
    writeFiles(folder, {
      'QUESTION_BANK.md': `---\nbank: {sections: [\n---\n\n${text}`
    })
    for (const command of ['check', 'fix']) {
      const {status, stdout} = await call(folder, [command])
      assert.is(status, 1)
      assert.match(stdout, 'front-matter')
      assert.not.match(stdout, 'README.md')
    }

    assert.is(read(folder, 'README.md'), before)
  }
)

regenerated.run()

const absent = suite('no README, or one without regions')

const addLines = `

    <!--bank-cards start-->
    <!--bank-cards end-->

In the same way \`bank-stats\` is a table of the cards, \`bank-contents\` a list of the sections, and \`bank-index\` a table of all banks.
`

absent('check and fix leave it with one line', async () => {
  for (const command of ['check', 'fix']) {
    const folder = makeFolder({'QUESTION_BANK.md': clean})
    const without = await call(folder, [command])
    assert.is(without.stderr, noReadme)
    assert.is(without.status, 0)
    writeFiles(folder, {'README.md': '# Baking club\n'})
    const {status, stderr} = await call(folder, [command])
    assert.is(
      stderr,
      'README.md: has no regions, so nothing is generated into it (`npx --no -- qbank readme` says which lines to add)\n'
    )
    assert.is(status, 0)
    assert.is(read(folder, 'README.md'), '# Baking club\n')
  }
})

absent('readme says which lines to add', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': clean})
  for (const argv of [['readme'], ['readme', '--check']]) {
    assertFailure(
      await call(folder, argv),
      `README.md: does not exist. Create it with these two lines where the cards should be:${addLines}`
    )
  }

  writeFiles(folder, {'README.md': '# Baking club\n'})
  for (const argv of [['readme'], ['readme', '--check']]) {
    assertFailure(
      await call(folder, argv),
      `README.md: has no regions to generate. Add these two lines where the cards should be:${addLines}`
    )
  }
})

absent('the lines that it names do what it says', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': clean})
  const {stderr} = await call(folder, ['readme'])
  const lines = stderr.split('\n').filter((line) => line.startsWith('    '))
  writeFiles(folder, {
    'README.md': `${lines.map((line) => line.trim()).join('\n')}\n`
  })
  assert.is((await call(folder, ['readme'])).status, 0)
  assert.match(read(folder, 'README.md'), '### Q: Why does a cold oven')
})

absent(
  'comments of others are no regions, nor is what is in code',
  async () => {
    const text =
      '<!--cards start-->\n<!--cards end-->\n\n```md\n<!--bank-cards start-->\n```\n\nText <!--bank-cards start--> in a line.\n'
    const folder = makeFolder({'QUESTION_BANK.md': clean, 'README.md': text})
    const {status, stderr} = await call(folder, ['fix'])
    assert.match(stderr, 'has no regions')
    assert.is(status, 0)
    assert.is(read(folder, 'README.md'), text)
  }
)

absent('one of several banks keeps the others from nothing', async () => {
  const folder = makeFolder({
    'a/QUESTION_BANK.md': clean,
    'b/QUESTION_BANK.md': clean,
    'b/README.md': empty
  })
  const {status, stdout, stderr} = await call(folder, ['readme'])
  assert.is(
    stdout,
    'b/README.md: bank-stats, bank-contents, bank-cards regenerated\n'
  )
  assert.match(stderr, /^a\/README\.md: does not exist\. Create it/)
  assert.is(status, 2)
})

absent.run()

const refused = suite('refused')

refused('an edit by hand: what, and where it belongs', async () => {
  const folder = await makeCurrent()
  const edited = read(folder, 'README.md').replace(
    'Blaming the yeast',
    'Blaming the flour'
  )
  writeFiles(folder, {'README.md': edited})
  const expected =
    'README.md\n' +
    '  README.md:44:1  error  Unexpected edit in region `bank-cards`, expected text as it was generated  readme-region\n' +
    '    Not generated from the bank: `- Blaming the flour.`. Make the edit in QUESTION_BANK.md:5 instead; then `qbank fix --force-readme` drops it here.\n' +
    '\n' +
    '1 problem (1 error)\n'
  for (const argv of [['check'], ['readme'], ['readme', '--check']]) {
    const {status, stdout} = await call(folder, argv)
    assert.is(stdout, expected)
    assert.is(status, 1)
    assert.is(read(folder, 'README.md'), edited)
  }

  const {status, stdout} = await call(folder, ['fix'])
  assert.is(stdout, `QUESTION_BANK.md: nothing to fix\n${expected}`)
  assert.is(status, 1)
  assert.is(read(folder, 'README.md'), edited)
})

refused('also where the bank has other problems', async () => {
  const folder = await makeCurrent()
  const edited = read(folder, 'README.md').replace('yeast', 'flour')
  writeFiles(folder, {'README.md': edited, 'QUESTION_BANK.md': glued})
  const {stdout} = await call(folder, ['check'])
  assert.match(stdout, /^ {2}QUESTION_BANK\.md:15:1 {2}error/m)
  assert.match(stdout, /^ {2}README\.md:44:1 {2}error/m)
  assert.is((await call(folder, ['fix'])).status, 1)
  assert.is(read(folder, 'README.md'), edited)
  assert.is(read(folder, 'QUESTION_BANK.md'), clean)
})

refused('all that was written by hand, at once', async () => {
  const folder = await makeCurrent()
  const edited = read(folder, 'README.md')
    .replace('yeast', 'flour')
    .replace('- [Bread](#bread)', '- [Bread](#bread)\n- [Cakes](#cakes)')
    .replace('## Bread', 'Read this first.\n\n## Bread')
  writeFiles(folder, {'README.md': edited})
  const {stdout} = await call(folder, ['fix'])
  assert.equal(stdout.match(/`- .*?`|`Read.*?`/g), [
    '`- [Cakes](#cakes)`',
    '`Read this first.`',
    '`- Blaming the flour.`'
  ])
  assert.is(read(folder, 'README.md'), edited)
})

refused('outside git, whatever today’s bank does not give', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': clean, 'README.md': empty})
  await call(folder, ['fix'])
  const second = clean
    .replace('Why does a cold', 'When does a cold')
    .replace('What goes', 'What then goes')
  const added = `${clean}\n${second.slice(second.indexOf('### Q:'))}`
  writeFiles(folder, {'QUESTION_BANK.md': added})
  assert.is((await call(folder, ['fix'])).status, 0, 'what is there stays')
  const readme = read(folder, 'README.md')
  writeFiles(folder, {'QUESTION_BANK.md': clean})
  for (const argv of [['check'], ['fix'], ['readme'], ['fix', '--dry-run']]) {
    const {status, stdout} = await call(folder, argv)
    assert.match(
      stdout,
      '  README.md:47:1  error  Unexpected text in region `bank-cards`, expected what the bank gives now  readme-region\n' +
        "    Written by hand, or generated from an earlier version of the bank, which is not known without git's history: `### Q: When does a cold oven spoil a loaf?`. If it should be kept, put it into QUESTION_BANK.md:5; `qbank fix --force-readme` drops it here.\n"
    )
    assert.is(status, 1)
    assert.is(read(folder, 'README.md'), readme)
  }

  assert.is((await call(folder, ['fix', '--force-readme'])).status, 0)
  assert.not.match(read(folder, 'README.md'), 'When does')
  assert.is((await call(folder, ['check'])).status, 0)
})

refused('lines that were taken out', async () => {
  const folder = await makeCurrent()
  writeFiles(folder, {
    'README.md': read(folder, 'README.md').replace('- Blaming the yeast.\n', '')
  })
  const {status, stdout} = await call(folder, ['fix'])
  assert.match(
    stdout,
    '  README.md:31:1  error  Unexpected edit in region `bank-cards`, expected text as it was generated  readme-region\n' +
      '    Lines that were generated are missing or in another order. Make the edit in QUESTION_BANK.md:5 instead; then `qbank fix --force-readme` restores them here.\n'
  )
  assert.is(status, 1)
})

refused('what the message says puts it right', async () => {
  const folder = await makeCurrent()
  const current = read(folder, 'README.md')
  const edited = current.replace('yeast', 'flour')
  for (const [argv, readme] of [
    [['fix', '--force-readme'], edited],
    [['readme', '--force-readme'], edited],
    [['fix'], edited.replace(/(start-->)[^]*?(<!--bank-\w+ end-->)/g, '$1\n$2')]
  ] as const) {
    writeFiles(folder, {'README.md': edited})
    assert.is((await call(folder, ['fix'])).status, 1)
    writeFiles(folder, {'README.md': readme})
    assert.is((await call(folder, argv)).status, 0)
    assert.is(read(folder, 'README.md'), current)
  }
})

refused(
  'the place to edit is named from the folder of the person',
  async () => {
    const folder = makeFolder({
      'docs/QUESTION_BANK.md': clean,
      'docs/README.md': empty
    })
    git(folder, 'init', '--quiet', '--template=')
    await call(folder, ['fix'])
    writeFiles(folder, {
      'docs/README.md': read(folder, 'docs/README.md').replace('yeast', 'flour')
    })
    const above = await call(folder, ['check'])
    assert.match(above.stdout, /^ {2}docs\/README\.md:44:1 /m)
    assert.match(
      above.stdout,
      'Make the edit in docs/QUESTION_BANK.md:5 instead'
    )
    const inside = await call(join(folder, 'docs'), ['check'])
    assert.match(inside.stdout, 'Make the edit in QUESTION_BANK.md:5 instead')
  }
)

/** READMEs in which it is not clear where regions begin and end, and what is said about them. */
const broken: readonly (readonly [
  name: string,
  readme: string,
  expected: readonly string[]
])[] = [
  [
    'not closed',
    'x\n\n<!--bank-stats start-->\n',
    [
      '3:1  error  Unexpected region `bank-stats` without end, expected a line `<!--bank-stats end-->` below'
    ]
  ],
  [
    'not opened',
    'x\n\n<!--bank-stats end-->\n',
    [
      '3:1  error  Unexpected end of region `bank-stats`, expected a line `<!--bank-stats start-->` above'
    ]
  ],
  [
    'opened in the middle of a line',
    'Cards: <!--bank-stats start-->\n\n<!--bank-stats end-->\n',
    [
      '3:1  error  Unexpected end of region `bank-stats`, expected a line `<!--bank-stats start-->` above'
    ]
  ],
  [
    'nested',
    '<!--bank-stats start-->\n\n<!--bank-cards start-->\n<!--bank-cards end-->\n\n<!--bank-stats end-->\n',
    [
      '3:1  error  Unexpected region `bank-cards` inside region `bank-stats`, expected it after `<!--bank-stats end-->`'
    ]
  ],
  [
    'twice',
    '<!--bank-stats start-->\n<!--bank-stats end-->\n\n<!--bank-stats start-->\n<!--bank-stats end-->\n',
    [
      '4:1  error  Unexpected second region `bank-stats`, expected one: the first is on line 1'
    ]
  ],
  [
    'unknown',
    '# Club\n\n<!--bank-card start-->\n<!--bank-card end-->\n',
    [
      '3:1  error  Unexpected region `bank-card`, expected `bank-stats`, `bank-chart`, `bank-contents`, `bank-cards`, or `bank-index`'
    ]
  ],
  [
    'filled by hand',
    '<!--bank-stats start-->\n\nForty cards\n\n<!--bank-stats end-->\n',
    [
      '1:1  error  Unexpected text in new region `bank-stats`, expected nothing between its markers: move the text out of the region'
    ]
  ],
  [
    'two at once',
    '<!--bank-stats start-->\n\nForty cards\n\n<!--bank-stats end-->\n\n<!--bank-cards start-->\n',
    [
      '1:1  error  Unexpected text in new region `bank-stats`, expected nothing between its markers: move the text out of the region',
      '7:1  error  Unexpected region `bank-cards` without end, expected a line `<!--bank-cards end-->` below'
    ]
  ]
]

for (const [name, readme, expected] of broken) {
  refused(name, async () => {
    const folder = makeFolder({
      'QUESTION_BANK.md': clean,
      'README.md': readme
    })
    const lines = expected.map((line) => `  README.md:${line}  readme-region\n`)
    const sum = `${expected.length} problem${expected.length > 1 ? 's' : ''}`
    const errors = `${expected.length} error${expected.length > 1 ? 's' : ''}`
    const report = `README.md\n${lines.join('')}\n${sum} (${errors})\n`
    for (const argv of [['check'], ['readme'], ['readme', '--check']]) {
      const {status, stdout} = await call(folder, argv)
      assert.is(stdout, report)
      assert.is(status, 1)
    }

    assert.is((await call(folder, ['fix'])).status, 1)
    assert.is(read(folder, 'README.md'), readme)
  })
}

refused('two banks that want the same README', async () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': clean,
    'bikes.md': `---\nbank:\n---\n\n${clean}`,
    'README.md': empty
  })
  for (const command of ['check', 'fix', 'readme']) {
    const {status, stderr} = await call(folder, [command])
    assert.is(
      stderr,
      'bikes.md: its README would be README.md, which is generated from QUESTION_BANK.md already. Name another in front matter (`bank: {readme: OTHER.md}`), or none (`bank: {readme: false}`)\n'
    )
    assert.is(status, 2)
  }

  // Without regions there is nothing to argue about.
  writeFiles(folder, {'README.md': '# Club\n'})
  assert.is((await call(folder, ['check'])).status, 0)
})

refused('a README outside the repository', async () => {
  const folder = makeFolder({
    '.git/HEAD': '',
    'QUESTION_BANK.md': `---\nbank:\n  readme: ../OTHER.md\n---\n\n${clean}`
  })
  for (const command of ['check', 'fix', 'readme']) {
    const {status, stderr} = await call(folder, [command])
    assert.is(
      stderr,
      'QUESTION_BANK.md: front matter names `../OTHER.md` as README, which is outside the repository. Name a file inside\n'
    )
    assert.is(status, 2)
  }
})

refused('a README outside the repository, by way of a link', async () => {
  const outside = makeFolder({'OTHER.md': empty})
  const folder = makeFolder({
    '.git/HEAD': '',
    'QUESTION_BANK.md': `---\nbank:\n  readme: docs/OTHER.md\n---\n\n${clean}`
  })
  symlinkSync(outside, join(folder, 'docs'))
  for (const command of ['check', 'fix', 'readme']) {
    const {status, stderr} = await call(folder, [command])
    assert.match(stderr, 'which is outside the repository')
    assert.is(status, 2)
  }

  assert.is(read(outside, 'OTHER.md'), empty)
})

refused('a folder that is reached by a link is no other folder', async () => {
  const folder = makeFolder({
    'real/QUESTION_BANK.md': `---\nbank:\n  readme: docs/OTHER.md\n---\n\n${clean}`,
    'real/docs/OTHER.md': empty
  })
  symlinkSync('real', join(folder, 'link'))
  const {status, stdout} = await call(folder, ['fix', '--cwd', 'link'])
  assert.match(stdout, /^docs\/OTHER\.md: bank-stats, /)
  assert.is(status, 0)
})

refused('a bank that names itself as its README', async () => {
  const text = `---\nbank:\n  readme: QUESTION_BANK.md\n---\n\n${clean}`
  const folder = makeFolder({'QUESTION_BANK.md': text})
  assert.is((await call(folder, ['fix'])).status, 0)
  assert.is(read(folder, 'QUESTION_BANK.md'), text)
  assertFailure(
    await call(folder, ['readme']),
    'QUESTION_BANK.md: front matter names the bank itself as its README, so there is nothing to generate. Name another file\n'
  )
})

refused(
  'front matter that is broken: what is up to date is not known',
  async () => {
    const folder = makeFolder({
      'QUESTION_BANK.md': `---\nbank: {sections: [\n---\n\n${clean}`,
      'README.md': empty
    })
    for (const argv of [['readme'], ['readme', '--check']]) {
      const {status, stdout, stderr} = await call(folder, argv)
      assert.match(
        stderr,
        /^QUESTION_BANK\.md:[23]: front matter is broken, so/
      )
      assert.match(stderr, 'Unexpected syntax of YAML')
      assert.is(stdout, '')
      assert.is(status, 2)
    }

    assert.is(read(folder, 'README.md'), empty)
  }
)

refused(
  'links in other files to headings that have changed are reported',
  async () => {
    const front =
      '---\nbank:\n  template:\n    card: { depth: 2, number: "1." }\n    fields:\n      - { kind: content }\n---\n\n'
    const knots = `${front}# Knots\n\nSee [it](/docs/QUESTION_BANK.md#3-what-jams), [old](https://example.org/docs/QUESTION_BANK.md#3-what-jams).\n\n## 1. What slips?\n\nRope.\n\n## 3. What jams?\n\nA loop.\n`
    const folder = makeFolder({
      'docs/QUESTION_BANK.md': knots,
      'docs/guide.md':
        'a\n\n[b](QUESTION_BANK.md#3-what-jams) [c](QUESTION_BANK.md#1-what-slips)\n',
      'README.md':
        '<a href="docs/QUESTION_BANK.md#3-what-jams">d</a> [e](other/QUESTION_BANK.md#3-what-jams)\n'
    })
    git(folder, 'init', '--quiet', '--initial-branch=main', '--template=')
    const {stderr} = await call(folder, ['fix'])
    assert.is(
      read(folder, 'docs/QUESTION_BANK.md'),
      knots
        .replace('## 3.', '## 2.')
        .replace('(/docs/QUESTION_BANK.md#3-', '(/docs/QUESTION_BANK.md#2-')
    )
    assert.equal(
      stderr
        .split('\n')
        .filter((line) => line.includes('the link to'))
        .sort(),
      [
        'README.md:1: the link to `docs/QUESTION_BANK.md#3-what-jams` leads to a heading that has changed; change it by hand',
        'docs/guide.md:3: the link to `QUESTION_BANK.md#3-what-jams` leads to a heading that has changed; change it by hand'
      ]
    )
  }
)

refused('a problem of the bank is none of its README', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': short, 'README.md': empty})
  const {status, stdout} = await call(folder, ['fix'])
  assert.match(
    stdout,
    'README.md: bank-stats, bank-contents, bank-cards regenerated\n'
  )
  assert.is(status, 1)
})

refused.run()
