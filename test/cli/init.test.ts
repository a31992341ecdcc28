/** `qbank init`: one command in a repository that has nothing of qbank yet, or something of its own. */
import {readFileSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {checkBank} from '../../src/api.ts'
import {git, makeTempFolder, writeFiles} from '../support/temp.ts'
import type {Ended} from './support.ts'
import {call} from './support.ts'

const test = suite('init')

const cards = `# Kilns

${Array.from({length: 6}, (_, index) => `### ${index + 1}. Why does glaze run?${'!'.repeat(index)}\n\nIt is ${index + 1} degrees too hot.\n`).join('\n')}`

const installed = JSON.stringify({
  devDependencies: {qbank: '1', prettier: '3', husky: '9', 'lint-staged': '16'}
})

const manager = 'npm install --save-dev'

/** A repository in which the files are committed. */
function makeRepository(files: Readonly<Record<string, string>>): string {
  const folder = makeTempFolder()
  git(folder, 'init', '--quiet')
  writeFiles(folder, files)
  git(folder, 'add', '--all')
  git(folder, 'config', 'user.name', 'A contributor')
  git(folder, 'config', 'user.email', 'contributor@example.com')
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Begin')
  return folder
}

async function init(folder: string, ...args: string[]): Promise<Ended> {
  return call(folder, ['init', '--no-install', ...args])
}

function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8')
}

test('an empty repository gets a bank, a hook and configuration', async () => {
  const folder = makeRepository({})
  const {status, stdout, stderr} = await init(folder)
  assert.is(stderr, '')
  assert.is(
    stdout,
    `create package.json: installs the commit hook with the packages
create .gitignore: keeps packages out of the repository
create .husky/pre-commit: checks and fixes the bank on every commit
create .remarkrc.mjs: the same rules in editors and remark
create QUESTION_BANK.md: a bank with one card, to begin with
run    ${manager} qbank prettier husky lint-staged@16
To undo this:
  rm -- package.json .gitignore .husky/pre-commit .remarkrc.mjs QUESTION_BANK.md
Next: run \`${manager} qbank prettier husky lint-staged@16\`, and then \`npx --no -- qbank fix\`
`
  )
  assert.is(status, 0)
  const {messages} = await checkBank(read(folder, 'QUESTION_BANK.md'))
  assert.equal(messages.map(String), [])
  assert.equal(JSON.parse(read(folder, 'package.json')), {
    private: true,
    scripts: {prepare: 'husky'}
  })
  assert.match(
    read(folder, '.husky/pre-commit'),
    '. node_modules/qbank/pre-commit.sh\n'
  )
})

test('a second run has nothing to do but install', async () => {
  const folder = makeRepository({'package.json': installed})
  await init(folder)
  git(folder, 'add', '--all')
  const {status, stdout} = await init(folder, '--dry-run')
  assert.is(stdout, 'Nothing is left to set up.\n')
  assert.is(status, 0)
})

test('the file with the most cards gets front matter', async () => {
  const folder = makeRepository({
    'README.md': '# Kilns\n\n## Install\n\nText.\n\n## Use\n\nText.\n',
    'docs/questions.md': cards
  })
  const {stdout} = await init(folder)
  assert.match(
    stdout,
    'change docs/questions.md: front matter with the template of its 6 cards; 6 of them fit\n'
  )
  assert.match(stdout, '  git restore -- docs/questions.md\n')
  assert.is(
    read(folder, 'docs/questions.md'),
    `---
bank:
  template:
    card: { depth: 3, number: "1." }
    fields:
      - { kind: content }
---

${cards}`
  )
})

test('a README that is the bank has no README', async () => {
  const folder = makeRepository({'README.md': cards})
  await init(folder)
  const text = read(folder, 'README.md')
  assert.match(text, 'bank:\n  readme: false\n')
  const {messages} = await checkBank(text, {path: 'README.md'})
  assert.equal(messages.map(String), [])
})

