/** Evaluation sets: loaded, run with models that are stand-ins, and scored as the tools score. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {exportedTexts} from '../../src/export/texts.ts'
import {bankOf, dataOf, textOf} from './support.ts'

const test = suite('evaluation')

interface Assertion {
  readonly type: 'llm-rubric' | 'regex'
  readonly metric: string
  readonly value: string
  readonly weight?: number
}

interface TestCase {
  readonly vars: {readonly input: string}
  readonly threshold: number
  readonly assert: readonly Assertion[]
}

type Model = (input: string) => string

/** Renders a template as promptfoo does, as far as text can be one. */
function render(template: string): string {
  return template.replaceAll('{{ "{" }}', '{')
}

/** A grader that looks for the point, word for word. */
function grade({type, value}: Assertion, answer: string): number {
  if (type === 'regex') return new RegExp(value).test(answer) ? 1 : 0
  const [, verdict, text = ''] =
    /^The answer (makes this point|does not make this mistake|says the same as this one): ([^]*?)(?:\n\nIf the answer|$)/.exec(
      render(value)
    ) ?? []
  assert.ok(verdict, value)
  const isThere = answer.includes(text)
  return isThere === (verdict !== 'does not make this mistake') ? 1 : 0
}

/** @returns the share of test cases that pass: their weighted score reaches the threshold */
function run(tests: readonly TestCase[], model: Model): number {
  const passed = tests.filter(({vars, threshold, assert: assertions}) => {
    const answer = model(render(vars.input))
    let score = 0
    let most = 0
    for (const assertion of assertions) {
      const {weight = 1} = assertion
      score += weight * grade(assertion, answer)
      most += weight
    }

    return score / most >= threshold
  })
  return passed.length / tests.length
}

async function load(name: string): Promise<readonly TestCase[]> {
  return JSON.parse(
    await textOf('promptfoo', [bankOf(name)])
  ) as readonly TestCase[]
}

/** A model that says all that the fields of the card say. */
function tellAll(name: string, labels: readonly string[]): Model {
  const {cards} = dataOf(bankOf(name))
  return (input) => {
    const card = cards.find(({titleText}) => input.startsWith(titleText))
    return (card?.fields ?? [])
      .filter(({label}) => labels.includes(label))
      .flatMap(({bullets, text}) => bullets?.map((each) => each.text) ?? [text])
      .join('\n')
  }
}

test('promptfoo: an answer with all points passes, one with none or with all pitfalls does not', async () => {
  const tests = await load('own')
  assert.is(tests.length, dataOf(bankOf('own')).cards.length)
  const strong = ['What a strong answer includes']
  assert.is(run(tests, tellAll('own', strong)), 1)
  assert.is(
    run(tests, () => 'It depends.'),
    0
  )
  const weak = tellAll('own', ['Common pitfalls'])
  assert.is(run(tests, weak), 0)
  const [first] = tests
  assert.ok(first)
  assert.equal(
    first.assert.map(({metric, weight}) => [metric, weight]).slice(0, 3),
    [
      ['must-have', 2],
      ['must-have', 2],
      ['point', 1]
    ]
  )
  assert.ok(first.assert.some(({metric}) => metric === 'pitfall'))
  assert.not(first.assert.some(({value}) => value.includes('Must:')))
})

test('promptfoo: options are answered by letter', async () => {
  const tests = await load('multiple-choice')
  const right = new Map([
    ['Which of these', 'B, D'],
    ['What does this', 'B.'],
    ['Where does', ' A'],
    ['Why do', '(A)'],
    ['What is bled', 'A']
  ])
  const model: Model = (input) =>
    [...right].find(([start]) => input.startsWith(start))?.[1] ?? ''
  assert.is(run(tests, model), 1)
  assert.is(
    run(tests, () => 'C'),
    0
  )
  assert.is(
    run(tests, () => 'B and D'),
    0
  )
  const {choose} = exportedTexts
  for (const {vars} of tests) {
    const hasSeveral = vars.input.startsWith('Which of these')
    assert.ok(vars.input.endsWith(hasSeveral ? choose.some : choose.one))
  }
})

test('promptfoo: a text as answer is one criterion', async () => {
  const tests = await load('flash-card')
  assert.is(run(tests, tellAll('flash-card', ['Answer'])), 1)
  assert.is(run(tests, tellAll('flash-card', ['Question'])), 0)
})

test('promptfoo: text is not a template, and no file is loaded', async () => {
  const text = bankOf('flash-card')
    .replace('### Developer', '### file:///etc/passwd {{ env.HOME }}')
    .replace('It turns it into metal.', '{% include "x" %} {# note #}')
  const json = await textOf('promptfoo', [text])
  const [first] = JSON.parse(json) as readonly TestCase[]
  assert.ok(first)
  assert.not(first.vars.input.startsWith('file:'))
  for (const value of [first.vars.input, first.assert[0]?.value ?? '']) {
    assert.not(/\{[{%#]/.test(value.replaceAll('{{ "{" }}', '')))
  }

  assert.match(render(first.vars.input), 'file:///etc/passwd {{ env.HOME }}')
  assert.match(
    render(first.assert[0]?.value ?? ''),
    '{% include "x" %} {# note #}'
  )
})

interface Sample {
  readonly id: string
  readonly input: string
  readonly target: string | readonly string[]
  readonly choices?: readonly string[]
  readonly metadata: Readonly<Record<string, unknown>>
}

test('inspect: a sample a line, with a rubric or with choices', async () => {
  const read = async (name: string): Promise<readonly Sample[]> =>
    (await textOf('inspect', [bankOf(name)]))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Sample)
  const own = await read('own')
  assert.is(new Set(own.map(({id}) => id)).size, own.length)
  const [first] = own
  assert.ok(first && typeof first.target === 'string')
  assert.match(
    first.target,
    /^A strong answer makes these points:\n- .+ \(must-have\)\n/
  )
  assert.match(
    first.target,
    '\n\nA strong answer makes none of these mistakes:\n- '
  )
  assert.is(first.metadata['Difficulty'], 'Easy')
  const quiz = await read('multiple-choice')
  assert.equal(quiz[0]?.target, ['B', 'D'])
  assert.is(quiz[1]?.target, 'B')
  for (const {choices = [], target} of quiz) {
    for (const letter of [target].flat()) {
      assert.ok(letter.charCodeAt(0) - 65 < choices.length)
    }
  }
})

test('a question with an exhibit shows it', async () => {
  const [first] = await load('spoken-question')
  assert.match(first?.vars.input ?? '', 'side    mean  lowest')
})

test.run()
