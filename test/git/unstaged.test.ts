/** Only what is staged is fixed and committed; unstaged edits come back to where they were made. */
import {chmodSync, existsSync, rmSync, statSync} from 'node:fs'
import {join} from 'node:path'
import * as assert from 'uvu/assert'
import {git, writeFiles} from '../support/temp.ts'
import {
  assertLanded,
  assertSucceeds,
  breakCard,
  cards,
  changedPaths,
  commit,
  commitRefused,
  committed,
  read,
  repositorySuite,
  ruinCard,
  stage,
  toBank,
  unchecked
} from './support.ts'

const {test, folder} = repositorySuite('unstaged edits')
const bank = 'QUESTION_BANK.md'
const broken = toBank(breakCard(cards.chain), cards.dough, cards.crust)
const repaired = toBank(cards.chain, cards.dough, cards.crust)

test('lines added, changed and removed after a fix that adds a line', () => {
  stage(folder, {[bank]: broken})
  const edit = (text: string): string =>
    text
      .replace('- Flour takes up water\n', '- Flour takes up water\n- ADDED\n')
      .replace('- Calling it drying', '- CHANGED')
      .replace('- Opening the door early\n', '')
      .replace(/$/, '\nAt the end\n')
  writeFiles(folder, {[bank]: edit(broken)})
  assertLanded(commit(folder))
  assert.is(committed(folder), repaired)
  assert.is(read(folder), edit(repaired))
  assertOnlyUnstaged(bank)
})

test('a fix that undoes all that was staged costs no unstaged edit', () => {
  stage(folder, {[bank]: toBank(breakCard(cards.dough), cards.crust)})
  const edit = (text: string): string => text.replace(/$/, '\nAt the end\n')
  writeFiles(folder, {[bank]: edit(read(folder))})
  assertLanded(commit(folder))
  assert.equal(changedPaths(folder), [])
  assert.is(read(folder), edit(toBank(cards.dough, cards.crust)))
  assertOnlyUnstaged(bank)
})

test('README: renewed by `qbank fix` for a card that is not staged', async () => {
  writeFiles(folder, {[bank]: broken})
  git(folder, 'add', bank)
  writeFiles(folder, {[bank]: `${repaired}\n${cards.tyre}`})
  await assertSucceeds(folder, 'fix')
  const readme = read(folder, 'README.md')
  assert.ok(readme.includes(cards.tyre))
  assertLanded(commit(folder))
  assert.not.match(committed(folder, 'README.md'), 'tyre')
  assert.is(read(folder, 'README.md'), readme)
  await assertSucceeds(folder, 'check')
})

test('README and bank that `qbank fix` has renewed, only the bank staged', async () => {
  writeFiles(folder, {[bank]: broken})
  await assertSucceeds(folder, 'fix')
  const readme = read(folder, 'README.md')
  assert.ok(readme.includes(cards.chain))
  git(folder, 'add', bank)
  assertLanded(commit(folder))
  assert.is(committed(folder, 'README.md'), readme)
  assert.is(git(folder, 'status', '--porcelain').stdout, '')
})

test('other files: changed, deleted, renamed, made executable, untracked', () => {
  stage(folder, {
    'changed.txt': 'a\nb\n',
    'deleted.txt': 'c\n',
    'old.txt': 'd\n',
    'mode.sh': 'e\n'
  })
  assertLanded(commit(folder, unchecked))
  stage(folder, {[bank]: broken})
  git(folder, 'mv', 'old.txt', 'new.txt')
  writeFiles(folder, {
    'changed.txt': 'a\nb\nUNSTAGED',
    'untracked.md': '*  bullet\n',
    [bank]: `${broken}\nAt the end\n`
  })
  rmSync(join(folder, 'deleted.txt'))
  chmodSync(join(folder, 'mode.sh'), 0o755)
  assertLanded(commit(folder))
  assert.equal(changedPaths(folder), [bank, 'README.md', 'new.txt', 'old.txt'])
  assert.is(read(folder, 'changed.txt'), 'a\nb\nUNSTAGED')
  assert.is(read(folder, 'untracked.md'), '*  bullet\n')
  assert.is(existsSync(join(folder, 'deleted.txt')), false)
  assert.is(statSync(join(folder, 'mode.sh')).mode & 0o111, 0o111)
  assert.is(read(folder), `${repaired}\nAt the end\n`)
})

test('a bank and a README that are deleted, unstaged, stay so', () => {
  stage(folder, {[bank]: broken})
  rmSync(join(folder, bank))
  rmSync(join(folder, 'README.md'))
  assertLanded(commit(folder))
  assert.is(committed(folder), repaired)
  assert.ok(committed(folder, 'README.md').includes(cards.chain))
  assert.is(
    git(folder, 'status', '--porcelain').stdout,
    ` D ${bank}\n D README.md\n`
  )
})

test('a refused commit of a partially staged bank costs nothing', () => {
  stage(folder, {[bank]: toBank(breakCard(cards.dough), ruinCard(cards.crust))})
  writeFiles(folder, {
    [bank]: `\n${read(folder)}- At the end\n`,
    'README.md': `${read(folder, 'README.md')}\nMore by hand\n`
  })
  assert.match(commitRefused(folder), 'choice-value')
})

test.run()

/** Whether nothing is staged, only this file has unstaged edits, and no stash is left. */
function assertOnlyUnstaged(path: string): void {
  assert.is(git(folder, 'status', '--porcelain').stdout, ` M ${path}\n`)
  assert.is(git(folder, 'stash', 'list').stdout, '')
}
