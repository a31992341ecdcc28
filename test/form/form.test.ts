/** Issue forms: what GitHub takes, what becomes of answers, and of hostile ones. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {readCards} from '../../src/export/card-data.ts'
import {makeInert} from '../../src/form/read-form.ts'
import {readProposal} from '../../src/form/propose.ts'
import {listForms} from '../../src/form/fields.ts'
import {renderIssueForm} from '../../src/form/render-form.ts'
import {cleanBanks} from '../insert/support.ts'
import {parameters} from '../properties/support.ts'
import {processBank, readText} from '../support/bank.ts'
import {projectRoot} from '../support/temp.ts'
import {call, makeFolder} from '../cli/support.ts'
import {tryForm} from './hostile.ts'
import {checkIssueForm} from './schema.ts'
import {bank, bankName, fillForm, getForm, toAnswers} from './support.ts'

const test = suite('issue forms')
const options = {cwd: projectRoot, hasConfiguration: false}

for (const [name, text] of cleanBanks) {
  test(`${name}: GitHub takes the forms`, () => {
    const forms = listForms(readText(text)).map(renderIssueForm)
    assert.is(
      new Set(forms.map((form) => /^name: .*$/m.exec(form)?.[0])).size,
      forms.length
    )
    for (const form of forms) assert.equal(checkIssueForm(form), [])
  })

  test(`${name}: its last card again, from a form`, async () => {
    const model = readText(text)
    const last = model.cards.at(-1)
    const data = readCards(model, bankName).cards.at(-1)
    if (!last || !data) throw new Error('no card')
    const {value: rest} = await processBank(
      text.slice(0, last.start) + text.slice(last.end)
    )
    const form = getForm(rest, model.templates.indexOf(last.template))
    const insertion = await readProposal(
      fillForm(form, toAnswers(form, data)),
      {bank: readText(rest), path: bankName, text: rest},
      options
    )
    assert.equal(insertion?.refused, [])
    const isHtml = data.fields.some(({markdown}) => /<\w/.test(markdown))
    if (!isHtml) {
      assert.is(insertion?.value, (await processBank(text)).value)
    }
  })
}

test('the check of forms finds something', () => {
  const form = renderIssueForm(getForm(bank))
  for (const [from, to, problem] of [
    ['name: New card\n', '', 'name is required'],
    ['- Easy', '- None', 'None is reserved'],
    ['- Easy', '- No\n        - true', 'options that are not text'],
    ['label: Tags', 'label: tITLE', 'label comes twice'],
    ['type: textarea', 'type: text', 'type text']
  ] as const) {
    assert.ok(form.includes(from), from)
    assert.ok(checkIssueForm(form.replace(from, to)).includes(problem), problem)
  }
})

test('each question says what is expected', () => {
  const form = renderIssueForm(
    getForm(`---
bank:
  template:
    fields:
      - { label: Level, kind: choice, choices: [Easy, Hard] }
      - { label: Day, kind: date }
      - { label: Tags, kind: tags }
      - { label: Question, kind: prose, min: 1, max: 5, words: { max: 55 } }
      - { label: Hint, kind: prose, min: 1, max: 1 }
      - { label: Note, kind: prose }
      - { label: Answer, kind: bullets, min: 4, max: 7, words: { min: 3, max: 40 } }
      - { label: Pitfalls, kind: bullets, min: 2 }
      - { label: One, kind: options, ticked: one, min: 2, max: 2 }
      - { label: Some, kind: options, ticked: some, max: 4 }
      - { label: None, kind: options, ticked: none }
      - { label: More, kind: content }
---

# A
`)
  )
  assert.equal(
    [
      ...form.matchAll(/^ {6}label: (.*)(?:\n {6}description: "?(.*?)"?$)?/gm)
    ].map(([, label, said]) => [label, said]),
    [
      ['Title', undefined],
      ['Level', 'One of: Easy, Hard.'],
      ['Day', 'A day: YYYY-MM-DD.'],
      ['Tags', 'With commas between.'],
      ['Question', 'At most 5 sentences. At most 55 words.'],
      ['Hint', '1 sentence.'],
      ['Note', undefined],
      ['Answer', 'One point on each line. 4 to 7 lines. 3 to 40 words each.'],
      ['Pitfalls', 'One point on each line. At least 2 lines.'],
      [
        'One',
        'One option on each line. Begin the right one with `[x]`. 2 options.'
      ],
      [
        'Some',
        'One option on each line. Begin the right ones with `[x]`. At most 4 options.'
      ],
      ['None', 'One option on each line. Tick none.'],
      ['More', 'Markdown: text, code, lists, tables, images.']
    ]
  )
})

test('an option that GitHub reserves, and labels that are the same', () => {
  const text = `---
bank:
  template:
    fields:
      - { kind: content }
      - { label: Content, kind: choice, choices: [None, Some] }
      - { label: Title, kind: prose }
---

# A
`
  const form = renderIssueForm(getForm(text))
  assert.equal(checkIssueForm(form), [])
  assert.match(form, 'label: Content 2')
  assert.match(form, 'label: Title 2')
  assert.match(form, 'One of: None, Some.')
})

test('the command prints it', async () => {
  const folder = makeFolder({[bankName]: bank})
  const {status, stdout} = await call(folder, ['form'])
  assert.is(status, 0)
  assert.is(stdout, renderIssueForm(getForm(bank)))
  const refused = await call(folder, ['form', '--kind', '1'])
  assert.is(refused.status, 2)
  assert.match(refused.stderr, 'has one kind of card')
})

/** A bank with two kinds of card, whose forms have the same questions but for the options. */
const kinds = `---
bank:
  template:
    - card: { depth: 2, prefix: '' }
      fields:
        - { kind: options, ticked: one, min: 2 }
        - { label: Why, kind: prose }
    - card: { depth: 2, prefix: '' }
      fields:
        - { label: Answer, kind: content }
---

# Rivers

## Which river is longer?

- [ ] The first
- [x] The second

**Why:** It has more bends.

## Where does a river begin?

**Answer:** At a spring.
`

