/** `qbank new`: from flags, from JSON, in a terminal, with an editor, for every template that the documentation shows. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {CardData} from '../../src/export/card-data.ts'
import {readCards} from '../../src/export/card-data.ts'
import {call, card, clean, makeFolder, read} from '../cli/support.ts'
import {cleanBanks} from '../insert/support.ts'
import {checkBank, processBank, readText} from '../support/bank.ts'
import {answer, down, enter, stop, tab, typed} from './terminal.ts'

const test = suite('qbank new')
const bankName = 'QUESTION_BANK.md'

/** A bank without its last card, and that card. */
async function takeLast(
  text: string
): Promise<{rest: string; card: CardData; section: string[]}> {
  const bank = readText(text)
  const last = bank.cards.at(-1)
  const data = readCards(bank, bankName).cards.at(-1)
  if (!last || !data) throw new Error('no card')
  const without = text.slice(0, last.start) + text.slice(last.end)
  const {value} = await processBank(without)
  const section = data.section === undefined ? [] : [data.section]
  return {rest: value, card: data, section}
}

/** @returns what a person calls a field */
function nameOf({label, kind}: CardData['fields'][number]): string {
  return label === '' ? kind : label
}

for (const [name, own] of cleanBanks) {
  // With an inbox, a new card would be a file there, at which other tests look.
  const text = own.replace(/^ +inbox: .*\n/m, '')
  test(`${name}: its last card again, from flags`, async () => {
    const {rest, card, section} = await takeLast(text)
    const folder = makeFolder({[bankName]: rest})
    const {status, stdout, stderr} = await call(folder, [
      ...['new', '--no-config', '--title', card.title],
      ...section.flatMap((each) => ['--section', each]),
      ...card.fields.flatMap((field) => [
        '--field',
        `${nameOf(field)}=${field.markdown}`
      ])
    ])
    assert.equal([status, stderr], [0, ''])
    assert.match(stdout, /^QUESTION_BANK\.md:\d+: `.*` added( to `.*`)?\n$/)
    assert.is(read(folder, bankName), (await processBank(text)).value)
  })

  test(`${name}: its last card again, as JSON`, async () => {
    const {rest, card, section} = await takeLast(text)
    const folder = makeFolder({[bankName]: rest})
    const input = JSON.stringify({
      ...(section.length > 0 && {section: section[0]?.toUpperCase()}),
      title: card.title,
      fields: Object.fromEntries(
        card.fields.map((field) => [
          nameOf(field).toLowerCase(),
          field.kind === 'bullets' || field.kind === 'options'
            ? field.markdown.split('\n')
            : field.markdown
        ])
      )
    })
    const {status, stderr} = await call(folder, ['new', '-', '--no-config'], {
      input
    })
    assert.equal([status, stderr], [0, ''])
    assert.is(read(folder, bankName), (await processBank(text)).value)
  })
}

const flags = [
  ...['new', '--section', 'bread', '--title', 'Why does a loaf go stale?'],
  ...['--field', 'difficulty=hrad', '--field', 'Tags=Crumb; starch'],
  ...['--field', 'Question=Bread is hard on\nthe next day. Why?'],
  ...[
    '--field',
    'What a strong answer includes=Starch.\n* Water moves.\n3) Knows what heat does.'
  ]
]
const pitfalls = ['--field', 'Common pitfalls=Drying.\nA cold shelf.']

test('what is typed is fixed', async () => {
  const folder = makeFolder({[bankName]: clean})
  const {status, stdout} = await call(folder, [...flags, ...pitfalls])
  assert.is(status, 0)
  assert.is(
    stdout,
    'QUESTION_BANK.md:21: `Why does a loaf go stale?` added to `Bread`\n'
  )
  assert.is(
    read(folder, bankName),
    `${clean}
### Q: Why does a loaf go stale?

**Difficulty:** Hard\u0020\u0020
**Tags:** crumb,starch\u0020\u0020
**Question:** Bread is hard on the next day. Why?\u0020\u0020
**What a strong answer includes:**

- Starch.
- Water moves.
- Knows what heat does.

**Common pitfalls:**

- Drying.
- A cold shelf.
`
  )
})

test('a card with a problem is not written', async () => {
  const folder = makeFolder({[bankName]: clean})
  const {status, stdout, stderr} = await call(folder, flags)
  assert.equal([status, stdout], [1, ''])
  assert.match(stderr, /^Nothing was written[^]*\n- .*Common pitfalls/)
  assert.is(read(folder, bankName), clean)
})

test('a dry run writes nothing', async () => {
  const folder = makeFolder({[bankName]: clean})
  const {status, stdout} = await call(folder, [
    ...flags,
    ...pitfalls,
    '--dry-run'
  ])
  assert.is(status, 0)
  assert.match(stdout, 'would be added')
  assert.is(read(folder, bankName), clean)
})

