/** The filter of `--where`. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {findRoles} from '../../src/export/roles.ts'
import {createFilter} from '../../src/export/where.ts'
import {bankOf, dataOf} from './support.ts'

const test = suite('where')
const own = dataOf(bankOf('own'))

function lines(expression: string): number[] {
  return own.cards.filter(createFilter(expression, [own])).map(({line}) => line)
}

function valueOf(line: number, label: string): string {
  const card = own.cards.find((each) => each.line === line)
  return card?.fields.find((field) => field.label === label)?.text ?? ''
}

test('all terms have to match', () => {
  const hard = lines('difficulty=Hard')
  const both = lines('DIFFICULTY=hard tag=Cost')
  assert.ok(both.length > 0 && both.length < hard.length)
  for (const line of both) {
    assert.is(valueOf(line, 'Difficulty'), 'Hard')
    assert.ok(valueOf(line, 'Tags').split(',').includes('cost'))
  }
})

test('one of several values, and not a value', () => {
  const all = own.cards.length
  const easy = lines('difficulty=Easy').length
  assert.is(lines('difficulty=Medium,Hard').length, all - easy)
  assert.is(lines('difficulty!=Easy').length, all - easy)
})

test('a tag is compared as a whole, text is looked for', () => {
  assert.throws(() => lines('tag=cos'), /Did you mean `cost`/)
  const found = lines('question="your document assistant"')
  assert.equal(found.length, 1)
  assert.equal(lines('title="second language"'), found)
})

test('a date is compared as a whole', () => {
  const text = `---
bank:
  template:
    fields:
      - {label: Asked, kind: date}
---

# Tea

## Pots

### Q: Why a lid?

**Asked:** 2024-05-01

### Q: Why a spout?

**Asked:** 2024-05
`
  const dated = dataOf(text)
  const find = (expression: string): number =>
    dated.cards.filter(createFilter(expression, [dated])).length
  assert.is(find('asked=2024-05'), 1)
  assert.is(find('date=2024-05'), 1)
  assert.is(find('asked!=2024-05-01'), 1)
})

test('a section, with spaces and a comma in quotation marks', () => {
  const found = lines('section="Retrieval, Agents & Tool Use"')
  assert.ok(found.length >= 18)
  assert.ok(lines('"what a strong answer includes"=cache').length > 0)
})

test('a kind of field is a key', () => {
  assert.ok(lines('choice=Hard').length >= lines('difficulty=Hard').length)
  const german = dataOf(bankOf('labels-in-german'))
  const isWanted = createFilter('tag=ofen choice=mittel', [german])
  assert.is(german.cards.filter(isWanted).length, 1)
})

for (const [expression, expected] of [
  [
    'dificulty=Hard',
    /^Unexpected key `dificulty` in --where, expected `Difficulty`, `Tags`, .*\(Did you mean `Difficulty`\?\)$/
  ],
  [
    'difficulty=Hrad',
    /^Unexpected `Hrad` for `Difficulty` in --where, expected `Easy`, `Medium`, or `Hard` \(Did you mean `Hard`\?\)$/
  ],
  ['section=Nowhere', /^Unexpected `Nowhere` for `section`/],
  ['id=k3x9m2', /no card has a id$/],
  ['hard', /^Unexpected `hard` in --where, expected terms such as/],
  ['', /^Unexpected `` in --where/],
  ['difficulty=Hard tag', /^Unexpected `tag` in --where/],
  ['constructor=x', /^Unexpected key `constructor`/]
] as const) {
  test(`a mistake is explained: ${expression}`, () => {
    assert.throws(
      () => createFilter(expression, [own]),
      (error: Error) => expected.test(error.message)
    )
  })
}

test('a long expression takes no long time', () => {
  const start = performance.now()
  assert.throws(() => lines(`${'a'.repeat(100_000)} ${' '.repeat(100_000)}"`))
  assert.ok(performance.now() - start < 1000)
})

test.run()

const roles = suite('roles')

/** Labels by purpose; a field without a label is its kind in parentheses. */
function rolesOf(name: string, labels = {}): Record<string, string> {
  const [template] = dataOf(bankOf(name)).templates
  return Object.fromEntries(
    Object.entries(findRoles(template, labels)).map(([role, field]) => [
      role,
      field.label === '' ? `(${field.kind})` : field.label
    ])
  )
}

for (const [name, expected] of [
  [
    'own',
    {
      question: 'Question',
      exhibit: 'Exhibit',
      answer: 'What a strong answer includes',
      accept: 'Also accept',
      pitfalls: 'Common pitfalls'
    }
  ],
  ['flash-card', {question: 'Question', answer: 'Answer'}],
  [
    'multiple-choice',
    {question: '(content)', options: '(options)', answer: 'Explanation'}
  ],
  ['numbered-answer', {answer: '(content)'}],
  ['collapsed-answer', {question: '(content)', answer: 'Answer'}],
  ['labels-as-headings', {answer: 'What is it?'}],
  ['labels-in-german', {question: 'Aufgabe', answer: 'Gute Antworten nennen'}],
  ['labels-in-russian', {question: 'Условие', answer: 'Хороший ответ'}]
] as const) {
  roles(`${name}: what each field is for`, () => {
    assert.equal(rolesOf(name), expected)
  })
}

roles('flags say what labels do not', () => {
  assert.equal(rolesOf('labels-in-german', {pitfalls: 'häufige fehler'}), {
    question: 'Aufgabe',
    answer: 'Gute Antworten nennen',
    pitfalls: 'Häufige Fehler'
  })
  assert.throws(
    () => rolesOf('own', {answer: 'Common pitfals'}),
    /^Unexpected label `Common pitfals` for --answer, .*Did you mean `Common pitfalls`/
  )
})

roles.run()
