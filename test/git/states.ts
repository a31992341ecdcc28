/** Random states of a working tree and its index, and what a commit is to make of them. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync
} from 'node:fs'
import {join} from 'node:path'
import * as assert from 'uvu/assert'
import type {Random} from '../support/random.ts'
import {pick} from '../support/random.ts'
import {git, writeFiles} from '../support/temp.ts'
import {
  breakCard,
  cards,
  committed,
  makeBankRepository,
  read,
  ruinCard,
  stage,
  startAgain,
  toBank
} from './support.ts'

const bank = 'QUESTION_BANK.md'
const readme = 'README.md'

/** Files of the repository that have nothing to do with the bank. */
const others = ['a.txt', 'dir/b – ü.txt', 'c.sh', '-d "*\'.md']

/** A repository in which `makeState` can be called again and again. */
export function makeStateRepository(): string {
  return makeBankRepository(
    Object.fromEntries(
      others.map((name) => [name, `one of ${name}\ntwo\nthree\n`])
    )
  )
}

/** What a person has done, and what should be the result. */
export interface State {
  /** Arguments for `git commit`. */
  readonly args: readonly string[]
  /** What was done, for a message. */
  readonly story: readonly string[]
  /** Whether the commit is to land. */
  readonly lands: boolean
  /** Everything as it is before the commit. */
  readonly before: Record<string, string>
  /** Checks that the commit has landed and nothing is lost. */
  assertLanded(): void
}

/** Brings a repository into a random state. */
export function makeState(folder: string, random: Random): State {
  clearFlags(folder)
  startAgain(folder)
  const story: string[] = []
  const chance = (probability: number): boolean => random() < probability
  const note = (text: string): void => {
    story.push(text)
  }

  const format = pick(random, [
    ['--index-version', '4'],
    ['--split-index'],
    ['--untracked-cache'],
    ['--index-version', '2', '--no-split-index', '--no-untracked-cache']
  ])
  note(`git update-index ${format.join(' ')}`)
  git(folder, 'update-index', ...format)
  if (chance(0.2)) {
    note('a stash of the person')
    writeFiles(folder, {'a.txt': 'stashed\n'})
    git(folder, 'stash', 'push', '--quiet')
  }

  const isAll = chance(0.15)
  const isOnly = !isAll && chance(0.15)
  const args = isAll ? ['--all'] : isOnly ? ['--only', '--', bank] : []
  note(`git commit ${args.join(' ')}`)

  // The bank: some cards, some of them broken; sometimes one that has to be fixed by hand.
  const isRuined = chance(0.25)
  const chosen = [cards.chain, cards.dough, cards.crust, cards.tyre].filter(
    () => chance(0.7)
  )
  if (chosen.length === 0) chosen.push(cards.tyre)
  const broken = chosen.map((card) => (chance(0.6) ? breakCard(card) : card))
  const last = broken.at(-1) ?? ''
  if (isRuined) broken[broken.length - 1] = ruinCard(last)
  // Something must have changed.
  if (toBank(...broken) === read(folder)) {
    broken[0] = breakCard(chosen[0] ?? '')
  }

  const staged = toBank(...broken)
  const repaired = toBank(...chosen)
  const edit = pick(random, [
    (text: string) => text,
    (text: string) => `${text}\nAdded at the end.\n`,
    (text: string) => text.replace(/- (\w+ \w+)/, '- UNSTAGED $1'),
    (text: string) => text.replace('# Questions', '# My questions'),
    undefined
  ])
  stage(folder, {[bank]: staged})
  const isDeleted = edit === undefined && !isAll && !isOnly
  if (isDeleted) {
    note('the bank deleted, unstaged')
    rmSync(join(folder, bank))
  } else if (edit && !isAll && !isOnly) {
    note(`unstaged edits in the bank: ${String(edit)}`)
    writeFiles(folder, {[bank]: edit(staged)})
  }

  const original = read(folder, readme)
  const above = (text: string): string =>
    text.replace('by hand, above', 'BY HAND, above')
  const below = (text: string): string =>
    text.replace(/by hand, below\.\n*$/, 'by hand, BELOW')
  const readmeEdit = pick(random, ['none', 'staged', 'unstaged', 'both'])
  note(`edits in the README: ${readmeEdit}`)
  const isStaged = ['staged', 'both'].includes(readmeEdit)
  const isUnstaged = ['unstaged', 'both'].includes(readmeEdit)
  if (isStaged) stage(folder, {[readme]: above(original)})
  if (isUnstaged) {
    writeFiles(folder, {[readme]: below(read(folder, readme))})
  }

  const changed = others.filter(() => chance(0.6))
  for (const name of changed) changeOther(folder, name, random, note)
  if (chance(0.5)) {
    note('untracked files')
    writeFiles(folder, {
      'new/untracked.md': `* ${random()}\n`,
      'node_modules/.ignored': `${random()}\n`
    })
  }

  const before = takeFullStock(folder)
  return {
    args,
    story,
    lands: !isRuined,
    before,
    assertLanded() {
      assert.is(committed(folder), repaired)
      const text = committed(folder, readme)
      for (const card of chosen) assert.ok(text.includes(card))
      const isIn = isAll || (isStaged && !isOnly)
      assert.is(text.includes('BY HAND'), isIn && isStaged)
      assert.is(text.includes('BELOW'), isAll && isUnstaged)
      const expected = Object.fromEntries(
        Object.entries(before).filter(([name]) => !isDeleted || name !== bank)
      )
      if (isDeleted) assert.is(existsSync(join(folder, bank)), false)
      else if (isAll || isOnly || !edit) expected[bank] = repaired
      else expected[bank] = edit(repaired)
      let readmeNow = text
      if (isOnly && isStaged) readmeNow = above(readmeNow)
      if (isUnstaged) readmeNow = below(readmeNow)
      expected[readme] = readmeNow
      const after = takeFullStock(folder)
      // What was staged of other files has landed as it was, or waits as it was.
      if (!isAll) {
        assert.is(getOthers(after['index']), getOthers(before['index']))
      }

      const staged = git(folder, 'diff', '--cached', '--name-only').stdout
      const isWaiting = staged.split('\n').includes(readme)
      assert.is(isWaiting, isOnly && isStaged)
      if (!isOnly) assert.is(staged, '')
      for (const name of ['last commit', 'index']) {
        expected[name] = after[name] ?? ''
      }

      assert.equal(after, expected)
    }
  }
}

