/** Most commits touch no bank: their authors see no message, and nothing is loaded that they do not need. */
import {existsSync, readFileSync} from 'node:fs'
import * as assert from 'uvu/assert'
import {watchLoaded} from '../support/loaded.ts'
import {git, writeFiles} from '../support/temp.ts'
import {
  assertLanded,
  breakCard,
  cards,
  changedPaths,
  commit,
  committed,
  read,
  repositorySuite,
  stage,
  toBank
} from './support.ts'

const {test, folder} = repositorySuite('unrelated commits')

/**
 * What is not to be loaded, and how it is recognized: by the package's path, or in a bundle by a text that no
 * minifier changes.
 */
const heavy = {
  Prettier: /\/node_modules\/prettier\//,
  unified: /on a frozen processor/,
  micromark: /codeFencedFenceSequence/,
  yaml: /\bYAMLParseError\b/
}

test('a file that is no Markdown', () => {
  stage(folder, {'note.txt': '*  a note\n'})
  assert.equal(commitWatched(), [])
  assert.equal(changedPaths(folder), ['note.txt'])
})

test('a file that is no Markdown, beside Markdown that is only announced', () => {
  writeFiles(folder, {'later.md': '*  a note\n'})
  git(folder, 'add', '--intent-to-add', 'later.md')
  stage(folder, {'note.txt': '*  another note\n'})
  assert.equal(commitWatched(), [])
  assert.equal(changedPaths(folder), ['note.txt'])
  git(folder, 'rm', '--cached', '--quiet', 'later.md')
})

test('Markdown that is no bank: with unstaged edits, front matter, and cards', () => {
  const files = {
    'note.md': '*  a note\n',
    'article.md': '---\ntitle: bank\nlist:\n  bank: no\n---\n\n*  text\n',
    'cards.markdown': toBank(breakCard(cards.chain)),
    'docs/README.md': '# A page\n\n*  a bullet\n'
  }
  stage(folder, files)
  writeFiles(folder, {'note.md': '*  a note\n*  unstaged\n'})
  const loaded = commitWatched()
  assert.ok(loaded.some((path) => path.endsWith('/lint-staged/lib/index.js')))
  assert.ok(loaded.some((path) => path.endsWith('/hook/bin.cjs')))
  assert.equal(findHeavy(loaded), [])
  assert.equal(changedPaths(folder), Object.keys(files).sort())
  for (const [path, text] of Object.entries(files)) {
    assert.is(committed(folder, path), text)
  }

  assert.is(read(folder, 'note.md'), '*  a note\n*  unstaged\n')
})

test('the same watch sees what a bank loads', () => {
  // Front matter is what needs YAML, a table what needs Prettier.
  const card = breakCard(cards.chain)
  const bank = `---\nbank:\n---\n\n${toBank(card)}\n  | a | b |\n  | - | - |\n  | c | d |\n`
  stage(folder, {'QUESTION_BANK.md': bank})
  assert.equal(findHeavy(commitWatched()), Object.keys(heavy))
})

test.run()

/** Commits, silently. @returns paths of all scripts that were run in Node */
function commitWatched(): string[] {
  return watchLoaded((env) => {
    assertLanded(commit(folder, [], env))
  })
}

function findHeavy(paths: readonly string[]): string[] {
  const texts = paths
    .filter((path) => existsSync(path) && !path.includes('/lint-staged/'))
    .map((path) => `${path}\n${readFileSync(path, 'utf8')}`)
  return Object.entries(heavy)
    .filter(([, form]) => texts.some((text) => form.test(text)))
    .map(([name]) => name)
}
