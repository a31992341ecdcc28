/** What begins a card whose title is not a heading, and what looks like it. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {stripBold} from '../../src/template/card-title.ts'
import {readText} from '../support/bank.ts'

const test = suite('titles of cards')

/** @returns the titles of the cards of a bank with this template, and the text of each and of the range of its title */
function readCards(
  card: string,
  text: string,
  more = ''
): {
  readonly titles: string[]
  readonly texts: string[]
  readonly ranges: string[]
} {
  const bank = readText(
    `---\nbank:${more}\n  template:\n    card: ${card}\n    fields:\n      - { kind: content }\n---\n\n${text}`
  )
  return {
    titles: bank.cards.map(({heading}) => heading.title),
    texts: bank.cards.map(({start, end}) => bank.text.slice(start, end).trim()),
    ranges: bank.cards.map(({heading: {titleRange}}) =>
      bank.text.slice(titleRange.start, titleRange.end)
    )
  }
}

const bold = '{ as: bold, prefix: "Q:" }'

test('a paragraph with the prefix is not a title where titles are bold', () => {
  const {titles} = readCards(
    bold,
    '# Knots\n\n**Q: Which slips?**\n\nThe granny knot.\n\nQ: is what we begin titles with.\n'
  )
  assert.equal(titles, ['Which slips?'])
})

test('the name of a section in bold is not a title', () => {
  const {titles} = readCards(
    '{ as: bold }',
    '# Knots\n\n## Bends\n\n**Which slips?**\n\nThe granny knot.\n\n**Hitches**\n\n**Which frees itself?**\n\nThe highwayman’s hitch.\n',
    '\n  sections: [Bends, Hitches]'
  )
  assert.equal(titles, ['Which slips?', 'Which frees itself?'])
})

test('a summary that is not closed leaves a card its end', () => {
  const first =
    '<details>\n<summary>Which slips?</summary>\n\nThe granny knot.\n\n<summary>\n\n</details>'
  const {titles, texts} = readCards(
    '{ as: details }',
    `# Knots\n\n${first}\n\nBetween two cards.\n\n<details>\n<summary>Which holds?</summary>\n\nThe bowline.\n\n</details>\n`
  )
  assert.equal(titles, ['Which slips?', 'Which holds?'])
  assert.is(texts[0], first)
})

test('the range of a title is its text, and where it goes over two lines what marks it, too', () => {
  for (const [card, text, expected] of [
    [bold, '**Q: Which slips?**', 'Which slips?'],
    [bold, '**Q: Which\nslips?**', '**Q: Which\nslips?**'],
    [
      '{ as: details }',
      '<details>\n<summary>Which slips?</summary>',
      'Which slips?'
    ],
    [
      '{ as: details }',
      '<details>\n<summary>Which\nslips?</summary>',
      'Which\nslips?'
    ]
  ] as const) {
    const {ranges, titles} = readCards(
      card,
      `# Knots\n\n${text}\n\nThe granny knot.\n\n</details>\n`
    )
    assert.equal(titles, ['Which slips?'])
    assert.equal(ranges, [expected])
  }
})

test('only what is bold as a whole loses its markers', () => {
  for (const [source, expected] of [
    ['**Which slips?**', 'Which slips?'],
    ['__Which slips?__', 'Which slips?'],
    ['**a', '**a'],
    ['a**', 'a**'],
    ['Which slips?**', 'Which slips?**'],
    ['**Which** slips **first**', '**Which** slips **first**'],
    ['****', '****']
  ] as const) {
    assert.is(stripBold(source), expected)
  }
})

test.run()
