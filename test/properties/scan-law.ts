/**
 * The invariant of plain cards: a bank that is read from the text, as far as possible, equals the one that is read from
 * the whole tree.
 */
import {isDeepStrictEqual} from 'node:util'
import fc from 'fast-check'
import type {Root} from 'mdast'
import * as assert from 'uvu/assert'
import {VFile} from 'vfile'
import type {Bank, Card, CardHeading, Label} from '../../src/bank/model.ts'
import {parse} from '../../src/markdown/parse.ts'
import {readBank} from '../../src/bank/read-bank.ts'
import type {Processed} from '../support/bank.ts'
import {processBank, readText} from '../support/bank.ts'
import {brokenBank, makeBrokenBank, mutatedBank, vocabulary} from './banks.ts'
import {mutate, mutationsOf} from './support.ts'

/**
 * Compares the two ways of reading a bank.
 *
 * @returns how many of its cards were read from the text, and how many there are
 */
export function expectSameBank(text: string): {plain: number; cards: number} {
  const file = new VFile({path: 'QUESTION_BANK.md', value: text})
  const scanned = readText(text)
  const parsed = readBank(parse(text), file)
  assert.ok(parsed)
  const actual = describe(scanned)
  const expected = describe(parsed)
  if (!isDeepStrictEqual(actual, expected)) {
    assert.is(
      JSON.stringify(actual, undefined, 1),
      JSON.stringify(expected, undefined, 1),
      JSON.stringify(text)
    )
    assert.unreachable(`Banks differ: ${JSON.stringify(text)}`)
  }

  const plain = scanned.cards.filter(({isCanonical}) => isCanonical).length
  return {plain, cards: scanned.cards.length}
}

/** Compares what is said about a bank and made of it with and without its tree. */
export async function expectSameMessages(text: string): Promise<void> {
  const look = () => (tree: Root) => {
    assert.ok(tree.position)
  }

  const [scanned, parsed] = await Promise.all([
    processBank(text),
    processBank(text, {pluginsBefore: [look]})
  ])
  const toLines = ({messages}: Processed): string =>
    messages
      .map((message) => `${message} ${message.expected?.join('|') ?? ''}`)
      .join('\n')
  assert.is(toLines(scanned), toLines(parsed), JSON.stringify(text))
  assert.is(scanned.value, parsed.value, JSON.stringify(text))
}

/** All that is known of a bank, in plain objects; nodes are compared by the invariant of the parser. */
function describe(bank: Bank): unknown {
  return {
    title: bank.config.problems,
    cards: bank.cards.map(describeCard),
    sections: bank.sections.map(({cards, ...section}) => ({
      ...section,
      cards: cards.map(({start}) => start)
    })),
    blocks: bank.blocks.map(({start, end, card}) => [start, end, card?.start]),
    strayLabels: bank.strayLabels.map(({start, end}) => [start, end]),
    doubtful: bank.doubtful.map(({start, end}) => [start, end])
  }
}

function describeCard(card: Card): unknown {
  const {doubt, end, fields, heading, id, number, section, start} = card
  return {
    start,
    end,
    heading: describeHeading(heading),
    id,
    number,
    doubt,
    section: section?.start,
    fields: fields.map((field) => [
      ...[field.template, field.value, field.closing],
      field.hasSwallowedBullets,
      field.looseOptions,
      describeLabel(field.label),
      field.bullets.map((bullet) => [
        ...[bullet.start, bullet.end, bullet.text, bullet.plainText],
        [bullet.checked, bullet.node.type, bullet.node.position]
      ])
    ])
  }
}

function describeHeading(heading: CardHeading): unknown {
  return [
    ...[heading.start, heading.end, heading.form, heading.depth],
    ...[heading.title, heading.titleRange, heading.number],
    ...[heading.hasPrefix, heading.isInBullet, heading.isSwallowed],
    ...[heading.lead, heading.part, heading.lastNumber]
  ]
}

function describeLabel(label: Label): unknown {
  return [
    ...[label.start, label.end, label.lineStart, label.text, label.form],
    ...[label.field.label, label.swallower, label.indent, label.boldEnd],
    ...[label.headingEnd, label.underline]
  ]
}

