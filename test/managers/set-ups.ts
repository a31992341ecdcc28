/**
 * `qbank init` in projects of every kind: one command, and then a broken card is fixed by a real commit, a wrong one is refused,
 * the tasks that were there still run, and two branches with a card each merge. Needs the registry and minutes, so it is not one of the tests that `npm test` runs.
 *
 * Usage: npm run test:set-ups [part of a name…]
 */
import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {bin, cleanEnv, makeTempFolder} from '../support/temp.ts'
import type {SetUp} from '../init/set-ups.ts'
import {listFiles, setUps, toCard} from '../init/set-ups.ts'
import type {Result} from './support.ts'
import {pack, writeAll} from './support.ts'

const specs = {
  npm: 'npm',
  pnpm: 'pnpm@9',
  'yarn 1': 'yarn@1',
  'yarn 4': '@yarnpkg/cli-dist@4',
  bun: 'bun@1'
} as const

const wanted = process.argv.slice(2)
const archive = pack()
const cache = makeTempFolder()
let failures = 0
for (const [title, setUp] of Object.entries(setUps)) {
  if (!wanted.every((part) => title.includes(part))) continue
  const start = performance.now()
  try {
    trySetUp(setUp)
    const seconds = Math.round((performance.now() - start) / 1000)
    process.stdout.write(`ok   ${title} (${seconds} s)\n`)
  } catch (error) {
    failures++
    process.stdout.write(`FAIL ${title}\n${String(error)}\n`)
  }
}

process.exitCode = failures > 0 ? 1 : 0

function trySetUp(setUp: SetUp): void {
  const {files = {}, folder = '.', banks = ['QUESTION_BANK.md']} = setUp
  const root = makeTempFolder()
  const run = createRun(root, setUp)
  const succeed = (...words: readonly string[]): string => {
    const {status, output} = run(...words)
    if (status !== 0) throw new Error(`${words.join(' ')}: ${output}`)
    return output
  }
  succeed('git', 'init', '--quiet', '--initial-branch=main')
  succeed('git', 'config', 'user.name', 'A contributor')
  succeed('git', 'config', 'user.email', 'contributor@example.com')
  writeAll(root, listFiles(setUp))
  if (setUp.installed) {
    succeed('npm', 'install', '--save-dev', ...setUp.installed)
    if (files['.husky/pre-commit'] !== undefined)
      succeed('npx', '--no', '--', 'husky')
    if (files['.githooks/pre-commit'] !== undefined) {
      succeed('chmod', '+x', '.githooks/pre-commit')
      succeed('git', 'config', 'core.hooksPath', '.githooks')
    }
  }

  succeed('git', 'add', '--all')
  succeed('git', 'commit', '--quiet', '--no-verify', '-m', 'Begin')
  const words = ['init', '--yes', '--package', archive]
  const said = succeed(
    'sh',
    '-c',
    `cd ${folder} && node ${bin} ${words.join(' ')}`
  )
  if (!said.includes('The hook was tried')) throw new Error(said)
  const [, commit = ''] = /^Next, commit this: (.*)$/m.exec(said) ?? []
  succeed('sh', '-c', commit)
  const again = succeed(
    'sh',
    '-c',
    `cd ${folder} && node ${bin} ${words.join(' ')}`
  )
  if (!again.includes('Nothing is left to set up.')) throw new Error(again)
  succeed('sh', '-c', `cd ${folder} && node ${bin} init --check`)
  const dirty = succeed('git', 'status', '--porcelain')
  if (dirty !== '') throw new Error(dirty)
  for (const path of banks) {
    commitCards(root, path, run, setUp)
    mergeCards(root, path, run)
  }
}

type Run = (...words: readonly string[]) => Result

/** A broken card is fixed, and the task runs; a wrong one is refused. */
function commitCards(root: string, path: string, run: Run, setUp: SetUp): void {
  const before = readFileSync(join(root, path), 'utf8')
  const card = toCard('water')
    .replace('\n\n**Common', '\n**Common')
    .replace('Medium', 'medium')
  writeAll(root, {
    [path]: `${before}\n${card}`,
    ...(setUp.task && {[setUp.task.path]: 'task\n'})
  })
  run('git', 'add', '--all')
  const fixed = run('git', 'commit', '--quiet', '-m', 'Add a card')
  const shown = run('git', 'show', `HEAD:${path}`).output
  if (fixed.status !== 0 || !shown.endsWith(toCard('water'))) {
    throw new Error(`${fixed.output}\n${shown.slice(-400)}`)
  }

  if (setUp.task) {
    const {output} = run('git', 'show', `HEAD:${setUp.task.path}`)
    if (output !== setUp.task.text)
      throw new Error(`The task did not run: ${output}`)
  }

  const left = run('git', 'status', '--porcelain').output
  if (left !== '') throw new Error(left)
  writeAll(root, {[path]: shown.replace('** Easy', '** Breezy')})
  run('git', 'add', '--all')
  const refused = run('git', 'commit', '--quiet', '-m', 'Wrong')
  if (refused.status === 0 || !refused.output.includes('Breezy')) {
    throw new Error(refused.output)
  }

  run('git', 'reset', '--quiet', '--hard')
}

/** Two branches add a card each in one place: git calls the driver that an installation has registered. */
function mergeCards(root: string, path: string, run: Run): void {
  const before = readFileSync(join(root, path), 'utf8')
  const commit = (topic: string): void => {
    writeAll(root, {[path]: `${before}\n${toCard(topic)}`})
    run('git', 'commit', '--quiet', '--all', '--no-verify', '-m', topic)
  }
  run('git', 'switch', '--quiet', '--create', 'theirs')
  commit('heat')
  run('git', 'switch', '--quiet', 'main')
  commit('rye')
  const {status, output} = run('git', 'merge', '--quiet', '--no-edit', 'theirs')
  const text = readFileSync(join(root, path), 'utf8')
  const isWhole = text === `${before}\n${toCard('rye')}\n${toCard('heat')}`
  // A driver that does not start would say so, and leave a conflict.
  if (status !== 0 || output !== `Auto-merging ${path}\n` || !isWhole) {
    throw new Error(`merge: ${output}\n${text.slice(before.length)}`)
  }

  run('git', 'branch', '--quiet', '-D', 'theirs')
}

function createRun(root: string, {manager = 'npm'}: SetUp): Run {
  const programs = makeManager(manager)
  const env = {
    ...cleanEnv(),
    PATH: `${programs}${process.env['PATH'] ?? ''}`,
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false'
  }
  return (command = '', ...args) => {
    const {status, stdout, stderr} = spawnSync(command, args, {
      cwd: root,
      encoding: 'utf8',
      env
    })
    return {status, output: `${stdout}${stderr}`}
  }
}

/** @returns a folder for the PATH, with a colon after it, in which the package manager is; nothing for npm */
function makeManager(manager: keyof typeof specs): string {
  if (manager === 'npm') return ''
  const folder = join(cache, manager.replace(' ', '-'))
  const bins = join(folder, 'bin')
  if (!existsSync(bins)) {
    const {status, stderr} = spawnSync(
      'npm',
      ['install', '--prefix', folder, specs[manager]],
      {encoding: 'utf8'}
    )
    if (status !== 0) throw new Error(stderr)
    const [name = ''] = manager.split(' ')
    mkdirSync(bins, {recursive: true})
    symlinkSync(join(folder, 'node_modules/.bin', name), join(bins, name))
  }

  return `${bins}:`
}
