/** What `qbank init` plans and writes in a repository that has nothing of qbank yet, or something of its own. */
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {checkBank} from '../../src/api.ts'
import {call} from '../cli/support.ts'
import {git, makeTempFolder, writeFiles} from '../support/temp.ts'
import {cards, init, installed, makeRepository, read} from './support.ts'

const test = suite('plan')

const manager = 'npm install --save-dev'
const packages = 'qbank prettier@3 husky@9 lint-staged@16'

test('an empty repository gets a bank, a hook and configuration', async () => {
  const folder = makeRepository({})
  const {status, stdout, stderr} = await init(folder)
  assert.is(stderr, '')
  assert.is(
    stdout,
    `Found no file with 5 cards or more of one form, so init creates QUESTION_BANK.md. If a file has your cards, name it: npx --no -- qbank init <file>
create package.json: the script \`prepare\` turns the commit hook on when packages are installed; the script \`prepare\` registers the merge driver in each clone
create .gitignore: keeps packages out of the repository
create .husky/pre-commit: checks and fixes the bank on every commit
create .remarkrc.mjs: the same rules in editors and remark
create QUESTION_BANK.md: a bank with one card, to begin with
create .gitattributes: git merges the bank card by card
run ${manager} ${packages}: installs what the hook needs
run npx --no -- husky: turns the commit hook on in this clone
fix QUESTION_BANK.md: the form of all cards
To undo this:
  rm -- package.json .gitignore .husky/pre-commit .remarkrc.mjs QUESTION_BANK.md .gitattributes
Next: run \`${manager} ${packages}\`, and then \`npx --no -- qbank init\` again, which does the rest
`
  )
  assert.is(status, 0)
  const {messages} = await checkBank(read(folder, 'QUESTION_BANK.md'))
  assert.equal(messages.map(String), [])
  assert.equal(JSON.parse(read(folder, 'package.json')), {
    private: true,
    scripts: {prepare: 'husky && qbank merge --register'}
  })
  assert.match(
    read(folder, '.husky/pre-commit'),
    '. node_modules/qbank/pre-commit.sh\n'
  )
})

test('a second run finds every file as it should be, whatever was chosen', async () => {
  for (const args of [[], ['--with', 'all'], ['--without', 'all']]) {
    const folder = makeRepository({
      '.github/x': '',
      'README.md': '# Kilns\n',
      'QUESTION_BANK.md': cards
    })
    const first = await init(folder, ...args)
    assert.is(first.stderr, '')
    git(folder, 'add', '--all')
    git(folder, 'commit', '--quiet', '--message', 'Set up')
    const {stdout} = await init(folder, '--dry-run', ...args)
    assert.not.match(stdout, /^(?:create|change)/m)
    await init(folder, ...args)
    assert.is(git(folder, 'status', '--porcelain').stdout, '')
  }
})

test('`--check` says what is missing, and nothing of what may be left out', async () => {
  const folder = makeRepository({
    '.github/x': '',
    'package.json': installed,
    'QUESTION_BANK.md': cards
  })
  const before = await init(folder, '--check')
  assert.match(before.stdout, /^The set-up is not complete:\nchange package/)
  assert.is(before.status, 1)
  await call(folder, ['init', '--no-install', '--without', 'all'])
  const after = await init(folder, '--check')
  assert.is(after.stdout, 'Nothing is left to set up.\n')
  assert.is(after.status, 0)
})

test('the file with the most cards gets front matter', async () => {
  const folder = makeRepository({
    'README.md': '# Kilns\n\n## Install\n\nText.\n\n## Use\n\nText.\n',
    'docs/questions.md': cards
  })
  const {stdout} = await init(folder)
  assert.match(
    stdout,
    'change docs/questions.md: front matter that describes its cards; all 6 fit\n'
  )
  assert.match(stdout, '  git restore -- docs/questions.md\n')
  assert.is(
    read(folder, 'docs/questions.md'),
    `---
bank:
  readme: false
  template:
    card: { depth: 3, number: "1." }
    fields:
      - { kind: content }
---

${cards}`
  )
})