const word = fc.constantFrom(
  ...vocabulary,
  ...['`code`', '[link](#x)', 'e.g.', '(so)', 'AT & T', '—', '2 ways', '“so”'],
  ...['C#', 'recall@10', '10^6', '~5', 'a > b', 'a < b', '5 µs', '_so_'],
  ...[
    '<https://a.b/c>',
    '**so**',
    'and **so** it',
    '[a **b**](https://c.d/e?f=g "h")'
  ],
  ...['\\*so\\*', '\\[so\\] (it)', '\\#', '\\<b\\>', '\\- so'],
  '**is _so_ it**',
  '~~so~~',
  ...['[\\[a\\] b](c)', 'COUNT(\\*)', '\\\\', '\\$5'],
  ...['为什么', '标签：', 'Вопрос', 'سؤال؟', '質問', 'a_b', '$5', '->', '👍🏽']
)

/** What begins like a label or a card's heading, or nearly so. */
const doubtful = fc.constantFrom(
  ...[
    'Tags: x',
    'Question: y',
    'Qestion : z',
    'Difficulty',
    'Q: w',
    'Question.'
  ],
  ...['Question 3)', 'Common pitfalls:', 'Note: this', '— so', '· so', 'a) so'],
  ...[
    '**Must:**',
    '**Must**:',
    '**Tags:**',
    '**Hints:**',
    '**Hint:**',
    'Hint:'
  ],
  ...['**[so](#x)**', '**`so`**', '**(so)**', '_“so”_'],
  ...[
    'a\\_b',
    '\\![a](b)',
    '[<https://a.b>](#x)',
    '<https://a>b',
    'so **so:** it',
    '~~Tags:~~ so',
    'a ~~`b`~~, c',
    'press <kbd>Esc</kbd>',
    'x<sub>2</sub>',
    'a<br>b',
    '~~so',
    'a <kbd>b',
    '</sub>',
    '<sup>so</sub>',
    '<https://>'
  ]
)

const words = fc
  .array(word, {minLength: 1, maxLength: 4})
  .map((parts) => parts.join(' '))

const sentence = fc.oneof(
  {weight: 12, arbitrary: words},
  {
    weight: 1,
    arbitrary: fc.tuple(doubtful, words).map((parts) => parts.join(' '))
  }
)

const bullets = fc
  .array(sentence, {minLength: 1, maxLength: 3})
  .map((texts) => texts.map((text) => `- ${text}`).join('\n'))

/** What is between the heading and the fields. */
const id = fc.constantFrom(
  ...Array<string>(24).fill(''),
  ...Array<string>(12).fill('<!--id:k3x9m2-->\n\n'),
  ...['<!--id:a-->\n\n', '<!-- id: b2 -->\n\n'],
  ...['<!--id:c d-->\n\n', '<!--id:-->\n\n', '<!--id:e-->\n'],
  ...['<!--id:f-->\n\n<!--id:g-->\n\n', '<!--id:h--> so\n\n']
)

const plainCard = fc
  .record({
    title: sentence,
    id,
    question: sentence,
    more: fc.constantFrom(
      ...['', '', '', '', '\n\nMore of it.', '\n\n- a list', '\nb']
    ),
    strong: bullets,
    pitfalls: bullets,
    last: fc.constantFrom(
      ...Array<string>(20).fill(''),
      '\n\nTags: x',
      '\n\nText.',
      '\n\n#### Deep',
      '\n\n**Hint:** so',
      '\n\n**Hint:** so  \n**References:**\n\n- **Hint:** a\n- **Must:** b',
      '\n\n**References:**\n\n- <https://a.b/c>',
      '\n\n**References:**\n\n- a\n\n**Hint:** so'
    )
  })
  .map(
    ({title, id, question, more, strong, pitfalls, last}) => `### Q: ${title}

${id}**Difficulty:** Easy  
**Tags:** a, b  
**Question:** ${question}${more}

**What a strong answer includes:**

${strong}

**Common pitfalls:**

${pitfalls}${last}`
  )

const between = fc.constantFrom(
  ...[
    '## Section',
    '## Q: section',
    '# Title',
    'Text.',
    '### Tags',
    '### Other'
  ],
  ...['**Tags:** stray', '```\nopen', '```\n\n### Q: in code\n```', '[a]: b'],
  ...['<!-- open', '<!-- closed -->', '<div>', '- Q: bullet', '**Q: bold**'],
  ...[
    '### References',
    '## Reference',
    '## **Hint:**',
    '#### Hint',
    '## Hint: x'
  ],
  ...['Q: text', '### Difficulty', '#### Question: deep', '| a |\n| - |', '> q']
)

