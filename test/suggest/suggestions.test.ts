/** Messages to whole lines: an author who accepts all suggestions gets the text that the fix makes. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {applyEdits, toSafeEdit} from '../../src/message/edits.ts'
import type {ProblemRecord} from '../../src/report/record.ts'
import {eachRecord} from '../../src/report/record.ts'
import {isShown, readHunks} from '../../src/suggest/hunks.ts'
import type {Suggestion} from '../../src/suggest/suggestions.ts'
import {findSuggestions} from '../../src/suggest/suggestions.ts'
import {after, before} from '../mistakes/commit.ts'
import {cleanCard, mistakes} from '../mistakes/catalogue.ts'
import {checkBank} from '../support/bank.ts'

/** @returns the text with the first candidate of each suggestion */
function accept(text: string, suggestions: readonly Suggestion[]): string {
  const lines = text.split('\n')
  for (const suggestion of suggestions.toReversed()) {
    const {
      first,
      last,
      after: [chosen = []]
    } = suggestion
    assert.equal(lines.slice(first - 1, last), suggestion.before)
    lines.splice(first - 1, last - first + 1, ...chosen)
  }

  return lines.join('\n')
}

const repairs = suite('repairs')

for (const {name, make} of mistakes) {
  repairs(name, async () => {
    const text = before + make(cleanCard).replaceAll('\r\n', '\n') + after
    if (text.includes('\r')) return
    const {messages, bank} = await checkBank(text)
    const records = [
      ...eachRecord(
        {path: 'a', messages, bank},
        {
          color: false,
          quiet: false
        }
      )
    ].filter(({fixable}) => fixable)
    const suggestions = findSuggestions(text, records)
    const edits = messages.flatMap((message) => toSafeEdit(message) ?? [])
    assert.is(accept(text, suggestions), applyEdits(bank.source, edits))
    for (const [at, {first, before: lines}] of suggestions.entries()) {
      assert.ok(lines.length > 0)
      assert.ok(first > (suggestions[at - 1]?.last ?? 0), 'one below the other')
    }
  })
}

repairs.run()

const lines = suite('lines')

/** @returns a problem about the text from one place to another, each as line and column */
function problem(
  [line, column]: [number, number],
  [endLine, endColumn]: [number, number],
  expected: readonly string[]
): ProblemRecord {
  return {
    ...{line, column, endLine, endColumn, expected, fixable: true},
    ...{ruleId: 'a', source: 'b', severity: 'error', message: 'c'},
    ...{note: undefined, card: undefined, url: undefined}
  }
}

for (const [name, text, place, expected] of [
  ['a word', 'a b\nc', problem([1, 3], [1, 4], ['x']), '1-1: a x'],
  ['a line', 'a\nb\nc', problem([2, 1], [3, 1], ['']), '2-2:'],
  ['the last line', 'a\nb', problem([1, 2], [2, 2], ['']), '2-2:'],
  ['a line put in', 'a\nb', problem([2, 1], [2, 1], ['x\n']), '2-2: x|b'],
  ['a line put in below', 'a\nb', problem([1, 2], [1, 2], ['\nx']), '1-1: a|x'],
  ['an empty line', 'a\nb', problem([2, 1], [2, 2], ['']), '2-2: '],
  [
    'lines around stay',
    'a\nb\nc',
    problem([1, 1], [3, 2], ['a\nx\nc']),
    '2-2: x'
  ],
  [
    'other line breaks',
    'a\r\nb\r\n',
    problem([1, 1], [2, 1], ['x\r\n']),
    '1-1: x'
  ],
  ['a byte order mark', '\uFEFFa', problem([1, 1], [1, 2], ['x']), '1-1: x'],
  ['nothing changes', 'a\nb', problem([1, 1], [1, 2], ['a']), ''],
  ['lone carriage returns', 'a\rb', problem([1, 1], [1, 2], ['x']), ''],
  ['no such line', 'a', problem([2, 1], [2, 2], ['x']), ''],
  ['no such column', 'a', problem([1, 1], [1, 3], ['x']), ''],
  ['an end in front of the start', 'abc', problem([1, 3], [1, 2], ['x']), '']
] as const) {
  lines(name, () => {
    const found = findSuggestions(text, [place]).map(
      ({first, last, after: [chosen = []]}) =>
        `${first}-${last}:${chosen.length === 0 ? '' : ` ${chosen.join('|')}`}`
    )
    assert.is(found.join(), expected)
  })
}

lines('fixes of one line are one suggestion, those of two are two', () => {
  const text = 'a b\nc d'
  const found = findSuggestions(text, [
    problem([1, 3], [1, 4], ['y']),
    problem([1, 1], [1, 2], ['x']),
    problem([2, 1], [2, 2], ['z'])
  ])
  assert.equal(
    found.map(({after: [chosen], problems}) => [chosen, problems.length]),
    [
      [['x y'], 2],
      [['z d'], 1]
    ]
  )
})

lines.run()

const hunks = suite('hunks')

hunks('are the lines of the file as it is now', () => {
  const patch =
    '@@ -1,2 +1,3 @@ # Head @@ -9 +9 @@\n a\n+@@ -5 +5 @@\n b\n@@ -9 +10 @@\n-x\n+y\n@@ -20,2 +20,0 @@\n-z'
  assert.equal(readHunks(patch), [
    {first: 1, last: 3},
    {first: 10, last: 10}
  ])
  assert.equal(readHunks(undefined), [])
  assert.ok(isShown(readHunks(patch), {first: 1, last: 3}))
  assert.not.ok(isShown(readHunks(patch), {first: 3, last: 4}))
  assert.not.ok(isShown(readHunks(patch), {first: 3, last: 10}))
})

hunks.run()
