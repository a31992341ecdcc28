/** Which banks are taken, by whatever name. */
import {mkdirSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {runQbank} from '../support/temp.ts'
import {assertFailure, call, clean, glued, makeFolder, read} from './support.ts'

/** @returns names of the files that `check` reports on */
async function list(
  folder: string,
  argv: readonly string[] = []
): Promise<string[]> {
  const {stdout} = await call(folder, ['check', '--reporter', 'json', ...argv])
  const {files} = JSON.parse(stdout) as {files: {path: string}[]}
  return files.map(({path}) => path)
}

const declared = `---\nbank:\n---\n\n${clean}`

const found = suite('banks below a folder')

found('by their name, or by the key in their front matter', async () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': clean,
    'docs/QUESTION_BANK.md': clean,
    'docs/baking.md': declared,
    'docs/bikes.markdown': declared,
    '.github/QUESTION_BANK.md': clean,
    'docs/notes.md': clean,
    'docs/other.md': `---\ntitle: Bank\n---\n\n${clean}`,
    'docs/quoted.md': `---\n'bank': {}\n---\n\n${clean}`,
    'docs/baking.txt': declared,
    'docs/question_bank.md': clean
  })
  assert.equal(await list(folder), [
    '.github/QUESTION_BANK.md',
    'QUESTION_BANK.md',
    'docs/QUESTION_BANK.md',
    'docs/baking.md',
    'docs/bikes.markdown',
    'docs/quoted.md'
  ])
})

found('not in folders of tools', async () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': clean,
    'node_modules/a/QUESTION_BANK.md': clean,
    'docs/node_modules/QUESTION_BANK.md': clean,
    '.git/QUESTION_BANK.md': clean
  })
  assert.equal(await list(folder), ['QUESTION_BANK.md'])
})

found('not what .gitignore names, as git reads it', async () => {
  const folder = makeFolder({
    '.git/info/exclude': '/mine/\n',
    '.gitignore': 'drafts/\n/*.tmp.md\n!kept/drafts/\nbuild/*\n',
    'drafts/QUESTION_BANK.md': clean,
    'docs/drafts/QUESTION_BANK.md': clean,
    'kept/drafts/QUESTION_BANK.md': clean,
    'kept/drafts/.gitignore': 'old/',
    'kept/drafts/old/QUESTION_BANK.md': clean,
    'build/x/QUESTION_BANK.md': clean,
    'a.tmp.md': declared,
    'docs/a.tmp.md': declared,
    'mine/QUESTION_BANK.md': clean,
    'docs/mine/QUESTION_BANK.md': clean
  })
  assert.equal(await list(folder), [
    'docs/a.tmp.md',
    'docs/mine/QUESTION_BANK.md',
    'kept/drafts/QUESTION_BANK.md'
  ])
  // It also holds for a folder below.
  assert.equal(await list(join(folder, 'kept')), ['drafts/QUESTION_BANK.md'])
  const {status, stderr} = await call(join(folder, 'build/x'), ['check'])
  assert.match(stderr, /^No question bank below /)
  assert.is(status, 2)
})

found('not what .remarkignore names, here or above', async () => {
  const folder = makeFolder({
    '.remarkignore': 'test/\ndocs/old.md\n',
    'QUESTION_BANK.md': clean,
    'test/QUESTION_BANK.md': Buffer.from('caf\u00E9', 'latin1'),
    'docs/old.md': declared,
    'docs/new.md': declared
  })
  assert.equal(await list(folder), ['QUESTION_BANK.md', 'docs/new.md'])
  assert.equal(await list(join(folder, 'docs')), ['new.md'])
  for (const command of ['check', 'fix', 'readme']) {
    const {status, stderr} = await call(join(folder, 'test'), [command])
    assert.match(stderr, /^No question bank below /)
    assert.is(status, 2)
  }
})

found('each once, whatever links lead to it', async () => {
  const folder = makeFolder({'z/QUESTION_BANK.md': clean, 'a/x': ''})
  symlinkSync('.', join(folder, 'self'))
  symlinkSync('z', join(folder, 'y'))
  symlinkSync('../z/QUESTION_BANK.md', join(folder, 'a/QUESTION_BANK.md'))
  assert.equal(await list(folder), ['z/QUESTION_BANK.md'])
})

found('where there is no repository', async () => {
  const folder = makeFolder({'docs/QUESTION_BANK.md': glued})
  assert.is((await call(folder, ['fix'])).status, 0)
  assert.is(read(folder, 'docs/QUESTION_BANK.md'), clean)
})

found.run()

const named = suite('banks that are named')

