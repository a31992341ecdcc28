/** Reports as other programs read them. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {applyEdits} from '../../src/message/edits.ts'
import type {ReportFile} from '../../src/report/report.ts'
import {processBank} from '../support/bank.ts'
import {
  message,
  parseCommand,
  parseReport,
  parseSarif,
  render
} from './support.ts'

const fixes = suite('fixes')

const glued = `# Baking

## Bread

### Q: Why does a cold oven spoil a loaf?

**Difficulty:** easy  
**Tags:** heat,crust  
**Question:** A loaf goes into an oven that is still warming up. What goes wrong?  
**What a strong answer includes:**

- The crust dries before the crumb has risen.
- Steam leaves before the surface has set.
- A thermometer tells more than the light of an oven.
**Common pitfalls:**

- Blaming the yeast.
- Baking longer instead of hotter.
`

for (const [name, text] of [
  ['with line feeds', glued],
  ['with carriage returns and line feeds', glued.replaceAll('\n', '\r\n')]
] as const) {
  fixes(`${name}: applied by lines and columns, they fix`, async () => {
    const {messages, bank, value} = await processBank(text, {
      prettierOptions: {endOfLine: 'auto'}
    })
    const report = await render('sarif', [{path: 'a', messages, bank}])
    const {results = []} = parseSarif(report).runs[0] ?? {}
    const starts = [0, ...[...text.matchAll(/\n/g)].map(({index}) => index + 1)]
    const toOffset = (line = 0, column = 0): number =>
      (starts[line - 1] ?? 0) + column - 1
    const edits = results.flatMap(({fixes: [fix] = []}) => {
      const [change] = fix?.artifactChanges ?? []
      const [{deletedRegion: region, insertedContent} = {}] =
        change?.replacements ?? []
      return {
        start: toOffset(region?.startLine, region?.startColumn),
        end: toOffset(region?.endLine, region?.endColumn),
        text: insertedContent?.text ?? ''
      }
    })
    assert.is(edits.length, 2)
    assert.is(applyEdits(text, edits), value)
  })
}

fixes.run()

const fingerprints = suite('fingerprints')

async function fingerprintsOf(text: string): Promise<string[]> {
  const {messages, bank} = await processBank(text)
  const report = await render('gitlab', [{path: 'a.md', messages, bank}])
  const issues = JSON.parse(report) as {fingerprint: string}[]
  return issues.map(({fingerprint}) => fingerprint)
}

fingerprints('stay when the card moves', async () => {
  const before = await fingerprintsOf(glued)
  assert.is(before.length, 2)
  const other = glued.slice(glued.indexOf('### Q:')).replace('cold', 'hot')
  const moved = await fingerprintsOf(
    glued.replace('## Bread\n', `## Bread\n\n${other}`)
  )
  for (const fingerprint of before) assert.ok(moved.includes(fingerprint))
  assert.is(new Set(moved).size, moved.length)
})

fingerprints('tell files apart', async () => {
  const report = await render('sarif', [
    {path: 'a.md', messages: [message('x'), message('x')]},
    {path: 'b.md', messages: [message('x')]}
  ])
  const {results = []} = parseSarif(report).runs[0] ?? {}
  const all = results.map(
    ({partialFingerprints}) => partialFingerprints?.['problem/v1']
  )
  assert.is(new Set(all).size, 3)
  assert.match(all[0] ?? '', /^[\da-f]{64}$/)
})

fingerprints.run()

const places = suite('places')

places('services get the path in the repository', async () => {
  const list = [{path: 'a b.md', messages: [message('x')]}]
  const outside = [{path: '../a.md', messages: [message('x')]}]
  const drive = [{path: 'D:/a.md', messages: [message('x')]}]
  const options = {folder: 'docs/cards'}
  const paths = async (files: readonly ReportFile[]): Promise<unknown[]> => {
    const command = parseCommand(await render('github', files, options))
    const [issue] = JSON.parse(await render('gitlab', files, options)) as {
      location: {path: string}
    }[]
    const {results = []} =
      parseSarif(await render('sarif', files, options)).runs[0] ?? {}
    return [
      command?.properties['file'],
      issue?.location.path,
      results[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri
    ]
  }
  assert.equal(await paths(list), [
    'docs/cards/a b.md',
    'docs/cards/a b.md',
    'docs/cards/a%20b.md'
  ])
  assert.equal(await paths(outside), ['docs/a.md', 'docs/a.md', 'docs/a.md'])
  assert.equal(await paths(drive), ['D:/a.md', 'D:/a.md', 'D%3A/a.md'])
})

places('columns of one line, whose last GitHub counts in', async () => {
  const point = (line: number, column: number): object => ({
    line,
    column,
    offset: 0
  })
  for (const [start, end, expected] of [
    [
      point(3, 5),
      point(3, 9),
      {line: '3', endLine: '3', col: '5', endColumn: '8'}
    ],
    [
      point(3, 5),
      point(3, 5),
      {line: '3', endLine: '3', col: '5', endColumn: '5'}
    ],
    [point(3, 5), point(4, 1), {line: '3', endLine: '4'}]
  ] as const) {
    const place = {start, end} as never
    const report = await render('github', [
      {path: 'a.md', messages: [message('x', {place})]}
    ])
    assert.equal(parseCommand(report)?.properties, {file: 'a.md', ...expected})
  }
})

places('warnings are left out if they are not wanted', async () => {
  const list = [
    {path: 'a.md', messages: [message('x', {fatal: undefined}), message('y')]}
  ]
  for (const name of ['jsonl', 'github']) {
    const lines = (await render(name, list, {quiet: true})).split('\n')
    assert.is(lines.filter((line) => /^(?:\{|::)/.test(line)).length, 1, name)
  }
})

places('other places that a message is about', async () => {
  const twice = glued + glued.slice(glued.indexOf('### Q:'))
  const {messages, bank} = await processBank(twice)
  const files = [{path: 'a.md', messages, bank}]
  const other = {line: 5, column: 1, endLine: 5, endColumn: 42}
  const text = '### Q: Why does a cold oven spoil a loaf?'
  const found = parseReport(await render('json', files)).files[0]?.messages
  assert.equal(
    found?.find(({ruleId}) => ruleId === 'no-duplicate-title')?.['related'],
    [{...other, text}]
  )
  assert.not(
    'related' in (found?.find(({ruleId}) => ruleId === 'no-glued-label') ?? {})
  )
  const {results = []} = parseSarif(await render('sarif', files)).runs[0] ?? {}
  const result = results.find(({ruleId}) => ruleId === 'no-duplicate-title')
  assert.match(
    result?.message.text ?? '',
    /again, expected one that no other card has: first used on line 5\nSee \[line 5\]\(1\)\.$/
  )
  assert.equal(result?.relatedLocations, [
    {
      id: 1,
      physicalLocation: {
        artifactLocation: {uri: 'a.md', uriBaseId: '%SRCROOT%'},
        region: {startLine: 5, startColumn: 1, endLine: 5, endColumn: 42}
      },
      message: {text}
    }
  ])
})

places('a link of ours is one, and one of a card is none', async () => {
  const place = {
    start: {line: 1, column: 1, offset: 0},
    end: {line: 1, column: 2, offset: 1}
  }
  const list = [message('Unexpected [a](b) [', {related: [place]})]
  const report = await render('sarif', [{path: 'a.md', messages: list}])
  assert.is(
    parseSarif(report).runs[0]?.results?.[0]?.message.text,
    String.raw`Unexpected \[a\](b) \[` + '\nSee [line 1](1).'
  )
})

places.run()

const nothing = suite('nothing to say')

nothing('is a whole report, or an empty one', async () => {
  const {messages, bank} = await processBank(
    glued.replace('easy', 'Easy').replace('\n**Common', '\n\n**Common')
  )
  assert.is(messages.length, 0)
  const clean = [{path: 'a.md', messages, bank}]
  assert.is(await render('jsonl', clean), '')
  assert.is(await render('github', clean), '')
  assert.is(await render('gitlab', clean), '[]\n')
  assert.is(
    parseSarif(await render('sarif', clean)).runs[0]?.results?.length,
    0
  )
  assert.is(parseReport(await render('json', clean)).files.length, 1)
  assert.is(
    await render('markdown', clean),
    '## 1 card in 1 bank: no problems\n'
  )
  assert.is(
    await render('junit', clean),
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="qbank" tests="2" failures="0" errors="0">
<testsuite name="a.md" tests="2" failures="0" errors="0" skipped="0">
<testcase name="a.md" classname="a.md" file="a.md" />
<testcase name="Q: Why does a cold oven spoil a loaf?" classname="a.md" file="a.md" />
</testsuite>
</testsuites>
`
  )
})

nothing.run()

const page = suite('markdown')

page('names cards, places and the next step', async () => {
  const {messages, bank} = await processBank(glued)
  assert.is(
    await render('markdown', [{path: 'a.md', messages, bank}]),
    `## 2 problems (2 errors) · 2 fixable with \`npx --no -- qbank fix\`

Next: run \`npx --no -- qbank fix\` and commit what it changes.

**\`Q: Why does a cold oven spoil a loaf?\`**

- \`a.md:7:17\` error: Unexpected value \`easy\` of \`Difficulty\`, expected \`Easy\` · \`choice-value\`
- \`a.md:15:1\` error: Unexpected label \`**Common pitfalls:**\` in the bullet above, expected a blank line before it · \`no-glued-label\`
`
  )
})

page('ends before GitHub would drop it', async () => {
  const messages = Array.from({length: 5000}, (_, index) =>
    message(`x${index} ${'y'.repeat(3000)}`, {ruleId: `rule-${index}`})
  )
  const text = await render('markdown', [{path: 'a.md', messages}])
  assert.ok(text.length < 1024 * 1024)
  assert.match(
    text,
    '… and 4800 more problems, which `npx --no -- qbank check` shows.'
  )
})

page('comes to an end over many backticks', async () => {
  const ticks = Array.from({length: 2000}, (_, index) => '`'.repeat(index % 50))
  const messages = [message(ticks.join('x'))]
  const text = await render('markdown', [{path: 'a.md', messages}])
  assert.match(text, '- `a.md:1:1` error: ')
})

page.run()
