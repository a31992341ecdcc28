/** `qbank export` and `qbank stats` on the command line. */
import {existsSync, readFileSync, readdirSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import type {Schema} from '@cfworker/json-schema'
import {Validator} from '@cfworker/json-schema'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {git, makeTempFolder, projectRoot, writeFiles} from '../support/temp.ts'
import {bankOf} from '../export/support.ts'
import {assertFailure, call, clean, makeFolder, read, short} from './support.ts'

const test = suite('export')

test('prints the cards, and what is wrong with the bank', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': short})
  const {status, stdout, stderr} = await call(folder, [
    'export',
    '--to',
    'json'
  ])
  assert.is(status, 0)
  const {cards} = JSON.parse(stdout) as {
    cards: {bank: string; line: number; title: string}[]
  }
  assert.equal(
    cards.map(({bank, line, title}) => [bank, line, title]),
    [['QUESTION_BANK.md', 5, 'Why does a cold oven spoil a loaf?']]
  )
  assert.is(
    stderr,
    'QUESTION_BANK.md: 1 error; cards may be incomplete. `npx --no -- qbank check` explains them\n'
  )
})

test('--strict exports nothing of a bank with errors', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': short})
  const argv = ['export', '--to', 'csv', '--strict']
  const refused = await call(folder, argv)
  assert.is(refused.status, 1)
  assert.is(refused.stdout, '')
  assert.match(refused.stderr, '\nNothing is exported, because --strict')
  const other = makeFolder({'QUESTION_BANK.md': clean})
  assert.is((await call(other, argv)).status, 0)
})

test('--where chooses, and nothing chosen is a problem', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': clean})
  const argv = ['export', '--to', 'jsonl', '--where']
  const some = await call(folder, [...argv, 'difficulty=easy tag=crust'])
  assert.is(some.stdout.split('\n').length, 2)
  const none = await call(folder, [...argv, 'difficulty=hard'])
  assert.is(none.status, 1)
  assert.is(none.stdout, '')
  assert.match(none.stderr, /^No card to export/)
})

for (const [argv, expected] of [
  [
    ['export', '--to', 'ankii'],
    'Unexpected format `ankii`, expected `json`, `jsonl`, `csv`, `tsv`, `md`, `html`, `anki`, `apkg`, `gift`, `moodle`, `qti12`, `qti21`, `promptfoo`, or `inspect` (Did you mean `anki`?)\n'
  ],
  [
    ['export', '--to', 'md'],
    '`md` writes several files: name the folder for them with --out\n'
  ],
  [
    ['export', '--to', 'csv', '--out', 'QUESTION_BANK.md'],
    'QUESTION_BANK.md: is a bank that is exported, or its README, so nothing is written over it. Name another file with --out\n'
  ],
  [
    ['export', '--to', 'csv', '--out', 'README.md'],
    'README.md: is a bank that is exported, or its README, so nothing is written over it. Name another file with --out\n'
  ],
  [
    ['export', '--to', 'csv', '--out', '.'],
    '.: is a folder. Name a file with --out\n'
  ],
  [
    ['export', '--to', 'md', '--out', 'QUESTION_BANK.md'],
    'QUESTION_BANK.md: is a file. Name a folder with --out\n'
  ],
  [
    ['export', '--to', 'csv', '-'],
    'Standard input is not taken here, because cards are named by their file. Name a file\n'
  ],
  [
    ['stats', '--where', 'dificulty=Hard'],
    'Unexpected key `dificulty` in --where, expected `Difficulty`, `Tags`, `Question`, `What a strong answer includes`, `Common pitfalls`, `tag`, `section`, `title`, `id`, `choice`, `tags`, `prose`, or `bullets` (Did you mean `Difficulty`?)\n'
  ]
] as const) {
  test(`wrong usage: ${argv.join(' ')}`, async () => {
    const folder = makeFolder({'QUESTION_BANK.md': clean})
    assertFailure(await call(folder, argv), expected)
    assert.is(read(folder, 'QUESTION_BANK.md'), clean)
  })
}

test('a file is written, and its folder made', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': clean})
  const {status, stdout, stderr} = await call(folder, [
    ...['export', '--to', 'tsv', '--out', 'new/cards.tsv']
  ])
  assert.is(status, 0)
  assert.is(stdout, '')
  assert.is(stderr, 'new/cards.tsv: 1 card exported\n')
  assert.match(read(folder, 'new/cards.tsv'), /^bank\tid\tsection\t/)
})