/** Names that a shell, a glob, a URL or a terminal would read otherwise. */
const names = [
  'with space/QUESTION_BANK.md',
  "it's/QUESTION_BANK.md",
  'say "bank"/QUESTION_BANK.md',
  'back\\slash/QUESTION_BANK.md',
  'brötchen-パン/QUESTION_BANK.md',
  '[a]*{b,c}!?/QUESTION_BANK.md',
  '%20#x/QUESTION_BANK.md',
  '..dots/QUESTION_BANK.md',
  '$HOME/QUESTION_BANK.md'
]

for (const name of names) {
  named(name, async () => {
    const folder = makeFolder({[name]: glued})
    assert.equal(await list(folder), [name])
    assert.equal(await list(folder, [name]), [name])
    const {status, stdout} = await call(folder, ['fix', name])
    assert.is(
      stdout,
      `${name}: 1 problem fixed (1 × no-glued-label)\n1 card in 1 bank: no problems\n`
    )
    assert.is(status, 0)
    assert.is(read(folder, name), clean)
  })
}

named('a line break in a name breaks no line of the report', async () => {
  const name = 'two\nlines/QUESTION_BANK.md'
  const folder = makeFolder({[name]: glued})
  assert.equal(await list(folder), [name])
  const {stdout, stderr} = await call(folder, ['check'])
  assert.match(stdout, /^ {2}two lines\/QUESTION_BANK\.md:15:1 {2}error/m)
  assert.is(
    stderr,
    'two lines/README.md: does not exist, so nothing is generated from two lines/QUESTION_BANK.md\n'
  )
  const {status} = await call(folder, ['fix', name])
  assert.is(status, 0)
  assert.is(read(folder, name), clean)
})

named('a name that begins with a dash is after two of them', async () => {
  const folder = makeFolder({'-x.md': declared, '--quiet': ''})
  assert.equal(await list(folder, ['--', '-x.md']), ['-x.md'])
  assert.equal(await list(folder, ['./-x.md']), ['-x.md'])
  assert.equal(await list(folder), ['-x.md'])
})

named('several, in the order in which they are named', async () => {
  const folder = makeFolder({
    'b/QUESTION_BANK.md': glued,
    'a/QUESTION_BANK.md': glued
  })
  const argv = ['b/QUESTION_BANK.md', 'a/QUESTION_BANK.md']
  assert.equal(await list(folder, argv), argv)
  const {stdout} = await call(folder, ['fix', ...argv])
  assert.match(stdout, /^b\/.*\na\/.*\n2 cards in 2 banks: no problems\n$/)
})

named('the same file twice is taken once', async () => {
  const folder = makeFolder({'docs/QUESTION_BANK.md': glued})
  symlinkSync('docs', join(folder, 'link'))
  const argv = [
    'docs/QUESTION_BANK.md',
    './docs/../docs/QUESTION_BANK.md',
    join(folder, 'docs/QUESTION_BANK.md'),
    'link/QUESTION_BANK.md'
  ]
  assert.equal(await list(folder, argv), ['docs/QUESTION_BANK.md'])
  const {status, stdout} = await call(folder, ['fix', ...argv])
  assert.is(
    stdout,
    'docs/QUESTION_BANK.md: 1 problem fixed (1 × no-glued-label)\n1 card in 1 bank: no problems\n'
  )
  assert.is(status, 0)
})

named('one that .remarkignore names is refused', async () => {
  const folder = makeFolder({
    '.remarkignore': 'test/\n',
    'test/QUESTION_BANK.md': glued
  })
  for (const command of ['check', 'fix', 'readme']) {
    assertFailure(
      await call(folder, [command, 'test/QUESTION_BANK.md']),
      'test/QUESTION_BANK.md: is named in .remarkignore. Remove it there to have it checked\n'
    )
  }

  assert.is(read(folder, 'test/QUESTION_BANK.md'), glued)
})

named('one that .gitignore names is taken', async () => {
  const folder = makeFolder({
    '.git/HEAD': '',
    '.gitignore': 'drafts/\n',
    'drafts/QUESTION_BANK.md': glued
  })
  assert.is((await call(folder, ['fix', 'drafts/QUESTION_BANK.md'])).status, 0)
  assert.is(read(folder, 'drafts/QUESTION_BANK.md'), clean)
})

named('at the entrance, with bytes as a shell gives them', () => {
  const name = 'two\nlines of "パン"/QUESTION_BANK.md'
  const folder = makeFolder({[name]: glued})
  mkdirSync(join(folder, 'other'))
  const {status, stdout} = runQbank(join(folder, 'other'), [
    'fix',
    `../${name}`
  ])
  assert.is(
    stdout,
    '../two lines of "パン"/QUESTION_BANK.md: 1 problem fixed (1 × no-glued-label)\n1 card in 1 bank: no problems\n'
  )
  assert.is(status, 0)
  assert.is(read(folder, name), clean)
})

named.run()
