/** Messages to edits, edits to text. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {VFileMessage} from 'vfile-message'
import {VFile} from 'vfile'
import {applyEdits, selectEdits, toSafeEdit} from '../../src/message/edits.ts'
import type {Edit} from '../../src/message/edits.ts'

const apply = suite('applyEdits')

/** A text, edits as `start:end=text`, the resulting text, and how many edits wait for the next pass. */
type Row = [
  name: string,
  text: string,
  edits: string,
  expected: string,
  waiting: number
]

const rows: Row[] = [
  ['no edit', 'flour', '', 'flour', 0],
  ['a replacement', 'flour', '0:1=F', 'Flour', 0],
  ['the whole text', 'flour', '0:5=rye', 'rye', 0],
  ['a deletion', 'flour', '0:2=', 'our', 0],
  ['an insertion', 'flour', '2:2=-', 'fl-our', 0],
  ['an insertion at the start', 'flour', '0:0=- ', '- flour', 0],
  ['an insertion at the end', 'flour', '5:5=\n', 'flour\n', 0],
  ['an insertion into nothing', '', '0:0=rye', 'rye', 0],
  ['two apart', 'flour', '0:1=F|4:5=R', 'FlouR', 0],
  ['two apart, last one first', 'flour', '4:5=R|0:1=F', 'FlouR', 0],
  ['two that touch', 'flour', '0:2=FL|2:5=OUR', 'FLOUR', 0],
  ['two that touch, last one first', 'flour', '2:5=OUR|0:2=FL', 'FLOUR', 0],
  ['an insertion after a replacement', 'flour', '0:2=FL|2:2=-', 'FL-our', 0],
  [
    'an insertion in front of a replacement',
    'flour',
    '2:5=OUR|2:2=-',
    'fl-our',
    1
  ],
  [
    'an insertion between two that touch',
    'flour',
    '0:2=FL|2:2=-|2:5=OUR',
    'FL-our',
    1
  ],
  ['an insertion inside a replacement', 'flour', '0:5=rye|2:2=-', 'rye', 1],
  ['two that overlap', 'flour', '0:3=FLO|2:5=OUR', 'FLOur', 1],
  ['two that overlap, last one first', 'flour', '2:5=OUR|0:3=FLO', 'FLOur', 1],
  ['one around another', 'flour', '0:5=rye|1:2=L', 'rye', 1],
  [
    'one around another with the same start',
    'flour',
    '0:5=rye|0:1=F',
    'Flour',
    1
  ],
  ['three in a chain', 'flour', '0:2=FL|1:4=x|3:5=UR', 'FLoUR', 1],
  ['the same twice', 'flour', '0:1=F|0:1=F', 'Flour', 1],
  ['the same insertion twice', 'flour', '5:5=\n|5:5=\n', 'flour\n', 1],
  ['the same place, different texts', 'flour', '0:1=G|0:1=F', 'Flour', 1],
  [
    'the same place, different texts, in the other order',
    'flour',
    '0:1=F|0:1=G',
    'Flour',
    1
  ],
  ['a text that is longer', 'a b', '0:1=ab|2:3=cd', 'ab cd', 0],
  ['line breaks are kept', 'a\r\nb\n', '3:4=c', 'a\r\nc\n', 0],
  ['half of CRLF', 'a\r\nb', '1:2=', 'a\nb', 0],
  ['UTF-16 units are counted', '🍞 flour', '2:3=-', '🍞-flour', 0],
  ['an end after the text', 'flour', '4:99=R', 'flouR', 0],
  ['a text with `$&`', 'flour', '0:1=$&', '$&lour', 0]
]

for (const [name, text, list, expected, waiting] of rows) {
  apply(name, () => {
    const edits = readEdits(list)
    const before = structuredClone(edits)
    assert.is(applyEdits(text, edits), expected)
    assert.is(selectEdits(edits).length, edits.length - waiting)
    assert.equal(edits, before, 'what is given stays as it is')
    // Which one of two that overlap is taken must not depend on who spoke first.
    assert.is(applyEdits(text, edits.toReversed()), expected)
  })
}

apply.run()

const safe = suite('toSafeEdit')

interface Given {
  source?: string
  expected?: string[] | null
  place?: VFileMessage['place'] | null
  fixSources?: string[]
  fatal?: boolean
}

const point = (
  offset?: number
): {line: number; column: number; offset?: number} => ({
  line: 1,
  column: 1,
  ...(offset !== undefined && {offset})
})
const place = {start: point(2), end: point(5)}
const edit = {start: 2, end: 5, text: 'rye'}

const messages: [name: string, given: Given, expected: Edit | undefined][] = [
  ['one candidate of ours', {}, edit],
  ['one candidate of ours, as a warning', {fatal: false}, edit],
  ['no candidate', {expected: []}, undefined],
  ['candidates not set', {expected: null}, undefined],
  ['two candidates', {expected: ['rye', 'oats']}, undefined],
  ['two candidates that are the same', {expected: ['rye', 'rye']}, undefined],
  ['an empty candidate', {expected: ['']}, {...edit, text: ''}],
  ['no place', {place: null}, undefined],
  ['a point', {place: point(2)}, undefined],
  [
    'an empty range',
    {place: {start: point(2), end: point(2)}},
    {...edit, end: 2}
  ],
  ['a range backwards', {place: {start: point(5), end: point(2)}}, undefined],
  [
    'a range without offsets',
    {place: {start: point(), end: point()}},
    undefined
  ],
  ['a range without end', {place: {start: point(2), end: point()}}, undefined],
  [
    'a range that is no number',
    {place: {start: point(NaN), end: point(5)}},
    undefined
  ],
  [
    'a range before the text',
    {place: {start: point(-1), end: point(5)}},
    undefined
  ],
  ['a foreign source', {source: 'spelling'}, undefined],
  [
    'a foreign source among those to fix',
    {source: 'spelling', fixSources: ['spelling']},
    edit
  ],
  [
    'a foreign source, another one to fix',
    {source: 'spelling', fixSources: ['remark-lint']},
    undefined
  ],
  ['ours, another one to fix', {fixSources: ['spelling']}, edit],
  [
    'a foreign source to fix, two candidates',
    {source: 'spelling', fixSources: ['spelling'], expected: ['rye', 'oats']},
    undefined
  ],
  ['no source', {source: ''}, undefined],
  [
    'no source, and an empty one to fix',
    {source: '', fixSources: ['']},
    undefined
  ]
]

for (const [name, given, expected] of messages) {
  safe(name, () => {
    const message = new VFile().message('Unexpected flour')
    const source = given.source ?? 'question-bank'
    if (source !== '') message.source = source
    if (given.expected !== null) message.expected = given.expected ?? ['rye']
    message.place = given.place === null ? undefined : (given.place ?? place)
    if (given.fatal !== undefined) message.fatal = given.fatal
    assert.equal(toSafeEdit(message, given.fixSources), expected)
  })
}

safe.run()

function readEdits(list: string): Edit[] {
  return [...list.matchAll(/(\d+):(\d+)=([^|]*)/g)].map(
    ([, start, end, text = '']) => ({
      start: Number(start),
      end: Number(end),
      text
    })
  )
}
