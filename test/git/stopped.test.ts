/** Hooks that are stopped, and what has to be set aside for lint-staged: nothing that a person wrote is lost. */
import {mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import * as assert from 'uvu/assert'
import {makeRandom} from '../support/random.ts'
import {git, makeTempFolder, run, writeFiles} from '../support/temp.ts'
import {trySave, tryState, tryStop, tryTogether} from './hook-fuzz.ts'
import {makeStateRepository, takeFullStock} from './states.ts'
import {
  breakCard,
  cards,
  commit,
  commitRefused,
  committed,
  read,
  repositorySuite,
  stage,
  toBank
} from './support.ts'

const {test, folder} = repositorySuite('stopped hooks', makeStateRepository())
const bank = 'QUESTION_BANK.md'
const broken = toBank(breakCard(cards.chain), cards.dough)

test('a file that is no longer tracked, but kept and edited, stays', () => {
  stage(folder, {[bank]: broken})
  writeFiles(folder, {'a.txt': 'a secret\n'})
  git(folder, 'rm', '--quiet', '--cached', 'a.txt')
  assert.is(commit(folder).status, 0)
  assert.is(read(folder, 'a.txt'), 'a secret\n')
  assert.is(git(folder, 'status', '--porcelain').stdout, '?? a.txt\n')
})

test('what is announced with `git add --intent-to-add` stays announced', () => {
  stage(folder, {[bank]: broken})
  writeFiles(folder, {'later.md': 'later\n'})
  git(folder, 'add', '--intent-to-add', 'later.md')
  assert.is(commit(folder).status, 0)
  assert.is(git(folder, 'status', '--porcelain').stdout, ' A later.md\n')
})

test('a folder of untracked files where git tracks a file', () => {
  stage(folder, {[bank]: broken})
  rmSync(join(folder, 'a.txt'))
  writeFiles(folder, {'a.txt/draft.md': 'a draft\n'})
  assert.is(commit(folder).status, 0)
  assert.is(read(folder, 'a.txt/draft.md'), 'a draft\n')
})

test('what an older version of the hook has left is explained', () => {
  const leftover = join(folder, '.git/qbank-hook')
  mkdirSync(leftover)
  writeFileSync(
    join(leftover, 'state.json'),
    '{"pid": 1, "backup": "abcdef0123"}'
  )
  stage(folder, {[bank]: broken})
  const {status, stderr} = commit(folder)
  assert.is(status, 1)
  assert.match(
    stderr,
    'Commit refused: an older version of this hook was stopped'
  )
  assert.match(stderr, '`git stash show -p abcdef0123`')
  rmSync(leftover, {recursive: true})
})

test('a program with a window that does not know where Node is', () => {
  const programs = makeTempFolder()
  for (const name of ['git', 'sh', 'basename', 'dirname']) {
    const {stdout} = run(folder, 'sh', ['-c', `command -v ${name}`])
    symlinkSync(stdout.trim(), join(programs, name))
  }

  stage(folder, {[bank]: broken})
  const before = takeFullStock(folder)
  const {status, stderr} = commit(folder, [], {PATH: programs})
  assert.is(status, 1)
  assert.match(stderr, /^Commit refused: `node` is not on the PATH/)
  assert.match(stderr, '~/.config/husky/init.sh')
  assert.equal(takeFullStock(folder), before)
})

test('a name with a backslash, which lint-staged takes for a folder', () => {
  const path = 'a\\b.md'
  stage(folder, {[path]: '*  staged\n'})
  writeFiles(folder, {[path]: '*  staged\nand not\n'})
  assert.match(commitRefused(folder), 'lint-staged cannot find a/b.md.')
  assert.is(committed(folder), read(folder))
})

// Last, as they leave flags in the index. `npm run fuzz hook` tries hundreds.
for (const seed of [1, 22]) {
  test(`stopped at a random step: seed ${seed}`, () => {
    tryStop(folder, makeRandom(seed))
  })
}

test('saved and staged meanwhile', () => {
  trySave(folder, makeRandom(6))
  tryTogether(folder, makeRandom(77))
})

test('a random state', () => {
  tryState(folder, makeRandom(55))
})

test.run()
