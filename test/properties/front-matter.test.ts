/** Whatever `skipPlainFrontMatter` accepts, Prettier leaves alone. */
import fc from 'fast-check'
import * as prettier from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {MatterStyle} from '../../src/markdown/canonical/front-matter.ts'
import {skipPlainFrontMatter} from '../../src/markdown/canonical/front-matter.ts'
import {mutate, mutationsOf, parameters, runs} from './support.ts'

const test = suite('plain front matter')

const scalars = [
  ...['1', '-1', 'true', 'a', 'a b', 'a  b', 'Training & Alignment', 'x: y'],
  ...['"Q:"', "'Q:'", '"a b"', `"it's"`, '"a\\n"', '"" ', '[a, b]', '{a: 1}'],
  ...['&a', '*a', '|', '>', 'a #b', 'a#b', 'a:b', 'a:', '~', '2026-11-25'],
  ...['100%', 'C++ (2a)', 'é', '日本', 'yes, no', '- a', 'a, ', 'a'.repeat(90)]
]

const plainScalars = [
  '1',
  'true',
  'a b',
  'Tools & Use',
  '"Q:"',
  "'Q:'",
  'yes, no',
  '{ a: 1 }',
  '[a b, "Q:"]',
  '{ a: [1, 2], b-c: { d: é }, e: [[a], { f: 日本 }] }',
  "{ kind: choice, choices: [Easy, 'Q:', Medium] }"
]

const keys = ['bank', 'a', 'b-c', 'd e', 'Easy', '"f"', 'é', '1', 'a:', '? g']

const line = fc.record({
  depth: fc.constantFrom(0, 0, 1, 1, 2, 3),
  text: fc.oneof(
    fc.constantFrom(...keys).map((key) => `${key}:`),
    fc
      .tuple(fc.constantFrom(...keys), fc.constantFrom(...scalars))
      .map(([key, value]) => `${key}: ${value}`),
    fc.constantFrom(...scalars).map((value) => `- ${value}`),
    fc.constantFrom('# why', '# a: b', '#', '#why', '- a: 1', '', '---', '...')
  )
})

const near = fc
  .array(line, {maxLength: 7})
  .map((lines) =>
    lines.map(({depth, text}) => `${'  '.repeat(depth)}${text}\n`).join('')
  )

/** A map as people write it; `depth` is how deep it is nested. */
const {map} = fc.letrec<{map: string[]; entry: string[]}>((tie) => ({
  map: fc
    .array(tie('entry'), {minLength: 1, maxLength: 3})
    .map((entries) => entries.flat()),
  entry: fc.oneof(
    {depthSize: 'small'},
    fc
      .tuple(
        fc.constantFrom(...keys.slice(0, 5)),
        fc.constantFrom(...plainScalars)
      )
      .map(([key, value]) => [`${key}: ${value}`]),
    fc
      .array(fc.constantFrom(...plainScalars), {minLength: 1, maxLength: 3})
      .map((values) => ['list:', ...values.map((value) => `  - ${value}`)]),
    fc
      .array(tie('map'), {minLength: 1, maxLength: 3})
      .map((maps) => [
        'maps:',
        ...maps
          .map((lines) => lines.filter((each) => !/^(?:#|$)/.test(each)))
          .flatMap(([first = 'a: 1', ...others]) => [
            `  - ${first}`,
            ...others.map((each) => `    ${each}`)
          ])
      ]),
    tie('map').map((lines) => [
      '# why',
      'map:',
      ...lines.map((each) => `  ${each}`)
    ]),
    tie('entry').map((lines) => [...lines, '', 'last: 1'])
  )
}))

const orderly = map.map((lines) => `${lines.join('\n')}\n`)

const mutated = fc
  .tuple(
    orderly,
    mutationsOf(
      [
        ' ',
        '  ',
        '\n',
        '#',
        ':',
        '-',
        '"',
        "'",
        '\t',
        '&',
        '{',
        ']',
        ', ',
        '- '
      ],
      2
    )
  )
  .map(([text, mutations]) => mutate(text, mutations))

const text = fc
  .tuple(
    fc.oneof(near, orderly, orderly, mutated),
    fc.constantFrom('', '\n# Title\n', '\n\n# Title\n', '# Title\n', '\n')
  )
  .map(([lines, rest]) => `---\n${lines}---\n${rest}`)

const options = fc.record(
  {
    printWidth: fc.oneof(fc.constant(80), fc.integer({min: 1, max: 120})),
    singleQuote: fc.boolean(),
    bracketSpacing: fc.boolean(),
    quoteProps: fc.constantFrom('as-needed' as const, 'consistent' as const)
  },
  {requiredKeys: []}
)

/** The text with the quotes and braces of a style, so that more of it is accepted. */
function adapt(
  text: string,
  {quote, bracketSpacing = true}: MatterStyle
): string {
  const quoted = text.replace(/["']/g, quote)
  return bracketSpacing
    ? quoted
    : quoted.replace(/\{ /g, '{').replace(/ \}/g, '}')
}

test('Prettier leaves accepted front matter alone', async () => {
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(
      text,
      options,
      fc.boolean(),
      async (made, options, isAdapted) => {
        const style = {
          ...options,
          quote: options.singleQuote ? "'" : '"'
        } as const
        const text = isAdapted ? adapt(made, style) : made
        const end = skipPlainFrontMatter(text, style)
        if (end === -1) return
        accepted++
        const rest = text.slice(end)
        if (rest !== '' && rest !== '# Title\n') return
        assert.is(
          await prettier.format(text, {...options, parser: 'markdown'}),
          text
        )
      }
    ),
    parameters(300)
  )
  assert.ok(accepted > 30 * runs, `${accepted} were accepted`)
})

test('front matter of a bank is accepted, whole', () => {
  const text = `---
# What the bank promises.
# yaml-language-server: $schema=./bank.schema.json
bank:
  sections:
    - Training & Alignment
    - Tools, Agents (and so on)
  template:
    card:
      prefix: "Q:"
      depth: 3

  # At least so many.
  cards:
    section:
      min: 15
---

# Questions
`
  const double = {quote: '"'} as const
  assert.is(text.slice(skipPlainFrontMatter(text, double)), '# Questions\n')
  assert.is(skipPlainFrontMatter(text, {quote: "'"}), -1)
  assert.is(skipPlainFrontMatter('# Questions\n', double), 0)
})

test('front matter with a template is accepted, whichever way it is written', () => {
  const text = `---
bank:
  template:
    card: { depth: 3, prefix: "Q:" }
    fields:
      - { label: Difficulty, kind: choice, choices: [Easy, Medium, Hard] }
      - { label: Question, kind: prose, words: { max: 55 } }

      # As many as there are.
      - label: Answer
        kind: bullets
        min: 3
      - label: Kind
        choices: [one, two]
      - kind: content
---

# Questions
`
  const accepts = (text: string, options = {}): boolean =>
    skipPlainFrontMatter(text, {quote: '"', ...options}) > 0
  assert.ok(accepts(text))
  assert.not(accepts(text, {bracketSpacing: false}))
  assert.not(accepts(text, {printWidth: 60}))
  const tight = text.replace(/\{ /g, '{').replace(/ \}/g, '}')
  assert.ok(accepts(tight, {bracketSpacing: false}))
  assert.not(accepts(tight))
  assert.not(accepts(text.replace('Medium, Hard', 'Medium,Hard')))
})

test.run()
