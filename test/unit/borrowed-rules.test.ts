/** Rules of other packages: on where they add something, off where they contradict what Prettier prints. */
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import * as prettier from 'prettier'
import remarkGfm from 'remark-gfm'
import remarkLintNoUndefinedReferences from 'remark-lint-no-undefined-references'
import remarkParse from 'remark-parse'
import recommended from 'remark-preset-lint-recommended'
import remarkValidateLinks from 'remark-validate-links'
import type {PluggableList, Plugin} from 'unified'
import {unified} from 'unified'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {VFile} from 'vfile'
import {borrowed, declined} from '../../rules/borrowed/index.ts'
import {rules} from '../../src/index.ts'
import {preset} from '../../src/engine/preset.ts'
import {severityOf} from '../../src/message/source.ts'
import {processBank} from '../support/bank.ts'
import {readFixtureFile, readFixtures} from '../support/fixtures.ts'
import {
  makeTempFolder,
  projectRoot,
  runQbank,
  writeFiles
} from '../support/temp.ts'

/** @returns a canonical bank with these words in a question, and this text at its end */
function bankWith(words: string, end = ''): string {
  return `# Herbs

## Care

### Q: What does sage need?

**Difficulty:** Easy  
**Tags:** plants  
**Question:** ${words}  
**What a strong answer includes:**

- Water runs off.
- The sun reaches it.
- It is cut in spring.

**Common pitfalls:**

- Watering it all the same.
- Cutting it in autumn.
${end}`
}

/** What the rules of other packages say, as `rule: text` with the text that it is about. */
async function say(
  input: string,
  plugins: PluggableList = []
): Promise<string[]> {
  const {messages} = await processBank(input, {plugins})
  return messages
    .filter(({source}) => source !== 'question-bank')
    .map(({place, ruleId, source}) => {
      const range = place && 'start' in place ? place : undefined
      const text = input
        .replace('\uFEFF', '')
        .slice(range?.start.offset, range?.end.offset)
      return `${source} ${ruleId}: ${text}`
    })
}

const definitions = `
## Sources

[rhs]: https://example.com/a
`

const wrong: Readonly<Record<string, readonly [input: string, said: string]>> =
  {
    'no-duplicate-definitions': [
      bankWith(
        'What does [it][rhs] say?',
        `${definitions}[rhs]: https://example.com/b\n`
      ),
      'remark-lint no-duplicate-definitions: [rhs]: https://example.com/b'
    ],
    'no-literal-urls': [
      bankWith('What does https://example.com say?'),
      'remark-lint no-literal-urls: https://example.com'
    ],
    'no-shortcut-reference-image': [
      bankWith('What does ![rhs] say?', definitions),
      'remark-lint no-shortcut-reference-image: ![rhs]'
    ],
    'no-shortcut-reference-link': [
      bankWith('What does [rhs] say?', definitions),
      'remark-lint no-shortcut-reference-link: [rhs]'
    ],
    'no-undefined-references': [
      bankWith('What does [it][rhs] say?'),
      'remark-lint no-undefined-references: [it][rhs]'
    ],
    'no-unused-definitions': [
      bankWith('What does it say?', definitions),
      'remark-lint no-unused-definitions: [rhs]: https://example.com/a'
    ],
    'validate-links': [
      bankWith('What does [it](#care-of-sage) say?'),
      'remark-validate-links missing-heading: [it](#care-of-sage)'
    ]
  }

const silent: Readonly<Record<string, string>> = {
  'links and addresses':
    'See [it](https://example.com), <https://example.com>, and `https://example.com`.',
  'local links': 'See [care](#care) and [this](#q-what-does-sage-need).',
  'brackets that are no links': 'Is it in [0, 1], and is it `a[0][1]` [sic]?',
  'indices and math': 'Is a[i][j] more than $W[i][j]$, or E[X][Y]?',
  'a link to a tag':
    'See <a name="ends"></a>[the end](#ends) and [it](#sage), <b id=sage>sage</b>.',
  'a link to a page of the repository':
    'See [releases](../../releases) and [issues](../../issues/7).',
  'a link to another place':
    'Write to [us](mailto:sage@example.com) or [there](/sage).'
}

