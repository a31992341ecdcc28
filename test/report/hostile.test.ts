/** A text in a card, a file's name or a plugin's message acts on no program or person that reads a report. */
import {fromMarkdown} from 'mdast-util-from-markdown'
import {gfmFromMarkdown} from 'mdast-util-gfm'
import {toString} from 'mdast-util-to-string'
import {gfm} from 'micromark-extension-gfm'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {visit} from 'unist-util-visit'
import {fromXml} from 'xast-util-from-xml'
import {clean} from '../../src/text/clean.ts'
import {reporters} from '../../src/report/index.ts'
import type {ReportFile} from '../../src/report/report.ts'
import {checkBank} from '../support/bank.ts'
import {hostile} from './hostile-texts.ts'
import {
  message,
  parseCommand,
  parseReport,
  parseSarif,
  render
} from './support.ts'

assert.ok(hostile.length >= 40)

/** A report in which everything is the text: the name of a file, a card, all of a message. */
async function makeFiles(text: string): Promise<ReportFile[]> {
  const line = text.replaceAll(/[\r\n]/g, ' ').replaceAll('\0', '')
  const {messages, bank} = await checkBank(`# ${line}

## ${line}

### Q: x ${line}

**Difficulty:** ${line}
**Tags:** ${line}
**Question:** ${line}
**Common pitfalls:**

- ${line}
`)
  const offset = bank.cards[0]?.start ?? 0
  const place = bank.place(offset, offset + 3)
  const own = [
    message(text, {
      ruleId: text,
      source: text,
      note: text,
      place,
      expected: [text, `${text}\n`]
    }),
    message(text, {place, fatal: undefined}),
    message(`Unexpected \`${text}\``, {place}),
    message(text, {source: undefined, ruleId: undefined})
  ]
  return [
    {path: text, messages: [...own, ...messages], bank},
    {path: `docs/${text}`, messages: own}
  ]
}