test('a look-alike is reported, a copy is not written', async () => {
  const folder = makeFolder({[bankName]: clean})
  const like = [
    ...['new', '--title', 'Why does a lukewarm oven spoil a loaf?'],
    ...['--field', 'Difficulty=Easy', '--field', 'Tags=heat,crust'],
    ...[
      '--field',
      'Question=A loaf goes into an oven that is still warming up. What can go wrong?'
    ],
    ...['--field', 'What a strong answer includes=a\nb\nc'],
    ...['--field', 'Common pitfalls=a\nb']
  ]
  const first = await call(folder, like)
  assert.is(first.status, 0)
  assert.match(first.stderr, /^warning: .*like the one on line 5/m)
  const second = await call(folder, like)
  assert.is(second.status, 1)
  assert.match(second.stderr, 'The bank has this card on line 21')
})

for (const [what, argv, reason, input] of [
  ['no title', ['new'], 'needs a title'],
  ['a field that there is not', [...flags, '--field', 'Tag=a'], 'Did you mean'],
  ['a field twice', [...flags, ...flags.slice(5, 7)], 'more often'],
  ['a field without a value', ['new', '--field', 'Tags'], 'expected a label'],
  ['two banks', ['new', 'a.md', 'b.md'], 'for one bank'],
  ['flags and JSON', ['new', '-', '--title', 'x'], 'leave out'],
  ['no JSON', ['new', '-'], 'is not JSON', '{'],
  ['other JSON', ['new', '-'], 'expected an object', '[]'],
  ['another key', ['new', '-'], 'unexpected `titel`', '{"titel": "x"}'],
  ['a number', ['new', '-'], 'unexpected `title`', '{"title": 1}'],
  ['no editor', ['new', '--edit'], 'No editor is set']
] as const) {
  test(`wrong usage: ${what}`, async () => {
    const folder = makeFolder({[bankName]: clean})
    const {status, stdout, stderr} = await call(folder, argv, {
      ...(input !== undefined && {input})
    })
    assert.equal([status, stdout], [2, ''])
    assert.match(stderr, reason)
    assert.is(read(folder, bankName), clean)
  })
}

test('several banks, and no terminal', async () => {
  const folder = makeFolder({[bankName]: clean, 'b/QUESTION_BANK.md': clean})
  const {status, stderr} = await call(folder, flags)
  assert.is(status, 2)
  assert.match(stderr, 'QUESTION_BANK.md, b/QUESTION_BANK.md. Name it')
})

const sections = `${clean}
## Rolls

${card.replace('cold oven spoil a loaf', 'wet tray spoil a roll').replace('A loaf goes into', 'Two rolls go into')}`

test('asked in a terminal, in the words of the template', async () => {
  const folder = makeFolder({[bankName]: sections})
  const {status, stdout} = await answer(
    folder,
    ['new'],
    [
      ['Section', [down, enter]],
      ['Title', [...typed('Why does a cold oven spoil it?'), enter]],
      ['Difficulty', [down, enter]],
      ['Tags', [tab, ...typed('steam'), tab, enter]],
      ['Question', [...typed('Rolls stay pale. Where is the heat?'), enter]],
      ['at least 3', typed('One.\nTwo.\nThree.\n\n')],
      ['at least 2', typed('Four.\nFive.\n\n')]
    ]
  )
  assert.is(status, 0)
  assert.match(stdout, 'line 5: Why does a cold oven spoil a loaf?')
  const text = read(folder, bankName)
  assert.is(
    text,
    `${sections}
### Q: Why does a cold oven spoil it?

**Difficulty:** Medium\u0020\u0020
**Tags:** heat,steam\u0020\u0020
**Question:** Rolls stay pale. Where is the heat?\u0020\u0020
**What a strong answer includes:**

- One.
- Two.
- Three.

**Common pitfalls:**

- Four.
- Five.
`
  )
  const {messages} = await checkBank(text)
  assert.equal(
    messages.filter(({fatal}) => fatal === false),
    []
  )
})

test('options are ticked', async () => {
  const bank = `---
bank:
  template:
    card: { depth: 2, number: "1." }
    fields:
      - { kind: content, optional: true }
      - { kind: options, ticked: one, min: 2 }
---

# Bicycles
`
  const folder = makeFolder({[bankName]: bank})
  const {status} = await answer(
    folder,
    ['new'],
    [
      ['Title', [...typed('Why does it squeal?'), enter]],
      ['content', [enter, enter]],
      ['options', typed('Glaze\nA long cable\n\n')],
      ['right', [down, enter]]
    ]
  )
  assert.is(status, 0)
  assert.is(
    read(folder, bankName),
    `${bank}\n## 1. Why does it squeal?\n\n- [ ] Glaze\n- [x] A long cable\n`
  )
})

