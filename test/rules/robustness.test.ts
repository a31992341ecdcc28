/** No text makes a rule stumble, or see fields where there are none. */
import {readFileSync} from 'node:fs'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {VFile} from 'vfile'
import {parse} from '../../src/markdown/parse.ts'
import {readBank} from '../../src/bank/read-bank.ts'
import {processBank} from '../support/bank.ts'

const card = `### Q: Why does bread go stale?

**Difficulty:** Easy␠␠
**Tags:** bread,storage␠␠
**Question:** A loaf is hard after two days. Where did the water go?␠␠
**What a strong answer includes:**

- Starch forms crystals again.
- Most of the water is still there.
- Warmth softens the crumb for a while.

**Common pitfalls:**

- Keeping bread in the refrigerator.
- Blaming the flour.
`.replaceAll('␠', ' ')

const survival = suite('survival')

const odd: Readonly<Record<string, string>> = {
  'an empty file': '',
  'white space': ' \n\t\n\n ',
  'a byte order mark': '\uFEFF',
  'one character': '#',
  'front matter alone': '---\nbank:\n---',
  'front matter that does not end': '---\nbank:\n  sections: [a]\n',
  'a card that is one code block': `# Bread\n\n## Storage\n\n\`\`\`md\n${card}\`\`\`\n`,
  'a card that is one code block without end': `# Bread\n\n\`\`\`md\n${card}`,
  'a card that is indented like code': `# Bread\n\n${card.replace(/^/gm, '    ')}`,
  'a card that is one comment': `# Bread\n\n<!--\n${card}-->\n`,
  'a card that is quoted': `# Bread\n\n${card.replace(/^/gm, '> ')}`,
  'a card that is quoted a hundred times': `# Bread\n\n${card.replace(/^/gm, '> '.repeat(100))}`,
  'a heading without text': '###',
  'labels without values':
    '### Q:\n\n**Difficulty:**\n**Tags:**\n**Question:**\n**Common pitfalls:**',
  'nothing but labels': '**Difficulty:**\n\n**Tags:**',
  'a label at the end of a bullet at the end of the file':
    '### Q: Why?\n\n- a\n  **Tags:**',
  'control characters': `# Bread\n\n### Q: \u0000\u0001\u009b31m\n\n**Tags:** \u0000\n`,
  'half of a character': `# Bread\n\n### Q: \uD83D\n\n**Tags:** \uDE00a\n`,
  'line separators': card.replaceAll('. ', '.\u2028  '),
  'old line breaks': card.replaceAll('\n', '\r'),
  'one long line': `# Bread\n\n### Q: ${'word '.repeat(5000)}`,
  ...Object.fromEntries(
    ['>', '- ', '[', '*', '**', '_', '`', '<', '(', '![', '- > ', '1. '].map(
      (sign) => [
        `a hundred times \`${sign}\``,
        card.replace('Easy', sign.repeat(100) + 'Easy')
      ]
    )
  ),
  ...Object.fromEntries(
    ['> ', '- ', '  ', '# ', '| ', '<!--'].map((sign) => [
      `\`${sign}\` in front of every line, fifty times`,
      card.replace(/^/gm, sign.repeat(50))
    ])
  )
}

for (const [name, input] of Object.entries(odd)) {
  survival(name, async () => {
    const {value} = await processBank(input)
    assert.is((await processBank(value)).value, value)
  })
}

survival('this test, taken for a bank', async () => {
  const input = readFileSync(new URL(import.meta.url), 'utf8')
  const {value} = await processBank(input)
  assert.is((await processBank(value)).value, value)
})

survival('10,000 labels in one card are read', () => {
  const text = `# Bread\n\n### Q: Why?\n\n${'**Tags:** a\n'.repeat(10_000)}`
  const file = new VFile({path: 'QUESTION_BANK.md', value: text})
  const bank = readBank(parse(text), file)
  assert.is(bank?.cards[0]?.fields.length, 10_000)
})

survival.run()

const places = suite('places that are no fields')

/** Labels and headings in the forms that the rules would fix. */
const lookalikes = [
  '## Q: Why?',
  '',
  '**Difficulty**: Esy',
  'Tags: a',
  '#### Question',
  '- **Common pitfalls**'
]

const containers: Readonly<Record<string, string>> = {
  'a quote': lookalikes.map((line) => `> ${line}`.trim()).join('\n'),
  'a quote in a bullet': lookalikes
    .map((line, index) => `${index === 0 ? '- ' : '  '}> ${line}`.trimEnd())
    .join('\n'),
  'fenced code': ['```md', ...lookalikes, '```'].join('\n'),
  'fenced code in a bullet': [
    '- In code:',
    '',
    ...['```md', ...lookalikes, '```'].map((line) => line && `  ${line}`)
  ].join('\n'),
  'indented code': [
    'As code:',
    '',
    ...lookalikes.map((line) => line && `    ${line}`)
  ].join('\n'),
  'a table': [
    '| **Difficulty**: Esy | Tags: a  |',
    '| ------------------- | -------- |',
    '| **Common pitfalls** | ## Q: Why? |'
  ].join('\n'),
  'a comment': ['<!--', ...lookalikes, '-->'].join('\n'),
  'an element': ['<div>', ...lookalikes.filter(Boolean), '</div>'].join('\n'),
  'a script': ['<script>', ...lookalikes, '</script>'].join('\n'),
  'inline code': '`**Difficulty**: Esy` and `## Q: Why?`',
  'a link': '[**Difficulty**: Esy](https://example.com) and more',
  'a footnote': 'See below.[^1]\n\n[^1]: **Difficulty**: Esy'
}

const readers = new Set([
  'card-heading',
  'choice-value',
  'field-label',
  'no-glued-label'
])

for (const [name, content] of Object.entries(containers)) {
  for (const [where, input] of [
    ['in a card', card.replace('\n**Common', `\n${content}\n\n**Common`)],
    ['after a card', `${card}\n${content}\n`],
    ['in front of the cards', `# Bread\n\n${content}\n\n## Storage\n\n${card}`]
  ] as const) {
    places(`${name} ${where}`, async () => {
      const {messages, bank} = await processBank(input)
      assert.equal(
        messages
          .filter(({ruleId}) => readers.has(ruleId ?? ''))
          .map(({reason}) => reason),
        []
      )
      assert.is(bank.cards.length, 1)
      assert.is(bank.cards[0]?.fields.length, 5)
    })
  }
}

places.run()
