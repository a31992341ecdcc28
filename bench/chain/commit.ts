/**
 * Times `git commit` with qbank's hook, and with the chain of tools that projects use for the same purpose: `npx
 * lint-staged`, which starts remark, Prettier, and a script that writes README.md, and stages that. The chain only
 * checks; it fixes nothing. A third project has a task that does nothing: that is the time of lint-staged itself.
 *
 * Usage: tsx bench/chain/commit.ts [runs]
 */
import {spawnSync} from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {installHook, linkPackages} from '../../test/support/temp.ts'
import type {BankOptions} from '../banks.ts'
import {makeBank} from '../banks.ts'
import {getEnvironment, makeTempFolder} from '../measure.ts'
import {median} from '../results.ts'

const root = join(import.meta.dirname, '../..')

/** What is committed: a card with another bullet, or a page that is not a bank. */
export type Change = 'one card' | 'no bank'

/** Wall times of one kind of commit, in milliseconds. */
export interface CommitTimes {
  readonly change: Change
  readonly qbank: readonly number[]
  readonly chain: readonly number[]
  readonly idle: readonly number[]
}

/**
 * Commits in turns, so that whatever else the machine does meets both.
 *
 * @param cards of the bank
 * @param runs of each, a warm-up aside
 * @throws Error if a commit fails
 */
export function measureCommits(cards: number, runs: number): CommitTimes[] {
  const folders = {
    qbank: makeRepository({cards}, qbankFiles),
    chain: makeRepository(
      {cards},
      {
        'lint-staged.config.mjs': `export default {
  'QUESTION_BANK.md': [
    'remark --frail --quiet',
    'prettier --check',
    () => 'node write-readme.mjs',
    () => 'git add README.md'
  ]
}
`,
        '.remarkrc.mjs':
          "export default {plugins: ['remark-gfm', 'remark-preset-lint-recommended']}\n",
        '.husky/pre-commit': 'npx lint-staged\n',
        'write-readme.mjs': readFileSync(
          join(import.meta.dirname, 'write-readme.mjs'),
          'utf8'
        )
      }
    ),
    idle: makeRepository(
      {cards},
      {
        'lint-staged.config.mjs':
          "export default {'*.md': {title: 'Nothing', task() {}}}\n",
        '.husky/pre-commit':
          'lint-staged --quiet --hide-unstaged --allow-empty\n'
      }
    )
  }
  return (['one card', 'no bank'] as const).map((change) => {
    const times = {
      qbank: new Array<number>(),
      chain: new Array<number>(),
      idle: new Array<number>()
    }
    for (let run = 0; run <= runs; run++) {
      for (const name of ['qbank', 'chain', 'idle'] as const) {
        const time = commit({
          folder: folders[name],
          change,
          run,
          // What the task that does nothing does not do.
          writesReadme: name !== 'idle'
        })
        if (run > 0) times[name].push(time)
      }
    }

    return {change, ...times}
  })
}

/**
 * Commits one card in banks with qbank's hook, in turns.
 *
 * @param banks by any names
 * @param runs of each, a warm-up aside
 * @returns wall times, in milliseconds
 */
export function measureQbank(
  banks: Readonly<Record<string, BankOptions>>,
  runs: number
): Record<string, number[]> {
  const folders = Object.entries(banks).map(
    ([name, bank]) => [name, makeRepository(bank, qbankFiles)] as const
  )
  const times: Record<string, number[]> = {}
  for (let run = 0; run <= runs; run++) {
    for (const [name, folder] of folders) {
      const change = 'one card'
      // A README that is too long for the text of all cards may stay as it is.
      const time = commit({folder, change, run, writesReadme: undefined})
      if (run > 0) (times[name] ??= []).push(time)
    }
  }

  return times
}

/** What a project has that has adopted qbank. */
const qbankFiles = {
  '.remarkrc.mjs': "export {default} from 'qbank'\n",
  '.husky/pre-commit': '. node_modules/qbank/pre-commit.sh\n'
}

function makeRepository(
  bank: BankOptions,
  files: Readonly<Record<string, string>>
): string {
  const folder = join(makeTempFolder(), 'qbank-test-commit')
  mkdirSync(join(folder, '.husky'), {recursive: true})
  git(folder, 'init', '--quiet')
  git(folder, 'config', 'user.name', 'A contributor')
  git(folder, 'config', 'user.email', 'contributor@example.com')
  linkPackages(folder)
  // Plugins are looked for beside the configuration.
  for (const name of ['remark-gfm', 'remark-preset-lint-recommended']) {
    symlinkSync(
      join(root, 'node_modules', name),
      join(folder, 'node_modules', name)
    )
  }

  installHook(folder)
  copyFileSync(join(root, '.prettierrc'), join(folder, '.prettierrc'))
  for (const [name, text] of Object.entries({
    '.gitignore': 'node_modules/\n',
    'package.json': '{"type": "module", "private": true}\n',
    'QUESTION_BANK.md': makeBank(bank),
    'README.md': '# A bank\n\n<!--bank-cards start-->\n<!--bank-cards end-->\n',
    ...files
  })) {
    writeFileSync(join(folder, name), text)
  }

  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--message=Begin')
  return folder
}

function commit({
  folder,
  change,
  run,
  writesReadme
}: {
  readonly folder: string
  readonly change: Change
  readonly run: number
  /** Undefined where it may or may not. */
  readonly writesReadme: boolean | undefined
}): number {
  if (change === 'no bank') {
    writeFileSync(join(folder, 'notes.md'), `Note ${run}\n`)
    git(folder, 'add', 'notes.md')
  } else {
    const path = join(folder, 'QUESTION_BANK.md')
    const text = readFileSync(path, 'utf8')
    // The first bullet of the bank: as good as any.
    writeFileSync(
      path,
      text.replace(/^- (?:Again \d+: )?/m, `- Again ${run}: `)
    )
    git(folder, 'add', 'QUESTION_BANK.md')
  }

  const start = performance.now()
  git(folder, 'commit', '--quiet', '--message=Change')
  const time = performance.now() - start
  const changed = git(folder, 'show', '--format=', '--name-only')
  const name = change === 'no bank' ? 'notes.md\n' : 'QUESTION_BANK.md\n'
  const isRight =
    (changed === name && !(change === 'one card' && writesReadme)) ||
    (changed === `${name}README.md\n` && writesReadme !== false)
  if (!isRight) throw new Error(`The commit holds ${changed}`)
  return time
}

function git(cwd: string, ...args: string[]): string {
  const {status, stdout, stderr} = spawnSync('git', args, {
    cwd,
    env: getEnvironment(),
    encoding: 'utf8'
  })
  if (status === 0) return stdout
  throw new Error(`git ${args.join(' ')}: ${stdout}${stderr}`)
}

if (process.argv[1] === import.meta.filename) {
  const runs = Number(process.argv[2] ?? 5)
  for (const {change, ...times} of measureCommits(84, runs)) {
    const shown = Object.entries(times).map(
      ([name, each]) => `${name} ${median(each).toFixed(0)} ms`
    )
    process.stdout.write(`${change}: ${shown.join(', ')} (median of ${runs})\n`)
  }
}
