/** Commits for which git gives the hook another index, folder or root than usual. */
import {cpSync} from 'node:fs'
import {join} from 'node:path'
import * as assert from 'uvu/assert'
import {
  git,
  installHook,
  linkPackages,
  makeTempFolder,
  run,
  writeFiles
} from '../support/temp.ts'
import {
  assertClean,
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
  read,
  repositorySuite,
  ruinCard,
  stage,
  toBank,
  unchecked
} from './support.ts'

const {test, folder} = repositorySuite('other indexes, folders and roots')
const bank = 'QUESTION_BANK.md'
const broken = toBank(breakCard(cards.chain), cards.dough, cards.crust)
const repaired = toBank(cards.chain, cards.dough, cards.crust)

test('`git commit <path>` leaves nothing in the index', () => {
  writeFiles(folder, {[bank]: broken})
  assertLanded(commit(folder, ['--', bank]))
  assert.is(committed(folder), repaired)
  assert.equal(changedPaths(folder), [bank, 'README.md'])
  assertClean(folder)
})

test('`git commit --only <path>` beside other staged and unstaged work', () => {
  stage(folder, {'note.txt': 'staged\n', 'new.txt': 'staged\n'})
  assertLanded(commit(folder, unchecked))
  stage(folder, {
    'note.txt': 'staged again\n',
    'newer.txt': 'staged\n',
    'README.md': read(folder, 'README.md').replace('above.', 'STAGED above.')
  })
  writeFiles(folder, {
    [bank]: broken,
    'note.txt': 'staged again\nand not\n',
    'new.txt': 'not staged\n'
  })
  assertLanded(commit(folder, ['--only', '--', bank]))
  assert.is(committed(folder), repaired)
  assert.equal(changedPaths(folder), [bank, 'README.md'])
  assert.is(
    git(folder, 'status', '--porcelain').stdout,
    'M  README.md\n M new.txt\nA  newer.txt\nMM note.txt\n'
  )
  assert.is(git(folder, 'show', ':note.txt').stdout, 'staged again\n')
  assert.is(read(folder, 'note.txt'), 'staged again\nand not\n')
  // What is staged of a README stays staged, with the regions.
  const readme = committed(folder, 'README.md')
  assert.ok(readme.includes(cards.chain))
  assert.not.match(readme, 'STAGED')
  assert.is(
    git(folder, 'show', ':README.md').stdout,
    readme.replace('above.', 'STAGED above.')
  )
})

test('`git commit --only <path>` that is refused costs nothing', () => {
  stage(folder, {'note.txt': 'staged\n'})
  writeFiles(folder, {[bank]: toBank(ruinCard(cards.dough))})
  assert.match(commitRefused(folder, ['--only', '--', bank]), 'choice-value')
})

test('`git commit --include <path>`, in a folder below', () => {
  stage(folder, {'docs/note.txt': 'staged\n'})
  writeFiles(folder, {[bank]: broken})
  const below = join(folder, 'docs')
  assertLanded(commit(below, ['--include', '--', `../${bank}`]))
  assert.is(committed(folder), repaired)
  assert.equal(changedPaths(folder), [bank, 'README.md', 'docs/note.txt'])
  assertClean(folder)
})

test('a worktree has an index and a stash of its own making', () => {
  const worktree = join(makeTempFolder(), 'work tree')
  git(folder, 'worktree', 'add', '--quiet', worktree, '-b', 'other', 'base')
  linkPackages(worktree)
  installHookIn(worktree)
  stage(worktree, {[bank]: broken})
  writeFiles(worktree, {[bank]: `${broken}\nAt the end\n`})
  assertLanded(commit(worktree))
  assert.is(committed(worktree), repaired)
  assert.equal(changedPaths(worktree), [bank, 'README.md'])
  assert.is(read(worktree), `${repaired}\nAt the end\n`)
  assert.is(git(folder, 'status', '--porcelain').stdout, '')

  writeFiles(worktree, {[bank]: toBank(breakCard(cards.tyre))})
  assertLanded(commit(worktree, ['--', bank]))
  assert.is(committed(worktree), toBank(cards.tyre))
  assertClean(worktree)
  git(folder, 'worktree', 'remove', '--force', worktree)
})

