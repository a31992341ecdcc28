/** Cards that are put into banks: where they come, what becomes of them, and what is refused. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {bank as anyBank, brokenBank} from '../properties/banks.ts'
import {parameters} from '../properties/support.ts'
import {insertCards} from '../../src/insert/insert-cards.ts'
import {checkBank, processBank, readText} from '../support/bank.ts'
import {projectRoot} from '../support/temp.ts'
import {
  cleanBanks,
  insert,
  readBodies,
  templates,
  toNewCard
} from './support.ts'

const test = suite('cards put into a bank')

const bread = templates['Bread'] ?? ''
const bicycles = `# Bicycles

## Contents

- [Drivetrain](#drivetrain)
- [Brakes](#brakes)

## Drivetrain

### Q: Why does a chain skip?

**Difficulty:** Medium\u0020\u0020
**Tags:** chain,wear\u0020\u0020
**Question:** A bicycle skips under load, but only on one sprocket. Why?\u0020\u0020
**What a strong answer includes:**

- Measures the chain first.
- Compares the teeth.
- Tries a new chain.

**Common pitfalls:**

- Replacing the derailleur.
- Judging by rust alone.

## Brakes

Text about brakes.

## License

Take it.
`
const squeal = `# 4) Why do brakes squeal?

Difficulty: meduim
**Tags:** pads, noise
**Question:** The front brake squeals when it rains. What do you clean first?
**What a strong answer includes:**
- The rim.
- The pads.
- Names what to clean them with.
**Common pitfalls:**
- Oil.
- A new brake.
`

test('a card comes at the end of its section, fixed', async () => {
  const {value, placed, refused} = await insert(bicycles, [
    {markdown: squeal, section: 'brakes'}
  ])
  assert.equal(refused, [])
  assert.is(placed.length, 1)
  assert.equal(
    placed.map(({index, messages, section, title}) => ({
      ...{index, section, title},
      messages: messages.map(String)
    })),
    [
      {
        index: 0,
        section: 'Brakes',
        title: 'Why do brakes squeal?',
        messages: []
      }
    ]
  )
  assert.is(
    value.split('\n')[(placed[0]?.line ?? 0) - 1],
    '### Q: Why do brakes squeal?'
  )
  assert.match(
    value,
    /\*\*Difficulty:\*\* Medium {2}\n\*\*Tags:\*\* pads,noise {2}\n/
  )
  assert.match(value, /Text about brakes\.\n\n### Q: Why do brakes/)
  assert.match(value, /- A new brake\.\n\n## License\n/)
  const {messages: left} = await checkBank(value)
  assert.equal(left.map(String), [])
})

test('what is wrong in the rest of the bank stays as it is', async () => {
  const old = bicycles.replace('**Tags:** chain,wear', 'Tags: Wear; chain')
  const {value, placed} = await insert(old, [
    {markdown: squeal, section: 'Brakes'}
  ])
  assert.is(placed.length, 1)
  assert.ok(value.includes('\nTags: Wear; chain  \n'))
  assert.ok(value.includes('pads,noise'))
})

test('line breaks and a byte order mark are the bank’s', async () => {
  const windows = `\uFEFF${bicycles.replaceAll('\n', '\r\n')}`
  const {value} = await insert(windows, [{markdown: squeal, section: 'Brakes'}])
  const {value: repaired} = await processBank(value)
  assert.ok(value.startsWith('\uFEFF# Bicycles\r\n'))
  assert.is(
    repaired,
    `\uFEFF${(await insert(bicycles, [{markdown: squeal, section: 'Brakes'}])).value}`
  )
})

test('numbers go on, and links to numbered headings follow', async () => {
  const numbered = `---
bank:
  template:
    card: {depth: 3, number: "1."}
    fields: [{kind: content}]
---

# Bread

## Dough

### 1. Why does dough rise?

Yeast. See [steam](#2-what-does-steam-do).

## Oven

### 2. What does steam do?

It keeps the crust soft.
`
  const {value, placed} = await insert(numbered, [
    {
      markdown: '## Q: What is an preferment?\n\nFlour and water, left alone.',
      section: 'Dough'
    },
    {
      markdown: '# 7. What is proofing?\n\n## At night\n\nThe last rise.',
      section: 'Dough'
    }
  ])
  assert.equal(
    placed.map(({title, line}) => [title, value.split('\n')[line - 1]]),
    [
      ['What is an preferment?', '### 2. What is an preferment?'],
      ['What is proofing?', '### 3. What is proofing?']
    ]
  )
  assert.match(value, /^#### At night$/m)
  assert.match(value, /^### 4\. What does steam do\?$/m)
  assert.match(value, /\(#4-what-does-steam-do\)/)
  const {messages} = await checkBank(
    value
      .replace(/card: .*/, 'card: { depth: 3, number: "1." }')
      .replace(/fields: .*/, 'fields: [{ kind: content }]')
  )
  assert.equal(messages.map(String), [])
})

