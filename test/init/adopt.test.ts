/** What `qbank init` does where packages are installed: the hook is on and was tried, and what remains is left alone. */
import {chmodSync, existsSync, readdirSync} from 'node:fs'
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Ended} from '../cli/support.ts'
import {call, card} from '../cli/support.ts'
import type {Finished} from '../support/temp.ts'
import {git, makeTempFolder, run, writeFiles} from '../support/temp.ts'
import {cards, init, installed, makeInstalled, read} from './support.ts'

const test = suite('adopt')

/** Runs it with a temporary folder of its own. @returns the working trees that are left there as well */
async function initAlone(
  folder: string,
  ...args: string[]
): Promise<Ended & {readonly trees: readonly string[]}> {
  const own = makeTempFolder()
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = own
  try {
    const ended = await init(folder, ...args)
    const trees = readdirSync(own).filter((name) => /^qbank-\w{6}$/.test(name))
    return {...ended, trees}
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

/** Types what the command prints last. */
function commitAsTold(folder: string, stdout: string): Finished {
  const [, command = ''] = /^Next, commit this: (.*)$/m.exec(stdout) ?? []
  return run(folder, 'sh', ['-c', command])
}

test('cards that a template describes: all is fixed, and a broken card is fixed by a commit', async () => {
  const folder = makeInstalled({
    'questions.md': cards.replace('### 2.', '###  2.'),
    'README.md': '# Pots\n'
  })
  const {status, stdout, trees} = await initAlone(folder, '--with', 'readme')
  assert.is(status, 0)
  assert.match(stdout, 'Found questions.md: 6 cards, all in one form.\n')
  assert.match(stdout, 'The hook was tried: a card of questions.md was broken')
  assert.equal(trees, [])
  assert.is(git(folder, 'worktree', 'list').stdout.split('\n').length, 2)
  assert.match(read(folder, 'questions.md'), '\n### 2. Why')
  assert.match(
    read(folder, 'README.md'),
    /<!--bank-contents start-->[^]*\(questions\.md#1-why/
  )
  assert.is(git(folder, 'config', 'core.hooksPath').stdout, '.husky/_\n')
  assert.is(commitAsTold(folder, stdout).status, 0)
  assert.is(git(folder, 'status', '--porcelain').stdout, '')
  assert.is(
    (await init(folder)).stdout,
    'Found questions.md.\nNothing is left to set up.\n'
  )
  assert.is((await call(folder, ['check'])).status, 0)

  const text = read(folder, 'questions.md')
  writeFiles(folder, {
    'questions.md': `${text}\n###   7. Why does clay crack?\n\nIt dries too fast.\n`
  })
  const {status: landed} = git(
    folder,
    'commit',
    '--quiet',
    '--all',
    '-m',
    'Add'
  )
  assert.is(landed, 0)
  assert.match(
    git(folder, 'show', 'HEAD:questions.md').stdout,
    '\n### 7. Why does clay crack?\n'
  )
})

/** A bank with an old card that has an error and one that is only badly formatted. */
const indebted = `# Ovens

## Heat

${card.replace('- Blaming the yeast.\n', '')}
${card.replace('Why does a cold', 'When does a cold').replace('A loaf goes into', 'Bread is put into').replace('### Q', '###  Q')}`

test('old problems stop no one, and cards that have some stay as they were', async () => {
  const folder = makeInstalled({'QUESTION_BANK.md': indebted})
  const {status, stdout} = await init(folder)
  assert.is(status, 0)
  assert.is(read(folder, 'QUESTION_BANK.md'), indebted)
  assert.match(stdout, /^\d problems? in old cards that someone has to fix/m)
  assert.match(stdout, 'The hook was tried')
  assert.is(commitAsTold(folder, stdout).status, 0)
  const {status: green} = await call(folder, ['check', '--since', 'HEAD~'])
  assert.is(green, 0)
})

test('the hook is not tried where a fence keeps cards from being checked', async () => {
  const folder = makeInstalled({
    'questions.md': `${cards}\n\`\`\`js\nlet clay\n`
  })
  const {status, stdout} = await init(folder)
  assert.is(status, 0)
  assert.match(
    stdout,
    /The hook was not tried: questions\.md:\d+ has to be fixed first; until then, nothing in this file is checked or fixed\. Unexpected code fence that is never closed/
  )
})

test('the hook is tried with a card that has no copy, also where copies are reported together', async () => {
  const titles = [
    'run',
    'crack',
    'craze',
    'pit',
    'run',
    'crack',
    'craze',
    'pit'
  ]
  const text = [...titles, 'shine']
    .map((verb) => `### Why does glaze ${verb}?\n\nIt is too hot to ${verb}.\n`)
    .join('\n')
  const folder = makeInstalled({'questions.md': `# Kilns\n\n${text}`})
  const {status, stdout} = await init(folder)
  assert.match(stdout, 'The hook was tried: a card of questions.md was broken')
  assert.is(status, 0)
})

test('with `--commit`, set-up and fixes are commits of their own, and blame leaves the fixes out', async () => {
  const folder = makeInstalled({'QUESTION_BANK.md': indebted})
  writeFiles(folder, {'notes.txt': 'mine'})
  git(folder, 'add', 'notes.txt')
  const {status, stdout} = await init(folder, '--commit')
  assert.is(status, 0)
  assert.is(
    git(folder, 'log', '--format=%s').stdout,
    'Leave the fixes out of git blame\nFix the form of the questions\nSet up qbank, which checks the question bank\nBegin\n'
  )
  const fixes = git(folder, 'rev-parse', 'HEAD~').stdout
  assert.ok(read(folder, '.git-blame-ignore-revs').endsWith(`\n${fixes}`))
  assert.is(
    git(folder, 'show', '--format=', '--name-only', 'HEAD~').stdout,
    'QUESTION_BANK.md\n'
  )
  assert.match(read(folder, 'QUESTION_BANK.md'), '\n### Q: When')
  assert.is(git(folder, 'status', '--porcelain').stdout, 'A  notes.txt\n')
  const [, undo = ''] = /^ {2}(git reset .*)$/m.exec(stdout) ?? []
  assert.is(run(folder, 'sh', ['-c', undo]).status, 0)
  assert.not.ok(existsSync(`${folder}/.husky/pre-commit`))
  assert.is(read(folder, 'notes.txt'), 'mine')
})

test('what is printed undoes it', async () => {
  const folder = makeInstalled({'questions.md': cards, 'README.md': '# Pots\n'})
  const {stdout} = await init(folder, '--with', 'all')
  const [, lines = ''] = /^To undo this:\n((?: {2}.*\n)+)/m.exec(stdout) ?? []
  assert.is(run(folder, 'sh', ['-ce', lines]).status, 0)
  assert.is(git(folder, 'status', '--porcelain').stdout, '')
  assert.is(git(folder, 'config', 'core.hooksPath').stdout, '')
})

test('what is printed undoes it where packages were installed before, and that was not committed', async () => {
  const {devDependencies} = JSON.parse(installed) as {devDependencies: object}
  const folder = makeInstalled({'questions.md': cards})
  git(folder, 'rm', '--quiet', '--cached', 'package.json')
  git(folder, 'commit', '--quiet', '--message', 'Remove the packages')
  const before = JSON.stringify({
    devDependencies: {...devDependencies, husky: undefined}
  })
  const programs = makeTempFolder()
  writeFiles(programs, {npm: '#!/bin/sh\necho more >> package-lock.json\n'})
  chmodSync(`${programs}/npm`, 0o755)
  writeFiles(folder, {'package.json': before, 'package-lock.json': ''})
  const {PATH} = process.env
  process.env['PATH'] = `${programs}:${PATH}`
  try {
    const {stdout} = await call(folder, ['init'])
    assert.match(stdout, /^run npm install --save-dev husky@9:/m)
    const [, lines = ''] = /^To undo this:\n((?: {2}.*\n)+)/m.exec(stdout) ?? []
    assert.match(
      lines,
      '  # package.json had changes of yours: take the new lines out by hand\n  npm install\n'
    )
    assert.is(run(folder, 'sh', ['-ce', lines]).status, 0)
  } finally {
    process.env['PATH'] = PATH
  }

  assert.is(
    git(folder, 'status', '--porcelain').stdout,
    '?? package-lock.json\n?? package.json\n'
  )
})

test('a hook that does not run is reported, with what it said', async () => {
  const folder = makeInstalled({
    'QUESTION_BANK.md': `# Ovens\n\n## Heat\n\n${card}`,
    '.husky/pre-commit': '# qbank-hook would be here\n'
  })
  const {status, stdout} = await init(folder)
  assert.match(stdout, 'and did not fix a broken card')
  assert.is(status, 1)
})

test('other hooks of the project may refuse, before it or after it', async () => {
  for (const [path, text, said] of [
    ['commit-msg', 'exit 1\n', 'The hook was tried: a card'],
    [
      'pre-commit',
      'echo "No ticket" >&2\nfalse\n',
      'The hook was not tried: the commit was refused by something else in your hooks:\n\n    No ticket'
    ]
  ] as const) {
    const folder = makeInstalled({
      'QUESTION_BANK.md': `# Ovens\n\n## Heat\n\n${card}`,
      [`.husky/${path}`]: text
    })
    const {status, stdout} = await init(folder)
    assert.match(stdout, said)
    assert.is(status, 0)
  }
})

test('the first commit of a repository', async () => {
  const folder = makeInstalled({})
  git(folder, 'update-ref', '-d', 'HEAD')
  git(folder, 'rm', '--quiet', '--cached', '-r', '.')
  const {status, stdout} = await init(folder)
  assert.is(status, 0)
  assert.match(stdout, 'The hook was tried: a card of QUESTION_BANK.md')
  assert.is(commitAsTold(folder, stdout).status, 0)
})

test('a bank in a README: its comment is read by the hook, and is nothing that makes old cards new', async () => {
  const folder = makeInstalled({
    'README.md': cards.replace('It is 3 degrees too hot.', '')
  })
  const {status, stdout} = await init(folder)
  assert.is(status, 0)
  assert.match(read(folder, 'README.md'), /^<!--bank\nreadme: false\n/)
  assert.is(commitAsTold(folder, stdout).status, 0)
  const text = read(folder, 'README.md')
  writeFiles(folder, {
    'README.md': `${text}\n###   7. Why does clay crack?\n\nIt dries too fast.\n`
  })
  const landed = git(folder, 'commit', '--quiet', '--all', '-m', 'Add')
  assert.is(landed.status, 0, landed.stderr)
  assert.match(read(folder, 'README.md'), '\n### 7. Why does clay')
})

test.run()
