/** Commits that the hook fixes: they land with all that belongs to them, and without a word. */
import {readFileSync, rmSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import * as assert from 'uvu/assert'
import {git, makeRepository, writeFiles} from '../support/temp.ts'
import {
  assertClean,
  assertLanded,
  assertSucceeds,
  breakCard,
  cards,
  changedPaths,
  commit,
  committed,
  emptyReadme,
  read,
  repositorySuite,
  stage,
  toBank,
  unchecked
} from './support.ts'

const {test, folder} = repositorySuite('repaired commits')
const broken = toBank(cards.dough, cards.crust, breakCard(cards.chain))
const repaired = toBank(cards.dough, cards.crust, cards.chain)

test('a broken card lands fixed, with the README that it gives', async () => {
  stage(folder, {'QUESTION_BANK.md': broken})
  assertLanded(commit(folder))
  assert.equal(changedPaths(folder), ['QUESTION_BANK.md', 'README.md'])
  assert.is(committed(folder), repaired)
  const readme = committed(folder, 'README.md')
  assert.ok(readme.includes(cards.chain))
  assert.match(
    readme,
    '<a href="#things-to-know">Things to know</a></td>\n<td align="right">1</td><td align="right">2</td>'
  )
  assert.match(readme, /^Written by hand, in between\.$/m)
  assertClean(folder)
  await assertSucceeds(folder, 'check')
})

test('git is started rarely, which is what most commits wait for', () => {
  stage(folder, {'QUESTION_BANK.md': broken})
  const trace = join(folder, '.git/trace')
  assertLanded(commit(folder, [], {GIT_TRACE2_EVENT: trace}))
  const started = readFileSync(trace, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const {event, argv} = JSON.parse(line || '{}') as TraceEvent
      return event === 'start' && argv?.[1] === '--literal-pathspecs'
        ? [argv.find((word, at) => at > 0 && !word.startsWith('-'))]
        : []
    })
  assert.equal(started, [
    ...['ls-files', 'cat-file', 'hash-object', 'cat-file', 'update-index']
  ])
})

/** What git writes where `GIT_TRACE2_EVENT` says. */
interface TraceEvent {
  readonly event?: string
  readonly argv?: readonly string[]
}

test('a file that git changes on its way to the disk', () => {
  stage(folder, {
    '.gitattributes': 'README.md ident\n',
    'README.md': `$Id$\n\n${read(folder, 'README.md')}`
  })
  assertLanded(commit(folder, unchecked))
  rmSync(join(folder, 'README.md'))
  git(folder, 'checkout', '--', 'README.md')
  stage(folder, {'QUESTION_BANK.md': broken})
  assertLanded(commit(folder))
  assert.equal(changedPaths(folder), ['QUESTION_BANK.md', 'README.md'])
  const readme = committed(folder, 'README.md')
  assert.ok(readme.startsWith('$Id$\n'))
  const blob = git(folder, 'rev-parse', 'HEAD:README.md').stdout.trim()
  assert.is(read(folder, 'README.md'), readme.replace('$Id$', `$Id: ${blob} $`))
  assert.is(read(folder), repaired)
  assertClean(folder)
})

test('a bank that needs no fix still renews the README', () => {
  stage(folder, {'QUESTION_BANK.md': repaired})
  assertLanded(commit(folder))
  assert.equal(changedPaths(folder), ['QUESTION_BANK.md', 'README.md'])
  assertClean(folder)
})

test('`git commit --all`', () => {
  writeFiles(folder, {'QUESTION_BANK.md': broken})
  assertLanded(commit(folder, ['--all']))
  assert.is(committed(folder), repaired)
  assert.equal(changedPaths(folder), ['QUESTION_BANK.md', 'README.md'])
  assertClean(folder)
})

test('`git commit --amend`', () => {
  stage(folder, {'QUESTION_BANK.md': repaired, 'note.txt': 'a note\n'})
  assertLanded(commit(folder, unchecked))
  stage(folder, {
    'QUESTION_BANK.md': toBank(cards.dough, breakCard(cards.tyre))
  })
  assertLanded(commit(folder, ['--amend']))
  assert.is(committed(folder), toBank(cards.dough, cards.tyre))
  assert.equal(changedPaths(folder), [
    'QUESTION_BANK.md',
    'README.md',
    'note.txt'
  ])
  assert.is(git(folder, 'rev-list', '--count', 'HEAD').stdout, '2\n')
  assertClean(folder)
})

test('a fix that undoes all that was staged leaves a commit without changes', () => {
  stage(folder, {
    'QUESTION_BANK.md': toBank(cards.dough, breakCard(cards.crust))
  })
  assertLanded(commit(folder))
  assert.equal(changedPaths(folder), [])
  assertClean(folder)
})

test('a bank that is renamed and edited', async () => {
  stage(folder, {'notes/README.md': emptyReadme})
  git(folder, 'mv', 'QUESTION_BANK.md', 'notes/QUESTION_BANK.md')
  stage(folder, {'notes/QUESTION_BANK.md': broken})
  assertLanded(commit(folder))
  assert.is(committed(folder, 'notes/QUESTION_BANK.md'), repaired)
  assert.ok(committed(folder, 'notes/README.md').includes(cards.chain))
  assertClean(folder)
  await assertSucceeds(folder, 'check')
})

test('a bank that is deleted, beside one that is fixed', () => {
  git(folder, 'rm', '--quiet', 'QUESTION_BANK.md')
  stage(folder, {'bike/QUESTION_BANK.md': toBank(breakCard(cards.chain))})
  assertLanded(commit(folder))
  assert.equal(changedPaths(folder), [
    'QUESTION_BANK.md',
    'bike/QUESTION_BANK.md'
  ])
  assert.is(committed(folder, 'bike/QUESTION_BANK.md'), toBank(cards.chain))
})

test('a deleted bank alone', () => {
  git(folder, 'rm', '--quiet', 'QUESTION_BANK.md')
  assertLanded(commit(folder))
  assert.equal(changedPaths(folder), ['QUESTION_BANK.md'])
})

test('a README that is a link: what it leads to lands', () => {
  stage(folder, {'docs/overview.md': emptyReadme})
  git(folder, 'rm', '--quiet', 'README.md')
  symlinkSync('docs/overview.md', join(folder, 'README.md'))
  git(folder, 'add', 'README.md')
  stage(folder, {'QUESTION_BANK.md': broken})
  assertLanded(commit(folder))
  assert.ok(committed(folder, 'docs/overview.md').includes(cards.chain))
  assert.is(committed(folder, 'README.md'), 'docs/overview.md')
  assertClean(folder)
})

test('the first commit of a repository', async () => {
  const fresh = makeRepository({
    'QUESTION_BANK.md': broken,
    'README.md': emptyReadme
  })
  git(fresh, 'add', '--all')
  assertLanded(commit(fresh))
  assert.is(committed(fresh), repaired)
  assert.ok(committed(fresh, 'README.md').includes(cards.chain))
  assertClean(fresh)
  await assertSucceeds(fresh, 'check')
})

test.run()
