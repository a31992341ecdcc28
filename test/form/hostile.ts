/** Random forms, filled in by an attacker, and what must hold for the result. */
import {join} from 'node:path'
import {visit} from 'unist-util-visit'
import * as assert from 'uvu/assert'
import {formatAnswer} from '../../src/form/answer.ts'
import {listForms} from '../../src/form/fields.ts'
import {readProposal} from '../../src/form/propose.ts'
import {toInboxFile} from '../../src/insert/inbox-file.ts'
import {parse} from '../../src/markdown/parse.ts'
import type {Template} from '../../src/template/model.ts'
import {readBodies} from '../insert/support.ts'
import {readText} from '../support/bank.ts'
import type {Random} from '../support/random.ts'
import {makeRandom, pick} from '../support/random.ts'
import {projectRoot} from '../support/temp.ts'
import {bank, bankName, fillForm, goodAnswers} from './support.ts'

const pieces: readonly string[] = [
  ...[
    '${{ github.token }}',
    '$(touch x)',
    '`touch x`',
    '; rm -rf .',
    '::set-env name=a::b'
  ],
  ...[
    '@a-team/all',
    '@someone',
    'Fixes #1',
    '#1',
    'GH-1',
    '<!--lint disable-->',
    '-->'
  ],
  ...[
    '<!--lint ignore no-placeholder-->',
    '<!--bank-cards end-->',
    '<!-- prettier-ignore-start -->'
  ],
  ...[
    '<!--id:abcdef-->',
    '<!--bank\nreadme: false\n-->',
    '<!--',
    '<script>',
    '<img src=x onerror=a>'
  ],
  ...[
    '</details>',
    '<details>',
    '[x]: javascript:a',
    '[^1]: note',
    '[x]',
    '![a](b)',
    '\u202Eabc'
  ],
  ...[
    '---\nbank:\n  readme: ../../x\n---',
    '../../../etc/passwd',
    '# Title',
    '## Section',
    '### Q: card'
  ],
  ...[
    '### Tags',
    '### Question\n\nagain',
    '#### deep',
    '```',
    '~~~js',
    '    code',
    '> quote',
    '---',
    '==='
  ],
  ...[
    '**Tags:** a',
    '**Common pitfalls:**',
    '- [x] a',
    '1. a',
    '| a |\n| - |\n| b |',
    '\\',
    '\u0000',
    '\u001B[31m'
  ],
  ...[
    '\r',
    '\n\n',
    '\n',
    ' ',
    'word',
    'Why?',
    'sourdough',
    '_No response_',
    '&lt;',
    '\\<b>',
    '<a\n\nb>'
  ]
]

function write(random: Random): string {
  const length = Math.floor(random() * 8)
  return Array.from({length}, () => pick(random, pieces)).join(
    pick(random, ['', ' ', '\n', '\n\n'])
  )
}

/** Two kinds of card, one with HTML of its own; new cards are for the inbox. */
const kinds = `---
bank:
  inbox: cards/
  template:
    - card: { depth: 2, prefix: '' }
      fields:
        - { kind: content }
        - { label: Answer, kind: content, details: true }
    - card: { depth: 2, prefix: '' }
      fields:
        - { kind: options, ticked: one, min: 2 }
        - { label: Why, kind: prose }
        - { kind: content, optional: true }
---

# Rivers

## Where does a river begin?

Think of rain.

<details>
<summary>Answer</summary>

At a spring.

</details>

## Which river is longer?

- [ ] The first
- [x] The second

**Why:** It has more bends.
`

/** Cards that open with a click: their titles are HTML. */
const details = `---
bank:
  template:
    card: { as: details, prefix: '' }
    fields:
      - { kind: content }
---

# Rivers

<details>
<summary>Where does a river begin?</summary>

At a spring.

</details>

<details>
<summary>Where does a river end?</summary>

In a sea, or in a lake.

</details>
`

/** What each form is filled in with by someone who means well. */
const banks = [
  {text: bank, answers: goodAnswers},
  {
    text: kinds,
    answers: {
      Title: 'What is a delta?',
      Content: 'Think of sand.',
      Answer: 'A mouth with arms.',
      Options: 'An arm\r\n[x] A mouth',
      Why: 'The river ends there.'
    }
  },
  {
    text: details,
    answers: {Title: 'What is a `delta`?', Content: 'A mouth with arms.'}
  }
].flatMap(({answers, text}) => {
  const model = readText(text)
  return listForms(model).map((form) => ({
    ...{answers, form, model, text},
    bodies: readBodies(text),
    tags: countTags(text)
  }))
})

/** Tries the form of one seed. */
export async function tryForm(seed: number): Promise<void> {
  const random = makeRandom(seed)
  const {answers: good, bodies, form, model, tags, text} = pick(random, banks)
  const answers = Object.fromEntries(
    Object.entries(good).map(([label, answer]) => [
      label,
      random() < 0.5
        ? answer
        : random() < 0.5
          ? write(random)
          : answer + write(random)
    ])
  )
  const body = fillForm(form, random() < 0.9 ? answers : {Title: write(random)})
  const insertion = await readProposal(
    random() < 0.9 ? body : body + write(random),
    {bank: model, path: bankName, text},
    {cwd: projectRoot, hasConfiguration: false}
  )
  if (!insertion) return
  const {bank: after, placed, refused, value} = insertion
  assert.is(placed.length + refused.length, 1)
  const now = readBodies(value)
  assert.is(now.length, bodies.length + placed.length)
  for (const each of bodies) assert.ok(now.includes(each), each)
  // A comment that switches rules off, or ends a region, is a tag like others.
  const most = tags + (placed.length > 0 ? 2 : 0)
  assert.ok(countTags(value) <= most, value)
  for (const card of placed) {
    expectInert(value.slice(card.card.start, card.card.end), card.card.template)
    if (model.config.inbox === undefined) continue
    const file = toInboxFile(join(projectRoot, bankName), after, card)
    expectInert(file.text.replace(/^---\n[^]*?\n---\n/, ''), card.card.template)
  }

  const messages = placed.flatMap((card) => card.messages)
  const points = [...refused, ...messages].map(({reason}) => reason)
  expectQuiet(formatAnswer([{text: 'Look:', points}]))
}

/** @returns how much HTML there is, definitions included */
function countTags(text: string): number {
  let count = 0
  visit(parse(text), (node) => {
    if (/^(?:html|definition|footnoteDefinition)$/.test(node.type)) count++
  })
  return count
}

/** A card acts on nothing beside itself: it has the tags of its template, and no others. */
function expectInert(card: string, {card: {as}, fields}: Template): void {
  const own =
    fields.filter(({details}) => details).length + (as === 'details' ? 1 : 0)
  assert.ok(countTags(card) <= own * 2, card)
  if (as !== 'details') return
  const [, summary = '<'] = /<summary>([^]*?)<\/summary>/.exec(card) ?? []
  assert.not.match(summary.replace(/<\/?code>/g, ''), '<')
}

/** Checks that an answer notifies no user, and closes no issue: text that would is code. */
function expectQuiet(answer: string): void {
  visit(parse(answer), (node) => {
    assert.not(node.type === 'html', answer)
    assert.not(node.type === 'link', answer)
    assert.not(node.type === 'image', answer)
    if (node.type !== 'text') return
    assert.not.match(node.value, /[@#$]|\bgh-\d/i)
  })
}
