/** Reports: places, groups, sums, and what is left of the text of cards. */
import {stripVTControlCharacters} from 'node:util'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {ReportFile} from '../../src/report/report.ts'
import {eachRecord} from '../../src/report/record.ts'
import {stylish as render} from '../../src/report/stylish.ts'
import {countMessages, viewMessages} from '../../src/report/message-view.ts'
import {severityOf} from '../../src/message/source.ts'
import {processBank} from '../support/bank.ts'

const plain = {color: false, quiet: false}

function message(
  reason: string,
  options: Partial<VFileMessage> = {}
): VFileMessage {
  return Object.assign(new VFile().message(reason), {
    source: 'question-bank',
    ruleId: 'a-rule',
    ...options
  })
}

/** From line 1 to 2, wherever that is. */
const place = {
  start: {line: 1, column: 2, offset: 1},
  end: {line: 2, column: 3, offset: 9}
}

function stylish(files: readonly ReportFile[], options = plain): string {
  return render(files, options)
}

const view = suite('view')

view('what a message weighs', () => {
  for (const [source, fatal, expected] of [
    ['question-bank', false, 'error'],
    ['question-bank', undefined, 'warning'],
    ['question-bank', true, 'error'],
    ['remark-lint', true, 'error'],
    ['remark-lint', false, 'warning'],
    ['remark-lint', undefined, 'warning'],
    [undefined, true, 'error'],
    [undefined, false, 'warning']
  ] as const) {
    assert.is(severityOf(message('x', {source, fatal})), expected)
  }
})

view('sums are of all files, and of warnings that are not shown', () => {
  const fix = {place, expected: ['y']}
  const files: ReportFile[] = [
    {
      path: 'a',
      messages: [message('x'), message('x', {fatal: undefined, ...fix})]
    },
    {
      path: 'b',
      messages: [
        message('x', fix),
        message('x', {...fix, expected: ['y', 'z']}),
        message('x', {...fix, source: 'other'}),
        message('x', {...fix, source: 'trusted'})
      ],
      fixSources: ['trusted']
    }
  ]
  assert.equal(countMessages(files), {errors: 3, warnings: 3, fixable: 3})
})

view('a message without a place is at the beginning', () => {
  const [first] = viewMessages({path: 'a', messages: [message('x')]}, plain)
  assert.equal(
    [first?.line, first?.column, first?.endLine, first?.endColumn],
    [1, 1, 1, 1]
  )
})

view('messages come in the order of their places', () => {
  const at = (line: number, column: number): VFileMessage =>
    message(`${line}:${column}`, {
      line,
      column,
      place: {line, column, offset: line * 100 + column}
    })
  const messages = [at(3, 1), at(1, 9), at(1, 10), at(2, 1)]
  assert.equal(
    viewMessages({path: 'a', messages}, plain).map(({text}) => text),
    ['1:9', '1:10', '2:1', '3:1']
  )
})

view('texts that repeat the bank are cut', async () => {
  const {messages, bank} = await processBank(
    `# A\n\n## B\n\n### Q: ${'word '.repeat(2000)}\n\n**Tags:** ${'😀'.repeat(2000)}\n`
  )
  const file: ReportFile = {path: 'a.md', messages, bank}
  const records = [...eachRecord(file, {color: false, quiet: false})]
  assert.ok(records.length > 3)
  for (const {message, card = '', related = []} of records) {
    assert.ok(message.length <= 2000, message)
    assert.is(card.length, 200)
    for (const {text} of related) assert.ok(text.length <= 200, text)
  }
})

view.run()

const report = suite('stylish')

report('nothing to say of nothing', () => {
  assert.is(stylish([]), '')
})

report('other people’s rules are named with their source', () => {
  const messages = [
    message('one', {source: 'remark-lint', ruleId: 'no-tabs'}),
    message('two', {source: 'spelling', ruleId: undefined}),
    message('three', {source: undefined, ruleId: undefined}),
    message('four')
  ]
  const lines = stylish([{path: 'a.md', messages}]).split('\n')
  for (const expected of [
    '  a.md:1:1  warning  one  remark-lint:no-tabs',
    '  a.md:1:1  warning  two  spelling',
    '  a.md:1:1  warning  three',
    '  a.md:1:1  error  four  a-rule'
  ]) {
    assert.ok(lines.includes(expected), expected)
  }
})

report('one and several', () => {
  for (const [fatals, expected] of [
    [[false], '1 problem (1 error)'],
    [[false, false], '2 problems (2 errors)'],
    [[undefined], '1 problem (1 warning)'],
    [[false, undefined, undefined], '3 problems (1 error, 2 warnings)']
  ] as const) {
    const messages = fatals.map((fatal) => message('x', {fatal}))
    assert.ok(stylish([{path: 'a', messages}]).endsWith(`\n\n${expected}\n`))
  }
})

report('without its colors it is what it is without colors', () => {
  const files = [
    {
      path: 'a.md',
      messages: [message('x', {note: 'y'}), message('z', {fatal: undefined})]
    }
  ]
  const colored = stylish(files, {color: true, quiet: false})
  assert.not.equal(colored, stylish(files))
  assert.is(stripVTControlCharacters(colored), stylish(files))
})

report('cards are groups, in each file anew', async () => {
  const card = (title: string): string => `### Q: ${title}

**Difficulty:** easy  
**Tags:** chain,oil  
**Question:** What tells that a chain wants oil?  
**What a strong answer includes:**

- It can be heard.
- Links look dry.
- Shifting is rough.

**Common pitfalls:**

- Oiling a dirty chain.
- Oiling it on the outside.
`
  const text = `# Bicycles\n\n## Chains\n\n${card('When is a chain dry?')}\n${card('When is a chain too long?').replace('hard', '')}`
  const {messages, bank} = await processBank(text)
  const own = messages.filter(({ruleId}) => ruleId === 'choice-value')
  const files = ['a.md', 'b.md'].map((path) => ({path, messages: own, bank}))
  const expected = (path: string): string =>
    `Q: When is a chain dry?
  ${path}:7:17  error  Unexpected value \`easy\` of \`Difficulty\`, expected \`Easy\`  choice-value

Q: When is a chain too long?
  ${path}:23:17  error  Unexpected value \`easy\` of \`Difficulty\`, expected \`Easy\`  choice-value
`
  assert.is(
    stylish(files),
    `${expected('a.md')}\n${expected('b.md')}\n4 problems (4 errors) · 4 fixable with \`npx --no -- qbank fix\`\n`
  )
})

report('any number of messages is shown', () => {
  const message = new VFile().message('x')
  const messages = Array.from({length: 150_000}, () => message)
  const options = {color: false, quiet: false, diff: true}
  const text = render([{path: 'a.md', messages}], options)
  assert.match(text, '150000 problems (150000 warnings)')
})

report.run()
