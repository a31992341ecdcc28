/** `npm run new-rule <id>`, in a copy of what it needs of this repository. */
import {cpSync, existsSync, readFileSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {findRefusal} from '../../scripts/new-rule.ts'
import type {Finished} from '../support/temp.ts'
import {makeTempFolder, projectRoot, run} from '../support/temp.ts'

const folder = makeTempFolder()
for (const name of [
  '.prettierrc',
  'QUESTION_BANK.md',
  'bench',
  'package.json',
  'rules',
  'schema',
  'scripts',
  'src',
  'test/fixtures/card-heading',
  'test/fixtures/no-mojibake',
  'test/report',
  'test/rules',
  'test/support'
]) {
  cpSync(join(projectRoot, name), join(folder, name), {
    recursive: true,
    filter: (path) => !path.endsWith('node_modules')
  })
}

symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'))

const node = (...args: string[]): Finished =>
  run(folder, process.execPath, ['--import', 'tsx', ...args], {
    env: {UPDATE: '1', RULES: 'no-long-title'}
  })
const read = (path: string): string => readFileSync(join(folder, path), 'utf8')

const test = suite('new-rule')

test('a rule and its first fixture work as they are written', () => {
  const {status, stdout, stderr} = node('scripts/new-rule.ts', 'no-long-title')
  assert.is(stderr, '')
  assert.is(status, 0)
  assert.match(stdout, 'rules/no-long-title.ts: written')
  assert.match(stdout, 'rules/index.ts: generated')
  assert.match(
    read('rules/index.ts'),
    "import noLongTitle from './no-long-title.ts'"
  )
  assert.match(read('rules/README.md'), '(docs/no-long-title.md)')
  assert.match(read('rules/docs/no-long-title.md'), '\n# no-long-title\n')

  const command = /npx tsx (\S+)/.exec(stdout)?.[1] ?? ''
  const tests = node(command)
  assert.is(tests.status, 0, tests.stdout)
  assert.match(
    read('test/fixtures/no-long-title/word-in-the-title/messages.txt'),
    'Unexpected title `What does no-long-title mean for a tall pot?`, expected one without `no-long-title`'
  )
})

for (const [args, reason] of [
  [[], /^Expected the id of one rule/],
  [['../no-title'], /^Unexpected id/],
  [['card-heading'], /^There already is rules\/card-heading.ts/],
  [['final-newline'], /is a rule of remark-lint/]
] as const) {
  test(`new-rule ${args.join(' ')}: refused`, () => {
    assert.match(findRefusal(args) ?? '', reason)
  })
}

test('what is refused is reported, and nothing is written', () => {
  const before = read('rules/index.ts')
  const {status, stdout, stderr} = node('scripts/new-rule.ts', '../no-title')
  assert.is(status, 2)
  assert.is(stdout, '')
  assert.match(stderr, /^Unexpected id "..\/no-title"/)
  assert.is(read('rules/index.ts'), before)
  assert.not(existsSync(join(folder, 'no-title.ts')))
})

test.run()