test('a small file of cards is found among many large ones', async () => {
  const notes = `# Notes\n\n${'## Clay\n\nText.\n\n'.repeat(200)}`
  const folder = makeRepository({
    ...Object.fromEntries(
      Array.from({length: 30}, (_, at) => [`notes/${at}.md`, notes])
    ),
    'b/interview-questions/clay.md': cards
  })
  const {stdout} = await init(folder)
  assert.match(stdout, /^Found b\/interview-questions\/clay\.md: 6 cards/)
})

test('other files with cards are named', async () => {
  const others = {'b.md': cards, 'c.md': cards}
  for (const [files, expected] of [
    [{'b.md': cards}, 'Another file has cards, too: b.md.'],
    [others, '2 other files have cards, too: b.md, c.md.']
  ] as const) {
    const more = cards + cards.replace(/^# .*/, '').replace(/1(?=\.)/, '7')
    const folder = makeRepository({'questions.md': more, ...files})
    assert.match((await init(folder, '--dry-run')).stdout, expected)
  }
})

test('a README shows the one bank, and neither of two', async () => {
  const files = {'README.md': '# Kilns\n', 'a.md': cards, 'b.md': cards}
  for (const [names, isShown] of [
    [['a.md'], true],
    [['a.md', 'b.md'], false]
  ] as const) {
    const folder = makeRepository(files)
    const {stdout} = await init(
      folder,
      ...names,
      ...['--with', 'readme', '--dry-run']
    )
    assert.is(/^change README\.md/m.test(stdout), isShown, stdout)
  }
})

test('a file is about questions if three in ten of its headings are', async () => {
  // Without its title, nine.
  const toText = (questions: number): string =>
    `# Kilns\n\n${Array.from(
      {length: 9},
      (_, at) =>
        `### ${at + 1}. Glaze runs${at < questions ? '?' : '.'}\n\nIt is ${at} degrees too hot.\n`
    ).join('\n')}`
  for (const [questions, expected] of [
    [3, /^Found glazes\.md: 9 cards/],
    [2, /^Found no file with 5 cards or more of one form/]
  ] as const) {
    const folder = makeRepository({'glazes.md': toText(questions)})
    assert.match((await init(folder, '--dry-run')).stdout, expected)
  }
})

test('a README that is the bank has no README', async () => {
  const folder = makeRepository({'README.md': cards})
  await init(folder, '--without', 'comment')
  const text = read(folder, 'README.md')
  assert.match(text, /^---\nbank:\n {2}readme: false\n/)
  const {messages} = await checkBank(text, {path: 'README.md'})
  assert.equal(messages.map(String), [])
})

test('a README that is the bank has a comment, which readers do not see', async () => {
  const folder = makeRepository({'README.md': cards})
  const {stdout} = await init(folder)
  assert.match(
    stdout,
    'change README.md: a comment that describes its cards; all 6 fit\n'
  )
  const text = read(folder, 'README.md')
  assert.is(
    text,
    `<!--bank
readme: false
template:
  card: { depth: 3, number: "1." }
  fields:
    - { kind: content }
-->

${cards}`
  )
  const {messages} = await checkBank(text, {path: 'README.md'})
  assert.equal(messages.map(String), [])
  assert.match(
    (await init(folder, '--dry-run')).stdout,
    /^Found README\.md\.$/m
  )
})

test('a README whose front matter says something else keeps it', async () => {
  const folder = makeRepository({
    'README.md': `---\nlayout: page\n---\n\n${cards}`
  })
  await init(folder)
  assert.match(read(folder, 'README.md'), /^---\nlayout: page\nbank:\n/)
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
    '{\n\t"name": "ours",\n\t"scripts": {\n\t\t"prepare": "tsc && husky && qbank merge --register"\n\t}\n}\n'
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
    '"prepare": "qbank merge --register && cd ../.. && husky packages/bank/.husky"'
  )
  assert.match(
    read(folder, 'packages/bank/.husky/pre-commit'),
    /^\(\n {2}cd packages\/bank \|\| exit 1\n/
  )
})

test('pnpm, and Yarn with and without node_modules, in their words', async () => {
  const pnpm = await init(makeRepository({'pnpm-lock.yaml': ''}), '--dry-run')
  assert.match(pnpm.stdout, 'run pnpm add --save-dev qbank prettier@3')
  assert.is(pnpm.status, 0)
  const folder = makeRepository({'yarn.lock': '', '.yarnrc.yml': ''})
  const yarn = await init(folder)
  assert.match(yarn.stdout, 'run yarn add --dev qbank prettier@3')
  assert.match(
    read(folder, 'package.json'),
    '"postinstall": "husky && qbank merge --register"'
  )
  assert.match(read(folder, '.husky/pre-commit'), 'yarn qbank-hook\n')
  assert.match(read(folder, '.gitignore'), '.pnp.*\n')
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
    'lefthook.toml': '[pre-commit]\n',
    '.remarkrc.cjs': "module.exports = {plugins: ['remark-toc']}"
  })
  const {stdout} = await init(folder)
  assert.match(stdout, 'lefthook.toml: lefthook runs your hooks')
  assert.match(stdout, '.remarkrc.cjs: does not name qbank')
  const names = readdirSync(folder)
  assert.not.ok(names.includes('.husky'))
  assert.not.ok(names.includes('.remarkrc.mjs'))
})

for (const [name, before, after] of [
  [
    'lefthook.yml',
    '# ours\npre-commit:\n    commands:\n        test:\n            run: npm test # all\n',
    `# ours
pre-commit:
    commands:
        test:
            run: npm test # all
        qbank:
            glob: "*.{md,markdown}"
            run: npx --no -- qbank-hook
`
  ],
  [
    '.lefthook.yaml',
    'pre-commit:\n  jobs:\n    - run: npm test\n',
    `pre-commit:
  jobs:
    - run: npm test
    - name: qbank
      glob: "*.{md,markdown}"
      run: npx --no -- qbank-hook
`
  ],
  [
    'lefthook.yml',
    'pre-commit:\n',
    `pre-commit:
  commands:
    qbank:
      glob: "*.{md,markdown}"
      run: npx --no -- qbank-hook
`
  ],
  [
    '.simple-git-hooks.json',
    '{"pre-push": "npm test"}\n',
    `{
  "pre-push": "npm test",
  "pre-commit": "(git diff --cached --quiet -- '*.md' '*.markdown' || npx --no -- qbank-hook)"
}
`
  ]
] as const) {
  test(`the hook goes into ${name} (${before.length} characters)`, async () => {
    const folder = makeRepository({[name]: before})
    const {stdout} = await init(folder)
    assert.match(stdout, `change ${name}: checks and fixes the bank`)
    assert.is(read(folder, name), after)
    assert.not.ok(readdirSync(folder).includes('.husky'))
    git(folder, 'add', '--all')
    git(folder, 'commit', '--quiet', '--no-verify', '--message=Set up')
    await init(folder)
    assert.is(read(folder, name), after)
  })
}

test('the hook comes after others of simple-git-hooks in `package.json`', async () => {
  const folder = makeRepository({
    'package.json': '{"simple-git-hooks": {"pre-commit": "npm test"}}\n'
  })
  const {stdout} = await init(folder)
  assert.match(stdout, 'run npx --no -- simple-git-hooks: turns')
  assert.match(read(folder, 'package.json'), '"npm test && (git diff ')
})

test('a configuration that YAML cannot read is left alone', async () => {
  const text = 'pre-commit: [\n'
  const folder = makeRepository({'lefthook.yml': text})
  const {stdout} = await init(folder)
  assert.match(stdout, 'lefthook.yml: lefthook runs your hooks')
  assert.is(read(folder, 'lefthook.yml'), text)
})

test('with `--dry-run` nothing is written', async () => {
  const folder = makeRepository({'README.md': cards})
  const {status, stdout} = await init(folder, '--dry-run')
  assert.match(stdout, 'change README.md: ')
  assert.is(status, 0)
  assert.is(git(folder, 'status', '--porcelain').stdout, '')
})

test('files with changes that are not committed are left alone', async () => {
  const folder = makeRepository({'README.md': cards})
  const changed = cards.replace('1 degrees', '1 degree')
  writeFiles(folder, {'README.md': changed})
  for (const args of [[], ['--yes']]) {
    const {status, stderr} = await init(folder, ...args)
    assert.is(
      stderr,
      'You have changes in README.md that are not committed, and qbank would write into that file. Commit first, so that you can see and undo what it does\n'
    )
    assert.is(status, 2)
  }

  assert.is(
    (await init(folder, '--commit')).stderr,
    '--commit needs these files as they are in the last commit: README.md. Commit your changes first\n'
  )
  assert.is(read(folder, 'README.md'), changed)
  assert.equal(readdirSync(folder).sort(), ['.git', 'README.md'])
})

test('`package.json` may have changed: qbank itself was just installed', async () => {
  const folder = makeRepository({'README.md': cards})
  writeFiles(folder, {'package.json': installed, 'notes.txt': 'mine'})
  const {status, stdout} = await init(folder)
  assert.is(status, 0)
  assert.match(stdout, '# package.json had changes of yours')
  assert.not.match(stdout, 'notes.txt')
})

test('what cannot be set up is reported, and nothing is written', async () => {
  const outside = makeTempFolder()
  assert.match((await init(outside)).stderr, /^There is no git repository here/)
  assert.equal(readdirSync(outside), [])
  for (const [files, args, said] of [
    [{'package.json': '{'}, [], /^package\.json: is not a JSON object/],
    [{'a.md': '# A\n'}, ['a.md'], /^a\.md: found no cards, so/],
    [
      {
        'a.md': `# A\n\n${'## Why?\n\nSo.\n\n## So\n\nYes.\n\n'.repeat(5)}`
      },
      ['a.md'],
      /^a\.md: found no cards, so .*\. 5 of 10 headings of depth 2 ask/
    ],
    [{'a.md': '# A\n'}, ['../a.md'], /^\.\.\/a\.md: is not in the folder/],
    [{}, ['--with', 'raedme'], /^raedme: is not a part of the set-up/]
  ] as const) {
    const folder = makeRepository(files)
    const {status, stderr} = await init(folder, ...args)
    assert.match(stderr, said)
    assert.is(status, 2)
    assert.is(git(folder, 'status', '--porcelain').stdout, '')
  }
})