test('files of others are not written over, not even by way of a link', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': clean})
  const argv = ['export', '--to', 'md', '--out', 'notes']
  assert.is((await call(folder, argv)).status, 0)
  const [section = ''] = readdirSync(join(folder, 'notes'))
  const [name = ''] = readdirSync(join(folder, 'notes', section))
  const path = join('notes', section, name)
  assert.match(read(folder, path), '\nqbank: 1\n')
  // An export is written over, and is not a bank of its own.
  assert.is((await call(folder, argv)).status, 0)

  const mine = '# Mine\n'
  writeFiles(folder, {[path]: mine})
  const refused = await call(folder, argv)
  assert.is(refused.status, 2)
  assert.match(refused.stderr, 'was not written by `qbank export`')
  assert.is(read(folder, path), mine)
  assert.is((await call(folder, [...argv, '--force'])).status, 0)
  assert.match(read(folder, path), '\nqbank: 1\n')

  const other = makeFolder({'QUESTION_BANK.md': clean, [`${path}x`]: ''})
  symlinkSync(join(other, 'outside'), join(other, path))
  assert.is((await call(other, argv)).status, 2)
  assert.not(existsSync(join(other, 'outside')))
})

test('files of cards that are gone are left, and reported', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': clean})
  const argv = ['export', '--to', 'md', '--out', 'notes']
  await call(folder, argv)
  writeFiles(folder, {
    'QUESTION_BANK.md': clean.replace('cold oven', 'hot oven')
  })
  const {stderr} = await call(folder, argv)
  assert.is(
    stderr,
    'notes: 1 file of an earlier export left as they are, because this export has no such card\nnotes: 1 card exported\n'
  )
})

test('a terminal gets nothing that acts on it', async () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': clean.replace('A loaf goes', 'A \u001B]0;x\u0007loaf')
  })
  const argv = ['export', '--to', 'csv']
  const shown = await call(folder, argv, {isTTY: true})
  assert.match(shown.stdout, String.raw`\u{1b}]0;x\u{7}loaf`)
  const piped = await call(folder, argv)
  assert.match(piped.stdout, '\u001B]0;x\u0007loaf')
})

/** @returns what `qbank stats` does with a bank that has the plan */
async function countPlan(
  plan: string,
  files: Readonly<Record<string, string>> = {},
  argv: readonly string[] = []
): ReturnType<typeof call> {
  const bank = `---\nbank:\n  plan:${plan}\n---\n\n${clean}`
  const folder = makeFolder({'QUESTION_BANK.md': bank, ...files})
  return call(folder, ['stats', ...argv])
}

const goals = `section:
  Bread: {cards: 3, plan: {difficulty: {Easy: 1, Hard: 2}}}
tag:
  crust,no-such-tag: 1
  rye|*wheat*: {name: Grain, cards: 1, about: None yet.}
  yeast: {about: Left out.}
`