const test = suite('rules of other packages')

test('each rule of remark-preset-lint-recommended is on, or off for a reason', () => {
  const ids = (recommended.plugins ?? [])
    .map((entry) => (Array.isArray(entry) ? entry[0] : entry) as Plugin)
    .map(({name}) => name.split(':')[1])
    .filter((id) => id !== undefined)
  const ours = borrowed
    .filter(({source}) => source === 'remark-lint')
    .map(({id}) => id)
  assert.equal(ids.sort(), [...ours, ...Object.keys(declined)].sort())
})

test('each that is on has something to say', () => {
  assert.equal(Object.keys(wrong).sort(), borrowed.map(({id}) => id).sort())
})

for (const [id, [input, said]] of Object.entries(wrong)) {
  test(`${id}: a warning, in a bank only, unless it is switched off`, async () => {
    assert.equal(await say(input), [said])
    const {messages, value} = await processBank(input)
    assert.is(value, input)
    assert.equal(messages.map(severityOf), ['warning'])
    assert.equal(await say(`\uFEFF${input}`), [said])

    const ruleId = said.split(/[ :]/)[1] ?? ''
    const comment = `<!--lint disable ${ruleId}-->\n\n${input}`
    assert.equal(await say(comment), [])
    assert.not(
      (await processBank(comment)).messages.some(
        (message) => message.ruleId === 'lint-directive'
      )
    )

    const rule = rules[id as keyof typeof rules]
    assert.ok(rule)
    assert.equal(await say(input, [[rule, false]]), [])
    const strict = await processBank(input, {plugins: [[rule, 'error']]})
    assert.equal(strict.messages.map(severityOf), ['error'])

    const file = new VFile({path: 'notes.md', value: input})
    const processor = unified().use(remarkParse).use(preset)
    await processor.run(processor.parse(file), file)
    assert.equal(file.messages, [])
  })
}

for (const [name, words] of Object.entries(silent)) {
  test(`nothing is said about ${name}`, async () => {
    const {messages} = await processBank(bankWith(words))
    assert.equal(messages.map(String), [])
  })
}

test('a bare URL is reported with what to write', async () => {
  const words =
    'What do https://example.com, www.example.com and a@b.example say? （https://example.com/a）。'
  const {messages} = await processBank(bankWith(words))
  assert.equal(
    messages.map(({reason, message}) => [reason, message]),
    [
      '<https://example.com>',
      '<https://www.example.com>',
      '<a@b.example>',
      '<https://example.com/a>）。'
    ]
      .map((link) => `Unexpected bare URL, expected \`${link}\``)
      .map((reason) => [reason, reason])
  )
})

test('what a fix replaces is not talked about', async () => {
  const input = bankWith('What is it?').replace(
    '## Care',
    '## Contents\n\n- [Care](#caer)\n\n## Care'
  )
  assert.equal(await say(input), [])
})

test('an address that cannot be read stops nothing', async () => {
  const [said] = await say(bankWith('What does [it](sage%zz) say?'))
  assert.match(said ?? '', /^remark-validate-links validate-links: /)
})

test('of very many links, each is looked at', async () => {
  const files = Array.from({length: 1200}, (_, at) => `[a](no-${at}.md)`)
  const input = bankWith(
    `What ${files.join(', ')} or [it](#care), or [that](#cure)?`
  )
  const said = await say(input)
  assert.equal(
    new Set(said),
    new Set([
      ...files.map((link) => `remark-validate-links missing-file: ${link}`),
      'remark-validate-links missing-heading: [that](#cure)'
    ])
  )
  assert.is(said.length, 1201)
})

test('of very many links to headings, each is looked at', async () => {
  const links = Array.from({length: 1200}, (_, at) => `[a](#cure-${at})`)
  const input = bankWith(
    `What ${links.join(', ')} or [it](#care), [this](b.md#care), [that](QUESTION_BANK.md#Care)?`
  )
  const said = await say(input)
  assert.equal(
    new Set(said),
    new Set([
      ...links.map((link) => `remark-validate-links missing-heading: ${link}`),
      'remark-validate-links missing-file: [this](b.md#care)'
    ])
  )
  assert.is(said.length, 1201)
})