test('commits that finish a merge, a cherry-pick and a squash', async () => {
  git(folder, 'switch', '--quiet', '--create', 'side')
  await commitFixed(cards.chain, '--author=Another <another@example.com>')
  git(folder, 'switch', '--quiet', '-')
  await commitFixed(cards.tyre)

  const finish = (way: readonly string[], isRefused: boolean): string => {
    git(folder, 'reset', '--quiet', '--hard', 'main')
    const {status} = git(folder, ...way, 'side')
    assert.is.not(status, 0)
    git(folder, 'checkout', '--ours', 'README.md')
    stage(folder, {
      [bank]: toBank(
        cards.dough,
        cards.crust,
        isRefused ? ruinCard(breakCard(cards.chain)) : breakCard(cards.chain),
        cards.tyre
      ),
      'README.md': read(folder, 'README.md')
    })
    if (isRefused) {
      assert.is.not(run(folder, 'git', ['commit', '--no-edit']).status, 0)
      stage(folder, {
        [bank]: read(folder).replace('Breezy', 'medium')
      })
    }

    const {status: landed, stderr} = run(folder, 'git', [
      ...['commit', '--quiet', '--no-edit']
    ])
    assertQuiet(stderr)
    assert.is(landed, 0)
    assert.ok(committed(folder, 'README.md').includes(cards.chain))
    assertClean(folder)
    return git(folder, 'log', '-1', '--format=%p|%an|%s').stdout
  }

  git(folder, 'checkout', '--quiet', '-B', 'main')
  git(folder, 'switch', '--quiet', '--create', 'finished')
  assert.match(
    finish(['merge'], true),
    /^\w+ \w+\|A contributor\|Merge branch 'side' into finished\n$/
  )
  assert.match(finish(['cherry-pick'], true), /^\w+\|Another\|Change\n$/)
  assert.match(
    finish(['merge', '--squash'], false),
    /^\w+\|A contributor\|Squashed/
  )
  git(folder, 'switch', '--quiet', 'main')
  git(folder, 'branch', '--quiet', '-D', 'side', 'finished')
})

test('a package that is not at the root of git', () => {
  const root = makeTempFolder()
  const inner = join(root, 'packages/quiz')
  writeFiles(inner, {
    [bank]: toBank(breakCard(cards.chain)),
    'README.md': emptyReadme,
    '.gitignore': 'node_modules/\n',
    '.husky/pre-commit':
      'cd packages/quiz\n. node_modules/qbank/pre-commit.sh\n'
  })
  for (const name of ['.remarkrc.mjs', 'package.json']) {
    cpSync(join(folder, name), join(inner, name))
  }

  git(root, 'init', '--quiet')
  git(root, 'config', 'user.name', 'A contributor')
  git(root, 'config', 'user.email', 'contributor@example.com')
  linkPackages(inner)
  installHook(root, 'packages/quiz/.husky')
  writeFiles(root, {'notes.txt': 'a note\n'})
  git(root, 'add', '--all')
  assertLanded(commit(root))
  assert.is(committed(root, `packages/quiz/${bank}`), toBank(cards.chain))
  assert.ok(committed(root, 'packages/quiz/README.md').includes(cards.chain))

  // Edits a region; the message names a command, to be typed in the folder in which the person is.
  const readme = 'packages/quiz/README.md'
  stage(root, {
    [`packages/quiz/${bank}`]: toBank(cards.tyre),
    [readme]: committed(root, readme).replace('know</a>', 'do</a>')
  })
  for (const [standing, command] of [
    ['', 'npx --no --prefix packages/quiz -- qbank fix'],
    ['packages/quiz/.husky', `npx --no -- qbank fix ../${bank}`]
  ] as const) {
    const {stderr} = commit(join(root, standing))
    assert.ok(
      stderr.includes(`; then \`${command} --force-readme\` drops`),
      stderr
    )
  }

  git(root, 'reset', '--quiet', '--hard')
  stage(root, {[`packages/quiz/${bank}`]: toBank(ruinCard(cards.tyre))})
  // Unstaged, so that the line on the disk is looked for, too.
  writeFiles(inner, {[bank]: `\n${toBank(ruinCard(cards.tyre))}`})
  for (const [standing, name] of [
    ['', `packages/quiz/${bank}`],
    ['packages/quiz/.husky', `../${bank}`]
  ] as const) {
    const {stderr} = commit(join(root, standing))
    assert.ok(stderr.includes(`\n  ${name}:7:17  error`), stderr)
    assert.ok(stderr.includes('this is line 8 of the file'), stderr)
    assert.ok(stderr.includes(`\`git add ${name}\``), stderr)
  }
})

test.run()

/** Commits the bank with a further card, and its README as the hook would leave it. */
async function commitFixed(card: string, ...args: string[]): Promise<void> {
  writeFiles(folder, {[bank]: toBank(cards.dough, cards.crust, card)})
  await assertSucceeds(folder, 'fix')
  assertLanded(commit(folder, [...unchecked, '--all', ...args]))
  assert.equal(changedPaths(folder), [bank, 'README.md'])
}

/** Only a folder with a `.git` of its own is one for husky; a worktree's is a file. */
function installHookIn(worktree: string): void {
  cpSync(join(folder, '.husky/_'), join(worktree, '.husky/_'), {
    recursive: true
  })
}