/** The default fields, some of them optional, followed by optional ones. */
const optionalFields = `---
bank:
  template:
    fields:
      - {label: Difficulty, kind: prose, optional: true}
      - {label: Tags, kind: tags}
      - {label: Question, kind: prose}
      - {label: Exhibit, kind: content, optional: true}
      - {label: What a strong answer includes, kind: bullets}
      - {label: Also accept, kind: bullets, optional: true}
      - {label: Common pitfalls, kind: bullets}
      - {label: Hint, kind: prose, optional: true}
      - {label: References, kind: bullets, optional: true}
---`

/** Fields with and without labels that may have anything in them, two of them collapsed. */
const contentFields = `---
bank:
  template:
    card: {depth: 3, prefix: "Q:"}
    fields:
      - {kind: content}
      - {label: Hint, kind: prose, details: true, optional: true}
      - {label: Answer, kind: content, details: true}
      - {label: Exhibit, kind: content, optional: true}
---`

const content = fc
  .array(
    fc.oneof(
      {weight: 3, arbitrary: sentence},
      {weight: 1, arbitrary: bullets},
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          ...[
            '1. a\n2. b',
            '- [ ] a\n- [x] `b` c',
            '```js\nlet a   = 1\n```',
            '```sql\n`a`\n\n- b\n```',
            '---'
          ],
          ...['| a   |\n| --- |\n| `b` |', '**so**', '**Answer** so', 'Q: so'],
          ...['Question 3) so', '> so', '<!-- so -->', '    so', '1. a\n   b'],
          ...['- a\n  - b', '#### so', '[a]: b', '</details>', '<p>a</p>']
        )
      }
    ),
    {minLength: 1, maxLength: 3}
  )
  .map((blocks) => blocks.join('\n\n'))

/** A card of a template with such fields. */
const contentCard = fc
  .record({
    title: sentence,
    id,
    head: content,
    hint: fc.constantFrom(
      '',
      '',
      '<details>\n<summary>Hint</summary>\n\nso\n\n</details>'
    ),
    answer: content,
    summary: fc.constantFrom(
      'Answer',
      'Answer',
      'Answer',
      'Answr',
      '**Answer**'
    ),
    exhibit: fc.oneof(
      fc.constant(''),
      fc
        .tuple(fc.constantFrom('**Exhibit:** so', '**Exhibit:**'), content)
        .map((parts) => parts.join('\n\n'))
    )
  })
  .map(({title, id, head, hint, answer, summary, exhibit}) =>
    [
      ...[`### Q: ${title}`, id.trim(), head, hint],
      ...[`<details>\n<summary>${summary}</summary>`, answer, '</details>'],
      exhibit
    ]
      .filter(Boolean)
      .join('\n\n')
  )

const start = fc.constantFrom(
  ...['', '', '', '', '', '', '', ''],
  ...Array<string>(4).fill(optionalFields),
  '# Bank',
  '---\nbank:\n---',
  '---\nbank:\n  sections: [Section, "Q: section"]\n---',
  '---\nbank:\n  template:\n    card: {depth: 2, prefix: "Task:"}\n    fields:\n      - {label: Tags, kind: tags}\n---',
  '---\nopen'
)

/** Banks of cards that may have anything in their fields. */
const contentBank = fc
  .array(
    fc.oneof(
      {weight: 5, arbitrary: contentCard},
      {weight: 1, arbitrary: between}
    ),
    {minLength: 1, maxLength: 4}
  )
  .map((blocks) => `${[contentFields, ...blocks].join('\n\n')}\n`)

/** Templates whose cards are known by a number, or by their place and labels; `head` makes the headings of cards. */
const otherTemplates = [
  {
    matter: `card: {depth: 2, number: "1."}
    fields: [{kind: content}]`,
    head: '## %.'
  },
  {
    matter: `card: {depth: 3, number: "Question 01:", restart: true}
    fields:
      - {kind: content, optional: true}
      - {kind: options, min: 2}
      - {kind: content, optional: true}
      - {label: Hint, kind: content, optional: true}`,
    head: '### Question 0%:'
  },
  {
    matter: `card: {depth: 3, number: "1)", title: false}
    fields:
      - {kind: content}
      - {label: Answer, kind: options, ticked: some, optional: true}
      - {label: Hint, kind: prose, optional: true}`,
    head: '### %)'
  },
  {
    matter: `colon: outside
    card: {depth: 2, prefix: ""}
    fields:
      - {kind: options, optional: true}
      - {label: Answer, kind: content}
      - {label: Hint, kind: bullets, optional: true}`,
    head: '##'
  },
  {
    matter: `card: {depth: 3, prefix: ""}
    fields:
      - {kind: content, optional: true}
      - {label: Hint, kind: prose, optional: true}`,
    head: '###'
  }
]

