/** What someone types, as the kinds of field have it. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {formatValue} from '../../src/insert/draft-card.ts'
import type {FieldTemplate} from '../../src/template/model.ts'
import {readText} from '../support/bank.ts'

const test = suite('typed values')

function toField(field: string): FieldTemplate {
  const {templates} = readText(
    `---\nbank:\n  template:\n    fields:\n      - ${field}\n---\n\n# Knots\n`
  )
  const found = templates[0].fields[0]
  if (!found) throw new Error(field)
  return found
}

for (const [field, typed, expected] of [
  ['{ label: Level, kind: choice, choices: [A, B] }', ' A \n', 'A'],
  ['{ label: Tags, kind: tags }', 'rope\n  bend ', 'rope,bend'],
  [
    '{ label: Question, kind: prose }',
    'One\r\ntwo\n\nthree',
    'One two\n\nthree'
  ],
  [
    '{ label: Points, kind: bullets }',
    '1. one\n* two\nthree',
    '- one\n- two\n- three'
  ],
  [
    '{ kind: options }',
    '* [x] one\n[] two\nthree',
    '- [x] one\n- [ ] two\n- [ ] three'
  ],
  ['{ kind: content }', '\none\n\n- two\n', 'one\n\n- two']
] as const) {
  test(field, () => {
    assert.is(formatValue(toField(field), typed), expected)
  })
}

test.run()
