/** `qbank import`: files of other programs, what is left out and why, and what is written. */
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {call} from '../cli/support.ts'
import {textOf} from '../export/support.ts'
import {makeTempFolder, writeFiles} from '../support/temp.ts'

const test = suite('qbank import')

const front = `---
bank:
  readme: false
  template:
    card: { depth: 3, prefix: "Q:" }
    fields:
      - { label: Tags, kind: tags, optional: true }
      - { label: Question, kind: prose, optional: true }
      - { label: Answer, kind: content }
---
`
const bank = `${front}
# Beekeeping

## Hives

### Q: Why is a hive painted white?

**Answer:** It stays cool.

## Swarms

### Q: When does a colony swarm?

**Answer:** When it is crowded.
`

const quiz = `---
bank:
  readme: false
  template:
    card: { depth: 3, number: "1." }
    fields:
      - { kind: content, optional: true }
      - { kind: options, ticked: some }
---

# Quiz
`

interface Run {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
  readonly text: string
}

async function runImport(
  files: Readonly<Record<string, string>>,
  argv: readonly string[],
  into = bank
): Promise<Run & {folder: string; again: () => Promise<Run>}> {
  const folder = makeTempFolder()
  writeFiles(folder, {'QUESTION_BANK.md': into, ...files})
  const run = async (): Promise<Run> => {
    const ended = await call(folder, ['import', ...argv])
    const text = readFileSync(join(folder, 'QUESTION_BANK.md'), 'utf8')
    return {...ended, text}
  }
  return {...(await run()), folder, again: run}
}

test('a bank with an inbox gets a file there for each card', async () => {
  const into = bank.replace('bank:\n', 'bank:\n  inbox: cards\n  ids: true\n')
  const table = [
    'title,section,Answer',
    'What do bees drink?,Hives,"Water, from moss."',
    'How is a swarm caught?,Swarms,In a box.',
    'What is mead?,Kitchen,Wine of honey.',
    'When does a colony swarm?,Swarms,In May.'
  ].join('\n')
  const files = {'cards.csv': table, '.git/HEAD': ''}
  const dry = await runImport(files, ['cards.csv', '--dry-run'], into)
  assert.is(dry.stdout, 'cards: 2 cards would be added\n')
  assert.not(existsSync(join(dry.folder, 'cards')))

  const first = await runImport(files, ['cards.csv'], into)
  assert.is(first.status, 1)
  assert.is(first.stdout, 'cards: 2 cards added\n')
  assert.match(first.stderr, 'cards.csv:4: `What is mead?` is left out')
  assert.is(first.text, into)
  const read = (): string[] =>
    readdirSync(join(first.folder, 'cards')).map((name) =>
      readFileSync(join(first.folder, 'cards', name), 'utf8')
    )
  const written = read()
  assert.is(written.length, 2)
  assert.match(
    written.join(''),
    '---\nsection: Hives\n---\n\n### Q: What do bees drink?\n'
  )
  const names = ['how-is-a-swarm-caught', 'what-do-bees-drink'].map(
    (name) => `cards/${name}.md`
  )
  const checked = await call(first.folder, ['check', ...names])
  assert.is(checked.status, 0, checked.stdout)

  const second = await first.again()
  assert.is(second.stdout, 'cards: 0 cards added, 2 cards there already\n')
  assert.equal(read(), written)

  const edited = join(first.folder, 'cards/what-do-bees-drink.md')
  const text = readFileSync(edited, 'utf8').replace('from moss', 'from a pond')
  writeFileSync(edited, text)
  const third = await first.again()
  assert.is(third.stdout, 'cards: 0 cards added, 2 cards there already\n')
  assert.match(third.stderr, 'cards/what-do-bees-drink.md: has this card with')
  assert.is(readFileSync(edited, 'utf8'), text)
  assert.is(read().length, 2)
})

test('a card without a heading is known in an inbox by its title, too', async () => {
  const into = `---
bank:
  inbox: cards
  readme: false
  template:
    card: { as: details }
    fields:
      - { kind: content }
---

# Beekeeping

<details>
<summary>Why is a hive painted white?</summary>

It stays cool.

</details>
`
  const drink =
    '<details>\n<summary>What do bees drink?</summary>\n\nDew.\n\n</details>\n'
  const run = await runImport(
    {
      'cards.csv': [
        'title,content',
        'What do bees drink?,Water.',
        'How is a swarm caught?,In a box.'
      ].join('\n'),
      'cards/bees.md': drink,
      '.git/HEAD': ''
    },
    ['cards.csv'],
    into
  )
  assert.is(run.stdout, 'cards: 1 card added, 1 card there already\n')
  assert.match(run.stderr, 'cards/bees.md: has this card with')
  assert.equal(readdirSync(join(run.folder, 'cards')).toSorted(), [
    'bees.md',
    'how-is-a-swarm-caught.md'
  ])
})

