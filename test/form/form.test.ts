/** Issue forms: what GitHub takes, what becomes of answers, and of hostile ones. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {readCards} from '../../src/export/card-data.ts'
import {makeInert} from '../../src/form/read-form.ts'
import {readProposal} from '../../src/form/propose.ts'
import {renderIssueForm} from '../../src/form/render-form.ts'
import {cleanBanks} from '../insert/support.ts'
import {parameters} from '../properties/support.ts'
import {processBank, readText} from '../support/bank.ts'
import {projectRoot} from '../support/temp.ts'
import {call, makeFolder} from '../cli/support.ts'
import {tryForm} from './hostile.ts'
import {checkIssueForm} from './schema.ts'
import {bank, bankName, fillForm, toAnswers} from './support.ts'

const test = suite('issue forms')
const options = {cwd: projectRoot, hasConfiguration: false}

for (const [name, text] of cleanBanks) {
  test(`${name}: GitHub takes the form`, () => {
    assert.equal(checkIssueForm(renderIssueForm(readText(text))), [])
  })

  // A form has the shape of the first of several templates.
  if (readText(text).templates.length > 1) continue
  test(`${name}: its last card again, from a form`, async () => {
    const model = readText(text)
    const last = model.cards.at(-1)
    const data = readCards(model, bankName).cards.at(-1)
    if (!last || !data) throw new Error('no card')
    const {value: rest} = await processBank(
      text.slice(0, last.start) + text.slice(last.end)
    )
    const insertion = await readProposal(
      fillForm(rest, toAnswers(rest, data)),
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
  const form = renderIssueForm(readText(bank))
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
  const form = renderIssueForm(readText(text))
  assert.equal(checkIssueForm(form), [])
  assert.match(form, 'label: Content 2')
  assert.match(form, 'label: Title 2')
  assert.match(form, 'One of: None, Some.')
})

test('the command prints it', async () => {
  const folder = makeFolder({[bankName]: bank})
  const {status, stdout} = await call(folder, ['form'])
  assert.is(status, 0)
  assert.is(stdout, renderIssueForm(readText(bank)))
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
    parameters(30)
  )
})

test.run()
