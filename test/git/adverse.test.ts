/**
 * Repositories, disks and names that make it hard: a sentence says what to do, nothing is lost, nothing is
 * half-written.
 */
import {chmodSync, cpSync, rmSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import * as assert from 'uvu/assert'
import {findMissingHook} from '../../src/files/missing-hook.ts'
import {call} from '../cli/support.ts'
import type {Finished} from '../support/temp.ts'
import {
  git,
  installHook,
  linkPackages,
  makeTempFolder,
  projectRoot,
  run,
  writeFiles
} from '../support/temp.ts'
import {
  assertLanded,
  breakCard,
  cards,
  changedPaths,
  commit,
  commitRefused,
  committed,
  makeBankRepository,
  read,
  repositorySuite,
  ruinCard,
  stage,
  takeStock,
  toBank
} from './support.ts'

/** With LOCK set, another process takes git's index lock once the bank has been read. */
const configuration = `import {writeFileSync} from 'node:fs'
import process from 'node:process'
import qbank from 'qbank'

const {LOCK} = process.env
const lock = () => () => {
  if (LOCK !== undefined) writeFileSync(LOCK, '')
}
export default {plugins: [qbank, lock]}
`
const {test, folder} = repositorySuite(
  'adverse surroundings',
  makeBankRepository({
    '.remarkrc.mjs': configuration,
    'note.txt': 'a note\n'
  })
)
const bank = 'QUESTION_BANK.md'
const broken = toBank(cards.dough, breakCard(cards.crust))
const repaired = toBank(cards.dough, cards.crust)
const lock = join(folder, '.git/index.lock')

/** Stages a broken bank, beside an unstaged edit. */
function stageBroken(text = toBank(cards.dough, breakCard(cards.chain))): void {
  stage(folder, {[bank]: text})
  writeFiles(folder, {'note.txt': 'an unstaged note\n'})
}

test('a full disk', () => {
  stageBroken()
  const before = takeStock(folder)
  const preload = pathToFileURL(join(projectRoot, 'test/support/full-disk.mjs'))
  const {status, stderr} = commit(folder, [], {
    NODE_OPTIONS: `--import ${preload.href}`
  })
  assert.is(
    stderr,
    [
      'Commit refused: the question bank could not be checked.',
      '',
      'there is no space left on the disk',
      '',
      'Next: fix that and commit again. Your files are unchanged.',
      'husky - pre-commit script failed (code 1)\n'
    ].join('\n')
  )
  assert.is(status, 1)
  assert.equal(takeStock(folder), before)
})

test('a bank that must not be written is fixed in the commit only', () => {
  stageBroken()
  const path = join(folder, bank)
  const before = read(folder)
  chmodSync(path, 0o444)
  const {status, stderr} = commit(folder)
  assert.match(
    stderr,
    'Fixed in this commit, but not in your working tree, because you may not write QUESTION_BANK.md. `git diff` shows the difference.'
  )
  assert.is(status, 0)
  assert.is(committed(folder), toBank(cards.dough, cards.chain))
  assert.is(read(folder), before)
  assert.is(statSync(path).mode & 0o777, 0o444)
  chmodSync(path, 0o644)
})

test('another process takes the lock of the index and keeps it', () => {
  stageBroken()
  const before = takeStock(folder)
  const {status, stderr} = commit(folder, [], {LOCK: lock})
  rmSync(lock)
  assert.is(
    stderr,
    [
      'Commit refused: the question bank could not be checked.',
      '',
      `another program is working in this repository, because ${lock} exists; if no program is, delete that file`,
      '',
      'Next: fix that and commit again. Your files are unchanged.',
      'husky - pre-commit script failed (code 1)\n'
    ].join('\n')
  )
  assert.is(status, 1)
  assert.equal(takeStock(folder), before)
})

test('Windows line breaks that git has written', async () => {
  git(folder, 'config', 'core.autocrlf', 'true')
  for (const path of [bank, 'README.md']) rmSync(join(folder, path))
  git(folder, 'checkout', '--', '.')
  assert.ok(read(folder).includes('\r\n'))
  const checked = await call(folder, ['check'])
  assert.match(
    checked.stdout,
    "Unexpected line breaks CRLF in 2 lines, expected LF as Prettier's option `endOfLine` says  format\n    Git may write them: `*.md text eol=lf` in .gitattributes keeps it from that"
  )
  assert.is(checked.status, 1)

  writeFiles(folder, {
    [bank]: toBank(cards.dough, breakCard(cards.chain)).replaceAll('\n', '\r\n')
  })
  git(folder, 'add', bank)
  const readme = read(folder, 'README.md')
  assert.is(commit(folder).status, 0)
  assert.is(committed(folder), toBank(cards.dough, cards.chain))
  assert.not.match(committed(folder, 'README.md'), /\r/)
  // The README keeps the line breaks that it has, in its new regions, too.
  assert.is.not(read(folder, 'README.md'), readme)
  assert.not.match(read(folder, 'README.md'), /[^\r]\n/)
  assert.is(git(folder, 'status', '--porcelain').stdout, '')
  git(folder, 'config', '--unset', 'core.autocrlf')
})

test('a submodule, with names that have a line break, or a dash in front', () => {
  const outer = makeTempFolder()
  git(outer, 'init', '--quiet')
  git(
    outer,
    ...['-c', 'protocol.file.allow=always', 'submodule', '--quiet'],
    ...['add', folder, 'deep/bank']
  )
  const inner = join(outer, 'deep/bank')
  linkPackages(inner)
  installHook(inner)
  git(inner, 'config', 'user.name', 'A contributor')
  git(inner, 'config', 'user.email', 'contributor@example.com')
  const paths = ['-b/QUESTION_BANK.md', 'a\nb/QUESTION_BANK.md']
  const stageAll = (text: string): void => {
    stage(inner, Object.fromEntries(paths.map((path) => [path, text])))
  }
  stageAll(broken)
  writeFiles(inner, {'note.txt': 'an unstaged note\n'})
  assertLanded(commit(inner))
  assert.equal(changedPaths(inner), paths)
  for (const path of paths) assert.is(committed(inner, path), repaired)
  assert.is(git(inner, 'status', '--porcelain').stdout, ' M note.txt\n')
  stageAll(toBank(ruinCard(cards.crust)))
  assert.match(
    commitRefused(inner),
    "`git add ./-b/QUESTION_BANK.md $'a\\nb/QUESTION_BANK.md'`, and commit again."
  )
})

test('a bare repository', async () => {
  const bare = makeTempFolder()
  git(bare, 'clone', '--quiet', '--bare', folder, 'bank.git')
  const cwd = join(bare, 'bank.git')
  const checked = await call(cwd, ['check'])
  assert.is(
    checked.stderr,
    `${cwd}: is git's own folder, or a bare repository, which holds no files to check. Clone it (\`git clone\`), or add a working tree (\`git worktree add\`), and run qbank there\n`
  )
  assert.is(checked.stdout, '')
  assert.is(checked.status, 2)

  // A working tree that only GIT_DIR ties to it.
  const tree = makeTempFolder()
  const env = {GIT_DIR: cwd, GIT_WORK_TREE: tree}
  git(cwd, 'config', 'user.name', 'A contributor')
  git(cwd, 'config', 'user.email', 'contributor@example.com')
  const inTree = (...args: string[]): Finished => run(tree, 'git', args, {env})
  inTree('checkout', '--quiet', 'main', '--', '.')
  linkPackages(tree)
  cpSync(join(folder, '.husky/_'), join(tree, '.husky/_'), {recursive: true})
  inTree('config', 'core.hooksPath', join(tree, '.husky/_'))
  writeFiles(tree, {[bank]: broken})
  inTree('add', '--all')
  const {status, stderr} = inTree('commit', '--quiet', '--message=Change')
  assert.match(stderr, /^Commit refused: there is no `\.git` in this folder/)
  assert.is(status, 1)
  assert.is(read(tree), broken)
})

test('a new worktree, in which husky has not been set up', async () => {
  const tree = join(makeTempFolder(), 'side')
  git(folder, 'worktree', 'add', '--quiet', tree)
  linkPackages(tree)
  const {status, stderr} = await call(tree, ['check'])
  assert.is(
    stderr,
    '.husky/_: does not exist, so git runs no commit hook in this working tree. Run `npm install` to create it (needed in a new worktree, and after `git clean`)\n'
  )
  assert.is(status, 0)
  installHook(tree)
  assert.is(findMissingHook(tree), undefined)
  git(folder, 'worktree', 'remove', '--force', tree)
})

test.run()
