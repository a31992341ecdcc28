/** What a hook that sets work aside would lose, and what it would not look at. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import {join} from 'node:path'
import * as assert from 'uvu/assert'
import {git, run, writeFiles} from '../support/temp.ts'
import {commitWhile} from './act.ts'
import {
  assertClean,
  assertLanded,
  assertQuiet,
  breakCard,
  cards,
  commit,
  commitRefused,
  committed,
  emptyReadme,
  makeBankRepository,
  read,
  repositorySuite,
  ruinCard,
  stage,
  toBank,
  unchecked
} from './support.ts'

const {test, folder} = repositorySuite(
  'index first',
  makeBankRepository({'a.txt': 'one\ntwo\n', 'b/c.txt': 'deep\n'})
)
const bank = 'QUESTION_BANK.md'
const broken = toBank(cards.dough, cards.crust, breakCard(cards.chain))
const repaired = toBank(cards.dough, cards.crust, cards.chain)
const ruined = toBank(cards.dough, cards.crust, ruinCard(cards.chain))

for (const args of [['--all'], ['--only', '--', bank]]) {
  test(`git alone is terminated in \`git commit ${args[0] ?? ''}\``, () => {
    writeFiles(folder, {[bank]: broken, 'a.txt': 'edited\n'})
    commitWhile(folder, {act: 'kill-git SIGTERM', step: 20}, args)
    assert.is(read(folder, 'a.txt'), 'edited\n')
    assert.ok([broken, repaired].includes(read(folder)))
    assert.is(existsSync(join(folder, '.git/index.lock')), false)
    assertQuiet(commit(folder, args).stderr)
    assert.is(committed(folder), repaired)
  })
}

for (const [how, text] of Object.entries({success: broken, refusal: ruined})) {
  test(`what is not staged stays, of whatever kind it is, on ${how}`, () => {
    symlinkSync('a.txt', join(folder, 'link'))
    stage(folder, {'assumed.txt': 'one\n', 'new.txt': 'new\n'})
    git(folder, 'add', 'link', 'assumed.txt')
    commit(folder, [...unchecked, '--only', '--', 'link', 'assumed.txt'])
    // An edit under a flag, a file that is a link now, one that was deleted, a link that is no longer tracked.
    git(folder, 'update-index', '--assume-unchanged', 'assumed.txt')
    writeFiles(folder, {'assumed.txt': 'edited\n'})
    rmSync(join(folder, 'a.txt'))
    symlinkSync('b/c.txt', join(folder, 'a.txt'))
    rmSync(join(folder, 'new.txt'))
    git(folder, 'rm', '--quiet', '--cached', 'link')
    stage(folder, {[bank]: text})
    const {status} = commit(folder)
    assert.is(status, how === 'success' ? 0 : 1)
    assert.is(read(folder, 'assumed.txt'), 'edited\n')
    assert.match(git(folder, 'ls-files', '-v').stdout, /^h assumed\.txt$/m)
    assert.is(readlinkSync(join(folder, 'a.txt')), 'b/c.txt')
    assert.is(existsSync(join(folder, 'new.txt')), false)
    assert.ok(lstatSync(join(folder, 'link')).isSymbolicLink())
    assert.is(git(folder, 'ls-files', 'link').stdout, '')
    git(folder, 'update-index', '--no-assume-unchanged', 'assumed.txt')
    rmSync(join(folder, 'a.txt'))
  })
}

test('what an editor saves while the hook works stays, whenever it is', () => {
  writeFiles(folder, {'saved.txt': `${ruined}\nSaved meanwhile\n`})
  for (const step of [5, 25]) {
    stage(folder, {[bank]: ruined})
    const {status} = commitWhile(folder, {
      act: `save saved.txt>${bank}`,
      step
    })
    assert.is(status, 1)
    assert.is(read(folder), `${ruined}\nSaved meanwhile\n`)
  }
})

test('unstaged edits under `-diff` do not land', () => {
  writeFiles(folder, {'.gitattributes': '*.md -diff\n'})
  stage(folder, {[bank]: broken, 'other.md': 'other\n'})
  writeFiles(folder, {
    [bank]: `${broken}\nUnstaged\n`,
    'other.md': 'other\nunstaged\n'
  })
  assertLanded(commit(folder))
  assert.is(committed(folder), repaired)
  assert.is(committed(folder, 'other.md'), 'other\n')
  assert.is(read(folder), `${repaired}\nUnstaged\n`)
  assert.is(read(folder, 'other.md'), 'other\nunstaged\n')
})

test('a folder is replaced by a file, and a file by a folder', () => {
  rmSync(join(folder, 'b'), {recursive: true})
  writeFiles(folder, {b: 'a file\n', [bank]: broken})
  git(folder, 'add', '--all')
  assertLanded(commit(folder))
  assert.is(committed(folder, 'b'), 'a file\n')
  rmSync(join(folder, 'a.txt'))
  writeFiles(folder, {
    'a.txt/d.md': 'deep\n',
    [bank]: toBank(breakCard(cards.tyre))
  })
  git(folder, 'add', '--all')
  assertLanded(commit(folder))
  assert.is(committed(folder, 'a.txt/d.md'), 'deep\n')
  assertClean(folder)
})

test('other configurations of lint-staged are neither read nor in the way', () => {
  stage(folder, {
    '.lintstagedrc.json': '{"*.md": "false"}',
    'lint-staged.config.mjs': 'throw new Error("read")\n',
    [bank]: broken
  })
  assertLanded(commit(folder))
  assert.is(committed(folder), repaired)
})

test("a project's own tasks run before, in a line of their own", () => {
  stage(folder, {
    '.husky/pre-commit':
      'node_modules/.bin/lint-staged --quiet\n. node_modules/qbank/pre-commit.sh\n',
    'lint-staged.config.mjs': "export default {'*.md': 'prettier --write'}\n",
    'other.md': '*  other\n',
    [bank]: broken
  })
  assertLanded(commit(folder))
  assert.is(committed(folder, 'other.md'), '- other\n')
  assert.is(committed(folder), repaired)
  assertClean(folder)
})

test('spread into a configuration with another task for the same files', () => {
  stage(folder, {
    '.husky/pre-commit': 'node_modules/.bin/lint-staged\n',
    'lint-staged.config.mjs': [
      "import qbank from 'qbank/lint-staged'",
      "export default {...qbank, '*.md': 'prettier --write', '*.txt': 'sed -i s/two/2/'}\n"
    ].join('\n'),
    [bank]: broken,
    'a.txt': 'one\ntwo\nthree\n'
  })
  writeFiles(folder, {'note.txt': 'untracked\n'})
  for (let time = 0; time < 2; time++) {
    const {status} = commit(folder)
    assert.is(status, 0)
    assert.is(committed(folder), repaired)
    assert.is(committed(folder, 'a.txt'), 'one\n2\nthree\n')
    assert.is(git(folder, 'status', '--porcelain').stdout, '?? note.txt\n')
    git(folder, 'reset', '--quiet', '--soft', 'HEAD~')
    stage(folder, {[bank]: broken, 'a.txt': 'one\ntwo\nthree\n'})
  }
})

test('a commit of the README alone: an edit in a region is refused, a stale one regenerated', () => {
  const readme = read(folder, 'README.md')
  stage(folder, {'README.md': readme.replace('Dry heat later', 'Wet heat')})
  const screen = commitRefused(folder)
  assert.match(screen, 'Unexpected edit in region `bank-cards`')
  assert.match(screen, `Make the edit in ${bank}`)

  stage(folder, {'README.md': emptyReadme})
  const {status, stderr} = commit(folder)
  assertQuiet(stderr)
  assert.is(status, 0)
  assert.ok(committed(folder, 'README.md').includes(cards.crust))
  assertClean(folder)
})

test('two banks that would write the same README are refused, also when only one is staged', () => {
  stage(folder, {'second.md': `---\nbank:\n---\n\n${toBank(cards.tyre)}`})
  const screen = commitRefused(folder)
  assert.match(
    screen,
    'second.md: its README would be README.md, which is generated from QUESTION_BANK.md already.'
  )
  stage(folder, {
    'second.md': `---\nbank:\n  readme: SECOND.md\n---\n\n${toBank(cards.tyre)}`,
    'SECOND.md': emptyReadme
  })
  assertLanded(commit(folder))
  assert.ok(committed(folder, 'SECOND.md').includes(cards.tyre))
})

test('warnings about changed cards are shown and let pass', () => {
  const alike = cards.tyre
    .replace('What sets', 'What really sets')
    .replace('The ground', 'The road')
  stage(folder, {[bank]: toBank(cards.dough, cards.crust, cards.tyre, alike)})
  const {status, stderr} = commit(folder)
  assert.match(stderr, /warning {2}.+ {2}no-similar-card/)
  assert.is(status, 0)
  stage(folder, {[bank]: toBank(cards.dough, cards.tyre, alike)})
  assertLanded(commit(folder))
})

test("a merge is not refused for what both sides' commits have let pass", () => {
  stage(folder, {[bank]: toBank(cards.dough, ruinCard(cards.crust))})
  commit(folder, unchecked)
  git(folder, 'switch', '--quiet', '--create', 'side', 'base')
  stage(folder, {'a.txt': 'side\n'})
  commit(folder, unchecked)
  git(folder, 'merge', '--quiet', '--no-commit', 'main')
  writeFiles(folder, {
    [bank]: toBank(cards.dough, ruinCard(cards.crust), breakCard(cards.tyre))
  })
  git(folder, 'add', bank)
  const {status, stderr} = commit(folder)
  assertQuiet(stderr, '1 older problem elsewhere: `npx --no -- qbank check`')
  assert.is(status, 0)
  assert.is(
    committed(folder),
    toBank(cards.dough, ruinCard(cards.crust), cards.tyre)
  )
  git(folder, 'switch', '--quiet', 'main')
  git(folder, 'branch', '--quiet', '-D', 'side')
})

test('the message of a fixed commit shows how to see the fixes', () => {
  stage(folder, {[bank]: broken})
  const {stderr} = commit(folder)
  const [, before = '', after = ''] =
    /`git diff ([\da-f]+) ([\da-f]+)`/.exec(stderr) ?? []
  const {stdout} = git(folder, 'diff', before, after)
  assert.match(stdout, '-**Difficulty:** medium')
  assert.match(stdout, '+**Difficulty:** Medium')
})

test('a version of lint-staged that is not known to work, or none', () => {
  const modules = join(folder, 'node_modules')
  const link = join(modules, 'lint-staged')
  renameSync(link, `${link}-away`)
  stage(folder, {[bank]: broken})
  assert.match(
    commitRefused(folder),
    'Commit refused: lint-staged is not installed.\n\nNext: run `npm install`.'
  )
  mkdirSync(link)
  writeFileSync(join(link, 'package.json'), '{"version": "15.2.10"}')
  assert.match(
    commitRefused(folder),
    /works with lint-staged 16 and 17, and this project has 15\.2\.10\.\n\nNext: run `npm install --save-dev lint-staged@1[67]`/
  )
  rmSync(link, {recursive: true})
  renameSync(`${link}-away`, link)
})

test('split and sparse indexes, skip-worktree, fourth version of the format', () => {
  stage(folder, {[bank]: broken})
  git(folder, 'update-index', '--split-index')
  assertLanded(commit(folder))
  assert.is(committed(folder), repaired)
  git(folder, 'update-index', '--no-split-index', '--index-version', '4')
  stage(folder, {[bank]: toBank(breakCard(cards.tyre))})
  git(folder, 'update-index', '--skip-worktree', bank)
  rmSync(join(folder, bank))
  assertLanded(commit(folder))
  assert.is(committed(folder), toBank(cards.tyre))
  assert.match(git(folder, 'ls-files', '-v').stdout, /^S QUESTION_BANK\.md$/m)
  assert.is(existsSync(join(folder, bank)), false)
  git(folder, 'update-index', '--no-skip-worktree', bank)
})

test('the mode and the line breaks of a file are its own', () => {
  stage(folder, {[bank]: broken})
  writeFiles(folder, {[bank]: broken.replaceAll('\n', '\r\n')})
  chmodSync(join(folder, bank), 0o755)
  git(folder, 'config', 'core.fileMode', 'false')
  assertLanded(commit(folder))
  assert.is(committed(folder), repaired)
  assert.is(read(folder), repaired.replaceAll('\n', '\r\n'))
  assert.is(lstatSync(join(folder, bank)).mode & 0o777, 0o755)
  git(folder, 'config', '--unset', 'core.fileMode')
})

test('another program stages something while the hook works: both land, or the commit says so', () => {
  writeFiles(folder, {'d.txt': 'concurrent\n'})
  stage(folder, {[bank]: broken})
  const {status, stderr} = commitWhile(folder, {
    act: 'run git add d.txt',
    step: 30
  })
  assert.match(git(folder, 'ls-files', 'd.txt').stdout, 'd.txt')
  if (status === 0) {
    assert.is(committed(folder), repaired)
    return
  }

  assert.match(stderr, 'another program has staged something meanwhile')
  assert.is(read(folder), broken)
  assertLanded(run(folder, 'git', ['commit', '--quiet', '-m', 'Again']))
})

test.run()