test('a card in an item of a list keeps the indent of what is in it', async () => {
  const {value, refused} = await insert(templates['Bells'] ?? '', [
    {
      markdown:
        '1. What is a bell made of?\n   - [X] Bronze\n   - [ ] Lead\n   <details>\n   <summary>Answer</summary>\n   Copper and tin.\n   </details>'
    },
    {
      markdown:
        '### Who rings a bell?\n\n- [ ] A founder\n- [x] A ringer\n\n<details>\n<summary>Answer</summary>\n\n    with a rope\n\n</details>'
    }
  ])
  assert.equal(refused, [])
  const [, added] = value.split('   It hangs inside.\n\n   </details>\n\n')
  assert.is(
    added,
    `2. What is a bell made of?

   - [x] Bronze
   - [ ] Lead
   <details>
   <summary>Answer</summary>

   Copper and tin.

   </details>

3. Who rings a bell?

   - [ ] A founder
   - [x] A ringer

   <details>
   <summary>Answer</summary>

       with a rope

   </details>
`
  )
})

test('a bank without sections', async () => {
  const {value, placed} = await insert(bread, [
    {markdown: 'What is an oven spring?\n===\n\nThe last growth.'}
  ])
  assert.is(placed[0]?.section, undefined)
  assert.ok(
    value.includes('- [3. What is an oven spring?](#3-what-is-an-oven-spring)')
  )
  assert.ok(
    value.endsWith('## 3. What is an oven spring?\n\nThe last growth.\n')
  )
})

test('what is not put in is said', async () => {
  const {value, placed, refused} = await insert(bicycles, [
    {markdown: squeal, section: 'Brakes.'},
    {markdown: squeal, section: 'Lamps'},
    {markdown: squeal},
    {markdown: 'No heading', section: 'Brakes'},
    {markdown: '### Q:\n\nText', section: 'Brakes'},
    {markdown: `${squeal}\n# 5) Another?\n`, section: 'Brakes'},
    {markdown: `${squeal}\n\`\`\`js\nopen`, section: 'Brakes'},
    {markdown: `${squeal}\n<!-- open`, section: 'Brakes'},
    {markdown: '  \n', section: 'Brakes'},
    {
      markdown: '### Q: Why does a chain SKIP\n\n**Question:** Other.',
      section: 'Brakes'
    }
  ])
  assert.is(value, bicycles)
  assert.equal(placed, [])
  assert.equal(
    refused.map(({kind}) => kind),
    [
      'section',
      'section',
      'section',
      'card',
      'card',
      'card',
      'card',
      'card',
      'card',
      'duplicate'
    ]
  )
  assert.match(refused[0]?.reason ?? '', 'Did you mean `Brakes`?')
  assert.match(refused[1]?.reason ?? '', 'expected `Drivetrain`')
  assert.match(refused[5]?.reason ?? '', 'Line 14')
  assert.match(refused[9]?.reason ?? '', 'line 10')
})

