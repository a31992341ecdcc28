/**
 * Other people's remark plugins: a message with one candidate is applied where the configuration trusts its source,
 * and only offered otherwise.
 */
import type {Root} from 'mdast'
import remarkParse from 'remark-parse'
import type {Plugin} from 'unified'
import {unified} from 'unified'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {VFile} from 'vfile'
import {location} from 'vfile-location'
import {preset} from '../../src/engine/preset.ts'
import type {ProcessOptions} from '../support/bank.ts'
import {call} from '../cli/support.ts'
import {processBank} from '../support/bank.ts'
import {makeTempFolder, writeFiles} from '../support/temp.ts'

const card = (words: string): string => `# Gardening

## Borders

### Q: How is a border planned?

**Difficulty:** Easy  
**Tags:** design,plants  
**Question:** ${words}  
**What a strong answer includes:**

- Tall plants stand at the back.
- Something is in flower in each month.
- Plants with the same needs stand together.

**Common pitfalls:**

- Planting too close.
- Forgetting the winter.
`

/** Wants one word in place of another; what it looks for, it takes as a regular expression. */
function replacer(
  source: string,
  pattern: RegExp,
  ...expected: string[]
): Plugin<[], Root> {
  return () => (_tree, file) => {
    const text = String(file).replace(/^\uFEFF/, '')
    const places = location(text)
    for (const {index, 0: actual} of text.matchAll(pattern)) {
      const start = places.toPoint(index)
      const end = places.toPoint(index + actual.length)
      if (!start || !end) throw new Error('no such place')
      const message = file.message(`Unexpected \`${actual}\``, {
        place: {start, end},
        ruleId: 'word',
        source
      })
      message.expected = expected
    }
  }
}

const spelling = replacer('spelling', /colour/g, 'color')

const test = suite('third-party plugins')

const input = card('Which colour goes with which colour?')
const output = card('Which color goes with which color?')

async function repair(
  value: string,
  options: ProcessOptions
): Promise<{value: string; ids: (string | undefined)[]}> {
  const {value: repaired, remaining} = await processBank(value, options)
  return {value: repaired, ids: remaining.map(({ruleId}) => ruleId)}
}

test('a lone candidate is applied where its source is named', async () => {
  assert.equal(
    await repair(input, {plugins: [spelling], fixSources: ['spelling']}),
    {value: output, ids: []}
  )
})

test('a lone candidate is offered where its source is not named', async () => {
  for (const fixSources of [[], ['remark-lint'], ['word']]) {
    assert.equal(await repair(input, {plugins: [spelling], fixSources}), {
      value: input,
      ids: ['word', 'word']
    })
  }
})

test('who processes files synchronously can go on to do so with those that are no bank', () => {
  const processor = unified().use(remarkParse).use(preset)
  processor.compiler = (tree) => `${(tree as Root).children.length} children`
  const file = new VFile({path: 'page.md', value: '* a\n\n### Q: b\n'})
  assert.is(String(processor.processSync(file)), '2 children')
  assert.equal(file.messages, [])
})

test('several candidates are offered whatever the source', async () => {
  const plugins = [replacer('spelling', /colour/g, 'color', 'hue')]
  assert.equal(await repair(input, {plugins, fixSources: ['spelling']}), {
    value: input,
    ids: ['word', 'word']
  })
})

test('ours and theirs are applied together', async () => {
  const broken = input
    .replace('Easy', 'easy')
    .replace('\n\n**Common', '\n**Common')
  assert.equal(
    await repair(broken, {plugins: [spelling], fixSources: ['spelling']}),
    {value: output, ids: []}
  )
})

test('ours are applied where theirs are not', async () => {
  const broken = input.replace('Easy', 'easy')
  assert.equal(await repair(broken, {plugins: [spelling]}), {
    value: input,
    ids: ['word', 'word']
  })
})

test('a fix of theirs may leave work for ours', async () => {
  const plugins = [replacer('spelling', /colour/g, 'color\n')]
  // Prettier removes the space that is now at the start of a line.
  assert.equal(await repair(input, {plugins, fixSources: ['spelling']}), {
    value: output.replaceAll('color ', 'color\n').replace('color?', 'color\n?'),
    ids: []
  })
})

test('a fix of theirs that ours take back is reported', async () => {
  for (const [pattern, expected] of [
    [/Easy/g, 'easy'],
    [/goes with/g, 'goes   with']
  ] as const) {
    const plugins = [replacer('tidy', pattern, expected)]
    const {value, ids} = await repair(input, {plugins, fixSources: ['tidy']})
    assert.is(value, input)
    assert.ok(ids.includes('unsettled-fix'))
  }
})

test('a byte order mark and CRLF do not shift a fix', async () => {
  const windows = `\uFEFF${input.replaceAll('\n', '\r\n')}`
  assert.equal(
    await repair(windows, {
      plugins: [spelling],
      fixSources: ['spelling'],
      prettierOptions: {endOfLine: 'crlf'}
    }),
    {value: `\uFEFF${output.replaceAll('\n', '\r\n')}`, ids: []}
  )
})

test('a message that expects what is there is not a fix that goes on for ever', async () => {
  const plugins = [replacer('spelling', /colour/g, 'colour')]
  assert.equal(await repair(input, {plugins, fixSources: ['spelling']}), {
    value: input,
    ids: ['word', 'word']
  })
})