/** What no report holds, for any reader. */
function assertHarmless(report: string): void {
  assert.not.match(report, /[^\P{Cc}\n]/u)
  assert.not.match(report, /[\u202A-\u202E\u2066-\u2069\u2028\u2029\p{Cs}]/u)
  assert.not.match(report, /##[a-z]*\[/i)
}

/** Only `github` may print commands. */
function assertNoCommand(report: string): void {
  for (const line of report.split('\n')) {
    assert.is(parseCommand(line), undefined, line)
  }
}

function countProblems(files: readonly ReportFile[]): number {
  return files.reduce((sum, {messages}) => sum + messages.length, 0)
}

/** Reporters, and how a reader of each is to understand the report: every problem, and nothing else. */
const readers: Readonly<
  Record<string, (report: string, files: readonly ReportFile[]) => void>
> = {
  stylish(report, files) {
    assertNoCommand(report)
    const places = report
      .split('\n')
      .filter((line) => /^ {2}\S.*:\d+:\d+ {2}(?:error|warning) {2}/.test(line))
    assert.is(places.length, countProblems(files))
  },
  json(report, files) {
    assertNoCommand(report)
    const {files: found} = parseReport(report)
    for (const [index, {path, messages}] of files.entries()) {
      assert.is(found[index]?.path, path)
      assert.is(found[index]?.messages.length, messages.length)
    }

    const first = found[0]?.messages.find(({note}) => note !== undefined)
    const meant = files[0]?.messages.find(({note}) => note !== undefined)
    assert.equal(first?.['expected'], meant?.expected)
  },
  jsonl(report, files) {
    assertNoCommand(report)
    const lines = report.trimEnd().split('\n')
    assert.is(lines.length, countProblems(files))
    for (const line of lines) {
      const {path} = JSON.parse(line) as {path: string}
      assert.ok(files.some((file) => file.path === path))
    }
  },
  github(report, files) {
    const lines = report.trimEnd().split('\n')
    // After them, what to do about them.
    assert.match(lines.pop() ?? '', /^Next: /)
    assert.match(lines.pop() ?? '', /^\d+ problems? \(/)
    const commands = lines.map(parseCommand)
    assert.is(commands.length, countProblems(files))
    const known = new Set([
      ...['file', 'line', 'endLine', 'col', 'endColumn', 'title']
    ])
    for (const command of commands) {
      assert.ok(command)
      const {name, properties, data} = command
      assert.ok(['error', 'warning'].includes(name), name)
      for (const key of Object.keys(properties)) assert.ok(known.has(key), key)
      // Paths are joined to the folder's, which tidies dots away.
      assert.match(properties['line'] ?? '', /^\d+$/)
      assert.is(properties['file'], clean(properties['file'] ?? ''))
      assert.ok(
        data.split('\n').every((line) => line === clean(line)),
        data
      )
    }
  },
  gitlab(report, files) {
    assertNoCommand(report)
    const issues = JSON.parse(report) as {fingerprint: string}[]
    assert.is(issues.length, countProblems(files))
    assert.is(
      new Set(issues.map(({fingerprint}) => fingerprint)).size,
      issues.length
    )
  },
  sarif(report, files) {
    assertNoCommand(report)
    const [run] = parseSarif(report).runs
    assert.is(run?.results?.length, countProblems(files))
    for (const {locations = []} of run?.results ?? []) {
      const uri = locations[0]?.physicalLocation?.artifactLocation?.uri ?? ''
      // No scheme, no authority: below the root, whatever the name.
      const {origin} = new URL(uri, 'https://root.example/a/b/c/')
      assert.is(origin, 'https://root.example')
    }
  },
  junit(report, files) {
    assertNoCommand(report)
    const tree = fromXml(report)
    const names: string[] = []
    visit(tree, (node) => {
      if (node.type === 'element') names.push(node.name)
      else assert.ok(['root', 'text', 'instruction'].includes(node.type))
    })
    const count = (name: string): number =>
      names.filter((other) => other === name).length
    assert.is(count('testsuites'), 1)
    assert.is(count('testsuite'), files.length)
    assert.is(
      count('testcase'),
      files.length + (files[0]?.bank?.cards.length ?? 0)
    )
    assert.is(
      names.length,
      ['testsuites', 'testsuite', 'testcase', 'failure', 'system-out']
        .map(count)
        .reduce((sum, number) => sum + number)
    )
  },
  markdown(report, files) {
    assertNoCommand(report)
    const tree = fromMarkdown(report, {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown()]
    })
    const known = new Set([
      ...['root', 'heading', 'paragraph', 'strong', 'list', 'listItem'],
      ...['inlineCode', 'text', 'break']
    ])
    let items = 0
    visit(tree, (node) => {
      assert.ok(known.has(node.type), `${node.type} ${toString(node)}`)
      if (node.type === 'listItem') items++
      if (node.type === 'listItem') assert.is(node.checked ?? null, null)
      if (node.type === 'heading') assert.is(node.depth, 2)
      if (node.type === 'text') assert.not.match(node.value, '@')
    })
    assert.is(items, countProblems(files))
    assert.match(toString(tree), clean(files[0]?.path ?? ''))
  }
}

const safety = suite('hostile text')

safety('every reporter has a reader', () => {
  assert.equal(Object.keys(readers), Object.keys(reporters))
})

for (const text of hostile) {
  safety(JSON.stringify(text), async () => {
    const files = await makeFiles(text)
    for (const [name, read] of Object.entries(readers)) {
      const report = await render(name, files)
      try {
        assertHarmless(report)
        read(report, files)
      } catch (error) {
        throw new Error(`${name}: ${String(error)}`, {cause: error})
      }
    }
  })
}

safety('front matter chooses no command', async () => {
  const {messages, bank} = await checkBank(`---
bank:
  template:
    card: {prefix: '::error::'}
    fields:
      - {label: "\\e[31m ##[error]", kind: prose}
---

# Bicycles

### ::error:: x

**Level:** x
`)
  assert.ok(messages.length > 0)
  for (const [name, read] of Object.entries(readers)) {
    const files = [{path: 'a.md', messages, bank}]
    const report = await render(name, files)
    assertHarmless(report)
    if (name !== 'json' && name !== 'markdown') read(report, files)
  }
})

safety.run()