test('a plan: what is missing, in front matter and in a file', async () => {
  const inline = goals.replace(/^/gm, '    ').trimEnd()
  const {stdout, status} = await countPlan(`\n${inline}`)
  assert.is(status, 0)
  assert.match(stdout, 'Plan: 3 of 5 goals lack cards')
  assert.match(stdout, /section=Bread difficulty=Hard +0 +2 +2\n/)
  assert.not.match(stdout, 'yeast')
  const file = await countPlan(' docs/plan.yml', {'docs/plan.yml': goals})
  assert.is(file.stdout, stdout)

  const {stdout: page} = await countPlan(
    ' docs/plan.yml',
    {'docs/plan.yml': goals},
    ['--coverage']
  )
  assert.match(page, /^# Coverage\n\nWhat the plan of `QUESTION_BANK.md` wants/)
  assert.match(page, '| `tag=rye\\|*wheat*` | 0 | 1 |')
  assert.match(page, '| Grain | 0 | 1 |  | None yet. |')
  assert.equal(page.match(/^## .*/gm), [
    '## Missing cards',
    '## Section',
    '## Tag'
  ])
  assert.match(
    page,
    '### Bread\n\n| Goal | Cards | Wanted | Which |\n| --- | --: | --: | --- |\n'
  )
})

for (const [plan, text, expected] of [
  ['x.yml', 'tag: {crust: -1}', 'x.yml:1: Unexpected `-1` in `bank.plan.tag'],
  [
    'x.yml',
    'tag:\n  a: {card: 1}',
    'x.yml:2: Unexpected key `bank.plan.tag.a.'
  ],
  ['x.yml', 'tag: [', /^x\.yml:1: Unexpected syntax of YAML/],
  ['x.yml', 'y.yml', 'x.yml: Unexpected text, expected a plan'],
  [
    'x.yml',
    'tags: {crust: 1}\ntgs: {a: 1}',
    'Unexpected key `tgs` in the plan'
  ],
  ['none.yml', '', 'none.yml'],
  ['../x.yml', '', '`../x.yml` for `bank.plan` is outside the repository']
] as const) {
  test(`a plan that cannot be used: ${plan}, ${text}`, async () => {
    const files = {'x.yml': text, '.git/HEAD': ''}
    const {status, stderr, stdout} = await countPlan(` ${plan}`, files)
    assert.is(status, 2)
    assert.is(stdout, '')
    assert.match(stderr, expected)
  })
}

test.run()

const stats = suite('stats')

function makeRepository(text: string): string {
  const folder = makeTempFolder()
  writeFiles(folder, {'QUESTION_BANK.md': text})
  git(folder, 'init', '--quiet')
  git(folder, 'config', 'user.name', 'A contributor')
  git(folder, 'config', 'user.email', 'contributor@example.com')
  git(folder, 'add', '.')
  git(folder, 'commit', '--quiet', '-m', 'Begin', '--date=2026-01-02T03:04:05Z')
  return folder
}

const second = `${clean}
### Q: Why is a crust pale?

**Difficulty:** Hard${'  '}
**Tags:** crust${'  '}
**Question:** A crust stays pale. What is missing?
`

stats(
  'tables of sections, tags and words, and cards without an answer',
  async () => {
    const {status, stdout} = await call(
      makeFolder({'QUESTION_BANK.md': second}),
      ['stats']
    )
    assert.is(status, 0)
    assert.is(
      stdout,
      `QUESTION_BANK.md: 2 cards

Section  Easy  Medium  Hard  Cards
Bread       1       0     1      2

Tag    Easy  Medium  Hard  Cards
crust     1       0     1      2
heat      1       0     0      1

Words                          Cards  Median  Most  Total
Question                           2       7    14     21
What a strong answer includes      1      25    25     25
Common pitfalls                    1       8     8      8

Without an answer: 1 card
  21: Why is a crust pale?
`
    )
  }
)

stats('of more than twenty tags, the others are counted', async () => {
  for (const [amount, expected] of [
    [20, undefined],
    [21, 'and 1 tag more (--json)'],
    [23, 'and 3 tags more (--json)']
  ] as const) {
    const tags = Array.from({length: amount}, (_, at) => `tag-${at}`).join()
    const text = clean.replace('heat,crust', tags)
    const {stdout} = await call(makeFolder({'QUESTION_BANK.md': text}), [
      'stats'
    ])
    assert.is(/^and .*/m.exec(stdout)?.[0], expected)
  }
})

stats(
  'of more than twenty cards without an answer, the others are counted',
  async () => {
    const [head = '', body = ''] = second.split(/(?=### Q: Why is)/)
    for (const [amount, expected] of [
      [20, undefined],
      [21, '  and 1 card more (--json)']
    ] as const) {
      const cards = Array.from({length: amount}, (_, at) =>
        body.replace('a crust', `crust ${at}`)
      )
      const text = head + cards.join('\n')
      const {stdout} = await call(makeFolder({'QUESTION_BANK.md': text}), [
        'stats'
      ])
      assert.match(stdout, `Without an answer: ${amount} cards`)
      assert.is(/^ +and .*/m.exec(stdout)?.[0], expected)
    }
  }
)

stats(
  '--json is as its schema says, with the date of the last commit',
  async () => {
    const {stdout} = await call(makeRepository(second), ['stats', '--json'])
    const schema = JSON.parse(
      readFileSync(join(projectRoot, 'schema/stats.schema.json'), 'utf8')
    ) as Schema
    const counts = JSON.parse(stdout) as {
      banks: {lastChange: string; sections: unknown[]}[]
    }
    assert.equal(new Validator(schema, '7', false).validate(counts).errors, [])
    const [bank] = counts.banks
    assert.ok(Number(new Date(bank?.lastChange ?? '')) > 0)
    assert.equal(bank?.sections, [
      {
        section: 'Bread',
        cards: 2,
        choices: {
          Difficulty: {
            Easy: {cards: 1, tags: {crust: 1, heat: 1}},
            Medium: {cards: 0, tags: {}},
            Hard: {cards: 1, tags: {crust: 1}}
          }
        },
        tags: {crust: 2, heat: 1}
      }
    ])
  }
)

stats(
  'kinds of card are counted together, and exported as what they are',
  async () => {
    const text = bankOf('two-kinds-of-card')
    const folder = makeFolder({'QUESTION_BANK.md': text})
    const {stdout} = await call(folder, ['stats', '--json'])
    const {banks} = JSON.parse(stdout) as {
      banks: {
        cards: number
        sections: {choices: Record<string, Record<string, {cards: number}>>}[]
        words: {label: string; cards: number}[]
        withoutAnswer: unknown[]
      }[]
    }
    const [bank] = banks
    assert.is(bank?.cards, 7)
    const levels = bank?.sections.map(({choices}) => [
      choices['Level']?.['first year']?.cards,
      choices['Level']?.['last year']?.cards
    ])
    assert.equal(levels, [
      [1, 1],
      [1, 2]
    ])
    const source = bank?.words.filter(({label}) => label === 'Source')
    assert.equal(
      source?.map(({cards}) => cards),
      [2]
    )
    assert.equal(bank?.withoutAnswer, [])
    const json = await call(folder, ['export', '--to', 'json'])
    const {cards} = JSON.parse(json.stdout) as {cards: {template: number}[]}
    assert.equal(
      cards.map(({template}) => template),
      [0, 1, 2, 0, 2, 1, 2]
    )
    const quiz = await call(folder, ['export', '--to', 'gift'])
    assert.match(quiz.stdout, /f\/2/)
  }
)

stats('--where counts some of the cards', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': second})
  const {stdout} = await call(folder, ['stats', '--where', 'tag=heat'])
  assert.match(stdout, /^QUESTION_BANK\.md: 1 card\n/)
})

stats.run()