test('two rules that undo each other are reported, not looped', async () => {
  const plugins = [spelling, replacer('british', /color(?!u)/g, 'colour')]
  const broken = input.replace('Easy', 'easy')
  const {value, remaining} = await processBank(broken, {
    plugins,
    fixSources: ['spelling', 'british']
  })
  assert.is(value, broken)
  const unsettled = remaining.filter(({ruleId}) => ruleId === 'unsettled-fix')
  assert.is(unsettled.length, 1)
  const [message] = unsettled
  assert.is(message?.fatal, false, 'an error, but no crash')
  assert.is(message?.line, 9, 'about the text as it was')
  assert.match(message?.note ?? '', /^Rules involved: word\./)
  // The other messages are about the text as it was, too.
  const choice = remaining.find(({ruleId}) => ruleId === 'choice-value')
  assert.is(choice?.line, 7)
})

test('a rule that never has enough is stopped', async () => {
  const plugins = [replacer('spelling', /colou+r/g, 'colour')]
  const growing: Plugin<[], Root> = () => (_tree, file) => {
    const at = String(file).indexOf('colo')
    const places = location(file)
    const start = places.toPoint(at)
    const end = places.toPoint(at + 4)
    if (!start || !end) throw new Error('no such place')
    const message = file.message('Unexpected short word', {
      place: {start, end},
      ruleId: 'longer',
      source: 'spelling'
    })
    message.expected = ['coloo']
  }
  const {value, remaining} = await processBank(input, {
    plugins: [...plugins, growing],
    fixSources: ['spelling']
  })
  assert.is(value, input)
  const message = remaining.find(({ruleId}) => ruleId === 'unsettled-fix')
  assert.match(message?.reason ?? '', /after 10 passes/)
  assert.match(message?.note ?? '', /longer/)
})

test('a comment switches a rule of ours off, its fix included', async () => {
  const broken = input
    .replace('Easy', 'easy')
    .replace(
      '# Gardening\n',
      '# Gardening\n\n<!--lint disable choice-value-->\n'
    )
  assert.equal(await repair(broken, {}), {value: broken, ids: []})
  const other = broken.replace('choice-value', 'bullet-count')
  assert.equal(await repair(other, {}), {
    value: other.replace('easy', 'Easy'),
    // There is nothing that it says, and so nothing to switch off.
    ids: ['lint-directive']
  })
})

test('a comment switches a rule off for the next card alone, or up to where it is on again', async () => {
  const cards = input.replaceAll('colour', 'plant').replace('Easy', 'easy')
  const [head = '', body = ''] = cards.split(/(?<=## Borders\n\n)/)
  const second = body.replace('How', 'When')
  const text = `${head}<!--lint disable choice-value-->\n\n${body}\n<!--lint enable choice-value-->\n\n${second}`
  const {value} = await repair(text, {})
  assert.is(
    value,
    `${head}<!--lint disable choice-value-->\n\n${body}\n<!--lint enable choice-value-->\n\n${second.replace('easy', 'Easy')}`
  )
})

test('an unknown verb in a comment is one more problem', async () => {
  const text = input.replace(
    '# Gardening\n',
    '# Gardening\n\n<!--lint switch-off choice-value-->\n'
  )
  const {value, remaining} = await processBank(text)
  assert.is(value, text)
  assert.equal(
    remaining.map(({ruleId, fatal}) => [ruleId, fatal]),
    [['lint-directive', undefined]]
  )
})

test.run()

const project = suite('third-party plugins in a project')

const plugin = `export default function () {
  return (tree, file) => {
    const text = String(file)
    const index = text.indexOf('colour')
    if (index === -1) return
    const before = text.slice(0, index).split('\\n')
    const point = {line: before.length, column: before.at(-1).length + 1}
    const message = file.message('Unexpected \`colour\`, expected \`color\`', {
      place: {
        start: {...point, offset: index},
        end: {...point, column: point.column + 6, offset: index + 6}
      },
      ruleId: 'word',
      source: 'spelling'
    })
    message.expected = ['color']
  }
}
`

const configuration = (list: string, settings = '{}'): string =>
  `import qbank from ${JSON.stringify(new URL('../../src/index.ts', import.meta.url).href)}
import spelling from './spelling.mjs'

export default {settings: ${settings}, plugins: ${list}}
`

for (const [name, list] of [
  ['in front of the preset', '[spelling, qbank]'],
  ['after the preset', '[qbank, spelling]'],
  ['without naming the preset', '[spelling]']
] as const) {
  project(`a plugin ${name} is fixed where its source is trusted`, async () => {
    const folder = makeTempFolder()
    writeFiles(folder, {
      'QUESTION_BANK.md': input,
      'spelling.mjs': plugin,
      '.remarkrc.mjs': configuration(list, "{fixSources: ['spelling']}")
    })
    const check = await call(folder, ['check'])
    assert.match(check.stdout, /^1 problem \(.*\) · 1 fixable/m)
    const fix = await call(
      folder,
      ['fix', '-', '--stdin-filepath', 'QUESTION_BANK.md'],
      {input}
    )
    assert.is(fix.stdout, output)
  })

  project(`a plugin ${name} is only offered where it is not`, async () => {
    const folder = makeTempFolder()
    writeFiles(folder, {
      'QUESTION_BANK.md': input,
      'spelling.mjs': plugin,
      '.remarkrc.mjs': configuration(list)
    })
    const check = await call(folder, ['check'])
    assert.match(check.stdout, /^1 problem \(.*\)$/m)
    const fix = await call(
      folder,
      ['fix', '-', '--stdin-filepath', 'QUESTION_BANK.md'],
      {input}
    )
    assert.is(fix.stdout, input)
  })
}

project.run()