test('a table: cards go into their sections, and nothing is written twice', async () => {
  const table = [
    'title,section,Answer,Tags',
    'What do bees drink?,Hives,"Water, from moss.",water',
    'How is a swarm caught?,Swarms,In a box.,',
    'Why is a hive painted white?,Hives,For the looks.,'
  ].join('\n')
  const first = await runImport({'cards.csv': table}, ['cards.csv'])
  assert.is(first.status, 0)
  assert.is(first.stdout, 'QUESTION_BANK.md: 2 cards added\n')
  assert.match(
    first.stderr,
    'cards.csv:4: `Why is a hive painted white?` is left out. The bank has a card with the same title or question on line 16'
  )
  assert.match(
    first.text,
    `### Q: What do bees drink?

**Tags:** water  
**Answer:** Water, from moss.

## Swarms
`
  )
  assert.ok(first.text.endsWith('**Answer:** In a box.\n'))
  const second = await first.again()
  assert.is(second.status, 0)
  assert.is(second.text, first.text)
  assert.is(
    second.stdout,
    'QUESTION_BANK.md: 0 cards added, 2 cards there already\n'
  )
})

test('an id is known though the title has changed', async () => {
  const card = {
    bank: 'x.md',
    id: 'k3x9m2',
    section: 'Hives',
    title: 'What do bees drink?',
    titleText: 'What do bees drink?',
    line: 1,
    fields: [{label: 'Answer', kind: 'content', markdown: 'Dew.', text: 'Dew.'}]
  }
  const lines = [card, {...card, title: 'Twice?'}]
    .map((each) => JSON.stringify({version: 1, ...each}))
    .join('\n')
  const first = await runImport({'cards.jsonl': lines}, ['cards.jsonl'])
  assert.is(
    first.stdout,
    'QUESTION_BANK.md: 1 card added, 1 card there already\n'
  )
  assert.match(first.text, '### Q: What do bees drink?\n\n<!--id:k3x9m2-->\n')
  const renamed = first.text.replace('What do bees drink?', 'Where is water?')
  const second = await runImport(
    {'cards.jsonl': lines},
    ['cards.jsonl'],
    renamed
  )
  assert.is(second.text, renamed)
})

test('a section that the bank does not have is added, unless it is near one', async () => {
  const table =
    'title,section,Answer\nA queen?,Queens,Lays eggs.\nA drone?,Swarm,Mates.\n'
  const {status, stderr, text} = await runImport({'a.csv': table}, ['a.csv'])
  assert.is(status, 1)
  assert.match(text, '## Queens\n\n### Q: A queen?\n')
  assert.match(
    stderr,
    'a.csv:3: `A drone?` is left out. No section `Swarm`. Did you mean `Swarms`?'
  )
})

test('--section is for all cards, --dry-run writes nothing', async () => {
  const table = 'title,Answer\nA queen?,Lays eggs.\n'
  const flags = ['a.csv', '--section', 'hives']
  const done = await runImport({'a.csv': table}, flags)
  assert.match(done.text, 'cool.\n\n### Q: A queen?\n')
  const dry = await runImport({'a.csv': table}, [...flags, '--dry-run'])
  assert.is(dry.text, bank)
  assert.match(dry.stdout, '1 card would be added')
})

test('a field that the bank does not have stays, and is reported', async () => {
  const table =
    'title,section,Answer,Source\nA queen?,Hives,Lays eggs.,A book\n'
  const {stderr, text} = await runImport({'a.csv': table}, ['a.csv'])
  assert.match(text, '**Source:** A book')
  assert.match(stderr, 'a.csv: QUESTION_BANK.md has no field `Source`')
})

test('notes of Anki: HTML becomes Markdown, decks sections, tags a field', async () => {
  const notes = [
    '#separator:tab',
    '#html:true',
    '#guid column:1',
    '#notetype column:2',
    '#deck column:3',
    '#tags column:6',
    'x1\tBasic\tBees::Hives\tWhat is <b>propolis</b>?\t"A resin:<br><ul><li>it seals</li><li>it is ""sticky""</li></ul><script>alert(1)</script>"\tresin glue'
  ].join('\n')
  const {status, text} = await runImport({'notes.txt': `${notes}\n`}, [
    'notes.txt'
  ])
  assert.is(status, 0)
  assert.match(
    text,
    `### Q: What is **propolis**?

**Tags:** resin,glue  
**Answer:** A resin:

- it seals
- it is "sticky"
`
  )
  assert.not.match(text, 'alert')
})

test('what was exported to Anki comes back with its fields', async () => {
  const notes = await textOf('anki', [bank])
  const empty = `${front}\n# Beekeeping\n`
  const {text} = await runImport({'notes.txt': notes}, ['notes.txt'], empty)
  assert.is(text, bank)
})

