/** Real merges, rebases, cherry-picks and stashes. */
import {readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {cards, emptyReadme, toBank} from '../git/support.ts'
import {readText} from '../../src/merge/merge-bank.ts'
import {linkPackages, projectRoot, run, writeFiles} from '../support/temp.ts'
import type {Repository} from './repository.ts'
import {clone, createRepository} from './repository.ts'

const test = suite('merges in git')
const {dough, crust, chain, tyre} = cards
const bank = 'QUESTION_BANK.md'

/** A repository whose branch `theirs` has one card, and `main` another. */
function makeForked(hasDriver = true): Repository {
  const repository = createRepository(hasDriver)
  const {commit, must} = repository
  commit({[bank]: toBank(dough)})
  must('switch', '--quiet', '--create', 'theirs')
  commit({[bank]: toBank(dough, crust)})
  must('switch', '--quiet', 'main')
  commit({[bank]: toBank(dough, chain)})
  return repository
}

const titles = (text: string): string[] =>
  readText(text).cards.map(({heading}) => heading.title)

/** Whether the bank has these cards, each once and in this order, and nothing else. */
function expectCards({read}: Repository, ...expected: string[]): void {
  assert.is(read(bank), toBank(...expected))
}

test('both sides have added a card: merge', () => {
  const repository = makeForked()
  const {stderr, status} = repository.git('merge', '--no-edit', 'theirs')
  assert.is(stderr, '')
  assert.is(status, 0)
  expectCards(repository, dough, chain, crust)
})

test('both sides have added a card: rebase, cherry-pick, revert, stash pop', () => {
  const repository = makeForked()
  const {must, write, commit} = repository
  must('switch', '--quiet', '--create', 'copy', 'theirs')
  must('rebase', '--quiet', 'main')
  expectCards(repository, dough, chain, crust)

  must('switch', '--quiet', '--create', 'picked', 'main')
  must('cherry-pick', 'theirs')
  expectCards(repository, dough, chain, crust)

  commit({[bank]: toBank(dough, chain, crust, tyre)})
  must('revert', '--no-edit', 'HEAD~1')
  expectCards(repository, dough, chain, tyre)

  write({[bank]: toBank(dough, chain, tyre, crust)})
  must('stash')
  commit({[bank]: toBank(dough.replace('Easy', 'Hard'), chain, tyre)})
  must('stash', 'pop')
  expectCards(repository, dough.replace('Easy', 'Hard'), chain, tyre, crust)
})

/** @returns what writes, fixes and commits a text of the bank */
function createMaker({
  commit,
  qbank,
  write
}: ReturnType<typeof createRepository>): (text: string) => Promise<void> {
  return async (text) => {
    write({[bank]: text})
    assert.is((await qbank('fix')).status, 0)
    commit({})
  }
}

test('the README follows: cards, contents and numbers', async () => {
  const repository = createRepository()
  const {must, qbank, write, read} = repository
  const make = createMaker(repository)
  write({'README.md': emptyReadme})
  await make(toBank(dough))
  must('switch', '--quiet', '--create', 'theirs')
  await make(`${toBank(dough, crust)}\n## Wheels\n\n${tyre}`)
  must('switch', '--quiet', 'main')
  await make(toBank(dough.replace('Easy', 'Hard'), chain))
  const {stderr} = repository.git('merge', '--no-edit', 'theirs')
  assert.is(stderr, '')
  const {status, stdout} = await qbank('check')
  assert.is(status, 0, stdout)
  assert.match(read('README.md'), /\(#wheels\)/)
  assert.equal(titles(read(bank)).length, 4)
})

test('an octopus, and a criss-cross', () => {
  const repository = makeForked()
  const {must, commit} = repository
  must('switch', '--quiet', '--create', 'third', 'main~1')
  commit({[bank]: toBank(dough, tyre)})
  must('switch', '--quiet', 'main')
  // Git's octopus calls no drivers, and refuses what it cannot merge by lines.
  assert.is(repository.git('merge', 'theirs', 'third').status, 2)
  must('reset', '--quiet', '--hard')
  expectCards(repository, dough, chain)

  must('branch', 'before')
  must('merge', '--quiet', '--no-edit', 'theirs')
  must('switch', '--quiet', 'theirs')
  must('merge', '--quiet', '--no-edit', 'before')
  commit({[bank]: toBank(dough.replace('Easy', 'Hard'), crust, chain)})
  must('switch', '--quiet', 'main')
  commit({[bank]: toBank(dough, chain, crust, tyre)})
  must('merge', '--quiet', '--no-edit', 'theirs')
  const text = repository.read(bank)
  assert.equal(
    titles(text).toSorted(),
    titles(toBank(dough, chain, crust, tyre)).toSorted()
  )
  assert.match(text, /Difficulty:\*\* Hard {2}\n\*\*Tags:\*\* dough/)
})

test('one side has renamed the bank', () => {
  const repository = makeForked()
  const {must, commit, read} = repository
  must('switch', '--quiet', 'theirs')
  must('mv', bank, 'questions.md')
  const settings = '---\nbank:\n---\n\n'
  const attributes = 'questions.md merge=qbank\nQUESTION_BANK.md merge=qbank\n'
  commit({
    'questions.md': settings + toBank(dough, crust),
    '.gitattributes': attributes
  })
  must('switch', '--quiet', 'main')
  commit({'.gitattributes': attributes})
  must('merge', '--quiet', '--no-edit', 'theirs')
  assert.is(read('questions.md'), settings + toBank(dough, chain, crust))
})

test('where the driver is not configured, git merges lines, and `qbank merge` the cards', async () => {
  const repository = makeForked(false)
  const {git, qbank, read, must} = repository
  assert.is(git('merge', '--no-edit', 'theirs').status, 1)
  assert.match(read(bank), /<<<<<<< HEAD/)
  const {status, stdout} = await qbank('merge')
  assert.is(
    stdout,
    `${bank}: merged\nAll conflicts are resolved. Go on: git merge --continue\n`
  )
  assert.is(status, 0)
  expectCards(repository, dough, chain, crust)
  must('-c', 'core.editor=true', 'merge', '--continue')
  assert.is(must('status', '--short'), '')
})

test('one clone has the driver, and the other has not: both come to the same bank', async () => {
  const origin = createRepository()
  origin.commit({[bank]: toBank(dough)})
  origin.must('switch', '--quiet', '--create', 'elsewhere')
  const [plain, driven] = [clone(origin, false), clone(origin)]
  for (const {must} of [plain, driven]) must('switch', '--quiet', 'main')
  plain.commit({[bank]: toBank(dough, chain)})
  driven.commit({[bank]: toBank(dough, crust)})
  driven.must('push', '--quiet', 'origin', 'main')
  const pull = ['pull', '--quiet', '--no-rebase', '--no-edit', 'origin', 'main']
  assert.is(plain.git(...pull).status, 1)
  assert.match(plain.read(bank), /<<<<<<< HEAD/)
  assert.is((await plain.qbank('merge')).status, 0)
  plain.must('commit', '--quiet', '--no-edit')
  plain.must('push', '--quiet', 'origin', 'main')
  driven.commit({[bank]: toBank(dough, crust, tyre)})
  driven.must(...pull)
  for (const [repository, ...cards] of [
    [plain, dough, chain, crust],
    [driven, dough, crust, tyre, chain]
  ] as const) {
    assert.equal(
      titles(repository.read(bank)).toSorted(),
      titles(toBank(...cards)).toSorted()
    )
  }
})

test('`qbank merge` during rebase, cherry-pick, revert and stash pop', async () => {
  const repository = makeForked(false)
  const {git, qbank, must, write, commit} = repository
  const resolveAll = async (next: RegExp): Promise<void> => {
    const {status, stdout} = await qbank('merge')
    assert.is(status, 0, stdout)
    assert.match(stdout, next)
  }
  const resolve = async (next: string): Promise<void> => {
    await resolveAll(new RegExp(`Go on: ${next}\n$`))
  }
  must('switch', '--quiet', '--create', 'copy', 'theirs')
  assert.is(git('rebase', 'main').status, 1)
  await resolve('git rebase --continue')
  must('-c', 'core.editor=true', 'rebase', '--continue')
  expectCards(repository, dough, chain, crust)

  must('switch', '--quiet', '--create', 'picked', 'main')
  assert.is(git('cherry-pick', 'theirs').status, 1)
  await resolve('git cherry-pick --continue')
  must('-c', 'core.editor=true', 'cherry-pick', '--continue')
  expectCards(repository, dough, chain, crust)

  commit({[bank]: toBank(dough, chain, crust, tyre)})
  assert.is(git('revert', '--no-edit', 'HEAD~1').status, 1)
  await resolve('git revert --continue')
  must('-c', 'core.editor=true', 'revert', '--continue')
  expectCards(repository, dough, chain, tyre)

  write({[bank]: toBank(dough, chain, tyre, crust)})
  must('stash')
  commit({[bank]: toBank(dough, chain)})
  assert.is(git('stash', 'pop').status, 1)
  await resolveAll(
    /After `git stash pop`, `git stash drop` deletes the stash, which git has kept/
  )
  expectCards(repository, dough, chain, crust)
})

test('`qbank merge` regenerates the README of a bank that it has merged', async () => {
  const repository = createRepository(false)
  const {git, must, qbank, write} = repository
  const make = createMaker(repository)
  write({'README.md': emptyReadme})
  await make(toBank(dough))
  must('switch', '--quiet', '--create', 'theirs')
  await make(toBank(dough, crust))
  must('switch', '--quiet', 'main')
  await make(toBank(dough, chain))
  assert.is(git('merge', '--no-edit', 'theirs').status, 1)
  const {status, stdout} = await qbank('merge', '--cwd', '.')
  assert.is(status, 0, stdout)
  const checked = await qbank('check')
  assert.is(checked.status, 0, checked.stdout)
})

test('a conflict is one bullet, and both versions are named', async () => {
  const repository = makeForked()
  const {must, commit, git, read, qbank} = repository
  must('switch', '--quiet', '--create', 'mine', 'main')
  commit({[bank]: toBank(dough.replace('takes up', 'drinks'), chain)})
  must('switch', '--quiet', '--create', 'yours', 'main')
  commit({[bank]: toBank(dough.replace('takes up', 'soaks up'), chain)})
  assert.is(git('merge', 'mine').status, 1)
  const conflict = [
    '- Gluten relaxes',
    '<<<<<<< HEAD',
    '- Flour soaks up water',
    '=======',
    '- Flour drinks water',
    '>>>>>>> mine',
    '- Yeast makes gas'
  ].join('\n')
  assert.ok(read(bank).includes(conflict), read(bank))
  const {status, stdout} = await qbank('merge')
  assert.is(status, 1)
  assert.is(
    stdout,
    [
      `${bank}:13: both sides have changed this: line 14 \`- Flour soaks up water\`, or line 16 \`- Flour drinks water\``,
      '1 file left to resolve. Then `git add` it, and go on: git merge --continue\n'
    ].join('\n')
  )
})

test('`qbank merge` takes nothing away that someone has written since', async () => {
  const repository = makeForked(false)
  const {git, qbank, read, write} = repository
  git('merge', 'theirs')
  const edited = read(bank).replace('<<<<<<< HEAD\n', '')
  write({[bank]: edited})
  const {status, stdout} = await qbank('merge')
  assert.is(status, 1)
  assert.match(stdout, /has no conflict markers any more, but is not staged/)
  assert.is(read(bank), edited)
})

test('the style of conflicts and their size are those of git', () => {
  const repository = createRepository()
  const {must, commit, git, read, write} = repository
  must('config', 'merge.conflictStyle', 'diff3')
  write({'.gitattributes': `${bank} merge=qbank conflict-marker-size=9\n`})
  commit({[bank]: toBank(dough)})
  must('switch', '--quiet', '--create', 'theirs')
  commit({[bank]: toBank(dough.replace('Easy', 'Hard'))})
  must('switch', '--quiet', 'main')
  commit({[bank]: toBank(dough.replace('Easy', 'Medium'))})
  assert.is(git('merge', 'theirs').status, 1)
  assert.match(
    read(bank),
    /\n<{9} HEAD\n\*\*Difficulty:\*\* Medium {2}\n\|{9} [\da-f]+\n\*\*Difficulty:\*\* Easy {2}\n={9}\n\*\*Difficulty:\*\* Hard {2}\n>{9} theirs\n\*\*Tags/
  )
})

test('the driver is registered as the documentation shows, and git does without it', () => {
  const docs = readFileSync(join(projectRoot, 'docs/merging.md'), 'utf8')
  const attributes = /```gitattributes\n([^`]*)```/.exec(docs)?.[1] ?? ''
  const script = /"prepare": "husky && ([^"]*)"/.exec(docs)?.[1] ?? ''
  const repository = makeForked(false)
  const {folder, git, must, read, commit} = repository
  commit({
    '.gitattributes': attributes.replace(/^ +/gm, ''),
    '.gitignore': 'node_modules\n'
  })
  linkPackages(folder)
  const path = `${join(folder, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`
  const register = (): string =>
    run(folder, 'sh', ['-c', script], {env: {PATH: path}}).stdout
  assert.is(register(), 'Merge driver registered in this clone\n')
  assert.is(register(), 'Merge driver is registered in this clone already\n')
  must('merge', '--quiet', '--no-edit', 'theirs')
  expectCards(repository, dough, chain, crust)

  must('reset', '--quiet', '--hard', 'HEAD~1')
  const expectLines = (): void => {
    assert.is(git('merge', '--no-edit', 'theirs').status, 1)
    assert.match(read(bank), /<<<<<<< ours/)
    for (const card of [dough, chain, crust]) {
      const [title = ''] = card.split('\n', 1)
      assert.ok(read(bank).includes(title))
    }
  }
  rmSync(join(folder, 'node_modules'), {recursive: true})
  expectLines()

  // As an installation that was stopped leaves it.
  must('reset', '--quiet', '--hard')
  writeFiles(folder, {'node_modules/.bin/qbank': 'require "nothing"'})
  expectLines()
})

test.run()
