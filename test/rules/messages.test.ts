/** Every message is one short line of the same grammar, whatever the texts are that it shows. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {ReportFile} from '../../src/report/report.ts'
import {messageSource} from '../../src/rule/define-rule.ts'
import {longestMessage} from '../../src/rule/text.ts'
import {assertReports} from '../report/fixture-reports.ts'
import {checkBank} from '../support/bank.ts'
import {readFixtures} from '../support/fixtures.ts'

/** What is wrong, and what is expected; what a person needs besides may follow. */
const grammar = /^Unexpected \S(?:.*\S)?, expected \S(?:.*[^.\s])?$/

/** A message that blames, begs, or exclaims. */
const tone = /\b(?:please|invalid|illegal|wrong|oops)\b|!$/i

/** What was said of the fixtures. */
const files: ReportFile[] = []

/** @returns the ids of the rules that say something */
async function checkMessages(input: string): Promise<Set<string>> {
  const {messages, bank} = await checkBank(input)
  files.push({path: `fixture ${files.length}.md`, messages, bank})
  const ids = new Set<string>()
  for (const {reason, ruleId, source, actual, expected} of messages) {
    if (source !== messageSource) continue
    ids.add(ruleId ?? '')
    const name = `${ruleId}: ${reason}`
    assert.match(reason, grammar, name)
    // Texts in backticks are what stands in the bank.
    assert.not.match(reason.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, ''), tone, name)
    assert.ok(
      reason.length <= longestMessage,
      `${reason.length} characters: ${name}`
    )
    assert.not.match(reason, /\p{Cc}/u, name)
    assert.type(actual, 'string', name)
    assert.is.not(expected?.length, 0, `${name}: no candidate is no list`)
    assert.not.equal(expected, [actual], `${name}: changes nothing`)
  }

  return ids
}

const test = suite('messages')

const fixtures = readFixtures()
for (const rule of new Set(fixtures.map(({rule}) => rule))) {
  test(`messages in the fixtures of ${rule}`, async () => {
    const ids = new Set<string>()
    for (const fixture of fixtures) {
      if (fixture.rule !== rule) continue
      for (const id of await checkMessages(fixture.input)) ids.add(id)
    }

    assert.ok(ids.has(rule))
  })
}

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
    const ids = await checkMessages(input)
    assert.ok(ids.size > 0)
  })
}

test('all of them are in every report', async () => {
  await assertReports(files)
})

test.run()
