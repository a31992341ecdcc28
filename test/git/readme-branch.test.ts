/** A README that follows its bank on one branch only: contributions never touch it. */
import * as assert from 'uvu/assert'
import {git} from '../support/temp.ts'
import {
  assertLanded,
  assertQuiet,
  assertSucceeds,
  breakCard,
  cards,
  changedPaths,
  commit,
  commitRefused,
  committed,
  emptyReadme,
  makeBankRepository,
  read,
  repositorySuite,
  stage,
  toBank,
  unchecked
} from './support.ts'
import {call} from '../cli/support.ts'

const bank = 'QUESTION_BANK.md'

function toMainBank(...texts: readonly string[]): string {
  return `---\nbank:\n  readme: { path: README.md, on: main }\n---\n\n${toBank(...texts)}`
}

const first = makeBankRepository()
stage(first, {[bank]: toMainBank(cards.dough, cards.crust)})
assertLanded(commit(first))
git(first, 'tag', '--force', 'base')

const {test, folder} = repositorySuite('README on main only', first)

test.before.each(() => {
  git(folder, 'switch', '--quiet', '--force-create', 'card', 'base')
})

test.after.each(() => {
  git(folder, 'switch', '--quiet', '--force', 'main')
})

test('on another branch, hook, check and fix leave it alone', async () => {
  const readme = read(folder, 'README.md')
  stage(folder, {
    [bank]: toMainBank(cards.dough, cards.crust, breakCard(cards.chain))
  })
  const {status, stderr} = commit(folder)
  assertQuiet(stderr)
  assert.is(status, 0)
  assert.equal(changedPaths(folder), [bank])
  await assertSucceeds(folder, 'check')
  await assertSucceeds(folder, 'fix')
  assert.is(read(folder, 'README.md'), readme)

  // Another commit, and an edit of a card whose old text the README still has.
  const edited = cards.crust.replace('Dry heat later', 'Dry heat at the end')
  stage(folder, {[bank]: toMainBank(cards.dough, edited, cards.chain)})
  assertLanded(commit(folder))
  await assertSucceeds(folder, 'check')
  assert.is(read(folder, 'README.md'), readme)
})

test('an edit by hand is refused there, too', async () => {
  stage(folder, {
    [bank]: toMainBank(cards.dough, cards.crust, cards.chain),
    'README.md': read(folder, 'README.md').replace('Dry heat', 'Wet heat')
  })
  const screen = commitRefused(folder)
  assert.match(screen, 'Unexpected edit in region `bank-cards`')
  assert.match(screen, `Make the edit in ${bank}:`)
  const {status} = await call(folder, ['check'])
  assert.is(status, 1)
})

test('a card from the web is green, and main is right after the merge', async () => {
  // No hook runs on a website.
  stage(folder, {[bank]: toMainBank(cards.dough, cards.crust, cards.chain)})
  assertLanded(commit(folder, unchecked))
  await assertSucceeds(folder, 'check')
  git(folder, 'switch', '--quiet', 'main')
  git(folder, 'merge', '--quiet', '--no-ff', '-m', 'Merge', 'card')
  // What the workflow on main does.
  const {status, stdout} = await call(folder, ['readme'])
  assert.match(stdout, 'README.md: bank-stats, bank-cards regenerated')
  assert.is(status, 0)
  git(folder, 'add', '--update')
  assertLanded(commit(folder, unchecked))
  assert.ok(committed(folder, 'README.md').includes(cards.chain))
  await assertSucceeds(folder, 'check')
  // A second run has nothing to commit: no loop.
  assert.is((await call(folder, ['readme'])).stdout, 'README.md: up to date\n')
  assert.is(git(folder, 'status', '--porcelain').stdout, '')
})

test('on main the hook regenerates it; HEAD without a branch is not main', () => {
  git(folder, 'switch', '--quiet', 'main')
  stage(folder, {[bank]: toMainBank(cards.dough, cards.crust, cards.tyre)})
  assertLanded(commit(folder))
  assert.ok(committed(folder, 'README.md').includes(cards.tyre))
  git(folder, 'switch', '--quiet', '--detach')
  stage(folder, {[bank]: toMainBank(cards.dough, cards.crust)})
  assertLanded(commit(folder))
  assert.ok(committed(folder, 'README.md').includes(cards.tyre))
})

test('the hook keeps the table of all banks up to date, and named regions', () => {
  git(folder, 'switch', '--quiet', 'main')
  const index = '<!--bank-index start-->\n<!--bank-index end-->\n'
  stage(folder, {
    'README.md': `${emptyReadme}\n${index}`,
    'more/second.md': `---\nbank:\n  readme: false\n---\n\n${toBank(breakCard(cards.tyre))}`
  })
  assertLanded(commit(folder))
  assert.match(committed(folder, 'README.md'), '<a href="more/second.md">')
  assert.match(committed(folder, 'README.md'), '### Q: How does a loaf')

  // In a commit of the other bank alone.
  stage(folder, {
    'more/second.md': `---\nbank:\n  readme: false\n---\n\n${toBank(cards.tyre, cards.chain)}`
  })
  assertLanded(commit(folder))
  assert.equal(changedPaths(folder), ['README.md', 'more/second.md'])

  // A README that names its banks, committed alone.
  stage(folder, {
    'NAMED.md':
      '<!--bank-cards third.md start-->\n<!--bank-cards end-->\n\n<!--bank-cards fourth.md start-->\n<!--bank-cards end-->\n',
    'third.md': `---\nbank: { readme: NAMED.md }\n---\n\n${toBank(cards.tyre)}`,
    'fourth.md': `---\nbank: { readme: NAMED.md }\n---\n\n${toBank(cards.chain)}`
  })
  assertLanded(commit(folder))
  const text = committed(folder, 'NAMED.md')
  assert.ok(text.includes(cards.tyre) && text.includes(cards.chain))
  stage(folder, {'NAMED.md': text.replace('Use a gauge', 'Use no gauge')})
  assert.match(commitRefused(folder), 'Make the edit in fourth.md:')
})

test('conflicts in regions that were staged as they are: generated again', () => {
  git(folder, 'switch', '--quiet', 'main')
  const readme = read(folder, 'README.md')
  const conflict = '<<<<<<< HEAD\n- Dry heat\n=======\n- Wet heat\n>>>>>>> a\n'
  stage(folder, {
    'README.md': readme.replace('- Dry heat later\n', conflict)
  })
  const {status, stderr} = commit(folder, ['--allow-empty'])
  assertQuiet(stderr)
  assert.is(status, 0)
  assert.is(committed(folder, 'README.md'), readme)
  assert.is(read(folder, 'README.md'), readme)
})

test.run()