/** Undoes what `git reset` leaves alone: flags of entries, and locks of programs that were killed. */
function clearFlags(folder: string): void {
  dropLocks(folder)
  for (const name of others) {
    for (const flag of ['--no-assume-unchanged', '--no-skip-worktree']) {
      git(folder, 'update-index', flag, '--', name)
    }

    // There may be a folder.
    rmSync(join(folder, name), {recursive: true, force: true})
  }
}

/** Deletes the locks of a git that was killed, as git's message advises. */
export function dropLocks(folder: string): void {
  for (const name of readdirSync(join(folder, '.git'))) {
    if (name.endsWith('.lock')) rmSync(join(folder, '.git', name))
  }
}

function changeOther(
  folder: string,
  name: string,
  random: Random,
  note: (text: string) => void
): void {
  const path = join(folder, name)
  const text = read(folder, name)
  const staged = text.replace('two', `staged ${random()}`)
  const edited = `${text}unstaged ${random()}`
  const ways: Record<string, () => void> = {
    staged: () => {
      stage(folder, {[name]: staged})
    },
    unstaged: () => {
      writeFiles(folder, {[name]: edited})
    },
    'staged, and edited in the same line': () => {
      stage(folder, {[name]: staged})
      writeFiles(folder, {[name]: staged.replace('staged', 'UNSTAGED')})
    },
    'staged, and edited elsewhere, with other line breaks': () => {
      stage(folder, {[name]: staged})
      writeFiles(folder, {[name]: `${staged}four\r\n\u0001\u00A0`})
    },
    'deleted, staged': () => {
      git(folder, 'rm', '--quiet', '--', name)
    },
    'deleted, unstaged': () => {
      rmSync(path)
    },
    'staged, then deleted': () => {
      stage(folder, {[name]: staged})
      rmSync(path)
    },
    renamed: () => {
      git(folder, 'mv', '--', name, `${name}.moved`)
    },
    'renamed and edited': () => {
      git(folder, 'mv', '--', name, `${name}.moved`)
      writeFiles(folder, {[`${name}.moved`]: edited})
    },
    'made executable': () => {
      chmodSync(path, 0o755)
    },
    'made executable, staged': () => {
      chmodSync(path, 0o755)
      git(folder, 'add', '--', name)
    },
    'no longer tracked, but kept': () => {
      git(folder, 'rm', '--quiet', '--cached', '--', name)
      if (random() < 0.5) writeFiles(folder, {[name]: edited})
    },
    'a link, unstaged': () => {
      rmSync(path)
      symlinkSync('README.md', path)
    },
    'a folder of untracked files, unstaged': () => {
      rmSync(path)
      writeFiles(folder, {[join(name, 'inner.txt')]: edited})
    },
    'assumed unchanged, and edited': () => {
      git(folder, 'update-index', '--assume-unchanged', '--', name)
      writeFiles(folder, {[name]: edited})
    },
    'skipped in the working tree': () => {
      git(folder, 'update-index', '--skip-worktree', '--', name)
      if (random() < 0.5) writeFiles(folder, {[name]: edited})
    },
    'announced, with another name': () => {
      writeFiles(folder, {[`${name}.later`]: edited})
      git(folder, 'add', '--intent-to-add', '--', `${name}.later`)
    },
    'binary, unstaged': () => {
      writeFiles(folder, {[name]: `\0${String.fromCodePoint(1, 7, 13)}`})
    }
  }
  const way = pick(random, Object.keys(ways))
  note(`${name}: ${way}`)
  ways[way]?.()
}

function getOthers(index = ''): string {
  return index
    .split('\n')
    .filter((line) => !/\t(?:QUESTION_BANK|README)\.md$/.test(line))
    .join('\n')
}

/**
 * All that the person has: the last commit, the index, stashes by name, operations of git that are under way, and every
 * file with its mode.
 */
export function takeFullStock(folder: string): Record<string, string> {
  const stock: Record<string, string> = {
    'last commit': git(folder, 'rev-parse', '--quiet', '--verify', 'HEAD')
      .stdout,
    index: git(folder, 'ls-files', '--stage', '-t', '-v').stdout,
    stash: git(folder, 'stash', 'list', '--format=%H %gs').stdout,
    locks: readdirSync(join(folder, '.git'))
      .filter((name) => /\.lock$|^lint-staged|^qbank/.test(name))
      .join(' ')
  }
  const collect = (path: string): void => {
    for (const name of readdirSync(join(folder, path))) {
      const inner = join(path, name)
      if (['.git', '.husky', '.bin'].includes(name)) continue
      const stats = lstatSync(join(folder, inner))
      if (stats.isDirectory()) collect(inner)
      else if (stats.isSymbolicLink()) {
        stock[inner] = `link to ${readlinkSync(join(folder, inner))}`
      } else if (stats.isFile()) {
        stock[inner] = readFileSync(join(folder, inner), 'latin1')
        if (statSync(join(folder, inner)).mode & 0o100) stock[inner] += '(+x)'
      }
    }
  }

  collect('')
  return stock
}
