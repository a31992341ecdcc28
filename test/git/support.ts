/** Banks to commit, and what to look at before and after a commit. */
import {readFileSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import type {Test} from 'uvu'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {call} from '../cli/support.ts'
import type {Finished} from '../support/temp.ts'
import {
  git,
  makeRepository,
  makeTempFolder,
  run,
  writeFiles
} from '../support/temp.ts'

/** Cards in canonical form. */
export const cards = {
  dough: toCard({
    title: 'Why does dough rest before it is shaped?',
    difficulty: 'Easy',
    tags: 'dough,resting',
    question: 'What happens in a ball of dough while nobody touches it?',
    answers: ['Gluten relaxes', 'Flour takes up water', 'Yeast makes gas'],
    pitfalls: ['Calling it drying', 'Naming no minutes']
  }),
  crust: toCard({
    title: 'How does a loaf get a crisp crust?',
    difficulty: 'Medium',
    tags: 'oven,steam',
    question: 'Which two things must the oven do, and in which order?',
    answers: ['Steam at first', 'Dry heat later', 'A hot stone below'],
    pitfalls: ['Steaming to the end', 'Opening the door early']
  }),
  chain: toCard({
    title: 'When is a bicycle chain worn out?',
    difficulty: 'Medium',
    tags: 'chain,gauge',
    question: 'How can a rider tell without a workshop?',
    answers: ['Measure twelve links', 'Look for skipping', 'Use a gauge'],
    pitfalls: ['Judging by rust', 'Waiting until it snaps']
  }),
  tyre: toCard({
    title: 'What sets the right pressure of a tyre?',
    difficulty: 'Hard',
    tags: 'tyre,pressure',
    question: 'Why do two riders need different numbers?',
    answers: ['Weight of the rider', 'Width of the tyre', 'The ground'],
    pitfalls: ['Reading the wall only', 'Pumping to the maximum']
  })
}

interface CardParts {
  readonly title: string
  readonly difficulty: string
  readonly tags: string
  readonly question: string
  readonly answers: readonly string[]
  readonly pitfalls: readonly string[]
}

function toCard(parts: CardParts): string {
  return [
    `### Q: ${parts.title}`,
    '',
    `**Difficulty:** ${parts.difficulty}  `,
    `**Tags:** ${parts.tags}  `,
    `**Question:** ${parts.question}  `,
    '**What a strong answer includes:**',
    '',
    ...parts.answers.map((text) => `- ${text}`),
    '',
    '**Common pitfalls:**',
    '',
    ...parts.pitfalls.map((text) => `- ${text}`),
    ''
  ].join('\n')
}

/** @returns a bank with the cards in one section */
export function toBank(...texts: readonly string[]): string {
  return [
    '# Questions for a rainy day\n',
    '## Things to know\n',
    ...texts
  ].join('\n')
}

/** @returns the card with three fixable mistakes; it has a line less than the fixed one */
export function breakCard(card: string): string {
  const broken = card
    .replace('\n\n**Common pitfalls:**', '\n**Common pitfalls:**')
    .replace(/(?<=\*\*Difficulty:\*\* )\w+/, (word) => word.toLowerCase())
    .replace(/(\*\*Tags:\*\* .*) {2}\n/, '$1\n')
  if (broken.length !== card.length - 3) throw new Error('not broken')
  return broken
}

/** @returns the card with a mistake that only its author can fix */
export function ruinCard(card: string): string {
  return card.replace(/(?<=\*\*Difficulty:\*\* )\w+/, 'Breezy')
}

/** A README with all regions, none of them filled. */
export const emptyReadme = [
  '# A rainy day',
  'Written by hand, above.',
  '<!--bank-stats start-->\n<!--bank-stats end-->',
  '<!--bank-contents start-->\n<!--bank-contents end-->',
  'Written by hand, in between.',
  '<!--bank-cards start-->\n<!--bank-cards end-->',
  'Written by hand, below.\n'
].join('\n\n')

/** What `qbank fix` makes of the empty README for the bank of the first commit. */
const filledReadme = await fillReadme(toBank(cards.dough, cards.crust))

async function fillReadme(bank: string): Promise<string> {
  const folder = makeTempFolder()
  writeFiles(folder, {'QUESTION_BANK.md': bank, 'README.md': emptyReadme})
  await assertSucceeds(folder, 'fix')
  return read(folder, 'README.md')
}

/** A repository whose first commit holds a bank with two cards and its README. */
export function makeBankRepository(
  files: Readonly<Record<string, string>> = {}
): string {
  const folder = makeRepository({
    'QUESTION_BANK.md': toBank(cards.dough, cards.crust),
    'README.md': filledReadme,
    ...files
  })
  git(folder, 'add', '--all')
  assertLanded(commit(folder, unchecked))
  git(folder, 'tag', 'base')
  return folder
}

/**
 * @param folder of a repository that has a tag `base`
 * @returns a suite whose tests begin at that commit, and the folder
 */
export function repositorySuite(
  name: string,
  folder = makeBankRepository()
): {readonly test: Test; readonly folder: string} {
  const test = suite(name)
  test.before.each(() => {
    startAgain(folder)
  })
  return {test, folder}
}

/** Back to the first commit, with nothing staged, nothing else in the folder, and no stash. */
export function startAgain(folder: string): void {
  git(folder, 'stash', 'clear')
  git(folder, 'reset', '--quiet', '--hard', 'base')
  git(
    folder,
    'clean',
    '--quiet',
    '--force',
    '-d',
    '-x',
    '-e',
    'node_modules',
    '-e',
    '_'
  )
}

/** Writes files and stages them. */
export function stage(
  folder: string,
  files: Readonly<Record<string, string>>
): void {
  writeFiles(folder, files)
  git(folder, 'add', '--', ...Object.keys(files))
}

/** Arguments for a commit that is not what a test is about: its hook would take half a second. */
export const unchecked = ['--no-verify']

/** Commits what is staged, or what the arguments say; the hook runs. */
export function commit(
  folder: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {}
): Finished {
  return run(
    folder,
    'git',
    ['commit', '--quiet', '--message=Change', ...args],
    {
      env
    }
  )
}

/** @returns a file as it is in the last commit */
export function committed(folder: string, path = 'QUESTION_BANK.md'): string {
  const {status, stdout, stderr} = git(folder, 'show', `HEAD:${path}`)
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/** @returns a file as it is in the folder */
export function read(folder: string, path = 'QUESTION_BANK.md'): string {
  return readFileSync(join(folder, path), 'utf8')
}

/** @returns the paths that the last commit changed */
export function changedPaths(folder: string): string[] {
  const {stdout} = git(
    folder,
    ...['show', '--format=', '--name-only', '-z', '--no-renames', 'HEAD']
  )
  return stdout.split('\0').filter(Boolean)
}

/** Checks that a commit landed, and that nothing was said except for what was fixed and regenerated. */
export function assertLanded(finished: Finished): void {
  assert.is(finished.stdout, '')
  assertQuiet(finished.stderr)
  assert.is(finished.status, 0)
}

/** Checks that nothing is said except for what was fixed and regenerated, and the lines that are expected. */
export function assertQuiet(stderr: string, ...expected: string[]): void {
  const others = stderr
    .split('\n')
    .filter(
      (line) =>
        !/^$| problems? fixed \(| regenerated$|^See the fixes: /.test(line)
    )
  assert.is(others.join('\n'), expected.join('\n'))
}

/** Whether nothing is left to commit or to restore. */
export function assertClean(folder: string): void {
  assert.is(git(folder, 'status', '--porcelain').stdout, '')
  assert.is(git(folder, 'stash', 'list').stdout, '')
}

/**
 * Whether `qbank check` finds that all banks are right and their READMEs say what they say, or `qbank fix` makes them so; in
 * this process, as a start of Node takes longer.
 */
export async function assertSucceeds(
  folder: string,
  command: 'check' | 'fix'
): Promise<void> {
  const {status, stdout, stderr} = await call(folder, [command])
  assert.is(status, 0, stdout + stderr)
}

/** Everything that a refused commit must leave alone: the last commit, the index, stashes, and all files. */
export function takeStock(folder: string): Record<string, string> {
  const stock: Record<string, string> = {
    'last commit': git(folder, 'rev-parse', '--verify', '--quiet', 'HEAD')
      .stdout,
    index: git(folder, 'ls-files', '--stage').stdout,
    stash: git(folder, 'stash', 'list').stdout
  }
  const collect = (path: string): void => {
    for (const entry of readdirSync(join(folder, path), {
      withFileTypes: true
    })) {
      if (entry.name === '.git' || entry.name === 'node_modules') continue
      const inner = join(path, entry.name)
      if (entry.isDirectory()) collect(inner)
      else stock[inner] = readFileSync(join(folder, inner), 'latin1')
    }
  }

  collect('')
  return stock
}

/** Commits, and checks that the commit is refused and costs nothing. @returns what the person sees */
export function commitRefused(
  folder: string,
  args: readonly string[] = []
): string {
  const before = takeStock(folder)
  const {status, stdout, stderr} = commit(folder, args)
  assert.is.not(status, 0)
  assert.is(stdout, '')
  assert.equal(takeStock(folder), before)
  return stderr
}