test('a heading is suggested, but not for a very long link', async () => {
  const end = `\n## ${'b'.repeat(100_000)}\n`
  const reasons = async (anchor: string): Promise<string[]> => {
    const input = bankWith(`What does [a](#${anchor})?`, end)
    const {messages} = await processBank(input)
    return messages
      .filter(({ruleId}) => ruleId === 'missing-heading')
      .map(({reason}) => reason)
  }
  assert.equal(await reasons('cares'), [
    'Cannot find heading for `#cares`; did you mean `care`'
  ])
  const long = 'b'.repeat(90_000)
  assert.equal(await reasons(long), [`Cannot find heading for \`#${long}\``])
})

test('the options of a configuration that lists the same package win', async () => {
  const input = bankWith('What does [it] say, and [this](nowhere.md)?')
  assert.equal(await say(input, [remarkLintNoUndefinedReferences]), [
    'remark-lint no-undefined-references: [it]',
    'remark-validate-links missing-file: [this](nowhere.md)'
  ])
  const other = bankWith('What does [it][rhs] say?')
  const options = {allow: ['rhs']}
  for (const plugins of [
    [[remarkLintNoUndefinedReferences, options]],
    [[remarkLintNoUndefinedReferences, false]]
  ] satisfies PluggableList[]) {
    assert.equal(await say(other, plugins), [])
  }

  const {messages} = await processBank(input, {
    plugins: [
      [remarkValidateLinks, {repository: false, skipPathPatterns: [/nowhere/]}]
    ]
  })
  assert.equal(messages.map(String), [])
})

test('so they do where there are two copies of the package', () => {
  const folder = makeTempFolder()
  const entry = pathToFileURL(
    join(
      projectRoot,
      'node_modules/remark-lint-no-undefined-references/index.js'
    )
  )
  writeFiles(folder, {
    'QUESTION_BANK.md': bankWith('What does [it][rhs] say, and [what][this]?'),
    '.remarkrc.mjs': `import qbank from '${pathToFileURL(join(projectRoot, 'dist/src/index.js')).href}'
import noUndefinedReferences from '${entry.href}'
export default {plugins: [qbank, [noUndefinedReferences, {allow: ['rhs']}]]}
`
  })
  const {stdout, status} = runQbank(folder, ['check'])
  assert.is(status, 0)
  assert.is(stdout.split('no-undefined-references').length - 1, 1, stdout)
  assert.match(stdout, /`this`/)
})

/** What Prettier prints and the rule does not want. */
const contradictions: Readonly<Record<string, string>> = {
  'list-item-indent': '1.  a\n2.  b\n',
  'ordered-list-marker-style': '1. a\n2. b\n\n1) c\n2) d\n'
}

const formatted = readFixtures()
  // Around the markers of a conflict, nothing is formatted.
  .filter(({rule}) => rule !== 'no-conflict-marker')
  .map((fixture) => readFixtureFile(fixture, 'output.md'))
  .filter((_text, index) => index % 12 === 0)

for (const [id, reason] of Object.entries(declined)) {
  test(`${id} is off: ${reason}`, async () => {
    const entry = (recommended.plugins ?? []).find(
      (entry) =>
        ((Array.isArray(entry) ? entry[0] : entry) as Plugin).name ===
        `remark-lint:${id}`
    )
    assert.ok(entry)
    const processor = unified()
      .use(remarkParse)
      .use(remarkGfm)
      .use([entry])
      .freeze()
    const count = async (text: string): Promise<number> => {
      const file = new VFile({path: 'QUESTION_BANK.md', value: text})
      await processor.run(processor.parse(file), file)
      return file.messages.length
    }
    if (!reason.startsWith('contradicts')) {
      for (const text of formatted) assert.is(await count(text), 0, text)
      return
    }

    const input = contradictions[id]
    assert.ok(input)
    const text = await prettier.format(input, {parser: 'markdown'})
    assert.ok((await count(text)) > 0, text)
  })
}

test.run()