test('hooks, scripts and ignored files that are there keep their lines', async () => {
  const folder = makeRepository({
    'package.json':
      '{\n\t"name": "ours",\n\t"scripts": {\n\t\t"prepare": "tsc"\n\t}\n}\n',
    '.gitignore': 'dist',
    '.husky/pre-commit': 'npm test\n',
    'QUESTION_BANK.md': cards
  })
  await init(folder)
  assert.is(
    read(folder, 'package.json'),
    '{\n\t"name": "ours",\n\t"scripts": {\n\t\t"prepare": "tsc && husky"\n\t}\n}\n'
  )
  assert.is(read(folder, '.gitignore'), 'dist\nnode_modules/\n')
  assert.match(read(folder, '.husky/pre-commit'), /^npm test\n\[ -e /)
})

test('a project below the root', async () => {
  const folder = makeRepository({
    'packages/bank/package.json': installed,
    'packages/bank/QUESTION_BANK.md': cards
  })
  const {stdout} = await init(join(folder, 'packages/bank'))
  assert.match(stdout, 'change packages/bank/package.json: ')
  assert.match(
    read(folder, 'packages/bank/package.json'),
    '"prepare": "cd ../.. && husky packages/bank/.husky"'
  )
  assert.match(
    read(folder, 'packages/bank/.husky/pre-commit'),
    /^cd packages\/bank\n/
  )
})

test('pnpm, and Yarn with and without node_modules, in their words', async () => {
  const pnpm = await init(makeRepository({'pnpm-lock.yaml': ''}), '--dry-run')
  assert.match(pnpm.stdout, 'run    pnpm add --save-dev qbank prettier')
  assert.is(pnpm.status, 1)
  const folder = makeRepository({'yarn.lock': '', '.yarnrc.yml': ''})
  const yarn = await init(folder)
  assert.match(yarn.stdout, 'run    yarn add --dev qbank prettier')
  assert.match(read(folder, 'package.json'), '"postinstall": "husky"')
  assert.match(read(folder, '.husky/pre-commit'), 'yarn qbank-hook\n')
  assert.not.match(yarn.stdout, '.gitignore')
  const linked = makeRepository({
    'yarn.lock': '',
    '.yarnrc.yml': 'nodeLinker: node-modules\n'
  })
  await init(linked)
  assert.match(
    read(linked, '.husky/pre-commit'),
    'node_modules/qbank/pre-commit.sh\n'
  )
})

test('what other programs configure is named, and not shadowed', async () => {
  const folder = makeRepository({
    'lefthook.yml': 'pre-commit:\n',
    '.remarkrc.json': '{"plugins": ["remark-toc"]}'
  })
  const {stdout} = await init(folder)
  assert.match(stdout, 'lefthook.yml: lefthook runs your hooks')
  assert.match(stdout, '.remarkrc.json: does not name qbank')
  const names = readdirSync(folder)
  assert.not.ok(names.includes('.husky'))
  assert.not.ok(names.includes('.remarkrc.mjs'))
})

test('with `--dry-run` nothing is written', async () => {
  const folder = makeRepository({'README.md': cards})
  const {status, stdout} = await init(folder, '--dry-run')
  assert.match(stdout, 'change README.md: ')
  assert.is(status, 1)
  assert.is(git(folder, 'status', '--porcelain').stdout, '')
})

test('files with changes that are not committed are asked about', async () => {
  const folder = makeRepository({'README.md': cards})
  const changed = cards.replace('1 degrees', '1 degree')
  writeFiles(folder, {'README.md': changed})
  const {status, stderr} = await init(folder)
  assert.is(
    stderr,
    'Changes that are not committed would be mixed with fixes: README.md. Commit them first, or add --yes\n'
  )
  assert.is(status, 2)
  assert.is(read(folder, 'README.md'), changed)
  assert.equal(readdirSync(folder).sort(), ['.git', 'README.md'])
  const {stdout} = await init(folder, '--yes')
  assert.match(stdout, '# README.md had changes of yours')
  assert.not.match(stdout, 'git restore')
  assert.match(read(folder, 'README.md'), /^---\n/)
})

test('what cannot be set up is told, and nothing is written', async () => {
  const outside = makeTempFolder()
  assert.match((await init(outside)).stderr, /^There is no git repository here/)
  assert.equal(readdirSync(outside), [])
  for (const [files, args, said] of [
    [{'package.json': '{'}, [], /^package\.json: is not a JSON object/],
    [{'a.md': '# A\n'}, ['a.md'], /^a\.md: nothing repeats here/]
  ] as const) {
    const folder = makeRepository(files)
    const {status, stderr} = await init(folder, ...args)
    assert.match(stderr, said)
    assert.is(status, 2)
    assert.is(git(folder, 'status', '--porcelain').stdout, '')
  }
})

test('a package manager that fails is told, and a second run goes on', async () => {
  const folder = makeRepository({'README.md': cards})
  const {status, stderr} = await call(folder, [
    'init',
    '--package',
    '/no/such/archive.tgz'
  ])
  assert.match(stderr, /has failed, and says why above/)
  assert.is(status, 2)
  assert.match(read(folder, 'README.md'), /^---\n/)
  const again = await init(folder, '--yes')
  assert.match(again.stdout, /^run {4}npm install/)
})

test.run()