test('a package manager that fails is reported, and a second run goes on', async () => {
  const folder = makeRepository({'README.md': cards})
  const {status, stderr} = await call(folder, [
    'init',
    '--package',
    '/no/such/archive.tgz'
  ])
  assert.match(stderr, /has failed, and says why above/)
  assert.is(status, 2)
  assert.match(stderr, 'Before that, this was written: package.json.')
  assert.equal(readdirSync(folder).sort(), [
    '.git',
    'README.md',
    'package.json'
  ])
  const again = await init(folder, '--dry-run')
  assert.match(again.stdout, /^run npm install/m)
})

test('a workflow that checks the bank is not joined by another one', async () => {
  const made = 'create .github/workflows/questions.yml'
  for (const [name, job, isMade] of [
    ['ci.yml', 'npx --no -- qbank check', false],
    ['ci.yaml', 'npx --no -- qbank check', false],
    ['ci.yml', 'npx --no -- qbank collect --commit', true],
    ['ci.txt', 'npx --no -- qbank check', true]
  ] as const) {
    const folder = makeRepository({[`.github/workflows/${name}`]: job})
    git(folder, 'checkout', '--quiet', '-b', 'trunk')
    const {stderr, stdout} = await init(folder)
    assert.is(stderr, '')
    assert.is(stdout.includes(made), isMade, `${name}: ${job}`)
    if (isMade) {
      assert.match(read(folder, '.github/workflows/questions.yml'), 'trunk')
    }
  }
})

test('markdownlint goes on checking the bank', async () => {
  const folder = makeRepository({'.markdownlint.json': '{}'})
  const {stdout} = await init(folder)
  assert.match(stdout, '.markdownlint.json: markdownlint goes on checking')
})

test.run()
