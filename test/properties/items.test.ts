/** Cards that are items of lists are read as those below headings are. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {OutdentedText} from '../../src/bank/items/outdented-text.ts'
import {applyEdits} from '../../src/message/edits.ts'
import {cleanCard, mistakes} from '../mistakes/catalogue.ts'
import {expectAlike} from './items.ts'
import {parameters, piecesOf, share} from './support.ts'

const test = suite('laws of items')

const fields = [
  '{ label: Difficulty, kind: choice, choices: [Easy, Medium, Hard] }',
  '{ label: Tags, kind: tags }',
  '{ label: Question, kind: prose, min: 1, max: 5 }',
  '{ label: What a strong answer includes, kind: bullets, min: 3 }',
  '{ label: Common pitfalls, kind: bullets, min: 2 }'
]

test('mistakes in an item are those below a heading', async () => {
  const [heading = ''] = cleanCard.split('\n', 1)
  let tried = 0
  for (const {make} of mistakes) {
    const card = make(cleanCard)
    const text = card.slice(heading.length).trim()
    if (!card.startsWith(`${heading}\n`) || /^#/m.test(text)) continue
    tried++
    await expectAlike({fields, marker: '1. ', text})
  }

  assert.ok(tried > 40, `only ${tried} mistakes`)
})

const quizFields = [
  '{ kind: content, optional: true }',
  '{ kind: options, min: 2 }',
  '{ label: Answer, kind: prose }',
  '{ label: Why, kind: content, details: true, optional: true }',
  '{ label: Sources, kind: bullets, optional: true }'
]

const pieces = [
  ...[
    '- [ ] the moon\n',
    '- [x] the wind\n',
    '* [X] a ship\n',
    'a) [ ] rain\n'
  ],
  ...['A. a tide\n', 'B. a wave\n', '- [✓] sand\n', '   - [ ] deep\n'],
  ...['**Answer:** The moon.\n', 'Answer: the moon\n', '**Anwser**: salt\n'],
  ...['- **Answer:** foam\n', '*Sources:*\n', '**Sources:**\n', '- a chart\n'],
  ...['<details>\n<summary>Why</summary>\n', '</details>\n', '\n', '\n', '\n'],
  ...['It pulls.\n', '**Note:** not a field\n', '```\ncode\n```\n'],
  ...['      - [ ] far in\n', '1. first\n', '> quoted\n', '| a | b |\n'],
  ...['<b>x</b>\n', '- [ ] low [x] high\n', '  two spaces  \n', '***\n']
]

test('quizzes in items are those below headings', async () => {
  await fc.assert(
    fc.asyncProperty(
      piecesOf(pieces, 9),
      fc.constantFrom('1. ', '- ', '10.  ', '* '),
      async (text, marker) =>
        expectAlike({fields: quizFields, marker, text: `${text.trim()}\n`})
    ),
    parameters(25)
  )
})

const words = piecesOf(['a', 'b', ' ', '\n', '\n', '    ', '- ', '\r\n'], 12)

test('a change of what is outdented is one of the file', () => {
  fc.assert(
    fc.property(
      ...[words, words, share, share],
      fc.constantFrom('   ', '\t'),
      (body, inserted, from, length, space) => {
        const blank = /^[ \t]+(?=\r?$)/gm
        const text = `title\n${body}\nend`.replace(blank, '')
        // A line of white space alone is not indented.
        const indent = (lines: string): string =>
          lines.replace(/^(?=.*\S)/gm, space)
        const first = `1. title\n`
        const file = first + indent(text.slice(6))
        const columns = space === '\t' ? 4 : 3
        const outdent = (whole: string): OutdentedText =>
          new OutdentedText(whole, [
            {start: 0, end: 1, columns, isFirst: true},
            {
              start: whole.indexOf('\n') + 1,
              end: whole.length,
              columns,
              isFirst: false
            }
          ])
        const read = outdent(file)
        const start = 5 + Math.floor(from * (read.text.length - 5))
        const end = start + Math.floor(length * (read.text.length - start))
        const {texts, ...range} = read.changeToFile({
          ...{start, end},
          texts: [inserted]
        })
        const changed = applyEdits(file, [{...range, text: texts[0] ?? ''}])
        const wanted = applyEdits(read.text, [{start, end, text: inserted}])
        const trim = (lines: string): string => lines.replace(/[ \t]+$/gm, '')
        assert.is(trim(outdent(changed).text), trim(wanted))
      }
    ),
    parameters(100)
  )
})

test('each place is where it was', () => {
  fc.assert(
    fc.property(words, share, (body, at) => {
      const file = `1. title\n${body}end`
      const indented = [
        {start: 9, end: file.length, columns: 3, isFirst: false}
      ]
      const read = new OutdentedText(file, indented)
      const offset = Math.floor(at * read.text.length)
      const there = read.toFile(offset)
      assert.is(file[there], read.text[offset])
      assert.is(read.fromFile(there), offset)
      assert.is(file.split('\n').length, read.text.split('\n').length)
    }),
    parameters(80)
  )
})

test.run()
