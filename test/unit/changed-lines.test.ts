/** The lines in which two texts differ. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {findChangedLines} from '../../src/format/changed-lines.ts'
import {parameters, piecesOf} from '../properties/support.ts'

const table = suite('findChangedLines')

const rows: [
  name: string,
  before: string,
  after: string,
  range: string,
  expected: string
][] = [
  ['one line of three', 'a\nb\nc\n', 'a\nx\nc\n', 'b\n', 'x\n'],
  ['first line', 'a\nb\n', 'x\nb\n', 'a\n', 'x\n'],
  ['last line', 'a\nb\n', 'a\nx\n', 'b\n', 'x\n'],
  ['spaces at the end of a line', 'a  \nb\n', 'a\nb\n', 'a  \n', 'a\n'],
  [
    'two lines with one between them',
    'a\nb\nc\n',
    'x\nb\ny\n',
    'a\nb\nc\n',
    'x\nb\ny\n'
  ],
  [
    'a line put in shows the line after it',
    'a\nb\n',
    'a\nx\nb\n',
    'b\n',
    'x\nb\n'
  ],
  ['a line put in front', 'a\n', '\na\n', 'a\n', '\na\n'],
  [
    'a line added shows the line before it',
    'a\nb\n',
    'a\nb\nc\n',
    'b\n',
    'b\nc\n'
  ],
  ['a line added to a single line break', '\n', '\n\n', '\n', '\n\n'],
  ['a line taken out', 'a\nb\nc\n', 'a\nc\n', 'b\n', ''],
  ['a line taken out of equal ones', 'a\n\n\n\nb\n', 'a\n\nb\n', '\n\n', ''],
  [
    'a line that is the end of the new one',
    'a\nb\n',
    'a b\n',
    'a\nb\n',
    'a b\n'
  ],
  ['a line whose end is the new one', 'a b\n', 'b\n', 'a b\n', 'b\n'],
  ['missing line break at the end', 'a\nb', 'a\nb\n', 'b', 'b\n'],
  ['line break at the end too many', 'a\n\n', 'a\n', '\n', ''],
  ['everything goes', 'a\nb\n', '', 'a\nb\n', ''],
  ['everything comes', '', 'a\n', '', 'a\n'],
  ['CRLF of one line', 'a\r\nb\n', 'a\nb\n', 'a\r\n', 'a\n'],
  ['text that begins with a line break', '\na\n', 'a\n', '\n', '']
]

for (const [name, before, after, range, expected] of rows) {
  table(name, () => {
    const change = findChangedLines(before, after)
    assert.is(before.slice(change.start, change.end), range)
    assert.is(change.expected, expected)
    assert.is(replace(before, change), after)
  })
}

table.run()

const properties = suite('findChangedLines, any texts')

const text = piecesOf(
  ['a', 'b', 'ab', ' ', '\n', '\n', '\n\n', '\r\n', '- a\n'],
  12
)

properties('replacing the range by whole lines gives the changed text', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const change = findChangedLines(before, after)
      assert.is(replace(before, change), after)
      const isLineStart = (text: string, at: number): boolean =>
        at === 0 || at === text.length || text[at - 1] === '\n'
      assert.ok(isLineStart(before, change.start))
      assert.ok(isLineStart(before, change.end))
      assert.ok(isLineStart(after, change.start))
      assert.ok(isLineStart(after, change.start + change.expected.length))
    }),
    parameters(1000)
  )
})

properties('the range is as small as it can be, and can be seen', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const {start, end} = findChangedLines(before, after)
      const lines = toLines(before.slice(start, end)).length
      assert.is(lines, countFewest(toLines(before), toLines(after)))
    }),
    parameters(1000)
  )
})

properties.run()

function replace(
  text: string,
  change: {start: number; end: number; expected: string}
): string {
  return text.slice(0, change.start) + change.expected + text.slice(change.end)
}

/** Lines with their line breaks. */
function toLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** How many lines of the first text cannot be kept, if one run of lines is to be replaced. */
function countFewest(
  before: readonly string[],
  after: readonly string[]
): number {
  let fewest = before.length
  for (let kept = 0; kept <= before.length; kept++) {
    if (before.slice(0, kept).join('') !== after.slice(0, kept).join('')) break
    let tail = 0
    while (
      tail < Math.min(before.length, after.length) - kept &&
      before.at(-1 - tail) === after.at(-1 - tail)
    ) {
      tail++
    }

    fewest = Math.min(fewest, before.length - kept - tail)
  }

  return Math.max(fewest, Math.min(1, before.length))
}