test('GIFT of others: every type of question', async () => {
  const gift = `$CATEGORY: $course$/Hives

::Legs:: How many legs has a bee? { =6 ~4 ~8 }

Bees sleep. {TRUE}

::Spelling:: A male bee is a { =drone =Drone }

::Days:: A queen hatches after how many days? {#16:1}

::Pairs:: Match. { =queen -> one =workers -> many }

::Open:: Why do bees dance? {}

A description without an answer.
`
  const {text} = await runImport({'quiz.gift': gift}, ['quiz.gift'])
  assert.match(text, '### Q: Spelling\n\n**Question:** A male bee is a')
  assert.match(text, '**Answer:**\n\n- drone\n- Drone\n')
  assert.match(text, '**Answer:** 16 ± 1\n')
  assert.match(text, '- queen → one\n- workers → many\n')
  assert.match(text, '### Q: Open\n')
  const options = await runImport({'quiz.gift': gift}, ['quiz.gift'], quiz)
  assert.match(
    options.text,
    `1. Legs

How many legs has a bee?

- [x] 6
- [ ] 4
- [ ] 8
`
  )
  assert.match(options.text, '2. Bees sleep.\n\n- [x] True\n- [ ] False\n')
})

test('a bank of another template: fields are known by what they are for', async () => {
  const other = `# Interview

1. What is a super?
1. What is a frame?

## Hives

### 1. What is a super?

A box for honey.

### 2. What is a frame?

It holds a comb.

### 3. What is a brood box?

The queen lives there.

### 4. What is a smoker?

It calms bees.
`
  const {text} = await runImport({'other.md': other}, ['other.md'])
  assert.match(
    text,
    '### Q: What is a super?\n\n**Answer:** A box for honey.\n'
  )
  assert.match(text, '### Q: What is a smoker?\n\n**Answer:** It calms bees.\n')
})

const refusals: readonly [string, string, RegExp][] = [
  ['a.json', '{', /^a\.json: Line 1 is not JSON/],
  ['a.json', '{"version": 9, "cards": []}', /version 9, and this qbank knows/],
  ['a.json', '{"version": 1, "cards": [{}]}', /not what `qbank export` writes/],
  ['a.csv', 'name,Answer\nx,y\n', /No column `title` in the first row/],
  ['a.csv', 'title,"Answer\n', /^a\.csv: Not a table/],
  ['a.gift', '::x:: {', /^a\.gift: Line \d+ is not GIFT/],
  ['a.md', 'No card.\n', /^a\.md: No cards found/],
  ['a.xyz', 'x', /Name the format with --from/],
  ['a', '', /Name the format with --from/]
]
for (const [name, content, expected] of refusals) {
  test(`refused: ${name} ${JSON.stringify(content)}`, async () => {
    const {status, stderr, text} = await runImport({[name]: content}, [name])
    assert.is(status, 2)
    assert.match(stderr, expected)
    assert.is(text, bank)
  })
}

test('an unknown format, the bank itself, and one of several banks', async () => {
  const files = {'a.csv': 'title\nx\n'}
  const format = await runImport(files, ['a.csv', '--from', 'jsn'])
  assert.match(format.stderr, 'Did you mean `json`?')
  const itself = await runImport(files, ['QUESTION_BANK.md'])
  assert.match(itself.stderr, 'is the bank itself')
  const other = {...files, 'docs/QUESTION_BANK.md': bank}
  const several = await runImport(other, ['a.csv'])
  assert.match(several.stderr, 'there are several: name one after the file')
  const none = await runImport(files, ['b.csv'])
  assert.is(none.status, 2)
})

test('hostile text stays one card or is left out', async () => {
  const payloads = [
    '## Hives\n\n### Q: x\n\n**Answer:** y',
    '```\nopen',
    '<!-- open',
    '</details>',
    '---\nbank:\n---',
    '\u001B[31mred'
  ]
  for (const payload of payloads) {
    const card = {
      bank: 'x',
      section: 'Hives',
      title: payload,
      titleText: 'x',
      line: 1,
      fields: [{label: 'Answer', kind: 'content', markdown: payload, text: 'x'}]
    }
    const file = JSON.stringify({version: 1, cards: [card]})
    const {stderr, text} = await runImport({'a.json': file}, ['a.json'])
    const cards = text.match(/^### Q:/gm) ?? []
    assert.ok(cards.length <= 3, payload)
    assert.ok(text.includes('## Swarms\n\n### Q: When does a colony'), payload)
    assert.not.match(stderr, '\u001B')
  }
})

test('of several banks, one has to be named', async () => {
  const {status, stderr, text, folder} = await runImport(
    {
      'cards.csv': 'title,Answer\nWhat is mead?,Wine of honey.\n',
      'more/QUESTION_BANK.md': bank
    },
    ['cards.csv']
  )
  assert.is(status, 2)
  assert.match(stderr, 'name one after the file, such as `QUESTION_BANK.md`')
  assert.is(text, bank)
  assert.is(readFileSync(join(folder, 'more/QUESTION_BANK.md'), 'utf8'), bank)
})

test.run()