test('whoever stops gets what was typed', async () => {
  const folder = makeFolder({[bankName]: clean})
  const {status, stdout, stderr} = await answer(
    folder,
    ['new'],
    [
      ['Title', [...typed('Why is it so?'), enter]],
      ['Difficulty', [stop]]
    ]
  )
  assert.is(status, 1)
  assert.match(stderr, 'Nothing was written')
  assert.match(stdout, '### Q: Why is it so?')
  assert.is(read(folder, bankName), clean)
})

/** An editor that replaces the labels that are still empty. */
const editor = `const {readFileSync, writeFileSync} = require('node:fs')
const file = process.argv.at(-1)
const text = readFileSync(file, 'utf8')
writeFileSync(file, text.replace('**Common pitfalls:**', '$&\\n\\n- One\\n- Two'))
`

test('an editor', async () => {
  const folder = makeFolder({
    [bankName]: clean,
    "an editor's.cjs": editor
  })
  const env = {EDITOR: `node '${folder}/an editor'\\''s.cjs'`}
  const {status, stdout, stderr} = await call(folder, [...flags, '--edit'], {
    env
  })
  assert.equal([status, stderr], [0, ''])
  assert.match(stdout, 'added to `Bread`')
  assert.match(read(folder, bankName), /pitfalls:\*\*\n\n- One\n- Two\n$/)
})

test('an editor is not a line of a shell, and a text with problems is kept', async () => {
  const folder = makeFolder({[bankName]: clean})
  const marks = join(folder, 'marks')
  for (const [EDITOR, reason] of [
    [`true; touch ${marks}`, 'has failed (ENOENT)'],
    [`node -e 1 $(touch ${marks})`, 'is kept in '],
    [`node "`, 'not closed'],
    ['false', 'exit code 1']
  ] as const) {
    const {status, stderr} = await call(folder, [...flags, '--edit'], {
      env: {EDITOR}
    })
    assert.ok(status > 0)
    assert.match(stderr, reason)
    const file = /(\S+card\.md)/.exec(stderr)?.[1]
    if (file !== undefined) assert.ok(existsSync(file), file)
  }

  assert.not(existsSync(marks))
  assert.is(read(folder, bankName), clean)
})

test('a card with a problem is edited, or written all the same', async () => {
  const folder = makeFolder({[bankName]: clean, 'editor.cjs': editor})
  const env = {EDITOR: `node ${folder}/editor.cjs`}
  const answers = [['at least 2', typed('Four.\n\n')]] as const
  const first = await answer(
    folder,
    flags,
    [...answers, ['And now?', [down, enter]]],
    env
  )
  assert.is(first.status, 0)
  assert.match(read(folder, bankName), /\n- Four\.\n$/)
  const second = await answer(
    folder,
    flags.map((each) =>
      each.replace('go stale', 'get old').replace('hard on', 'soft on')
    ),
    [...answers, ['And now?', [enter]]],
    env
  )
  assert.is(second.status, 0)
  assert.match(read(folder, bankName), /- One\n- Two\n\n?- Four|- Two/)
})

test('a bank with an inbox gets a file there', async () => {
  const bank = `---\nbank:\n  inbox: cards\n---\n\n${sections}`
  const folder = makeFolder({[bankName]: bank, '.git/HEAD': ''})
  const first = await call(folder, [...flags, ...pitfalls])
  assert.is(
    first.stdout,
    'cards/why-does-a-loaf-go-stale.md: new card for `Bread`\n'
  )
  assert.is(first.status, 0)
  assert.is(read(folder, bankName), bank)
  assert.match(
    read(folder, 'cards/why-does-a-loaf-go-stale.md'),
    /^---\nsection: Bread\n---\n\n### Q: Why does a loaf go stale\?\n\n\*\*Difficulty:\*\* Hard {2}\n/
  )
  const second = await call(folder, [...flags, ...pitfalls])
  assert.is(second.status, 1)
  assert.match(second.stderr, 'The inbox has this card')
  const checked = await call(folder, ['check'])
  assert.is(checked.status, 0, checked.stdout)
})

test('a card with nothing but a link to the top is not the same as another', async () => {
  const link =
    '<div align="right">\n    <b><a href="#rivers">to the top</a></b>\n</div>'
  const text = `---
bank:
  template:
    card: { depth: 2, prefix: '' }
    fields:
      - { kind: content }
---

# Rivers

## Why do rivers bend?

${link}
`
  const folder = makeFolder({[bankName]: text})
  const {status, stderr, stdout} = await call(folder, [
    ...['new', '--no-config', '--title', 'Where do eels sleep?'],
    ...['--field', `content=${link}`]
  ])
  assert.is(status, 0, stderr)
  assert.match(stdout, '`Where do eels sleep?` added')
})

test.run()
