/** Options of rules: what a schema accepts, and what is said of all else. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {rules} from '../../src/index.ts'
import {defineCardRule, defineRule} from '../../src/rule/index.ts'
import type {OptionsSchema} from '../../src/rule/index.ts'
import {readOptions} from '../../src/rule/read-options.ts'
import {UserError} from '../../src/text/user-error.ts'

const options = {
  type: 'object',
  additionalProperties: false,
  required: ['words'],
  properties: {
    words: {type: 'array', items: {type: 'string', enum: ['egg', 'flour']}},
    most: {type: 'integer', minimum: 1, maximum: 9, default: 3},
    share: {type: 'number', minimum: 0},
    strict: {type: 'boolean'},
    name: {type: 'string'}
  }
} as const satisfies OptionsSchema

const read = (given?: unknown): unknown =>
  readOptions({id: 'own', options}, given)

const accepted = suite('options that a schema accepts')

accepted('are given with defaults', () => {
  assert.equal(read({words: []}), {words: [], most: 3})
  const all = {words: ['egg'], most: 9, share: 0.5, strict: false, name: ''}
  assert.equal(read(all), all)
  assert.equal(read({words: [], most: undefined}), {words: [], most: 3})
})

accepted('are an empty object where a rule has none', () => {
  assert.equal(readOptions({id: 'own'}), {})
  assert.equal(readOptions({id: 'own'}, {}), {})
})

accepted.run()

const refused = suite('options that it does not')

for (const [given, expected] of [
  [undefined, 'Unexpected options of rule `own` without `words`, expected'],
  [null, 'Unexpected options `null` of rule `own`, expected an object with'],
  [['egg'], "Unexpected options `[ 'egg' ]` of rule `own`, expected an object"],
  [{wrods: []}, 'option `wrods` of rule `own`, expected `words`, `most`,'],
  [{wrods: []}, '. Did you mean `words`?'],
  [{toString: 1}, 'Unexpected option `toString` of rule `own`, expected'],
  [
    {words: 'egg'},
    'value `egg` of option `words` of rule `own`, expected a list'
  ],
  [
    {words: ['eg']},
    'value `eg` in option `words` of rule `own`, expected `egg` or `flour`'
  ],
  [
    {words: [], most: 0},
    'value `0` of option `most` of rule `own`, expected a whole number of at least 1 and at most 9'
  ],
  [{words: [], most: 1.5}, 'value `1.5` of option `most`'],
  [
    {words: [], share: NaN},
    'value `NaN` of option `share` of rule `own`, expected a number of at least 0'
  ],
  [
    {words: [], strict: 'yes'},
    'value `yes` of option `strict` of rule `own`, expected `true` or `false`'
  ],
  [
    {words: [], name: {a: 1}},
    'value `{ a: 1 }` of option `name` of rule `own`, expected a text'
  ]
] as const) {
  refused(`options: ${JSON.stringify(given)}`, () => {
    assert.throws(
      () => read(given),
      (error: unknown) =>
        error instanceof UserError &&
        error.message.includes(expected) &&
        !error.message.includes('\n')
    )
  })
}

refused('of a rule that has none', () => {
  for (const [given, expected] of [
    [{a: 1}, 'Unexpected option `a` of rule `own`, which has none'],
    ['a', 'Unexpected options `a` of rule `own`, which has none']
  ] as const) {
    assert.throws(
      () => readOptions({id: 'own'}, given),
      (error: unknown) => (error as Error).message === expected
    )
  }
})

refused.run()

const authors = suite('metadata that cannot be used')
const meta = {id: 'own', description: 'Own', severity: 'error'} as const

for (const [name, wrong, expected] of [
  ['an id', {...meta, id: 'Own rule'}, 'Unexpected id "Own rule" of a rule'],
  ['a severity', {...meta, severity: 'fatal'}, 'Unexpected severity "fatal"'],
  [
    'a type of options',
    {...meta, options: {...options, properties: {a: {type: 'text'}}}},
    'Unexpected type `text` in the schema of option `a` of rule `own`, expected `boolean`, `string`,'
  ],
  [
    'a keyword of options',
    {
      ...meta,
      options: {
        ...options,
        properties: {a: {type: 'array', items: {type: 'string', patern: 'b'}}}
      }
    },
    'Unexpected `patern` in the schema of option `a` of rule `own`'
  ]
] as const) {
  authors(name, () => {
    for (const define of [defineRule, defineCardRule]) {
      assert.throws(
        // As JavaScript, which knows no types, may call it.
        () => define(wrong as never, function* () {}),
        (error: unknown) => (error as Error).message.startsWith(expected)
      )
    }
  })
}

authors.run()

const named = suite('rules by their ids')

named('another id throws, where no program merely looks', () => {
  const others = rules as unknown as Readonly<Record<string, unknown>>
  assert.throws(() => others['bulet-count'], /Did you mean `bullet-count`\?$/)
  assert.throws(() => others['nothing'], /^Unexpected rule `nothing`, expected/)
  assert.is('bulet-count' in rules, false)
  assert.is('bullet-count' in rules, true)
  assert.is(others['then'], undefined)
  assert.is(JSON.parse(JSON.stringify({rules})) instanceof Object, true)
  for (const [id, rule] of Object.entries(rules)) assert.is(rule.meta.id, id)
})

named.run()
