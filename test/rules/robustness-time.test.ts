/** What reading and rules take grows with the text, and not with its square. */
import process from 'node:process'
import type {Root} from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {VFile} from 'vfile'
import {rules} from '../../rules/index.ts'
import {readBank} from '../../src/bank/read-bank.ts'

const parser = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm)
  .freeze()
const processors = rules.map((rule) => unified().use(rule).freeze())

const linear = suite('linear time')

const head = '# Bread\n\n## Storage\n\n### Q: Why?\n\n'

/** Texts with as many things in one card (or as many cards) as are asked for. */
const shapes: Readonly<Record<string, (amount: number) => string>> = {
  'labels on lines': (amount) =>
    head + 'Difficulty: Easy\nTags: a\n'.repeat(amount / 2),
  'labels as headings': (amount) => head + '#### Tags\n\na\n\n'.repeat(amount),
  'labels that may be headings': (amount) =>
    head + '#### Question: a\n\n**Tags:** a\n\n'.repeat(amount / 2),
  'glued labels': (amount) =>
    head + '- a\n**Common pitfalls:**\n'.repeat(amount / 3),
  'labels as bullets': (amount) => head + '- **Tags**: a\n'.repeat(amount),
  'labels on one line': (amount) => head + 'a **Tags:** b '.repeat(amount),
  'labels that are not closed': (amount) =>
    head + '**Difficulty: '.repeat(amount),
  'labels below tags': (amount) =>
    `${head}<div>\n${'</p>\n**Tags:** a\n'.repeat(amount)}`,
  'blank lines': (amount) => `${head}**Tags:**\n${' \n'.repeat(amount)}`,
  'lines that may be headings': (amount) =>
    head + '**Why?**\n\nTags: a\n\n'.repeat(amount / 2),
  'headings without space': (amount) =>
    head + '###Q: Why?\n\n'.repeat(amount / 3),
  mojibake: (amount) => head + 'Ã© É» â€ '.repeat(amount / 3),
  'mojibake in one word': (amount) => head + 'Ã©'.repeat(amount * 20)
}

/** Twice as many take the parser long enough; the rules, some 30 milliseconds and more. */
const few = 1000

for (const [name, make] of Object.entries(shapes)) {
  linear(name, async () => {
    const once = await measure(make(few))
    const twice = await measure(make(2 * few))
    assert.ok(
      twice <= 3 * once + 20,
      `${few}: ${once.toFixed(0)} ms, ${2 * few}: ${twice.toFixed(0)} ms`
    )
  })
}

linear('10,000 labels in one card are read', () => {
  const text = head + '**Tags:** a\n'.repeat(10_000)
  const file = new VFile({path: 'QUESTION_BANK.md', value: text})
  const bank = readBank(parser.parse(file), file)
  assert.is(bank?.cards[0]?.fields.length, 10_000)
})

linear.run()

/** @returns processor time that reading and all rules take, in milliseconds; the shorter of two rounds */
async function measure(text: string): Promise<number> {
  const file = new VFile({path: 'QUESTION_BANK.md', value: text})
  const tree = parser.parse(file)
  let shortest = Infinity
  for (let round = 0; round < 2; round++) {
    // What was read is kept with the tree: a copy has to be read again.
    const copy: Root = {...tree}
    const start = process.cpuUsage()
    for (const processor of processors) {
      await processor.run(copy, new VFile({path: file.path, value: text}))
    }

    const {user} = process.cpuUsage(start)
    shortest = Math.min(shortest, user / 1000)
  }

  return shortest
}
