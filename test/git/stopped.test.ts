/** Hooks that are stopped, and what has to be set aside for lint-staged: nothing that a person wrote is lost. */
import {
  existsSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import * as assert from 'uvu/assert'
import {call} from '../cli/support.ts'
import {makeRandom} from '../support/random.ts'
import {
  git,
  makeTempFolder,
  run,
  runQbank,
  writeFiles
} from '../support/temp.ts'
import {tryState, tryStop} from './hook-fuzz.ts'
import {commitStopped} from './interrupt.ts'
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

// `npm run fuzz hook` tries hundreds.
for (const seed of [1, 22, 333]) {
  test(`stopped at a random moment: seed ${seed}`, async () => {
    await tryStop(folder, makeRandom(seed), 1000)
  })
}

for (const seed of [4, 55]) {
  test(`a random state: seed ${seed}`, () => {
    tryState(folder, makeRandom(seed))
  })
}

test('killed in the middle: the hook itself puts all back', async () => {
  stopInTheMiddle('process.kill(process.pid, "SIGKILL")')
  stage(folder, {[bank]: broken})
  writeFiles(folder, {[bank]: `${broken}\nAt the end\n`, 'a.txt': 'edited\n'})
  const before = takeFullStock(folder)
  const {code, output} = await commitStopped(folder, [])
  assert.is(code, 1)
  assert.match(
    output,
    'Commit refused: its hook was stopped before it was done. Index, files and stash are as they were.'
  )
  assert.equal(takeFullStock(folder), before)
})

test('killed with all that could put it back: the next commit says so, and `qbank rescue` does it', async () => {
  stopInTheMiddle('process.kill(0, "SIGKILL")')
  stage(folder, {[bank]: broken})
  writeFiles(folder, {[bank]: `${broken}\nAt the end\n`, 'a.txt': 'edited\n'})
  const before = takeFullStock(folder)
  await commitStopped(folder, [])
  assert.is(read(folder, 'a.txt'), 'one of a.txt\ntwo\nthree\n')
  const next = commit(folder)
  assert.is(next.status, 1)
  assert.match(next.stderr, "is in git's stash, as ")
  assert.match(next.stderr, 'Next: run `npx --no -- qbank rescue`')

  writeFiles(folder, {'a.txt': 'written since\n'})
  const late = await call(folder, ['rescue'])
  assert.is(late.status, 2)
  assert.match(late.stderr, 'there are newer edits in a.txt')
  assert.is(read(folder, 'a.txt'), 'written since\n')

  git(folder, 'checkout', '--', 'a.txt')
  const {status, stdout, stderr} = runQbank(folder, ['rescue'])
  assert.is(stderr, '')
  assert.match(stdout, 'Rescued: index, files and stash are as they were')
  assert.is(status, 0)
  assert.equal(takeFullStock(folder), before)
  assert.match((await call(folder, ['rescue'])).stdout, 'Nothing to rescue')
})

test('another hook at work in the same working tree', () => {
  mkdirSync(join(folder, '.git/qbank-hook'))
  const state = {pid: process.pid, gitFolder: join(folder, '.git')}
  const path = join(folder, '.git/qbank-hook/state.json')
  writeFileSync(path, JSON.stringify(state))
  stage(folder, {[bank]: broken})
  assert.match(commit(folder).stderr, 'another commit in this working tree')
  assert.ok(existsSync(path))
  rmSync(join(folder, '.git/qbank-hook'), {recursive: true})
})

test('a file that is no longer tracked, but kept and edited, stays', () => {
  stage(folder, {[bank]: broken})
  writeFiles(folder, {'a.txt': 'a secret\n'})
  git(folder, 'rm', '--quiet', '--cached', 'a.txt')
  assert.is(commit(folder).status, 0)
  assert.is(read(folder, 'a.txt'), 'a secret\n')
  assert.is(git(folder, 'status', '--porcelain').stdout, '?? a.txt\n')
})

test('what git cannot set aside is refused before anything is begun', () => {
  stage(folder, {[bank]: broken})
  writeFiles(folder, {'later.md': 'later\n'})
  git(folder, 'add', '--intent-to-add', 'later.md')
  assert.match(
    commitRefused(folder),
    '\nNext: `git add` them, or `git reset -- later.md`, and commit again.'
  )

  git(folder, 'reset', '--quiet', '--', 'later.md')
  rmSync(join(folder, 'a.txt'))
  writeFiles(folder, {'a.txt/draft.md': 'a draft\n'})
  assert.match(commitRefused(folder), '`git add a.txt`, or move the folder')
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

test.run()

/** Makes the hook do this when the bank has been repaired and written, and is to be checked once more. */
function stopInTheMiddle(code: string): void {
  writeFiles(folder, {
    '.remarkrc.mjs': [
      "import process from 'node:process'",
      "import qbank from 'qbank'",
      `const stop = () => () => { ${code} }`,
      'export default {plugins: [qbank, stop]}\n'
    ].join('\n')
  })
  git(folder, 'add', '.remarkrc.mjs')
}