test('a heading below a card stays below it', async () => {
  const deep = `---
bank:
  template:
    card: {depth: 6, prefix: Q.}
    fields: [{kind: content}]
---

# Bicycles

##### Brakes

###### Q. Why do brakes squeal?

Dust.
`
  const {value, refused} = await insert(deep, [
    {markdown: '## Why do they rub?\n\nA bent rim.\n\n### Cure\n\nTrue it.'}
  ])
  assert.is(value, deep)
  assert.match(
    refused[0]?.reason ?? '',
    'The heading on line 5 would be as deep as the heading of a card, which is ######'
  )
})

test('a section that is not there yet', async () => {
  const declared = `---\nbank:\n  sections: [Lamps, Drivetrain, Brakes, License]\n---\n\n${bicycles.replace('- [D', '- [Lamps](#lamps)\n- [D')}`
  const one = await insert(declared, [{markdown: squeal, section: 'lamps'}])
  assert.match(
    one.value,
    /## Lamps\n\n### Q: Why do brakes squeal[^]*\n\n## Drivetrain\n/
  )
  const two = await insert(
    bicycles,
    [
      {markdown: squeal, section: 'Lamps'},
      {
        markdown: squeal.replace('squeal', 'rub').replace('squeals', 'rubs'),
        section: 'Lamps'
      },
      {
        markdown: squeal.replace('squeal', 'howl').replace('squeals', 'howls'),
        section: 'Drivetrain'
      }
    ],
    {mayAddSections: true}
  )
  assert.equal(
    two.placed.map(({section}) => section),
    ['Drivetrain', 'Lamps', 'Lamps']
  )
  assert.is(two.value.match(/^## Lamps$/gm)?.length, 1)
})

test('a copy within what is given, and similar cards', async () => {
  const like = squeal.replace('Why do brakes squeal?', 'Why do brakes howl?')
  const {placed, refused} = await insert(bicycles, [
    {markdown: squeal, section: 'Brakes'},
    {markdown: squeal, section: 'Drivetrain'},
    {
      markdown: like.replace('when it rains', 'when it often rains'),
      section: 'Drivetrain'
    }
  ])
  assert.equal(
    refused.map(({index, kind}) => [index, kind]),
    [[1, 'present']]
  )
  assert.equal(
    placed.map(({index}) => index),
    [2, 0]
  )
  for (const {messages} of placed) {
    assert.match(messages.map(({ruleId}) => ruleId).join(), 'no-similar-card')
  }
})

test('old copies do not hide a new one, and are not reported with it', async () => {
  const old = Array.from(
    {length: 12},
    (_, nth) => `### Q: Which tool is number ${nth % 4}?

**Difficulty:** Easy\u0020\u0020
**Question:** A rider needs tool ${nth} for the bell of a bicycle. Which one?
`
  )
  const debts = bicycles.replace(
    'Text about brakes.\n',
    `Text about brakes.\n\n${old.join('')}`
  )
  const {value, placed, refused} = await insert(debts, [
    {markdown: squeal, section: 'Brakes'},
    {
      markdown: squeal.replace(
        'Why do brakes squeal',
        'Which tool is number 2'
      ),
      section: 'Drivetrain'
    },
    {
      markdown: squeal.replace('Why do brakes squeal', 'Why do they squeal'),
      section: 'Brakes'
    }
  ])
  const lineOf = (text: string, heading: string): number =>
    text.slice(0, text.indexOf(heading)).split('\n').length
  assert.equal(
    placed.map(({index}) => index),
    [0]
  )
  assert.not.match(
    placed
      .flatMap(({messages}) => messages)
      .map(({ruleId}) => ruleId)
      .join(),
    'no-duplicate'
  )
  const line = lineOf(debts, '### Q: Which tool is number 2')
  assert.equal(
    refused.map(({index, kind}) => [index, kind]),
    [
      [1, 'duplicate'],
      [2, 'duplicate']
    ]
  )
  assert.ok(refused[0]?.reason.endsWith(`line ${line}`), refused[0]?.reason)
  assert.is(readBodies(value).length, readBodies(debts).length + 1)
})

test('one that is swallowed beside others does not take those along', async () => {
  const open = bicycles.replace('Text about brakes.', '<!-- Text about brakes.')
  const {refused, placed} = await insert(open, [
    {markdown: squeal, section: 'Brakes'},
    {markdown: squeal.replace('squeal', 'rub'), section: 'Drivetrain'}
  ])
  assert.equal(
    placed.map(({index}) => index),
    [1]
  )
  assert.equal(
    refused.map(({index, kind}) => [index, kind]),
    [[0, 'card']]
  )
})

test('a bank whose front matter is broken, and a file that is not a bank', async () => {
  for (const [path, text, reason] of [
    ['a.md', '---\nbank: {template: {card: {depth: 9}}}\n---\n', 'a.md:2:'],
    ['b.md', '# Notes\n', 'b.md']
  ] as const) {
    try {
      await insertCards(text, path, [{markdown: squeal}], {cwd: projectRoot})
      assert.unreachable()
    } catch (error) {
      assert.is((error as Error).name, 'UserError')
      assert.match((error as Error).message, reason)
    }
  }
})

for (const [name, text] of cleanBanks) {
  test(`${name}: a card taken out and put in again`, async () => {
    const model = readText(text)
    const at = model.cards.length >> 1
    const card = model.cards[at]
    if (!card) throw new Error('no card')
    if (model.cards.length < 2) return
    const rest = (
      await processBank(text.slice(0, card.start) + text.slice(card.end))
    ).value
    const {value, placed, refused} = await insert(rest, [
      toNewCard(model, card)
    ])
    assert.equal(refused, [])
    assert.equal(
      placed.map(({title}) => title),
      [card.heading.title]
    )
    assert.equal(readBodies(value).sort(), readBodies(text).sort())
    // The card that was taken out may have the number that is missing now: that is reported, before and after.
    const {messages} = await checkBank(value)
    const before = await checkBank(rest)
    const known = new Set(before.messages.map(({reason}) => reason))
    assert.equal(
      messages.map(({reason}) => reason).filter((each) => !known.has(each)),
      []
    )
    const again = await insert(value, [toNewCard(model, card)])
    assert.is(again.value, value)
    assert.equal(
      again.refused.map(({kind}) => kind),
      ['present']
    )
  })
}

test('cards of one bank go into another: none is lost or changed', async () => {
  await fc.assert(
    fc.asyncProperty(anyBank, anyBank, async (text, other) => {
      const from = readText(other)
      const before = (await processBank(text)).value
      const target = readText(before).sections[0]?.title ?? ''
      const cards = from.cards.map((card) => ({
        ...toNewCard(from, card),
        section: target
      }))
      const {value, placed, refused} = await insert(before, cards)
      assert.is(placed.length + refused.length, cards.length)
      const bodies = readBodies(value)
      const old = readBodies(before)
      assert.is(bodies.length, old.length + placed.length)
      assert.equal(
        bodies.filter((body) => old.includes(body)).length >= old.length,
        true
      )
      const again = await insert(value, cards)
      assert.is(again.value, value)
      const known = [before, other, value].map(async (each) => {
        const {messages} = await checkBank(each)
        return messages.filter(({fatal}) => fatal === false)
      })
      const [own = [], others = [], all = []] = await Promise.all(known)
      // Of links that lead nowhere, and the like.
      const ids = [...own, ...others].map(({ruleId}) => ruleId)
      for (const {ruleId} of all) assert.ok(ids.includes(ruleId), ruleId)
    }),
    parameters(4)
  )
})

test('a bank with mistakes keeps its cards as they are', async () => {
  await fc.assert(
    fc.asyncProperty(brokenBank, anyBank, async (text, other) => {
      const from = readText(other)
      const old = readText(text)
      const section = old.sections.at(-1)?.title
      const [card] = from.cards
      if (!card || section === undefined) return
      const {value, placed} = await insert(text, [
        {...toNewCard(from, card), section}
      ])
      if (placed.length === 0) return
      const bodies = readBodies(value)
      for (const body of readBodies(text))
        assert.ok(bodies.includes(body), body)
      assert.is(bodies.length, old.cards.length + 1)
    }),
    parameters(4)
  )
})

test.run()
