/** The hook and files in an inbox, as they are staged. */
import * as assert from 'uvu/assert'
import {bank, inSection} from '../collect/support.ts'
import {call} from '../cli/support.ts'
import {git, writeFiles} from '../support/temp.ts'
import {
  assertClean,
  assertLanded,
  breakCard,
  cards,
  changedPaths,
  commit,
  committed,
  commitRefused,
  makeBankRepository,
  repositorySuite,
  ruinCard,
  stage
} from './support.ts'

const {test, folder} = repositorySuite(
  'commits of files in an inbox',
  makeBankRepository({'docs/QUESTION_BANK.md': bank})
)
const path = 'docs/cards/crust.md'
const fixed = inSection(cards.crust, 'Baking')

test('a broken card lands fixed', () => {
  stage(folder, {[path]: breakCard(fixed)})
  assertLanded(commit(folder))
  assert.equal(changedPaths(folder), [path])
  assert.is(committed(folder, path), fixed)
  assertClean(folder)
})

test('a card with a mistake for its author is refused', () => {
  stage(folder, {[path]: ruinCard(fixed)})
  assert.match(commitRefused(folder), /docs\/cards\/crust\.md:4/)
})

test('the bank is the one that is staged', () => {
  stage(folder, {
    [path]: fixed.replace('Baking', 'Breads'),
    'docs/QUESTION_BANK.md': bank.replace('## Baking', '## Breads')
  })
  writeFiles(folder, {'docs/QUESTION_BANK.md': bank})
  assertLanded(commit(folder))
})

test('on the default branch a file stays a file: two forks that commit on theirs do not conflict', async () => {
  // No driver merges here, as on GitHub.
  const fork = (name: string, file: string): void => {
    git(folder, 'reset', '--quiet', '--hard', 'base')
    stage(folder, {[`docs/cards/${name}.md`]: file})
    assertLanded(commit(folder))
    assert.equal(changedPaths(folder), [`docs/cards/${name}.md`])
    git(folder, 'branch', '--force', name)
  }
  const collect = async (name: string): Promise<void> => {
    git(folder, 'reset', '--quiet', '--hard', name)
    assert.is((await call(folder, ['collect'])).status, 0)
    git(folder, 'add', '--all')
    assertLanded(commit(folder))
    git(folder, 'branch', '--force', `${name}-collected`)
  }
  const head = git(folder, 'symbolic-ref', '--short', 'HEAD').stdout.trim()
  assert.is(head, 'main')
  fork('one', fixed)
  fork('two', inSection(cards.tyre, 'Baking'))
  const merge = (name: string): number | null =>
    git(folder, 'merge', '--no-edit', name).status
  assert.is(merge('one'), 0)
  assert.ok(committed(folder, 'docs/cards/one.md'))
  await collect('one')
  await collect('two')
  assert.is(merge('one-collected'), 1, 'what moving them would cost')
})

test('other Markdown files have no cards', () => {
  const files = {
    'docs/cards/README.md': '### Q: hello\n',
    'docs/notes/crust.md': breakCard(fixed)
  }
  stage(folder, files)
  assertLanded(commit(folder))
  assert.is(committed(folder, 'docs/notes/crust.md'), breakCard(fixed))
})

test.run()
