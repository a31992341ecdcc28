/** Messages keep their form whatever the texts are that they show; those about fixtures are looked at there. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {checkBank} from '../support/bank.ts'
import {expectMessages} from './message-laws.ts'

const test = suite('messages')

const long = 'a long-winded word or two, '.repeat(40).trim()

const longTemplate = `---
bank:
  ${'k'.repeat(300)}: 1
  readme: [a]
  sections: ${'s'.repeat(300)}
  template:
    fields:
      - label: ${'Level '.repeat(40).trim()}
        kind: choice
        choices:
${Array.from({length: 40}, (_, index) => `          - ${'choice '.repeat(12)}${index}`).join('\n')}
      - label: ${'Answer '.repeat(40).trim()}
        kind: bullets
        min: 3
        max: 2
---

# Bank

### Q: ${long}

**${'Level '.repeat(40).trim()}:** ${long}
`

const longTexts = [
  longTemplate,
  longTemplate.replace(/sections: s+/, 'sections: [a]'),
  `---\nbank:\n  sections: "${long}\n---\n\n# Bank\n`,
  ...[
    `#### Q: ${long}`,
    `Q: ${long}\n---`,
    `**${long}**`,
    `## ${long}`,
    `- ### Q: ${long}`,
    `### Q ${long}`
  ].map(
    (heading) =>
      `# ${long}\n\n## ${long}\n\n${heading}\n\n**Difficulty:** Easy\n${long}\n**Tags:** ${long}\n**Question: ${long}**\n**What a strong answer includes:**\n- ${long}\n- ${long} â€” \u0080 ${'Ã©'.repeat(90)}\n**Common pitfalls:**\n    - ${long}\n- TODO ${long}\n`
  ),
  `# Bank\n\n### Q: Why?\n\n**Difficulty:** ${long}\n\n**Difficulty:** \`\`${'`x '.repeat(90)}\n`
]

for (const [index, input] of longTexts.entries()) {
  test(`messages about long texts (${index + 1})`, async () => {
    const {messages} = await checkBank(input)
    assert.ok(messages.length > 0)
    expectMessages(messages)
  })
}

test('of content that is in no field, the first line is pointed at', async () => {
  const text =
    '# Pots\n\n## Balcony\n\n### Q: Which pot stands?\n\nA line,\nand another.\n\n**Difficulty:** Easy\n'
  const {messages} = await checkBank(text)
  const found = messages.find(({ruleId}) => ruleId === 'no-stray-content')
  const {place} = found ?? {}
  assert.ok(place && 'start' in place)
  assert.equal([place.start.line, place.end.line], [7, 7])
  assert.is(place.end.column, 'A line,'.length + 1)
})

test.run()