test('a bank of several templates has a form for each', async () => {
  const folder = makeFolder({[bankName]: kinds})
  const unclear = await call(folder, ['form'])
  assert.is(unclear.status, 2)
  assert.match(unclear.stderr, '2 kinds of card')
  assert.match(unclear.stderr, '1: options, Why; 2: Answer')
  for (const [index, name] of ['1', '2'].entries()) {
    const {stdout} = await call(folder, ['form', '--kind', name])
    assert.is(stdout, renderIssueForm(getForm(kinds, index)))
  }

  assert.is((await call(folder, ['form', '--kind', '3'])).status, 2)
})

test('a form is for one bank', async () => {
  const folder = makeFolder({[bankName]: bank, 'more/QUESTION_BANK.md': bank})
  const {status, stderr} = await call(folder, ['form'])
  assert.is(status, 2)
  assert.match(
    stderr,
    'There are several banks, and a form is for one: QUESTION_BANK.md, more/QUESTION_BANK.md. Name it'
  )
})

test('an answer says which of the forms it was written with', async () => {
  const put = async (body: string): Promise<string | undefined> => {
    const bank = {bank: readText(kinds), path: bankName, text: kinds}
    const insertion = await readProposal(body, bank, options)
    assert.equal(insertion?.refused ?? [], [])
    return insertion?.value
  }
  const answers = {
    Title: 'What is a delta?',
    Options: '[x] A mouth\n[ ] A spring',
    Why: 'The river ends there.',
    Answer: 'Its mouth.'
  }
  const [first = '', second = ''] = [0, 1].map((index) =>
    fillForm(getForm(kinds, index), answers)
  )
  assert.match((await put(first)) ?? '', '- [x] A mouth\n- [ ] A spring\n')
  assert.match((await put(second)) ?? '', '**Answer:** Its mouth.\n')
  for (const other of ['3: Answer', '_No response_', '2: answer']) {
    assert.is(await put(second.replace('2: Answer', other)), undefined)
  }
})

test('what acts on other parts of a page is text', () => {
  for (const [typed, expected] of [
    ['a <b>c</b>', 'a &lt;b>c&lt;/b>'],
    ['<!--lint disable-->\n\nx', '&lt;!--lint disable-->\n\nx'],
    ['`<b>` and <https://a.example>', '`<b>` and <https://a.example>'],
    ['[a]: b', '\\[a]: b'],
    ['[^a]: b', '\\[^a]: b'],
    ['- [a]: b', '- \\[a]: b'],
    ['```html\n<b>\n```', '```html\n<b>\n```'],
    ['1 < 2', '1 < 2']
  ] as const) {
    assert.is(makeInert(typed), expected)
  }
})

test('hostile forms', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({min: 0, max: 1e9}), tryForm),
    parameters(12)
  )
})

test.run()
