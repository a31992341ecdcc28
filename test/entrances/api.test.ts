/** The functions for other programs: the examples of the documentation as they are, and what it promises. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {VFile} from 'vfile'
import {checkBank, fixBank, readBank} from '../../src/index.ts'
import {checkText} from '../../src/engine/job.ts'
import {projectRoot, run, writeFiles} from '../support/temp.ts'
import {broken, declared, fixAt, makeProject} from './support.ts'

const examples = suite('examples of docs/api.md')
const page = readFileSync(join(projectRoot, 'docs/api.md'), 'utf8')
const blocks = [...page.matchAll(/```js\n(.*?)```\n\n```text\n(.*?)```/gs)]

examples('there are three', () => {
  assert.is(blocks.length, 3)
})

examples('print what is below them', () => {
  const project = makeProject({
    'package.json': '{"type": "module", "private": true}\n'
  })
  writeFiles(
    project,
    Object.fromEntries(
      blocks.map(([, code = ''], index) => [`example-${index}.js`, code])
    )
  )
  // One after the other, in one process.
  const all = blocks
    .map(
      (_, index) => `await import('./example-${index}.js')\nconsole.log('¦')\n`
    )
    .join('')
  const {stdout, stderr} = run(project, process.execPath, [
    ...['--input-type=module', '-e', all]
  ])
  assert.is(stderr, '')
  assert.is(stdout, blocks.map(([, , text = '']) => `${text}¦\n`).join(''))
})

examples.run()

const test = suite('checkBank, fixBank and readBank')

test('say and do what the command line does', async () => {
  const project = makeProject({
    '.remarkrc.mjs':
      "import qbank, {rules} from 'qbank'\nexport default {plugins: [qbank, [rules['choice-value'], false]]}\n",
    '.prettierrc': '{"proseWrap": "always", "printWidth": 50}\n'
  })
  for (const path of ['QUESTION_BANK.md', 'docs/knots.md']) {
    const text = path === 'QUESTION_BANK.md' ? broken : declared
    const options = {path, cwd: project, config: true}
    const fixed = await fixBank(text, options)
    assert.is(fixed.value, await fixAt(project, path, text))
    const checked = await checkBank(text, options)
    assert.is(checked.value, text)
    const {messages} = await checkText(text, path, {cwd: project})
    assert.equal(
      checked.messages.map(String).sort(),
      messages.map(String).sort()
    )
    // Without `config`, a project has no say.
    const plain = await fixBank(text, {path, cwd: project})
    assert.is(plain.value === fixed.value, path === 'docs/knots.md')
  }
})

test('take Prettier options', async () => {
  const {value} = await fixBank(broken, {prettier: {endOfLine: 'crlf'}})
  const plain = await fixBank(broken)
  assert.is(value, plain.value.replaceAll('\n', '\r\n'))
})

test('take strings, bytes and files, and change none', async () => {
  const {value} = await fixBank(broken)
  assert.is((await fixBank(Buffer.from(broken))).value, value)
  const file = new VFile({path: 'docs/QUESTION_BANK.md', value: broken})
  assert.is((await fixBank(file)).value, value)
  assert.is(String(file), broken)
  assert.equal(file.messages, [])
  assert.equal(file.data, {})
  const marked = await fixBank(`\uFEFF${broken}`)
  assert.is(marked.value, `\uFEFF${value}`)
})

test('leave nothing to fix', async () => {
  const {value, messages} = await fixBank(broken)
  const again = await fixBank(value)
  assert.is(again.value, value)
  assert.equal(again.messages.map(String), messages.map(String))
})

test('say what they cannot take', async () => {
  const expectError = async (
    promise: Promise<unknown>,
    pattern: RegExp
  ): Promise<void> => {
    try {
      await promise
    } catch (error) {
      assert.match((error as Error).message, pattern)
      return
    }

    assert.unreachable('nothing is thrown')
  }
  await expectError(
    checkBank('# Notes', {path: 'notes.md'}),
    /^notes\.md: is not a question bank/
  )
  await expectError(
    fixBank(new Uint8Array([35, 32, 0xff, 10])),
    /^QUESTION_BANK\.md:1: is not UTF-8/
  )
  await expectError(
    checkBank(new VFile({path: 'bank.md'})),
    /^bank\.md: has no text/
  )
  await expectError(
    fixBank(broken, {prettier: {proseWrap: 'sometimes' as 'always'}}),
    /proseWrap/
  )
})

test('take an empty text for a bank without cards', async () => {
  assert.is((await fixBank('')).value, '')
  assert.equal((await readBank('')).cards, [])
})

test('a bank knows its cards', async () => {
  const bank = await readBank(broken)
  assert.equal(
    bank.cards.map(({heading}) => heading.title),
    [
      'Why does a cold oven spoil a loaf â€” and how is it saved?',
      'When is dough ready?'
    ]
  )
  assert.is(bank.sections.length, 1)
})

test.run()
