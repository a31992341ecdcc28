/** A comment at the top of a file says what front matter says, at every entrance. */
import * as prettier from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {toBankComment} from '../../src/infer/front-matter.ts'
import * as plugin from '../../src/prettier/plugin.ts'
import {findFrontMatter, isBankText} from '../../src/template/is-bank.ts'
import {call, clean, makeFolder, read} from '../cli/support.ts'
import {cleanBanks} from '../insert/support.ts'
import {processBank, readText} from '../support/bank.ts'
import {git, makeRepository} from '../support/temp.ts'

const test = suite('a comment instead of front matter')
const path = 'README.md'

/** @returns the bank with its front matter as a comment */
function withComment(text: string): string | undefined {
  const front = findFrontMatter(text)
  const comment = front && toBankComment(front.yaml)
  return comment && comment + text.slice(front.end).trimStart()
}

for (const [name, text] of cleanBanks) {
  const other = withComment(text)
  if (other === undefined) continue
  test(`${name}: the same cards, and nothing to fix`, async () => {
    const comment = other.replace('\n-->\n', '\n-->\n\n')
    const {bank, messages, value} = await processBank(comment, {path})
    assert.equal(messages.map(String), [])
    assert.is(value, comment)
    const before = readText(text)
    assert.equal(bank.templates, before.templates)
    assert.equal(
      bank.cards.map(({heading}) => heading.title),
      before.cards.map(({heading}) => heading.title)
    )
    const {nonCanonical} = bank
    assert.is(nonCanonical.cards.length, before.nonCanonical.cards.length)
  })
}

const readme = `<!--bank
# Two are enough.
template:
  fields:
    - { label: Question, kind: prose }
    - { label: Answer, kind: content }
-->

# Bread

## Oven

### Q: Why is it hot?

**Question:** Bread goes in. Why is it hot?\u0020\u0020
**Answer:** It bakes.
`

test('a README is found, checked, and fixed', async () => {
  const folder = makeFolder({
    [path]: readme.replace('**Answer:**', 'Answer:'),
    'notes.md': '<!--bank-cards start-->\n<!--bank-cards end-->\n',
    'other.md': '<!-- bank -->\n\n# x\n'
  })
  const before = await call(folder, ['check'])
  assert.is(before.status, 1)
  assert.match(before.stdout, 'README.md:16:1')
  assert.not.match(before.stdout, /notes|other/)
  const {status, stderr} = await call(folder, ['fix'])
  assert.equal([status, stderr], [0, ''])
  assert.is(read(folder, path), readme)
})

for (const [what, text, place] of [
  ['a key', readme.replace('template:', 'templat:'), '3:1-3:8'],
  ['a kind', readme.replace('kind: prose', 'kind: prosa'), '5:32-5:37'],
  ['syntax', readme.replace('fields:', 'fields: ['), '5:'],
  ['no mapping', readme.replace(/# Two[^]*?(?=-->)/, '- a\n'), '2:'],
  [
    'Windows',
    readme.replace('prose }', 'prosa }').replaceAll('\n', '\r\n'),
    '5:32-5:37'
  ]
] as const) {
  test(`what is wrong is reported in its place: ${what}`, async () => {
    const {messages} = await processBank(text, {path})
    const found = messages.filter(({ruleId}) => ruleId === 'front-matter')
    assert.ok(
      found.some((message) => String(message).startsWith(`${path}:${place}`)),
      found.join('\n')
    )
  })
}

test('an empty comment means the default', async () => {
  const {bank, messages} = await processBank(`<!--bank\n-->\n\n${clean}`, {
    path
  })
  assert.equal(messages.map(String), [])
  assert.is(bank.cards.length, 1)
})

test('Prettier leaves the comment alone, and fixes the cards', async () => {
  const text = readme.replace('**Answer:**', 'Answer:')
  const options = {filepath: path, plugins: [plugin]}
  assert.is(await prettier.format(text, options), readme)
  assert.is(await prettier.format(readme, {filepath: path}), readme)
})

test('the hook fixes it', () => {
  const folder = makeRepository({
    [path]: readme.replace('**Answer:**', 'Answer:')
  })
  git(folder, 'add', '--all')
  const {status, stderr} = git(folder, 'commit', '-m', 'Add a bank')
  assert.is(status, 0, stderr)
  assert.is(git(folder, 'show', `HEAD:${path}`).stdout, readme)
})

test('other comments make no bank', () => {
  for (const text of [
    '<!-- bank\n-->\n',
    '<!--bank-cards start-->\n',
    '<!--bank cards-->\n',
    '<!--bank\nopen\n',
    '\n<!--bank\n-->\n'
  ]) {
    assert.not(isBankText(text), text)
  }

  assert.ok(isBankText('\uFEFF<!--bank\r\n-->'))
})

test('what cannot be a comment', () => {
  assert.is(toBankComment('bank:\ntitle: x\n'), undefined)
  assert.is(toBankComment('bank:\n  contents: "-->"\n'), undefined)
  assert.is(toBankComment('title: x\n'), undefined)
  assert.is(toBankComment('bank:\n'), '<!--bank\n-->\n')
})

test.run()