/** A list of options, or nearly so. */
const options = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        ...['- [ ] ', '- [ ] ', '- [x] ', '- [x] ', '- [X] ', '- ', '[ ] '],
        ...['- ☐ ', '- (x) ', '- a) ', '- [ ] [x] ']
      ),
      fc.oneof(
        {weight: 4, arbitrary: sentence},
        {weight: 1, arbitrary: fc.constantFrom('`a` b', 'a - [x] b', 'a [ ] b')}
      )
    ),
    {minLength: 1, maxLength: 3}
  )
  .map((items) => items.map((item) => item.join('')).join('\n'))

const otherBlock = fc.oneof(
  {weight: 5, arbitrary: content},
  {weight: 3, arbitrary: options},
  {weight: 2, arbitrary: sentence.map((text) => `**Answer**: ${text}`)},
  {weight: 2, arbitrary: sentence.map((text) => `**Hint:** ${text}`)},
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...['**Answer:**', '**Answer**:', '2. so', '2) so', 'Question 2. so'],
      ...['## 2. so', '## Note', '### Deep', '# Title', '- 2. so', '**so**'],
      ...['## Section', '### Hint', '• so\n• so', '### 3) so', 'A. a\nB. b']
    )
  }
)

const otherCard = fc.record({
  title: fc.oneof(sentence, fc.constant('')),
  blocks: fc.array(otherBlock, {maxLength: 4}),
  step: fc.constantFrom(...Array<number>(12).fill(1), 0, 2, -1)
})

/** Banks of such cards, most of them numbered one after the other. */
const otherBank = fc
  .tuple(
    fc.constantFrom(...otherTemplates),
    fc.array(otherCard, {minLength: 1, maxLength: 5}),
    fc.constantFrom('', '', 'contents: Note\n  ', 'sections: [Note]\n  ')
  )
  .map(([{matter, head}, cards, keys]) => {
    let number = 0
    const parts = cards.map(({title, blocks, step}) => {
      number += step
      const lead = head.replace('%', String(number))
      return [`${lead} ${title}`.trim(), ...blocks].join('\n\n')
    })
    const front = `---\nbank:\n  ${keys}template:\n    ${matter}\n---`
    return `${[front, '# Bank', ...parts].join('\n\n')}\n`
  })

/** Banks whose cards are plain, or nearly so. */
export const plainBank = fc
  .tuple(
    start,
    fc.array(
      fc.oneof(
        {weight: 4, arbitrary: plainCard},
        {weight: 1, arbitrary: between}
      ),
      {minLength: 1, maxLength: 5}
    ),
    fc.constantFrom(...Array<string>(12).fill('\n'), '', '\n\n', '\r\n')
  )
  .map(
    ([first, blocks, end]) =>
      [first, ...blocks].filter(Boolean).join('\n\n') + end
  )

const pieces = [
  ...[
    '\n',
    '\n\n',
    ' ',
    '  \n',
    '\t',
    '\r',
    '\u00A0',
    '#',
    '\n\n### ',
    '\n\n# '
  ],
  ...['- ', '-', '**', '*', '_', '`', '```\n', '<', '>', '[', '](', '|', '\\'],
  ...[':', '：', '---\n', '1. ', '&', '&amp;', 'www.', '://', '漢', '😀', '\0']
]

/** All that may be a bank. */
export const anyBank = fc.oneof(
  {weight: 4, arbitrary: plainBank},
  {weight: 3, arbitrary: contentBank},
  {weight: 4, arbitrary: otherBank},
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        fc.oneof(plainBank, contentBank, otherBank),
        mutationsOf(pieces, 3)
      )
      .map(([text, mutations]) => mutate(text, mutations))
  },
  {weight: 2, arbitrary: makeBrokenBank(plainBank)},
  {weight: 1, arbitrary: brokenBank},
  {weight: 1, arbitrary: mutatedBank}
)
